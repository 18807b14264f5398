"""What the tests share: the golden project, copied and built for real, and commands to run."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from pipeline.build import Build
from pipeline.cli.main import main
from tests.golden_project import build_project, copy_golden

# A loaded machine is no fault of a law.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The golden project, built in memory."""
    return build_project(copy_golden(tmp_path_factory.mktemp("golden")))


@pytest.fixture
def golden_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the golden project to do as one likes with; the working directory."""
    folder = copy_golden(tmp_path / "project")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Run a command in this process, on 24 November 2026; return its exit status and outputs."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")

    def command(*arguments: object) -> tuple[int, str, str]:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return command
