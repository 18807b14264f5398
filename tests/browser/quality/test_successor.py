"""The pages are plain: Zensical, which succeeds Material, builds them too.

With its own theme. Ours it cannot read: its templates are MiniJinja's, where a mapping has no
methods (`partials/language.html`), and what we mend of Material is not in it.
"""

import re
import subprocess
import sys
from pathlib import Path

from pipeline.artefacts import write
from pipeline.build import Build
from tests.golden_project import ROOT


def test_zensical_builds_every_page(golden: Build, tmp_path: Path) -> None:
    write(tmp_path, golden.pages)
    shared = (ROOT / "mkdocs.yml").read_text()
    (tmp_path / "shared.yml").write_text(shared)
    own = (tmp_path / "build/mkdocs/en.yml").read_text()
    # It wants all of a site below the folder of its settings.
    own = own.replace("../../mkdocs.yml", "shared.yml").replace("../", "build/")
    (tmp_path / "mkdocs.yml").write_text(re.sub(r"\n  custom_dir: .*", "", own))
    command = (sys.executable, "-m", "zensical", "build", "--strict")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    made = tmp_path / "build/site/en"
    pages = list((tmp_path / "build/pages/en").rglob("*.md"))
    assert len(pages) > 20
    for page in pages:
        name = page.relative_to(tmp_path / "build/pages/en").with_suffix("").as_posix()
        place = name.removesuffix("index")
        assert (made / place / "index.html").is_file(), name
    shown = (made / "404/index.html").read_text()
    assert re.search(r'<h1 id="top"><span class="hs-code">404</span> Not Found', shown)
    assert '<h2 id="at-a-glance">' in shown
