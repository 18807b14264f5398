"""The only writer."""

import stat
from pathlib import Path

import pytest

from pipeline.artefacts import Artefact, prune, stale, write
from pipeline.failure import ExitStatus, Failure

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
