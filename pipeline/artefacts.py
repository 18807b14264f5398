"""Files to be made, as values. Only this module writes to disk."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import re
import secrets
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.files import located
from pipeline.wording import Wording

SITE: Final = "build/site"
UNREAD: Final[Mapping[str, bytes | None]] = MappingProxyType({})


# What every file system takes for a name, and none for anything else.
NAME: Final = (
    r"(?!(?i:aux|con|nul|prn|com\d|lpt\d)(?:[./]|$))[A-Za-z0-9_][A-Za-z0-9._-]{0,99}(?<!\.)"
)
OURS: Final = re.compile(rf"{NAME}(?:/{NAME})*")


@dataclass(frozen=True, slots=True)
class Artefact:
    """One file: its path, relative to the project and with forward slashes, and its bytes.

    Its names are made of few characters, whatever they were made from: others are a bug. An
    absolute path is that of a file that somebody named to a command.
    """

    path: str
    content: bytes

    def __post_init__(self) -> None:
        """Refuse a path that no artefact has."""
        if not (OURS.fullmatch(self.path) or self.path.startswith("/")):
            raise ValueError(self.path)


def stale(root: Path, artefacts: Iterable[Artefact]) -> Iterator[Artefact]:
    """Yield the artefacts that are missing below `root` or have other bytes there."""
    for artefact in artefacts:
        try:
            file = root / artefact.path
            same = file.is_file() and file.read_bytes() == artefact.content  # no pipe is waited for
        except OSError:
            same = False
        if not same:
            yield artefact


def write(
    root: Path, artefacts: Iterable[Artefact], read: Mapping[str, bytes | None] = UNREAD
) -> tuple[Artefact, ...]:
    """Write those artefacts that are stale, and return them.

    All bytes are written under temporary names before the first file is replaced, so that a full
    disk or a kill leaves each file as it was or as it shall be, never half of it. What lies in
    `build/` can be made again; all else is on the disk when this returns. `read` are
    the bytes that artefacts were made from, by path (None: there was no file): one that somebody
    has changed since is a conflict and stays as it is. Links are followed inside `root` only.
    """
    wanted = tuple(stale(root, artefacts))
    pending: list[tuple[Path, Path, str]] = []
    target, folders = root, _Folders(root)
    try:
        for artefact in wanted:
            target = root / artefact.path
            target = folders.target(artefact.path)
            temporary = target.with_name(f".{target.name}.{os.getpid()}.{secrets.token_hex(4)}.tmp")
            pending.append((temporary, target, artefact.path))
            _write_beside(target, temporary, artefact.content, lasts=_lasts(artefact.path))
        _refuse_changed(pending, read)
        for temporary, target, path in pending:
            _put(temporary, target, path, read)
            temporary.unlink(missing_ok=True)
        for folder in {target.parent for _, target, path in pending if _lasts(path)}:
            _make_last(folder)
        _sweep({(root / path).parent for path in (*read, *(each.path for each in wanted))})
    except OSError as error:
        reason = UNWRITABLE.about(reason=error.strerror)
        raise Failure(ExitStatus.STORAGE, Fault(str(target), reason, FREE_DISK)) from error
    finally:
        for temporary, _, _ in pending:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    return wanted


@contextmanager
def alone(root: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Keep other runs from what is built below `root`; call `wait` first if one has it now.

    A run that is killed gives it back. It is the folder itself that is locked: there is no file
    that somebody could delete meanwhile. Where there can be no such lock, nobody waits.
    """
    with ExitStack() as held:
        with suppress(OSError):
            lock = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
            held.callback(os.close, lock)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                wait()
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def surplus(
    root: Path, folder: str, artefacts: Iterable[Artefact], spared: Collection[str] = ()
) -> Iterator[Path]:
    """Yield the files below `folder` that are none of `artefacts`: those of a former build.

    What is in the folders `spared`, paths relative to the project as all others, is not looked at.
    """
    kept = {artefact.path for artefact in artefacts}
    for top, folders, files in os.walk(root / folder):
        place = Path(top).relative_to(root).as_posix()
        links = [name for name in folders if Path(top, name).is_symlink()]
        folders[:] = sorted(
            name for name in folders if f"{place}/{name}" not in spared and name not in links
        )
        for name in sorted((*files, *links)):
            if f"{place}/{name}" not in kept and f"{place}/{name}" not in spared:
                yield Path(top, name)


def prune(
    root: Path, folder: str, artefacts: Iterable[Artefact], spared: Collection[str] = ()
) -> None:
    """Delete what is surplus below `folder`, and the folders that it leaves empty."""
    for path in tuple(surplus(root, folder, artefacts, spared)):
        try:
            path.unlink()
        except OSError as error:
            reason = UNWRITABLE.about(reason=error.strerror)
            raise Failure(ExitStatus.STORAGE, Fault(str(path), reason, FREE_DISK)) from error
        with suppress(OSError):  # there is something left in it
            os.removedirs(path.parent)


def _lasts(path: str) -> bool:
    """Tell whether nothing but the file has what is in it."""
    return not path.startswith("build/")


class _Folders:
    """Where paths lead to: each folder is looked at once, and made where there is none."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._found: dict[Path, Path] = {}

    def target(self, path: str) -> Path:
        """Return the file that `path` leads to; a failure if a link leads out of the root."""
        named = self._root / path
        folder = self._found.get(named.parent)
        if folder is None:
            folder = located(self._root, str(Path(path).parent), ExitStatus.STORAGE)
            folder.mkdir(parents=True, exist_ok=True)
            self._found[named.parent] = folder
        target = folder / named.name
        return located(self._root, path, ExitStatus.STORAGE) if target.is_symlink() else target


def _write_beside(target: Path, temporary: Path, content: bytes, *, lasts: bool) -> None:
    """Write `content` to `temporary`, in the folder of `target` and with its mode."""
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    with os.fdopen(descriptor, "wb") as file:
        with suppress(FileNotFoundError):
            os.fchmod(descriptor, stat.S_IMODE(target.stat().st_mode))
        file.write(content)
        if lasts:
            file.flush()
            os.fsync(descriptor)


def _refuse_changed(
    pending: Iterable[tuple[Path, Path, str]], read: Mapping[str, bytes | None]
) -> None:
    """Raise a failure that names every target whose bytes are no longer those that were read."""
    changed = [
        Fault(path, CHANGED, RUN_AGAIN)
        for _, target, path in pending
        if path in read and read[path] != (target.read_bytes() if target.exists() else None)
    ]
    if changed:
        raise Failure(ExitStatus.CONFLICT, *changed)


def _put(temporary: Path, target: Path, path: str, read: Mapping[str, bytes | None]) -> None:
    """Put `temporary` in the place of `target`, unless that is no longer what was read.

    Between a look and a rename an editor could save. So the two files change places in one step,
    and what was displaced is looked at then.
    """
    if path not in read:
        temporary.replace(target)
        return
    was = read[path]
    try:
        _rename(temporary, target, NO_REPLACE if was is None else EXCHANGE)
    except (FileExistsError, FileNotFoundError) as error:  # it came or went meanwhile
        raise Failure(ExitStatus.CONFLICT, Fault(path, CHANGED, RUN_AGAIN)) from error
    except OSError:  # this system cannot do it
        _refuse_changed([(temporary, target, path)], read)
        temporary.replace(target)
        return
    if was is not None and temporary.read_bytes() != was:
        ours = target.read_bytes()
        _rename(temporary, target, EXCHANGE)
        if temporary.read_bytes() != ours:  # saved once more: the last one counts
            _rename(temporary, target, EXCHANGE)
        raise Failure(ExitStatus.CONFLICT, Fault(path, CHANGED, RUN_AGAIN))


def _rename(one: Path, other: Path, flag: int) -> None:
    """Call Linux' renameat2, of which Python has only the plain form."""
    here = -100  # AT_FDCWD: relative paths are those of the process
    if not hasattr(LIBC, "renameat2"):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if LIBC.renameat2(here, os.fsencode(one), here, os.fsencode(other), flag):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(other))


def _make_last(folder: Path) -> None:
    """Bring the new names in `folder` to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(folders: Iterable[Path]) -> None:
    """Delete what killed runs left behind; what a run that still goes on needs is its own."""
    for folder in folders:
        with suppress(OSError):  # where one may not look or delete, it harms nobody
            for path in folder.iterdir():
                left = LEFTOVER.fullmatch(path.name)
                if left and not _runs(int(left["process"])):
                    path.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    """Tell whether there is such a process, anybody's."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


LIBC: Final = ctypes.CDLL(None, use_errno=True)
NO_REPLACE, EXCHANGE = 1, 2  # linux/fs.h
LEFTOVER: Final = re.compile(r"\..+\.(?P<process>[1-9][0-9]{0,8})\.[0-9a-f]{8}\.tmp")
UNWRITABLE = Wording("无法写入：{reason}", "cannot be written: {reason}")
FREE_DISK = Wording(
    "检查磁盘空间与写入权限，然后重新运行", "check free space and permissions, then run again"
)
CHANGED = Wording("读取之后已被改动，未写入", "changed since it was read; not written")
RUN_AGAIN = Wording("重新运行", "run it again")
