"""Reports that do not get where they should."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.console import console

ROOT = Path(__file__).parent.parent.parent
CHECK = f"{sys.executable} -m pipeline check source/http-status-codes.md"


def shell(command: str) -> subprocess.CompletedProcess[str]:
    words = ["bash", "-c", command]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_full_disk_ends_5() -> None:
    done = shell(f"{CHECK} > /dev/full")
    assert (done.returncode, "cannot be printed" in done.stderr) == (5, True)


def test_a_reader_who_has_seen_enough_gets_no_traceback() -> None:
    assert shell(f"{CHECK} | true").stderr == ""


def test_what_an_encoding_lacks_is_escaped() -> None:
    done = shell(f"PYTHONIOENCODING=ascii {CHECK}")
    assert (done.returncode, "\\u" in done.stdout) == (0, True)


def test_a_stream_of_another_kind_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    assert console().out is stream
