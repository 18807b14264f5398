"""What stops a command: faults in settings or input, each with its place and remedy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from pipeline.span import Span
from pipeline.wording import Language, Wording


class ExitStatus(IntEnum):
    """The exit statuses that scripts rely on."""

    CLEAN = 0
    FINDINGS = 1
    SETTINGS = 2
    INPUT = 3
    CONFLICT = 4
    STORAGE = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where (a span, or a path alone), what, and what to do."""

    where: Span | str
    message: Wording
    remedy: Wording | None = None

    @property
    def path(self) -> str:
        """What is wrong: the path alone."""
        return self.where if isinstance(self.where, str) else self.where.path

    @property
    def place(self) -> str:
        """The path, with line and column where they are known."""
        return self.where if isinstance(self.where, str) else self.where.place

    def text(self, language: Language) -> str:
        """Return the fault as a compiler would print it, the remedy on its own line."""
        lines = [f"{self.place}: {self.message.text(language)}"]
        if self.remedy:
            lines.append(f"  = help: {self.remedy.text(language)}")
        return "\n".join(lines)


class Failure(Exception):  # noqa: N818 - it is what happened to the command, not to the code
    """The command cannot go on; carries every fault found, not only the first."""

    def __init__(self, status: ExitStatus, *faults: Fault) -> None:
        """Stop with `status` because of `faults` (at least one)."""
        super().__init__("\n".join(fault.text("en") for fault in faults))
        self.status = status
        self.faults = faults
