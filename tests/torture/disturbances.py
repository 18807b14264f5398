"""What can happen to a command while it writes. Each returns what it saw, for the report."""

import os
import random
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.golden_project import ROOT
from tests.torture.arena import JAPANESE, PATIENCE, SUPPLEMENT, Arena, differing

KILLED = "killed"
KILLS_IN_A_ROW = 3
AS_IT_WRITES = 0.5  # of the kills
REFUSALS = (2, 3)  # settings, input
# Python sleeps until a time, which libfaketime refuses when its clock has jumped; no real one does.
SLEEP = "import select, time\ntime.sleep = lambda seconds: select.select([], [], [], seconds)\n"
RIGHTS = "-dac_override,-dac_read_search"
POWERLESS = ("setpriv", f"--bounding-set={RIGHTS}", f"--inh-caps={RIGHTS}")
FAKETIME = "/usr/lib/*/faketime/libfaketime.so.1"


def killed(arena: Arena, times: int, dice: random.Random) -> Counter[str]:
    """Kill the victim at a random moment of its run; half of the times, just as it writes.

    Every few times it must heal; the others, the next run starts from what the kill left.
    """
    seen: Counter[str] = Counter()
    arena.restore()
    started = time.monotonic()
    whole = arena.start()
    whole.wait()
    length = time.monotonic() - started
    arena.restore()
    while seen[KILLED] < times:
        if dice.random() < AS_IT_WRITES:
            process = arena.start(dice.randint(1, whole.deeds))
        else:
            process = arena.start()
            time.sleep(dice.uniform(0, length))
            process.kill()
        status = process.wait()
        seen[KILLED if status < 0 else "ended first"] += 1
        _look_at(arena, status, seen)
        if seen[KILLED] % KILLS_IN_A_ROW == 0 or seen[KILLED] == times:
            arena.assert_heals()
            seen["healed"] += 1
            arena.restore()
    return seen


def _look_at(arena: Arena, status: int, seen: Counter[str]) -> None:
    arena.assert_whole()
    assert status in (arena.victim.done, -9), status
    state = arena.state()
    assert status < 0 or state == arena.after
    where = "before" if state == arena.before else "between"
    seen["after" if state == arena.after else where] += 1
    seen["left a temporary file"] += bool(arena.leftovers())


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
                status = arena.below(["prlimit", f"--fsize={kibibytes * 1024}"]).wait(PATIENCE)
            arena.assert_whole()
            assert arena.leftovers() == []
            assert status in (arena.victim.done, 5), status
            assert status == 5 or arena.state() == arena.after
            kind = "full tmpfs" if limited else "RLIMIT_FSIZE"
            seen[f"{kind}, {'said so' if status == 5 else 'had room'}"] += 1
            arena.assert_heals()
    return seen


@contextmanager
def small_disk(arena: Arena) -> Iterator[bool]:
    """Move the arena to a small tmpfs; False if this process may not mount one."""
    folder, disk = arena.folder, Path(tempfile.mkdtemp())
    mount = ["mount", "-t", "tmpfs", "-o", f"size={arena.victim.disk}m", "tmpfs", str(disk)]
    mounted = (
        os.geteuid() == 0 and not subprocess.run(mount, capture_output=True, check=False).returncode
    )
    try:
        if mounted:
            arena.restore()
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
    done = arena.victim.done
    for _ in range(times):
        arena.restore()
        processes = [arena.start(), arena.start()]
        statuses = sorted(process.wait() for process in processes)
        assert statuses in ([done, done], [done, 4])
        assert differing(arena.state(), arena.after) == []
        seen[f"statuses {statuses}"] += 1
        arena.assert_heals()
    return seen


def read_only(arena: Arena) -> Counter[str]:
    """Run where the folders may not be written; root gives up its right to do so anyway."""
    arena.restore()
    folders = {arena.folder, *((arena.folder / path).parent for path in arena.before)}
    for folder in folders:
        folder.chmod(0o555)
    try:
        status = arena.below(POWERLESS if os.geteuid() == 0 else ()).wait(PATIENCE)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert status == 5
    assert arena.state() == arena.before
    arena.assert_heals()
    return Counter({"said so": 1})


def _huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 100_000_000)


# What may lie in the place of a source. Each must be refused at once.
STRANGE: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a link out of the project": lambda path: path.symlink_to("/etc/hosts"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "100 MB": _huge,
}


def replaced(arena: Arena) -> Counter[str]:
    """Put something else in the place of each file that the victim reads."""
    seen: Counter[str] = Counter()
    arena.restore()
    for name in arena.victim.reads:
        file = arena.folder / name
        content = arena.before.get(name) or file.read_bytes()
        for kind, put in STRANGE.items():
            file.unlink()
            put(file)
            status = arena.run()
            _remove(file)
            file.write_bytes(content)
            assert status in REFUSALS, (name, kind, status)
            arena.assert_whole()
            arena.restore()
            seen[f"{kind}, refused"] += 1
    arena.assert_heals()
    return seen


def in_the_way(arena: Arena) -> Counter[str]:
    """Put something else in the place of a file that the victim makes."""
    seen: Counter[str] = Counter()
    made = sorted(path for path in arena.after if path.startswith("build/site/api"))[:1]
    for path in made:
        file = arena.folder / path
        for kind in ("a folder", "a pipe", "a link out of the project"):
            arena.restore()
            file.parent.mkdir(parents=True)
            STRANGE[kind](file)
            status = arena.run()
            assert status in (arena.victim.done, 5)
            arena.assert_whole()
            if status == 5:
                _remove(file)
            seen[f"{kind}, {'said so' if status == 5 else 'replaced'}"] += 1
            arena.assert_heals()
    return seen


def _remove(path: Path) -> None:
    path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()


def clock_jumps(arena: Arena, times: int, dice: random.Random) -> Counter[str]:
    """Let the clock jump by years while the victim runs, and sources be of the past and future."""
    seen: Counter[str] = Counter()
    (library, *_) = Path("/").glob(FAKETIME.lstrip("/"))
    with tempfile.TemporaryDirectory() as folder:
        clock = Path(folder) / "clock"
        (Path(folder) / "sitecustomize.py").write_text(SLEEP)
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join((folder, str(ROOT))),
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(clock),
            "FAKETIME_NO_CACHE": "1",
            "NO_FAKE_STAT": "1",  # a jump changes no file's time
            "DONT_FAKE_MONOTONIC": "1",
        }
        for _ in range(times):
            arena.restore()
            _age(arena, dice)
            clock.write_text("+0")
            process = arena.below((), environment)
            deadline = time.monotonic() + PATIENCE
            while process.poll() is None and time.monotonic() < deadline:
                new = clock.with_suffix(".new")
                new.write_text(dice.choice(("-20y", "+0", "+9y")))
                new.replace(clock)
                seen["jumps"] += 1
                time.sleep(0.05)
            assert process.poll() == arena.victim.done
            assert differing(arena.state(), arena.after) == []
            seen["runs"] += 1
            arena.assert_heals()
    return seen


def _age(arena: Arena, dice: random.Random) -> None:
    for path in arena.victim.reads:
        when = dice.choice((0, 2**31 + 1, time.time()))
        os.utime(arena.folder / path, (when, when))


def edited(arena: Arena, times: int, dice: random.Random) -> Counter[str]:
    """Let somebody save a file again and again while the victim runs; nothing is lost."""
    seen: Counter[str] = Counter()
    name = SUPPLEMENT if SUPPLEMENT in arena.before else JAPANESE
    path = arena.folder / name
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
        status = process.wait()
        seen[f"{save.__name__}, status {status}"] += 1
        assert status in (arena.victim.done, 3, 4), status  # done, half a file met, changed
        assert last in path.read_text("utf-8"), (save.__name__, last)
        assert arena.run() == arena.victim.done
        assert last in path.read_text("utf-8")
        _assert_same_but_for(arena, name)
    return seen


def _edited(path: Path, text: str) -> bytes:
    """Return what an editor would save that shows the file as it is, its last text reworded."""
    content = path.read_text("utf-8")
    if path.suffix == ".md":
        return f"{content.partition('<!--')[0].rstrip()}\n\n<!-- {text} -->\n".encode()
    head, _, tail = content.rpartition('msgstr "')
    return f'{head}msgstr "{text}"{tail.partition(chr(34))[2]}'.encode()


def _save_beside(path: Path, text: str) -> None:
    new = path.with_name("editor-s-own")
    new.write_bytes(_edited(path, text))
    new.replace(path)


def _save_in_place(path: Path, text: str) -> None:
    path.write_bytes(_edited(path, text))


def _assert_same_but_for(arena: Arena, file: str) -> None:
    """Whatever people keep, but for the edited file, is as after an undisturbed run."""
    now, after = dict(arena.state(kept=True)), arena.after
    del now[file]
    assert all(after[path] == content for path, content in now.items())
