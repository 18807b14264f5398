"""What stops a command: faults in settings or input, each with its place and remedy."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import IntEnum

from pipeline.span import Document, Span
from pipeline.wording import Language, Wording

TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


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


def toml_fault(document: Document, error: tomllib.TOMLDecodeError) -> Fault:
    """Return where `document` stopped being TOML, and what the parser said there."""
    place = TOML_PLACE.search(str(error))
    offset = len(document.text)
    if place and place[1]:
        offset = document.line_starts[int(place[1]) - 1] + int(place[2]) - 1
    said = BROKEN_TOML.about(said=TOML_PLACE.sub("", str(error)))
    return Fault(document.span(offset, offset), said, MEND_TOML)


BROKEN_TOML = Wording("TOML 语法错误：{said}", "broken TOML: {said}")
MEND_TOML = Wording("改正此处的 TOML 语法", "mend the TOML syntax at this place")
