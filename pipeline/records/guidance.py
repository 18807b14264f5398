"""What to do about a status code, beyond what the tables say; each fact with its authority."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from pipeline.records.authority import Authority
from pipeline.span import Span


class Retry(StrEnum):
    """Whether a client can send the same request again.

    `YES`: as it is; `AFTER`: when some time has passed; `CONDITIONAL`: once what the advice to
    the client names is met; `NO`: it must not, or it has no reason to.
    """

    YES = "yes"
    AFTER = "after"
    CONDITIONAL = "conditional"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Statement:
    """A short Chinese text, what it rests on, and where it stands."""

    text: str
    authority: tuple[Authority, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Advice:
    """What a client and a server should do, and whether to send the request again."""

    code: int
    client: Statement
    server: Statement
    retry: Retry
    retry_authority: tuple[Authority, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two codes that are easily confused, the lower one first, and what tells them apart."""

    codes: tuple[int, int]
    difference: Statement

    @property
    def field(self) -> str:
        """Which text of the lower code the sentence is; both pages show it."""
        return f"confused-{self.codes[1]}"

    @property
    def address(self) -> str:
        """The address of the sentence."""
        return f"status.{self.codes[0]}.{self.field}"

    def other(self, code: int) -> int:
        """Return the code that `code` is confused with."""
        lower, higher = self.codes
        return higher if code == lower else lower


@dataclass(frozen=True, slots=True)
class Example:
    """One exchange: the request, and the response to it (interim ones before it).

    Messages without a word of any language; lines end with LF, where the wire has CRLF.
    """

    code: int
    request: str
    response: str
    authority: tuple[Authority, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Guidance:
    """All advice, contrasts (ascending), examples and histories of a project."""

    advice: Mapping[int, Advice] = field(default_factory=lambda: MappingProxyType({}))
    contrasts: tuple[Contrast, ...] = ()
    examples: Mapping[int, Example] = field(default_factory=lambda: MappingProxyType({}))
    histories: Mapping[int, Statement] = field(default_factory=lambda: MappingProxyType({}))

    def contrasts_of(self, code: int) -> tuple[Contrast, ...]:
        """Return the contrasts in which `code` stands."""
        return tuple(contrast for contrast in self.contrasts if code in contrast.codes)

    @property
    def places(self) -> Mapping[int, Span]:
        """Each code that it speaks of, with the first place that does."""
        spoken = (
            *((code, advice.client.span) for code, advice in self.advice.items()),
            *((code, each.difference.span) for each in self.contrasts for code in each.codes),
            *((code, example.span) for code, example in self.examples.items()),
            *((code, history.span) for code, history in self.histories.items()),
        )
        return dict(reversed(spoken))
