"""A code's page against what stock Material makes of the same text and the same menu.

What stock Material asks other hosts for (its web font) is not counted: no such host answers here.
"""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response

from pipeline.build import Build
from tests.browser.host import served

STOCK = """\
site_name: HTTP status codes
site_url: https://http-status.example/en/
theme: {name: material, language: en}
markdown_extensions: [attr_list, def_list, md_in_html, tables]
"""
CODES = (404, 413, 429)


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
    (folder / "site/_headers").touch()
    return folder / "site"


def received(browser: Browser, folder: Path, path: str) -> dict[str, int]:
    """Return the bytes of each file that a first visit to `path` brings, as they are sent."""
    sizes: dict[str, int] = {}

    def arrived(response: Response) -> None:
        sizes[response.url] = int(response.headers["content-length"])

    with served(folder) as address, browser.new_context() as context:
        context.route(lambda url: not url.startswith(address), lambda route: route.abort())
        page = context.new_page()
        page.on("response", arrived)
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
    return sizes


def zipped(page: Path) -> int:
    """Return how many bytes of a page are sent."""
    return len(gzip.compress(page.read_bytes()))


def test_a_page_is_less_than_half_of_stock(stock: Path, site_folder: Path, real: Build) -> None:
    names = [f"{code.code}/index.html" for code in real.dataset.codes]
    pairs = {name: (stock / name, site_folder / "en" / name) for name in names}
    raw = {
        name: ours.stat().st_size / theirs.stat().st_size for name, (theirs, ours) in pairs.items()
    }
    assert max(raw.values()) <= 0.3, raw
    sent = {name: zipped(ours) / zipped(theirs) for name, (theirs, ours) in pairs.items()}
    assert sum(sent.values()) / len(sent) <= 0.47, sent
    # Where texts are long they weigh most: the bare words of 413 are a quarter of stock's page.
    assert {name for name, share in sent.items() if share > 0.5} <= {"413/index.html"}
    assert max(sent.values()) <= 0.53, sent


def test_a_first_visit_brings_a_fifth(stock: Path, site_folder: Path, chromium: Browser) -> None:
    for code in CODES:
        theirs = received(chromium, stock, f"{code}/")
        ours = received(chromium, site_folder, f"en/{code}/")
        assert sum(ours.values()) <= 0.2 * sum(theirs.values()), (ours, theirs)
