"""What can happen to a command while it writes. Each returns what it saw, for the report."""

import os
import random
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.catalogues.po import decode_po, read_po
from tests.torture.arena import Arena, Child

SEEN = 0.0005  # seconds between two looks
KILLED = "killed"
TRUE_STATUSES = (0, 3, 4)  # of a run beside an editor: done, half a file met, changed meanwhile


def killed(arena: Arena, times: int, dice: random.Random) -> Counter[str]:
    """Kill the victim at a random moment of its run; half of the times, while it writes."""
    seen: Counter[str] = Counter()
    arena.restore()
    started = time.monotonic()
    arena.run()
    length = time.monotonic() - started
    while seen[KILLED] < times:
        arena.restore()
        process = arena.start()
        if seen[KILLED] % 2:
            _wait_for_writing(arena, process)
            time.sleep(dice.uniform(0, 0.02))
        else:
            time.sleep(dice.uniform(0, length))
        process.kill()
        status = process.wait()
        state = arena.state()
        arena.assert_whole()
        assert status in (0, -9), status
        assert status or state == arena.after
        seen[KILLED if status else "ended first"] += 1
        where = "before" if state == arena.before else "between"
        seen["after" if state == arena.after else where] += 1
        seen["left a temporary file"] += bool(arena.leftovers())
        arena.assert_heals()
    return seen


def _wait_for_writing(arena: Arena, process: Child) -> None:
    while process.poll() is None and not arena.leftovers():
        time.sleep(SEEN)


def out_of_space(arena: Arena, free: tuple[int, ...]) -> Counter[str]:
    """Run on a file system with so many KiB left, where root may mount one; else with a limit."""
    seen: Counter[str] = Counter()
    with small_disk(arena) as limited:
        for kibibytes in free:
            arena.restore()
            if limited:
                _fill(arena.folder / "filler", kibibytes)
                status = arena.run()
                (arena.folder / "filler").unlink()
            else:
                status = arena.run_below(["prlimit", f"--fsize={kibibytes * 1024}"])
            arena.assert_whole()
            assert arena.leftovers() == []
            assert status in (0, 5)
            assert arena.state() == (arena.before if status else arena.after)
            kind = "full tmpfs" if limited else "RLIMIT_FSIZE"
            seen[f"{kind}, {'said so' if status else 'had room'}"] += 1
            arena.assert_heals()
    return seen


@contextmanager
def small_disk(arena: Arena) -> Iterator[bool]:
    """Move the arena to a small tmpfs; False if this process may not mount one."""
    folder, disk = arena.folder, Path(tempfile.mkdtemp())
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)]
    mounted = (
        os.geteuid() == 0 and not subprocess.run(mount, capture_output=True, check=False).returncode
    )
    try:
        if mounted:
            arena.move(disk)
        yield mounted
    finally:
        arena.folder = folder
        if mounted:
            subprocess.run(["umount", str(disk)], check=True)
        disk.rmdir()


def _fill(filler: Path, kibibytes: int) -> None:
    """Fill the disk but for so many KiB."""
    free = shutil.disk_usage(filler.parent).free
    filler.write_bytes(bytes(max(0, free - kibibytes * 1024)))


def two_at_once(arena: Arena, times: int) -> Counter[str]:
    """Run the victim twice at the same time."""
    seen: Counter[str] = Counter()
    for _ in range(times):
        arena.restore()
        processes = [arena.start(), arena.start()]
        statuses = sorted(process.wait() for process in processes)
        assert statuses in ([0, 0], [0, 4])
        assert arena.state() == arena.after
        seen[f"statuses {statuses}"] += 1
        arena.assert_heals()
    return seen


def read_only(arena: Arena) -> Counter[str]:
    """Run where the folders may not be written; root is made somebody else for it."""
    arena.restore()
    folders = {(arena.folder / path).parent for path in arena.before}
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    for folder in folders:
        folder.chmod(0o555)
    try:
        status = arena.run_below(nobody if os.geteuid() == 0 else ())
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert status == 5
    assert arena.state() == arena.before
    arena.assert_heals()
    return Counter({"said so": 1})


def edited(arena: Arena, file: str, times: int, dice: random.Random) -> Counter[str]:
    """Let a translator save `file` again and again while the victim runs; nothing is lost."""
    seen: Counter[str] = Counter()
    path = arena.folder / file
    for number in range(times):
        arena.restore()
        save = (_save_beside, _save_in_place)[number % 2]
        process = arena.start()
        last = ""
        while process.poll() is None:
            last = f"{number}-{dice.random()}"
            save(path, last)
            seen["saves"] += 1
            time.sleep(dice.choice((0, 0.001, 0.05)))
        seen[f"{save.__name__}, status {process.poll()}"] += 1
        assert process.poll() in TRUE_STATUSES
        assert last in _translations(path), (save.__name__, last)
        assert arena.run() == 0
        assert last in _translations(path)
        _assert_same_but_for(arena, file)
    return seen


def _edited(path: Path, text: str) -> bytes:
    """Return what an editor would save that shows the file as it is, the last message reworded."""
    head, _, tail = path.read_text("utf-8").rpartition('msgstr "')
    return f'{head}msgstr "{text}"{tail.partition(chr(34))[2]}'.encode()


def _save_beside(path: Path, text: str) -> None:
    new = path.with_name("editor-s-own")
    new.write_bytes(_edited(path, text))
    new.replace(path)


def _save_in_place(path: Path, text: str) -> None:
    path.write_bytes(_edited(path, text))


def _translations(path: Path) -> set[str]:
    return {message.text for message in read_po(decode_po(path.name, path.read_bytes())).messages}


def _assert_same_but_for(arena: Arena, file: str) -> None:
    now, after = dict(arena.state()), dict(arena.after)
    del now[file], after[file]
    assert now == after
