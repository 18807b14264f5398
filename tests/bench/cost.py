"""What a command costs: time by the clock, time of processors, and memory, with all it starts."""

import ctypes
import os
import resource
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
BE_SUBREAPER = 36  # linux/prctl.h: PR_SET_CHILD_SUBREAPER
INTERVAL = 0.05
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and of all processors; the highest PSS, in bytes, where it was asked.

    PSS counts a page that several processes share once in all. `bytes` is what came out.
    """

    wall: float
    cpu: float = 0
    memory: int = 0
    bytes: int = 0


def adopt_orphans() -> None:
    """Have processes whose parent ends become children of this one, so that their time counts."""
    ctypes.CDLL(None).prctl(BE_SUBREAPER, 1, 0, 0, 0)


def run(
    command: Sequence[str | Path], folder: Path, *, weigh: bool = False, **variables: str
) -> Cost:
    """Run `command` in `folder`, wait for all that it started, and return what that took.

    Raises CalledProcessError, with what was said, if it fails. `weigh` samples the memory, which
    takes some time of its own: that run tells memory and nothing else.
    """
    spent, start = _spent(), time.perf_counter()
    with (folder / "said.log").open("w+b") as said:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**ENVIRONMENT, **variables},
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        peak = _peak(process) if weigh else 0
        status = process.wait()
        wall = time.perf_counter() - start
        _reap()
        if status:
            said.seek(0)
            raise subprocess.CalledProcessError(status, command, said.read().decode())
    return Cost(wall, _spent() - spent, peak)


def _peak(process: subprocess.Popen[bytes]) -> int:
    """Return the highest sum of the PSS of the process and all of its session until it ends."""
    highest = 0
    while process.poll() is None:
        highest = max(highest, sum(map(_pss, _session(process.pid))))
        time.sleep(INTERVAL)
    return highest


def _session(leader: int) -> Iterator[Path]:
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            after_name = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(after_name[3]) == leader:  # state, parent, group, session
                yield folder


def _pss(folder: Path) -> int:
    with suppress(OSError):
        for line in (folder / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0  # it has ended


def _reap() -> None:
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
