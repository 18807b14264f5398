"""Whether a command would give just what is there already: asked before anything else is loaded.

A record of the last run has every file that it read and every file that it made. Files count by
size, times and inode; one that was read and has others since, by its content. This module imports
nothing that Python has not loaded anyway: to load is most of what a command does that has nothing
else to do.
"""

from __future__ import annotations

import os
import sys
from stat import S_ISDIR, S_ISLNK, S_ISREG

TYPE_CHECKING = False  # as `typing` has it, which takes longer to load than all that is done here
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RECORD = "build/record"
# Nanoseconds; longer than the clock of a file system stands still. A file that is changed in the
# moment in which it is looked at could look unchanged ever after.
MOMENT = 20_000_000
START = "/proc/sys/kernel/random/boot_id"
NAMES = "surrogateescape"  # that of a file may be any bytes
LINK = "link"  # where it leads, things may change that nobody looks at
# POSIX's order: the first that is set and not empty decides the language of messages.
LANGUAGE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def said_before(arguments: Sequence[str]) -> str | None:
    """Return what the command said the last time, if running it again would change nothing."""
    try:
        with open(RECORD, encoding="utf-8", errors=NAMES) as file:  # noqa: PTH123 - pathlib takes long to load
            asked, said, places, *lines = file.read().split("\n")
        recorded = dict(line.split("\t", 1) for line in lines)
    except (OSError, ValueError):
        return None
    if asked != _asked(arguments):
        return None
    there = states(places.split("\t"))
    if there.keys() != recorded.keys():
        return None
    others = [path for path, state in there.items() if not recorded[path].startswith(f"{state}\t")]
    return said if all(recorded[path].endswith(f"\t{digest(path)}") for path in others) else None


def record(
    arguments: Sequence[str], said: str, places: Sequence[str], read: Mapping[str, str], now: int
) -> str | None:
    """Return the record of a run, for `RECORD`; None if it could not be relied upon.

    `places` are the folders and files that hold all that was read and made; `read` are the digests
    of what was read, by path. At `now`, in nanoseconds since the epoch, everything was done, and
    nothing of it looked at yet.
    """
    there = states(places)
    settled = all(
        state != LINK and int(state.split()[2]) < now - MOMENT for state in there.values()
    )
    if not settled or {"\t", "\n"} & set("".join((said, *places, *there))):
        return None
    lines = (f"{path}\t{state}\t{read.get(path, '-')}" for path, state in there.items())
    return "\n".join((_asked(arguments), said, "\t".join(places), *lines))


def states(places: Sequence[str]) -> dict[str, str]:
    """Return size, times and inode of each file in `places`, by path.

    Of a place that ends in a slash, a folder, these are its own: they tell of the names in it.
    What goes away meanwhile, as where another run builds, is not there.
    """
    found: dict[str, str] = {}
    folders = []
    for place in places:
        try:
            status = os.lstat(place)
        except OSError:
            continue
        if S_ISDIR(status.st_mode) and not place.endswith("/"):
            folders.append(place)
        else:
            found[place] = _state(status)
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if not entry.is_dir(follow_symlinks=False):
                        found[entry.path] = _state(entry.stat(follow_symlinks=False))
                    elif entry.name != "__pycache__":  # Python's own business
                        folders.append(entry.path)
        except OSError:
            continue
    return found


def looks(places: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return the state of each file in `places`, and after that its digest, by path."""
    return {path: (state, digest(path)) for path, state in states(places).items()}


def digest(path: str) -> str:
    """Return the SHA-256 of the file in hexadecimal; nothing of what cannot be read as one."""
    from hashlib import sha256  # noqa: PLC0415 - it takes long to load, and is seldom needed

    try:
        with open(path, "rb", opener=_at_once) as file:
            regular = S_ISREG(os.fstat(file.fileno()).st_mode)
            return sha256(file.read()).hexdigest() if regular else ""
    except OSError:
        return ""


def _at_once(path: str, flags: int) -> int:
    """Open a file; of a pipe, do not wait for somebody to write into it."""
    return os.open(path, flags | os.O_NONBLOCK)


def _state(status: os.stat_result) -> str:
    if S_ISLNK(status.st_mode):
        return LINK
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def start() -> str:
    """Return what Linux calls the time since its start; nothing on other systems."""
    try:
        with open(START, encoding="ascii") as file:  # noqa: PTH123
            return file.read().strip()
    except OSError:
        return ""


def _asked(arguments: Sequence[str]) -> str:
    """Return, on one line, all but files that what a command says and makes depends on.

    The system's start, too: when it was not shut down in order, files may have lost their content.
    """
    language = [os.environ.get(name) for name in LANGUAGE_VARIABLES]
    python = (sys.version, sys.executable, sys.flags.optimize)
    return repr((list(arguments), os.getcwd(), python, language, start()))  # noqa: PTH109
