"""The files of people, read. Only this module does so."""

from __future__ import annotations

import os
import stat
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.span import Document
from pipeline.wording import Wording

LARGEST = 32 << 20  # bytes of a file; a table of so many takes a gigabyte of memory


def located(root: Path, path: str, status: ExitStatus) -> Path:
    """Return the file that `path` leads to; a failure if that, or a link, leads out of `root`.

    So whoever may only add files to a project cannot have others read, published or written.
    """
    target = Path(os.path.realpath(root / path))  # Path.resolve raises at a link to itself
    if not target.is_relative_to(root.resolve()):
        raise Failure(status, Fault(path, OUTSIDE.about(target=target), MAKE_A_FILE))
    return target


def read_document(file: Path, path: str) -> Document:
    """Read `file`, known to people as `path`, as UTF-8 without NUL; raise a failure with place."""
    document = read_text(file, path)
    if "\0" in document.text:
        nul = document.text.index("\0")
        raise Failure(ExitStatus.INPUT, Fault(document.span(nul, nul + 1), NUL, SAVE_UTF8))
    return document


def read_text(file: Path, path: str) -> Document:
    """Read `file`, known to people as `path`, as UTF-8; raise a failure with place."""
    content = read_bytes(file, path)
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or _alternates(content):
        raise Failure(ExitStatus.INPUT, Fault(Document(path, "").span(0, 0), UTF16, SAVE_UTF8))
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        before = Document(path, content[: error.start].decode())
        end = len(before.text)
        fault = Fault(before.span(end, end), NOT_UTF8.about(byte=content[error.start]), SAVE_UTF8)
        raise Failure(ExitStatus.INPUT, fault) from error
    return Document(path, text)


def _alternates(content: bytes) -> bool:
    """Tell whether every other byte is NUL: UTF-16 of Latin text without its mark."""
    beginning = content[:512]
    return 5 * beginning.count(0) >= 2 * len(beginning) > 0


def read_bytes(file: Path, path: str) -> bytes:
    """Read the whole of `file`, known to people as `path`, if it stays as it is meanwhile.

    Only a regular file: a pipe or a device may never end, and is not even opened.
    """
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise Failure(ExitStatus.INPUT, Fault(path, NOT_REGULAR, SAVE_FIRST))
        with file.open("rb") as stream:
            before = os.fstat(stream.fileno())
            content = stream.read(LARGEST + 1)
            after = os.fstat(stream.fileno())
    except OSError as error:
        said = UNREADABLE.about(reason=error.strerror)
        raise Failure(ExitStatus.INPUT, Fault(path, said, CHECK_PATH)) from error
    if len(content) > LARGEST:
        said = TOO_LARGE.about(most=LARGEST >> 20)
        raise Failure(ExitStatus.INPUT, Fault(path, said, SPLIT))
    if (after.st_size, after.st_mtime_ns) != (len(content), before.st_mtime_ns):
        raise Failure(ExitStatus.CONFLICT, Fault(path, CHANGING, READ_AGAIN))
    return content


OUTSIDE = Wording("指向项目之外：{target}", "leads out of the project: {target}")
MAKE_A_FILE = Wording("换成项目内的普通文件", "put a regular file of the project there")
NOT_REGULAR = Wording(
    "不是普通文件（目录、管道、设备或套接字），未读取",
    "no regular file (a folder, pipe, device or socket); not read",
)
SAVE_FIRST = Wording("先存为文件，再给出该文件", "save its content as a file, and name that file")
NOT_UTF8 = Wording("不是 UTF-8：字节 0x{byte:02X}", "not UTF-8: byte 0x{byte:02X}")
SAVE_UTF8 = Wording("用编辑器另存为 UTF-8 文本", "save the file as UTF-8 text")
UTF16 = Wording("这是 UTF-16，不是 UTF-8", "this is UTF-16, not UTF-8")
TOO_LARGE = Wording("文件大于 {most} MiB，未读取", "larger than {most} MiB; not read")
SPLIT = Wording("分成较小的文件", "split it into smaller files")
CHANGING = Wording("文件在读取时被改动", "the file changed while it was read")
READ_AGAIN = Wording("写入结束后重新运行", "run again when it is written")
NUL = Wording("文件含 NUL 字符，不是文本", "a NUL character: this is no text file")
UNREADABLE = Wording("无法读取：{reason}", "cannot be read: {reason}")
CHECK_PATH = Wording("检查路径与读取权限", "check the path and the permission to read it")
