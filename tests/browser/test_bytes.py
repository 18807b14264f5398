"""A code's page against what stock Material makes of the same text and the same menu."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.build import Build

STOCK = """\
site_name: HTTP status codes
site_url: https://http-status.example/en/
theme: {name: material, language: en}
markdown_extensions: [attr_list, def_list, md_in_html, tables]
"""


@pytest.fixture(scope="module")
def stock(real: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where stock Material puts the English pages."""
    folder = tmp_path_factory.mktemp("stock")
    for page in real.pages:
        if page.path.startswith("build/pages/en/"):
            file = folder / "docs" / page.path.removeprefix("build/pages/en/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(page.content)
    (folder / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder / "site"


@pytest.mark.parametrize("code", [404, 413, 429])
def test_a_page_is_at_most_half_of_stock(stock: Path, site_folder: Path, code: int) -> None:
    name = f"{code}/index.html"
    theirs, ours = (stock / name).read_bytes(), (site_folder / "en" / name).read_bytes()
    assert len(ours) <= len(theirs) / 2
    assert len(gzip.compress(ours)) < len(gzip.compress(theirs)), "the text itself weighs most"
