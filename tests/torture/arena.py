"""Where a command is disturbed: a project with work pending, and what it must look like after.

Another command becomes a victim by one line in `VICTIMS`.
"""

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from pipeline.cli.main import main
from tests.golden_project import ROOT, copy_golden

State = Mapping[str, bytes]
"""The bytes of each file by its path."""

FORK = multiprocessing.get_context("fork")
PATIENCE = 1_800  # seconds; a limit for what hangs, no measure of what works
JAPANESE = "locales/ja/LC_MESSAGES/statuses.po"
SUPPLEMENT = "source/supplement.md"
BUILD = "build"
DEEDS = {"os.mkdir", "os.remove", "os.rename", "os.rmdir"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True, slots=True)
class Victim:
    """A command, what it `reads` and writes (the latter as glob patterns), and its exit status.

    Of the files that it writes those in `keeps` hold what people wrote; those in `makes` can be
    made again. `disk` is how many MiB it needs.
    """

    arguments: tuple[str, ...]
    reads: tuple[str, ...]
    keeps: tuple[str, ...]
    makes: tuple[str, ...] = ()
    disk: int = 4
    done: int = 0


TABLES = ("source/http-status-codes.md", SUPPLEMENT)
SOURCES = (*TABLES, "source/errata.toml", JAPANESE)
CATALOGUES = ("locales/*.pot", "locales/*/LC_MESSAGES/*.po")
BUILT = ("build/pages/**/*", "build/mkdocs/*", "build/site/**/*")
SITE = ("site", "--locale", "zh-Hans", "--locale", "ja")
VICTIMS = {
    "update": Victim(("catalogue", "update"), SOURCES, CATALOGUES),
    "fix": Victim(("check", "--fix", "--unsafe-fixes"), TABLES, ("source/*.md",), done=1),
    "build": Victim(("build",), SOURCES, CATALOGUES, BUILT, disk=16),
    "site": Victim(SITE, SOURCES, CATALOGUES, BUILT, disk=64),
}


class Child:
    """A run of a command, forked from this process: a kill meets its work and not its imports.

    It leads a group of processes, which holds those that it starts in turn.
    """

    def __init__(self, folder: Path, arguments: tuple[str, ...], last: int = 0) -> None:
        """Start it in `folder`; let it be killed just before its deed number `last` (0: never)."""
        self._deeds = FORK.Value("i", 0)
        self._process = FORK.Process(target=_work, args=(folder, arguments, self._deeds, last))
        self._process.start()

    @property
    def deeds(self) -> int:
        """How often it has opened a file to write it, or renamed or removed one."""
        return int(self._deeds.value)

    def poll(self) -> int | None:
        """Return the exit status (negative: the signal that ended it); None while it runs."""
        return self._process.exitcode

    def wait(self) -> int:
        """Wait for its end, and return the exit status."""
        self._process.join(PATIENCE)
        status = self.poll()
        assert status is not None
        return status

    def kill(self) -> None:
        """End it and all that it started by SIGKILL, at once."""
        with suppress(ProcessLookupError):  # it has ended, or leads no group yet
            os.killpg(self._process.pid or 0, signal.SIGKILL)
        self._process.kill()


def _work(folder: Path, arguments: tuple[str, ...], deeds: "Synchronized[int]", last: int) -> None:
    os.setpgid(0, 0)
    os.chdir(folder)

    def count(event: str, about: tuple[object, ...]) -> None:
        if event in DEEDS or (event == "open" and isinstance(about[2], int) and about[2] & WRITING):
            deeds.value += 1
            if deeds.value == last:
                os.killpg(0, signal.SIGKILL)

    forkserver._forkserver._forkserver_pid = None  # type: ignore[attr-defined]  # noqa: SLF001 - another's child
    sys.addaudithook(count)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    sys.exit(main(list(arguments)))


@dataclass(slots=True)
class Arena:
    """A folder to hurt a victim in; `before` and `after` are its files, undisturbed."""

    folder: Path
    victim: Victim
    before: State = field(init=False)
    after: State = field(init=False)

    def __post_init__(self) -> None:
        """Make a project with translations and reworded sources; note what a run makes of it."""
        copy_golden(self.folder)
        update = VICTIMS["update"].arguments
        assert Child(self.folder, update).wait() == 0
        for file in self.folder.glob("locales/*/LC_MESSAGES/*.po"):
            header, *entries = file.read_text("utf-8").split("\n\n")
            entries = [each.replace('msgstr ""', f'msgstr "{i}"') for i, each in enumerate(entries)]
            file.write_text("\n\n".join((header, *entries)), "utf-8")
        assert Child(self.folder, update).wait() == 0
        supplement = self.folder / SUPPLEMENT
        supplement.write_text(supplement.read_text("utf-8").replace("未", "尚未"), "utf-8")
        self.before = self.state()
        assert self.run() == self.victim.done
        self.after = self.state()
        assert self.before != self.after

    def state(self, *, kept: bool = False) -> State:
        """Return the files that the victim writes, as they are now, or only those that it keeps."""
        patterns = (*self.victim.keeps, *(() if kept else self.victim.makes))
        found = (path for pattern in patterns for path in self.folder.glob(pattern))
        files = (path for path in found if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}

    def restore(self) -> None:
        """Put everything back to before the run."""
        shutil.rmtree(self.folder / BUILD, ignore_errors=True)
        for path in self.state().keys() - self.before.keys():
            (self.folder / path).unlink()
        for path, content in self.before.items():
            (self.folder / path).write_bytes(content)

    def move(self, folder: Path) -> None:
        """Go on in another folder."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        self.folder = folder

    def start(self, last: int = 0) -> "Child":
        """Start the victim in a process of its own, to be killed before its deed number `last`."""
        return Child(self.folder, self.victim.arguments, last)

    def run(self) -> int:
        """Run the victim to its end; return its exit status."""
        return self.start().wait()

    def below(
        self, command: Sequence[str], environment: Mapping[str, str] = os.environ
    ) -> subprocess.Popen[bytes]:
        """Start the victim below another command, which limits it."""
        return subprocess.Popen(
            [*command, sys.executable, "-m", "pipeline", *self.victim.arguments],
            cwd=self.folder,
            env={"PYTHONPATH": str(ROOT), **environment, "LC_ALL": "C.UTF-8"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def leftovers(self) -> list[Path]:
        """Return the temporary files that are lying about."""
        return [path for path in self.folder.rglob(".*.tmp") if path.is_file()]

    def assert_whole(self) -> None:
        """Every file that holds work of people is as before or as after: none lost, none half."""
        now = self.state(kept=True)
        kept = {path for path in self.before.keys() & self.after.keys() if path in now}
        assert kept == {path for path in self.before if not path.startswith(BUILD)}
        for path, content in now.items():
            assert content in (self.before.get(path), self.after.get(path)), path

    def assert_heals(self) -> None:
        """The next run succeeds by itself, with the bytes of an undisturbed run."""
        assert self.run() == self.victim.done
        assert differing(self.state(), self.after) == []
        assert self.leftovers() == []


def differing(one: State, other: State) -> list[str]:
    """Return the paths that are not the same in both."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
