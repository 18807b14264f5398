"""The files that a command is given, read; what cannot be read is a fault beside the others."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.project import find_project, read_document, unreadable
from pipeline.span import Document
from pipeline.wording import Wording

# A table of 100,000 rows has some 15 MB, and takes ten times that in memory.
MEGABYTE = 1_000_000
LARGEST = 50 * MEGABYTE
# What could steer a terminal, reorder its text or break its line; a full-width space could not.
UNSHOWN = ("Cc", "Cf", "Cs", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Files:
    """What was read of several files, in the order given, and a failure for each unreadable one."""

    documents: tuple[tuple[Path, Document], ...]
    failures: tuple[Failure, ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the files that were not read."""
        return tuple(fault for failure in self.failures for fault in failure.faults)

    @property
    def failure(self) -> Failure | None:
        """What to report when everything else is done; the highest of several statuses counts."""
        highest = max((failure.status for failure in self.failures), default=None)
        return Failure(highest, *self.faults) if highest else None


def read_files(files: Iterable[Path]) -> Files:
    """Read all files, each once. A fault keeps no other file from being read."""
    documents: list[tuple[Path, Document]] = []
    failures: list[Failure] = []
    for file in {os.path.realpath(file): file for file in reversed(tuple(files))}.values():
        try:
            documents.append((file, _read(file)))
        except Failure as failure:
            failures.append(failure)
    return Files(tuple(reversed(documents)), tuple(reversed(failures)))


def own_tables() -> tuple[Path, ...]:
    """Return the tables of the project that we are in; a failure says that there are none."""
    project = find_project(Path.cwd())
    if project is None:
        raise Failure(ExitStatus.SETTINGS, Fault(str(Path.cwd()), NO_FILES, NAME_FILES))
    tables = (project.settings.source, project.settings.supplement)
    return tuple(Path(os.path.relpath(project.root / table)) for table in tables)


def shown(name: str) -> str:
    """Return `name` with an escape for each character that no person could see."""
    return "".join(
        ascii(character)[1:-1] if unicodedata.category(character) in UNSHOWN else character
        for character in name
    )


def _read(file: Path) -> Document:
    """Read a regular file: a pipe or a device may never end, and is not even opened."""
    name = shown(str(file))
    before = _state(file, name)
    if stat.S_ISDIR(before.st_mode):
        raise Failure(ExitStatus.INPUT, Fault(name, IS_FOLDER, NAME_ITS_FILES.about(folder=name)))
    if not stat.S_ISREG(before.st_mode):
        raise Failure(ExitStatus.INPUT, Fault(name, NO_REGULAR_FILE, SAVE_FIRST))
    if before.st_size > LARGEST:
        said = TOO_LARGE.about(size=before.st_size // MEGABYTE, largest=LARGEST // MEGABYTE)
        raise Failure(ExitStatus.INPUT, Fault(name, said, SPLIT_FILE))
    document = read_document(file, name)
    after = _state(file, name)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise Failure(ExitStatus.CONFLICT, Fault(name, CHANGED, READ_AGAIN))
    return document


def _state(file: Path, name: str) -> os.stat_result:
    try:
        return file.stat()
    except OSError as error:
        raise unreadable(name, error) from error


TOO_LARGE = Wording(
    "文件有 {size} MB，超过 {largest} MB，未读取",
    "the file has {size} MB, more than {largest} MB; not read",
)
SPLIT_FILE = Wording("把它拆成几个文件", "split it into several files")
CHANGED = Wording("读取时文件被改动", "the file changed while it was read")
READ_AGAIN = Wording("等写入结束后重新运行", "run it again when nothing writes to the file")
NO_FILES = Wording("没有给出文件，这里也不是项目", "no file given, and this is no project")
NAME_FILES = Wording("给出 Markdown 文件的路径", "name a Markdown file")
IS_FOLDER = Wording("这是目录，不是文件", "this is a directory, not a file")
NAME_ITS_FILES = Wording(
    "逐个给出文件，例如 {folder}/*.md", "name its files, such as {folder}/*.md"
)
NO_REGULAR_FILE = Wording(
    "不是普通文件（管道、设备或套接字），未读取",
    "no regular file (a pipe, device or socket); not read",
)
SAVE_FIRST = Wording("先存为文件，再给出该文件", "save its content as a file, and name that file")
