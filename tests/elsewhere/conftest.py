"""A repository of somebody else, and an environment without anything of this checkout."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.elsewhere.repository import FAULTY, HEAD, commit

OURS = ("COV_", "COVERAGE_", "GIT_", "PIP_", "PRE_COMMIT", "PYTHON", "VIRTUAL_ENV")


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What a user's programs see. pip takes the wheels of `make setup` and asks no index."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(OURS)}
    home = tmp_path_factory.mktemp("home")
    return {
        **kept,
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(Path(sys.prefix) / "wheels"),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
    }


@pytest.fixture
def repository(tmp_path: Path, environment: Mapping[str, str]) -> Path:
    """A repository with awkward names; its own `pipeline` must not be taken for ours."""
    folder = tmp_path / "repository"
    (folder / "docs" / "深 层").mkdir(parents=True)
    (folder / "docs" / "深 层" / "codes, 1.md").write_text(FAULTY)
    (folder / "-good.md").write_text(f"{HEAD}| 404 | Not Found |\n")
    (folder / "README.md").write_text("# No table here\n")
    (folder / "pipeline").mkdir()
    (folder / "pipeline" / "__init__.py").write_text("raise SystemExit('not ours')\n")
    commit(folder, environment)
    (folder / "untracked.md").write_text(FAULTY)
    return folder
