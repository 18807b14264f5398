"""The files of people: read whole as text, or refused with a place."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.failure import ExitStatus, Failure
from pipeline.files import located, read_bytes, read_document


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("一\n状态".encode() + b"\xff\n", "t.md:2:3: not UTF-8: byte 0xFF"),
        ("状".encode("utf-16"), "t.md:1:1: this is UTF-16, not UTF-8"),
        ("404".encode("utf-16-be"), "t.md:1:1: this is UTF-16, not UTF-8"),
        (b"a\n\x00", "t.md:2:1: a NUL character: this is no text file"),
    ],
)
def test_what_is_no_text_is_said_with_its_place(tmp_path: Path, content: bytes, place: str) -> None:
    (tmp_path / "t.md").write_bytes(content)
    with pytest.raises(Failure) as caught:
        read_document(tmp_path / "t.md", "t.md")
    assert caught.value.faults[0].text("en").splitlines()[0] == place


def test_line_ends_and_byte_order_mark_are_kept(tmp_path: Path) -> None:
    (tmp_path / "t.md").write_bytes(b"\xef\xbb\xbfa\r\nb")
    assert read_document(tmp_path / "t.md", "t.md").text == "\ufeffa\r\nb"


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as stream:
        stream.bind(str(path))


@pytest.mark.parametrize(
    "make",
    [os.mkfifo, Path.mkdir, make_socket, lambda path: path.symlink_to("/dev/zero")],
    ids=["pipe", "folder", "socket", "device"],
)
def test_what_is_no_regular_file_is_refused_at_once(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "t.md")
    with pytest.raises(Failure, match=r"t\.md: no regular file") as caught:
        read_bytes(tmp_path / "t.md", "t.md")
    assert caught.value.status is ExitStatus.INPUT


def test_a_file_lies_in_its_root_or_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "link").symlink_to(root)
    (root / "out").symlink_to(tmp_path)
    assert located(tmp_path / "link", "a/../b.md", ExitStatus.INPUT) == root.resolve() / "b.md"
    (root / "circle").symlink_to("circle")
    with pytest.raises(Failure, match="Too many levels of symbolic links"):
        read_bytes(located(root, "circle", ExitStatus.INPUT), "circle")
    for path in ("out/x.md", "../x.md", str(tmp_path / "x.md")):
        with pytest.raises(Failure, match="leads out of the project"):
            located(root, path, ExitStatus.INPUT)
