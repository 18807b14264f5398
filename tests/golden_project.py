"""The golden ten-row project: small enough to read, with a fault of each kind."""

import shutil
from pathlib import Path

from pipeline.build import Build, build
from pipeline.project import Project, find_project

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"


def copy_golden(folder: Path) -> Path:
    """Copy the golden project, with the templates of the real one, into `folder`."""
    shutil.copytree(GOLDEN / "project", folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "site_templates", folder / "site_templates", dirs_exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def build_project(folder: Path) -> Build:
    """Build the project in `folder`, in memory."""
    project = find_project(folder)
    assert isinstance(project, Project)
    return build(project, lambda _: None)
