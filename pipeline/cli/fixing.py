"""`check --fix` and `check --diff`: fixes written to the files, or shown as a patch."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from pipeline.artefacts import RUN_AGAIN, Artefact, write
from pipeline.cli.judging import judge_file, list_file
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.files import read_bytes
from pipeline.findings import Finding
from pipeline.fixes import CHANGED, Mended, mend
from pipeline.rules.drift import Texts, texts_of
from pipeline.span import Document

NO_FINAL_NEWLINE = "\\ No newline at end of file\n"


def mend_files(
    files: Iterable[tuple[Path, Document]], permitted: Callable[[Finding], bool]
) -> Iterator[tuple[Path, Mended]]:
    """Judge the files in their order, apply the `permitted` fixes, and write nothing.

    Each is compared with those before it, as they are mended.
    """
    earlier: list[Texts] = []
    for file, document in files:
        mended = mend(document, partial(judge_file, file, earlier=earlier), permitted)
        yield file, mended
        earlier.append(texts_of(list_file(file, mended.document)))


def write_fixes(mended: Iterable[tuple[Path, Mended]]) -> None:
    """Write what was mended to its files, and all of it or none.

    A file that is no longer as it was judged is a failure, with the place if it is that of a fix.
    A symbolic link stays one: what it leads to is written.
    """
    judged = {str(file.resolve()): (file, each) for file, each in mended}
    read = {path: _unchanged(file, each) for path, (file, each) in judged.items()}
    artefacts = [Artefact(path, each.document.text.encode()) for path, (_, each) in judged.items()]
    write(Path("/"), artefacts, read)


def patch(before: Document, after: Document) -> str:
    """Return what changed as a unified diff that `patch -p1` and `git apply` take."""
    name = before.path.lstrip("/")
    lines = difflib.unified_diff(
        list(_lines(before.text)), list(_lines(after.text)), f"a/{name}", f"b/{name}"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n{NO_FINAL_NEWLINE}" for line in lines)


def _unchanged(file: Path, mended: Mended) -> bytes:
    """Return the bytes of `file`; a failure unless they are those that were judged."""
    if not mended.fixed:
        return mended.document.text.encode()
    name = mended.document.path
    content = read_bytes(file, name)
    if mended.again(content) != mended.document.text.encode():
        raise Failure(ExitStatus.CONFLICT, Fault(name, CHANGED, RUN_AGAIN))
    return content


def _lines(text: str) -> Iterator[str]:
    """Yield the lines as diff and patch count them: a carriage return ends none."""
    *lines, last = text.split("\n")
    yield from (f"{line}\n" for line in lines)
    if last:
        yield last
