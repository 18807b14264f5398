"""The pages are plain: Zensical, which succeeds Material, builds them too.

With its own theme. Ours it cannot read: its templates are MiniJinja's, where a mapping has no
methods (`partials/language.html`), and what we mend of Material is not in it.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from pipeline.artefacts import write
from pipeline.build import Build
from tests.golden_project import ROOT

COLOUR = re.compile(r"\x1b\[[\d;]*m")


def zensical(golden: Build, folder: Path, theme: str) -> subprocess.CompletedProcess[str]:
    """Let Zensical build the English pages in `folder`, with the setting `theme` or its own."""
    write(folder, golden.pages)
    # A warning would stop it; which one there is, a test says.
    shared = (ROOT / "mkdocs.yml").read_text().replace("strict: true", "strict: false")
    (folder / "shared.yml").write_text(shared)
    own = (folder / "build/mkdocs/en.yml").read_text()
    # It wants all of a site below the folder of its settings.
    own = own.replace("../../mkdocs.yml", "shared.yml").replace("../", "build/")
    (folder / "mkdocs.yml").write_text(re.sub(r"\n  custom_dir: .*", theme, own))
    command = (sys.executable, "-m", "zensical", "build")
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_zensical_builds_every_page(golden: Build, tmp_path: Path) -> None:
    done = zensical(golden, tmp_path, "")
    assert done.returncode == 0, done.stdout + done.stderr
    # The one complaint: it takes a download whose name ends in .md for a page.
    said = COLOUR.sub("", done.stdout + done.stderr)
    assert "downloads/latest/CHANGELOG.md" in said
    assert "1 issue found" in said
    made = tmp_path / "build/site/en"
    pages = list((tmp_path / "build/pages/en").rglob("*.md"))
    assert len(pages) > 20
    for page in pages:
        name = page.relative_to(tmp_path / "build/pages/en").with_suffix("").as_posix()
        place = name.removesuffix("index")
        assert (made / place / "index.html").is_file(), name
    shown = (made / "404/index.html").read_text()
    assert re.search(r'<h1 [^>]*id="top"><span class="hs-code">404</span> Not Found', shown)
    assert '<h2 id="at-a-glance">' in shown


def test_zensical_cannot_read_our_theme(golden: Build, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "site_templates/overrides", tmp_path / "overrides")
    done = zensical(golden, tmp_path, "\n  custom_dir: overrides")
    assert done.returncode != 0
    assert 'error in "partials/language.html"' in done.stderr
    assert "map has no method named get" in done.stderr
