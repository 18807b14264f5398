"""Where a command is disturbed: a project with work pending, and what it must look like after.

Another command becomes a victim by one line in `VICTIMS`.
"""

import multiprocessing
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.cli.main import main
from tests.golden_project import ROOT, copy_golden

State = Mapping[str, bytes]
"""The bytes of each file by its path."""

FORK = multiprocessing.get_context("fork")
PATIENCE = 120  # seconds; a limit for what hangs, no measure of what works


@dataclass(frozen=True, slots=True)
class Victim:
    """A command, and the files that it writes (glob patterns relative to the project)."""

    arguments: tuple[str, ...]
    writes: tuple[str, ...]


VICTIMS = {
    "update": Victim(("catalogue", "update"), ("locales/*.pot", "locales/*/LC_MESSAGES/*.po")),
}


class Child:
    """A run of a command, forked from this process: a kill meets its work and not its imports."""

    def __init__(self, folder: Path, arguments: tuple[str, ...]) -> None:
        """Start it in `folder`."""
        self._process = FORK.Process(target=_work, args=(folder, arguments))
        self._process.start()

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
        """End it by SIGKILL."""
        self._process.kill()


def _work(folder: Path, arguments: tuple[str, ...]) -> None:
    os.chdir(folder)
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
        self.run()
        for file in self.folder.glob("locales/*/LC_MESSAGES/*.po"):
            header, *entries = file.read_text("utf-8").split("\n\n")
            entries = [each.replace('msgstr ""', f'msgstr "{i}"') for i, each in enumerate(entries)]
            file.write_text("\n\n".join((header, *entries)), "utf-8")
        self.run()
        supplement = self.folder / "source/supplement.md"
        supplement.write_text(supplement.read_text("utf-8").replace("未", "尚未"), "utf-8")
        self.before = self.state()
        assert self.run() == 0
        self.after = self.state()
        assert self.before != self.after

    def state(self) -> State:
        """Return the files that the victim writes, as they are now."""
        found = (path for pattern in self.victim.writes for path in self.folder.glob(pattern))
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}

    def restore(self) -> None:
        """Put everything back to before the run."""
        for path in self.state().keys() - self.before.keys():
            (self.folder / path).unlink()
        for path, content in self.before.items():
            (self.folder / path).write_bytes(content)

    def move(self, folder: Path) -> None:
        """Go on in another folder."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        self.folder = folder

    def start(self) -> "Child":
        """Start the victim in a process of its own."""
        return Child(self.folder, self.victim.arguments)

    def run(self) -> int:
        """Run the victim to its end; return its exit status."""
        return self.start().wait()

    def run_below(self, command: Sequence[str]) -> int:
        """Run the victim below another command, which limits it."""
        return subprocess.run(
            [*command, sys.executable, "-m", "pipeline", *self.victim.arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        ).returncode

    def leftovers(self) -> list[Path]:
        """Return the temporary files that are lying about."""
        return [path for path in self.folder.rglob(".*.tmp") if path.is_file()]

    def assert_whole(self) -> None:
        """Every file is as before or as after: none is lost, none half written."""
        now = self.state()
        assert now.keys() >= self.before.keys() & self.after.keys()
        for path, content in now.items():
            assert content in (self.before.get(path), self.after.get(path)), path

    def assert_heals(self) -> None:
        """The next run succeeds by itself, with the bytes of an undisturbed run."""
        assert self.run() == 0
        assert self.state() == self.after
        assert self.leftovers() == []
