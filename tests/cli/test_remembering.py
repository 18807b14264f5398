"""What a run notes, and what keeps it from noting anything."""

import os
import sys
import time
from pathlib import Path

import pytest

from pipeline.artefacts import Artefact
from pipeline.cli.building import own_project
from pipeline.cli.remembering import before_reading, remember
from pipeline.unchanged import MOMENT, RECORD, said_before
from tests.golden_project import ROOT

TABLE = "source/http-status-codes.md"


def test_a_run_is_noted_with_what_it_brought_up_to_date(golden_folder: Path) -> None:
    project = own_project()
    before = before_reading(project)
    (golden_folder / TABLE).write_bytes(b"better")
    remember(project, ["site"], "Done.", before, [Artefact(TABLE, b"better")])
    assert said_before(["site"]) == "Done."


def test_what_somebody_changed_meanwhile_is_no_base(golden_folder: Path) -> None:
    project = own_project()
    before = before_reading(project)
    (golden_folder / TABLE).write_bytes(b"saved by somebody")
    remember(project, ["site"], "Done.", before, ())
    assert not (golden_folder / RECORD).exists()


def test_what_was_changed_and_changed_back_meanwhile_is_no_base(golden_folder: Path) -> None:
    """The build may have read what was there between."""
    project, table = own_project(), golden_folder / TABLE
    content, before = table.read_bytes(), before_reading(project)
    table.write_bytes(b"for a moment")
    table.write_bytes(content)
    remember(project, ["site"], "Done.", before, ())
    assert not (golden_folder / RECORD).exists()


def test_a_name_may_be_any_bytes(golden_folder: Path) -> None:
    project = own_project()
    (golden_folder / "locales" / os.fsdecode(b"caf\xe9.txt")).touch()
    remember(project, ["site"], "Done.", before_reading(project), ())
    assert said_before(["site"]) == "Done."


def test_what_somebody_saves_while_we_look_is_no_base(golden_folder: Path) -> None:
    project = own_project()
    before = before_reading(project)
    left = list(before)[-1:]  # a hook stays for good, and acts once

    def act(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and arguments[0] in left:
            left.clear()
            Path(TABLE).write_bytes(b"saved")
            time.sleep(2 * MOMENT / 1e9)

    sys.addaudithook(act)
    remember(project, ["site"], "Done.", before, ())
    assert (golden_folder / TABLE).read_bytes() == b"saved"
    assert said_before(["site"]) is None


def test_a_link_is_no_base(golden_folder: Path) -> None:
    project = own_project()
    (golden_folder / "locales/linked").symlink_to("en")
    remember(project, ["site"], "Done.", before_reading(project), ())
    assert not (golden_folder / RECORD).exists()


def test_our_own_code_is_read_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    read = before_reading(own_project())
    assert {"pipeline/build.py", "pyproject.toml", "source/errata.toml"} <= read.keys()
