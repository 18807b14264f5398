"""What the terminal is like: its language, its colours, and the progress shown on it."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TextIO

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.unchanged import LANGUAGE_VARIABLES
from pipeline.wording import Language, Wording

# ECMA-48 and DEC: to the first column of an empty line; lines end at the edge, or go on below.
CLEARED, UNWRAPPED, WRAPPED = "\r\x1b[2K", "\x1b[?7l", "\x1b[?7h"


def preferred_language(environment: Mapping[str, str]) -> Language:
    """Return Chinese where the environment asks for it, else English."""
    names = (environment[name] for name in LANGUAGE_VARIABLES if environment.get(name))
    return "zh" if next(names, "").startswith("zh") else "en"


@dataclass(slots=True)
class Console:
    """Where reports go (`out`), where progress and errors go (`err`), and in which language."""

    language: Language
    out: TextIO
    err: TextIO
    _shown: bool = field(default=False, init=False, repr=False)

    @property
    def colour(self) -> bool:
        """Whether reports may have colours.

        NO_COLOR forbids them and FORCE_COLOR wants them, if set and not empty; else they are for
        terminals that are not dumb. Python itself asks in this order.
        """
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return self.out.isatty() and os.environ.get("TERM") != "dumb"

    @property
    def width(self) -> int | None:
        """The columns of the terminal; None where reports go elsewhere."""
        return shutil.get_terminal_size().columns if self.out.isatty() else None

    def report(self, text: str) -> None:
        """Print `text` on standard output; a failure if it does not get there."""
        self.settle()
        try:
            self.out.write(text)
            self.out.flush()
        except BrokenPipeError:  # the reader has seen enough, as in `check FILE | head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.out.fileno())
        except OSError as error:
            said = UNPRINTABLE.about(reason=error.strerror)
            raise Failure(ExitStatus.STORAGE, Fault("stdout", said)) from error

    def say(self, wording: Wording) -> None:
        """Print a sentence on standard error."""
        self.settle()
        self.err.write(f"{wording.text(self.language)}\n")

    def progress(self, wording: Wording) -> None:
        """Show a person who is watching how far we are, in the place of what was shown before."""
        if not self.err.isatty():
            return
        if os.environ.get("TERM") == "dumb":
            self.say(wording)
            return
        self.err.write(f"{CLEARED}{UNWRAPPED}{wording.text(self.language)}{WRAPPED}")
        self.err.flush()
        self._shown = True

    def settle(self) -> None:
        """Take away the progress that is shown, if it is."""
        if self._shown:
            self.err.write(CLEARED)
            self.err.flush()
            self._shown = False

    def fail(self, failure: Failure) -> int:
        """Print every fault; return the exit status."""
        self.settle()
        for fault in failure.faults:
            self.err.write(f"{fault.text(self.language)}\n")
        return failure.status


def console() -> Console:
    """Return the console of this process. What its encoding lacks is shown as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    return Console(preferred_language(os.environ), sys.stdout, sys.stderr)


UNPRINTABLE = Wording("无法输出：{reason}", "cannot be printed: {reason}")
