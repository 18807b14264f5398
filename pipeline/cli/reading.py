"""The files that a command is given, read; what cannot be read is a fault beside the others."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.files import read_text
from pipeline.project import find_project
from pipeline.span import Document
from pipeline.wording import Wording

# What could steer a terminal, reorder its text or break its line; a full-width space could not.
UNSHOWN = ("Cc", "Cf", "Cs", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Files:
    """What was read of several files, in the order given, and a fault for each unreadable one."""

    documents: tuple[tuple[Path, Document], ...]
    faults: tuple[Fault, ...]
    status: ExitStatus = ExitStatus.INPUT

    @property
    def failure(self) -> Failure | None:
        """What to report when everything else is done."""
        return Failure(self.status, *self.faults) if self.faults else None


def read_files(files: Iterable[Path]) -> Files:
    """Read all files, each once. A fault keeps no other file from being read.

    The status says whether it is enough to run again (4), or a file is unreadable (3).
    """
    documents: list[tuple[Path, Document]] = []
    failures: list[Failure] = []
    for file in {os.path.realpath(file): file for file in reversed(tuple(files))}.values():
        try:
            documents.append((file, _read(file)))
        except Failure as failure:
            failures.append(failure)
    faults = tuple(fault for failure in reversed(failures) for fault in failure.faults)
    status = min((failure.status for failure in failures), default=ExitStatus.INPUT)
    return Files(tuple(reversed(documents)), faults, status)


def own_tables() -> tuple[Path, ...]:
    """Return the tables of the project that we are in; a failure says that there are none."""
    project = find_project(Path.cwd())
    if project is None:
        raise Failure(ExitStatus.SETTINGS, Fault(str(Path.cwd()), NO_FILES, NAME_FILES))
    tables = (project.settings.source, project.settings.supplement)
    for table in tables:
        project.file(table)  # a failure for what leads out of it
    return tuple(Path(os.path.relpath(project.root / table)) for table in tables)


def shown(name: str) -> str:
    """Return `name` with an escape for each character that no person could see."""
    return "".join(
        ascii(character)[1:-1] if unicodedata.category(character) in UNSHOWN else character
        for character in name
    )


def _read(file: Path) -> Document:
    name = shown(str(file))
    if os.path.isdir(file):  # noqa: PTH112 - Path.is_dir raises where one may not look
        raise Failure(ExitStatus.INPUT, Fault(name, IS_FOLDER, NAME_ITS_FILES.about(folder=name)))
    return read_text(file, name)


NO_FILES = Wording("没有给出文件，这里也不是项目", "no file given, and this is no project")
NAME_FILES = Wording("给出 Markdown 文件的路径", "name a Markdown file")
IS_FOLDER = Wording("这是目录，不是文件", "this is a directory, not a file")
NAME_ITS_FILES = Wording(
    "逐个给出文件，例如 {folder}/*.md", "name its files, such as {folder}/*.md"
)
