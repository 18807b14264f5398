"""The tools that judge the site, from npm and PyPI in locked versions, and the site itself."""

from pathlib import Path

import pytest

from pipeline.build import Build
from tests.golden_project import ROOT

TOOLS = ROOT / ".venv/quality/node_modules"


@pytest.fixture(scope="session")
def tools() -> Path:
    """The folder of npm's packages."""
    assert TOOLS.is_dir(), "run `make quality`, which installs them"
    return TOOLS


@pytest.fixture(scope="session")
def site_folder(real: Build) -> Path:
    """The site that `make site` has built, if it is that of the sources as they are."""
    for page in real.pages:
        made = ROOT / page.path
        assert made.is_file(), f"{page.path} is missing: run `make quality`, which builds the site"
        assert made.read_bytes() == page.content, f"{page.path} is old: run `make quality`"
    return ROOT / "build/site"
