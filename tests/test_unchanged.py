"""Nothing to do is known at once, and never believed where there is something to do."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.unchanged import MOMENT, RECORD, looks, record, said_before, states
from tests.golden_project import ROOT

PLACES = ("in", "table.md", "out", "packages/")
COMMAND = ["site", "--locale", "ja"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with things read and things made; the working directory."""
    monkeypatch.chdir(tmp_path)
    for name in ("in/a.po", "in/deep/b.po", "table.md", "out/a.html", "out/b/c.html", "packages/x"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def digests() -> dict[str, str]:
    """Return the digest of each file that is read, by path."""
    return {path: digest for path, (_, digest) in looks(("in", "table.md")).items()}


def note(folder: Path) -> None:
    """Note what is there as what a command made."""
    time.sleep(2 * MOMENT / 1e9)
    noted = record(COMMAND, "Done.", PLACES, digests(), time.time_ns())
    assert noted is not None
    (folder / RECORD).parent.mkdir(exist_ok=True)
    (folder / RECORD).write_text(noted)


def test_what_was_said_is_said_again_where_nothing_changed(folder: Path) -> None:
    assert said_before(COMMAND) is None, "there is no record yet"
    note(folder)
    assert said_before(COMMAND) == "Done."
    assert said_before(["site"]) is None, "another command"


@pytest.mark.parametrize("broken", [b"", b"\xff", b"no record", b"a\nb"])
def test_a_broken_record_is_none(folder: Path, broken: bytes) -> None:
    note(folder)
    (folder / RECORD).write_bytes(broken)
    assert said_before(COMMAND) is None


def test_a_record_that_ends_early_is_none(folder: Path) -> None:
    note(folder)
    whole = (folder / RECORD).read_bytes()
    for end in range(len(whole)):
        (folder / RECORD).write_bytes(whole[:end])
        assert said_before(COMMAND) in (None, "Done.")
    (folder / RECORD).write_bytes(whole.replace(b"\t", b" ").replace(b" ", b"\t", len(PLACES) - 1))
    assert said_before(COMMAND) is None


def test_what_another_run_takes_away_meanwhile_is_a_change(folder: Path) -> None:
    note(folder)
    left = [("out/b",)]  # a hook stays for good, and acts once

    def act(event: str, arguments: tuple[object, ...]) -> None:
        if event == "os.scandir" and arguments in left:
            left.clear()
            shutil.rmtree("out/b")

    sys.addaudithook(act)
    assert said_before(COMMAND) is None
    assert states(["out"]).keys() == {"out/a.html"}


def test_another_language_is_another_command(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note(folder)
    monkeypatch.setenv("LANG", "zh_TW.UTF-8")
    assert said_before(COMMAND) is None


@pytest.mark.parametrize("place", ["other", "nowhere"])
def test_after_another_start_of_the_system_nothing_is_believed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    note(folder)
    (folder / "other").write_text("another start")
    monkeypatch.setattr("pipeline.unchanged.START", place)
    assert said_before(COMMAND) is None


def test_what_python_compiles_is_no_change(folder: Path) -> None:
    note(folder)
    (folder / "in/__pycache__").mkdir()
    (folder / "in/__pycache__/a.pyc").touch()
    assert said_before(COMMAND) == "Done."


def test_another_package_is_a_change_but_not_its_content(folder: Path) -> None:
    note(folder)
    (folder / "packages/x").write_text("not looked at: the lock file has its version")
    assert said_before(COMMAND) == "Done."
    (folder / "packages/y").touch()
    assert said_before(COMMAND) is None


def test_links_and_odd_names_are_not_relied_upon(folder: Path) -> None:
    (folder / "in/odd\tname").touch()
    time.sleep(2 * MOMENT / 1e9)
    assert record(COMMAND, "Done.", PLACES, {}, time.time_ns()) is None
    (folder / "in/odd\tname").unlink()
    (folder / "in/link").symlink_to("a.po")
    time.sleep(2 * MOMENT / 1e9)
    assert record(COMMAND, "Done.", PLACES, {}, time.time_ns()) is None


def test_what_changed_a_moment_ago_is_not_relied_upon(folder: Path) -> None:
    (folder / "out/a.html").touch()
    assert record(COMMAND, "Done.", PLACES, {}, time.time_ns()) is None


def test_a_folder_has_no_digest(folder: Path) -> None:
    ((_, digest),) = looks(("packages/", "nowhere")).values()
    assert digest == ""
    assert folder.is_dir()


@pytest.mark.parametrize("place", ["in/a.po", "table.md"])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(folder: Path, place: str) -> None:
    note(folder)
    (folder / place).unlink()
    os.mkfifo(folder / place)
    assert looks([place])[place][1] == ""
    assert said_before(COMMAND) is None


def overwrite(path: Path) -> None:
    """Change a file as secretly as possible: same size, same time of change."""
    if path.is_file():
        was = path.stat()
        path.write_bytes(path.read_bytes()[::-1] or b"x")
        os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


def touch(path: Path) -> None:
    if path.is_file():
        path.touch()


def replace(path: Path) -> None:
    """Save as editors do: another file of the same content in its place."""
    if path.is_file():
        other = path.with_name("new")
        shutil.copy(path, other)
        other.replace(path)


def remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def add(path: Path) -> None:
    path.with_name("another").write_text("new")


NAMES = st.sampled_from(["in/a.po", "in/deep/b.po", "table.md", "out/a.html", "out/b/c.html"])
EDITS = st.lists(
    st.tuples(st.sampled_from([overwrite, touch, replace, remove, add]), NAMES), max_size=4
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(edits=EDITS)
def test_a_change_is_never_overlooked(
    folder: Path, edits: list[tuple[Callable[[Path], None], str]]
) -> None:
    for name in ("in", "out"):
        shutil.rmtree(folder / name)
    for name in ("in/a.po", "in/deep/b.po", "table.md", "out/a.html", "out/b/c.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    note(folder)
    read, made = digests(), states(("out",))
    for edit, name in edits:
        if (folder / name).parent.is_dir():
            edit(folder / name)
    (folder / "another").unlink(missing_ok=True)
    same = (read, made) == (digests(), states(("out",)))
    assert said_before(COMMAND) == ("Done." if same else None)


def command(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
        stderr=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stderr


def inodes(folder: Path) -> dict[str, tuple[int, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def test_make_site_writes_nothing_where_nothing_changed(golden_folder: Path) -> None:
    first = command(golden_folder, "site", "--locale", "ja")
    before = inodes(golden_folder)
    again = command(golden_folder, "site", "--locale", "ja")
    assert again == first
    assert "The site is in" in again
    assert inodes(golden_folder) == before
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pipeline", "site", "--locale", "ja"],
        cwd=golden_folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
        stderr=subprocess.PIPE,
        text=True,
        check=True,
    ).stderr
    assert "pipeline.unchanged" in loaded
    assert "pipeline.cli" not in loaded, "it was ready without the rest"
