"""Files to be made, as values. Only this module writes to disk."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.wording import Wording


@dataclass(frozen=True, slots=True)
class Artefact:
    """One file: its path, relative to the project and with forward slashes, and its bytes."""

    path: str
    content: bytes


def stale(root: Path, artefacts: Iterable[Artefact]) -> Iterator[Artefact]:
    """Yield the artefacts that are missing below `root` or have other bytes there."""
    for artefact in artefacts:
        try:
            same = (root / artefact.path).read_bytes() == artefact.content
        except OSError:
            same = False
        if not same:
            yield artefact


def write(root: Path, artefacts: Iterable[Artefact]) -> tuple[Artefact, ...]:
    """Write those artefacts that are stale, and return them.

    All bytes reach the disk under temporary names before the first file is replaced, so that a
    full disk or a kill leaves each file as it was or as it shall be, never half of it.
    """
    wanted = tuple(stale(root, artefacts))
    pending: list[tuple[Path, Path]] = []
    target = root
    try:
        for artefact in wanted:
            target = root / artefact.path
            temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
            pending.append((temporary, target))
            _write_beside(target, temporary, artefact.content)
        for temporary, target in pending:
            temporary.replace(target)
    except OSError as error:
        reason = UNWRITABLE.about(reason=error.strerror)
        raise Failure(ExitStatus.STORAGE, Fault(str(target), reason, FREE_DISK)) from error
    finally:
        for temporary, _ in pending:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    return wanted


def surplus(root: Path, folder: str, artefacts: Iterable[Artefact]) -> Iterator[Path]:
    """Yield the files below `folder` that are none of `artefacts`: those of a former build."""
    kept = {root / artefact.path for artefact in artefacts}
    for path in sorted((root / folder).rglob("*")):
        if path not in kept and (path.is_symlink() or not path.is_dir()):
            yield path


def prune(root: Path, folder: str, artefacts: Iterable[Artefact]) -> None:
    """Delete what is surplus below `folder`, and the folders that it leaves empty."""
    for path in tuple(surplus(root, folder, artefacts)):
        try:
            path.unlink()
        except OSError as error:
            reason = UNWRITABLE.about(reason=error.strerror)
            raise Failure(ExitStatus.STORAGE, Fault(str(path), reason, FREE_DISK)) from error
        with suppress(OSError):
            path.parent.rmdir()


def _write_beside(target: Path, temporary: Path, content: bytes) -> None:
    """Write `content` to `temporary`, in the folder of `target` and with its mode."""
    target.parent.mkdir(parents=True, exist_ok=True)
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


UNWRITABLE = Wording("无法写入：{reason}", "cannot be written: {reason}")
FREE_DISK = Wording(
    "检查磁盘空间与写入权限，然后重新运行", "check free space and permissions, then run again"
)
