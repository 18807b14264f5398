"""The tools that judge the site, from npm in locked versions."""

from pathlib import Path

import pytest

from tests.golden_project import ROOT

TOOLS = ROOT / ".venv/quality/node_modules"


@pytest.fixture(scope="session")
def tools() -> Path:
    """The folder of npm's packages."""
    assert TOOLS.is_dir(), "run `make quality`, which installs them"
    return TOOLS
