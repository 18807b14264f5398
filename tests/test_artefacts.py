"""The only writer."""

import ctypes
import errno
import fcntl
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline import artefacts
from pipeline.artefacts import Artefact, alone, prune, stale, write
from pipeline.failure import ExitStatus, Failure
from tests.golden_project import ROOT

A, B = Artefact("a/one.txt", b"1"), Artefact("a/b/two.txt", b"2")


def tree(root: Path) -> dict[str, bytes]:
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_what_is_missing_or_other_is_written(tmp_path: Path) -> None:
    assert write(tmp_path, [A, B]) == (A, B)
    assert tree(tmp_path) == {"a/b/two.txt": b"2", "a/one.txt": b"1"}


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path, [A, B])
    before = (tmp_path / A.path).stat().st_mtime_ns
    assert write(tmp_path, [A, B]) == ()
    assert (tmp_path / A.path).stat().st_mtime_ns == before
    assert list(stale(tmp_path, [A, Artefact(B.path, b"3")])) == [Artefact(B.path, b"3")]


def test_the_mode_of_a_file_is_kept(tmp_path: Path) -> None:
    write(tmp_path, [A])
    (tmp_path / A.path).chmod(0o600)
    write(tmp_path, [Artefact(A.path, b"new")])
    assert stat.S_IMODE((tmp_path / A.path).stat().st_mode) == 0o600


def test_if_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    write(tmp_path, [A])
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Failure) as caught:
        write(tmp_path, [Artefact(A.path, b"new"), Artefact("file/below", b"x")])
    assert caught.value.status is ExitStatus.STORAGE
    assert "file/below" in caught.value.faults[0].place
    assert tree(tmp_path) == {"a/one.txt": b"1", "file": b""}


def test_a_folder_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "a" / "one.txt" / "x").mkdir(parents=True)
    with pytest.raises(Failure, match=r"one\.txt"):
        write(tmp_path, [A])
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["one.txt"]


def test_pages_of_a_former_build_go(tmp_path: Path) -> None:
    old = Artefact("a/old/gone.txt", b"")
    write(tmp_path, [A, B, old])
    prune(tmp_path, "a", [A, B])
    assert tree(tmp_path) == {"a/b/two.txt": b"2", "a/one.txt": b"1"}
    assert not (tmp_path / "a/old").exists()


def test_nothing_is_pruned_where_nothing_is(tmp_path: Path) -> None:
    prune(tmp_path, "none", [])
    assert tree(tmp_path) == {}


def test_a_file_that_cannot_be_deleted_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, [A])

    def refused(path: Path) -> None:
        raise PermissionError(1, "not permitted", str(path))

    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(Failure, match="not permitted"):
        prune(tmp_path, "a", [])


@pytest.mark.parametrize(
    "path",
    [
        *("", "../x", "a/../x", "a//x", "./x", "a/", "a\\x", "a\0x", "a\nx", "a x", "a/.hidden"),
        *("con", "a/NUL.txt", "com1/x", "x.", "未找到", "a" * 101),
    ],
)
def test_a_path_that_data_could_choose_is_a_bug(path: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(path)}$"):
        Artefact(path, b"")


def test_an_absolute_path_is_only_for_who_named_it(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.txt"
    (tmp_path / "project").mkdir()
    with pytest.raises(Failure, match="out of the project"):
        write(tmp_path / "project", [Artefact(str(elsewhere), b"x")])
    assert not elsewhere.exists()
    write(Path("/"), [Artefact(str(elsewhere), b"x")])
    assert elsewhere.read_bytes() == b"x"


# --- What somebody else does meanwhile. ---

READ = {A.path: b"1"}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The folder of a project with the file A, and what is read of it later."""
    write(tmp_path, [A])
    return tmp_path


def conflict(root: Path, read: Mapping[str, bytes | None] = READ) -> None:
    with pytest.raises(Failure, match="changed since it was read") as caught:
        write(root, [Artefact(A.path, b"new")], read)
    assert caught.value.status is ExitStatus.CONFLICT
    assert not list(root.rglob("*.tmp"))


def test_what_was_read_may_be_replaced(old: Path) -> None:
    assert write(old, [Artefact(A.path, b"new")], READ)
    assert write(old, [B], {B.path: None})
    assert tree(old) == {A.path: b"new", B.path: b"2"}


def test_a_file_that_changed_came_or_went_stays_so(old: Path) -> None:
    (old / A.path).write_bytes(b"saved")
    conflict(old)
    conflict(old, {A.path: None})
    assert tree(old) == {A.path: b"saved"}
    (old / A.path).unlink()
    conflict(old)


@pytest.fixture
def saving(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let somebody act just before each of the next steps in which files change places."""
    real = artefacts._rename  # noqa: SLF001 - between two steps of it there is no other way in

    def act(*deeds: Callable[[], object]) -> None:
        left = list(deeds)

        def rename(one: Path, other: Path, flag: int) -> None:
            if left:
                left.pop(0)()
            real(one, other, flag)

        monkeypatch.setattr(artefacts, "_rename", rename)

    return act


def test_what_is_saved_in_the_last_moment_stays(old: Path, saving: Callable[..., None]) -> None:
    file = old / A.path
    saving(lambda: file.write_bytes(b"saved"))
    conflict(old)
    assert tree(old) == {A.path: b"saved"}
    file.write_bytes(b"1")
    saving(lambda: replace_by(file, b"saved"), lambda: replace_by(file, b"again"))
    conflict(old)
    assert tree(old) == {A.path: b"again"}
    file.write_bytes(b"1")
    saving(file.unlink)
    conflict(old)
    assert tree(old) == {}
    saving(lambda: file.write_bytes(b"came"))
    conflict(old, {A.path: None})
    assert tree(old) == {A.path: b"came"}


def replace_by(file: Path, content: bytes) -> None:
    other = file.with_name("editor-s-own")
    other.write_bytes(content)
    other.replace(file)


@pytest.mark.parametrize("library", [object(), ctypes.CDLL(None, use_errno=True)])
def test_where_files_cannot_change_places_they_are_compared(
    old: Path, monkeypatch: pytest.MonkeyPatch, library: object
) -> None:
    monkeypatch.setattr(artefacts, "LIBC", library)
    monkeypatch.setattr(artefacts, "EXCHANGE", 1 << 30)
    assert write(old, [Artefact(A.path, b"old")], READ)
    conflict(old)
    assert tree(old) == {A.path: b"old"}


def test_leftovers_of_dead_runs_go_and_those_of_living_ones_stay(old: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    dead = old / f"a/.one.txt.{ended.pid}.0123abcd.tmp"
    living = old / f"a/.one.txt.{os.getpid()}.0123abcd.tmp"
    foreign = old / "a/.one.txt.1.0123abcd.tmp"
    for file in (dead, living, foreign):
        file.write_bytes(b"")
    write(old, [], READ)
    assert not dead.exists()
    assert living.exists()
    assert foreign.exists()


def test_a_process_of_somebody_else_runs(monkeypatch: pytest.MonkeyPatch, old: Path) -> None:
    def refused(_process: int, _signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refused)
    left = old / "a/.one.txt.1.0123abcd.tmp"
    left.write_bytes(b"")
    write(old, [], READ)
    assert left.exists()


def test_links_are_followed_inside_only(old: Path) -> None:
    (old / "link.txt").symlink_to(A.path)
    write(old, [Artefact("link.txt", b"new")], {"link.txt": b"1"})
    assert (old / "link.txt").is_symlink()
    assert (old / A.path).read_bytes() == b"new"
    (old / "a/out.txt").symlink_to("../file.txt")
    with pytest.raises(Failure, match="leads out of the project"):
        write(old / "a", [Artefact("out.txt", b"x")])
    assert not (old / "file.txt").exists()


def test_a_pipe_in_the_place_of_an_artefact_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    os.mkfifo(tmp_path / A.path)
    assert write(tmp_path, [A]) == (A,)
    assert tree(tmp_path) == {A.path: b"1"}


# --- One build at a time. ---


def holding(root: Path) -> subprocess.Popen[str]:
    """Start a process that has the builds below `root`, until its input ends."""
    script = (
        "import sys; from pathlib import Path; from pipeline.artefacts import alone\n"
        f"with alone(Path({str(root)!r}), print): print('has it', flush=True); sys.stdin.read()"
    )
    return subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("end", [subprocess.Popen.kill, subprocess.Popen.communicate])
def test_one_waits_for_the_other_however_that_ends(
    tmp_path: Path, end: Callable[[subprocess.Popen[str]], object]
) -> None:
    told: list[str] = []
    with holding(tmp_path) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "has it\n"

        def wait() -> None:
            told.append("waits")
            end(other)

        with alone(tmp_path, wait):
            assert other.wait() is not None
        assert told == ["waits"]
    with alone(tmp_path, wait):
        assert told == ["waits"], "nobody has it now"


def test_nobody_waits_where_there_are_no_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on some file systems of a network."""

    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", none)
    with alone(tmp_path, print), alone(tmp_path, print):
        pass


def test_what_cannot_be_looked_at_is_stale(tmp_path: Path) -> None:
    artefact = Artefact(f"/{'x' * 300}", b"")
    assert [*stale(tmp_path, [artefact])] == [artefact]
