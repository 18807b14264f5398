"""Every name of a status code: registered, superseded, misspelt, and as constants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.records.comparison import Match
from pipeline.records.union import StatusCode

NO_PART = re.compile(r"['’]")
PARTING = re.compile(r"[^A-Za-z0-9]+")


class Kind(StrEnum):
    """What makes a name one of the code's; of two kinds, the former is said."""

    REGISTERED = "registered"
    SUPERSEDED = "superseded"
    MISSPELLING = "misspelling"
    CONSTANT = "constant"


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of `code`, and who uses it: an RFC's section, or our source."""

    name: str
    code: int
    kind: Kind
    origin: str


def aliases_of(code: StatusCode) -> tuple[Alias, ...]:
    """Return each name of `code` once, the registered phrase first and constants last."""
    names: dict[str, Alias] = {}
    for alias in _phrases(code):
        names.setdefault(alias.name, alias)
    for alias in tuple(names.values()):
        if alias.kind is Kind.MISSPELLING:
            continue
        constant = Alias(as_constant(alias.name), code.code, Kind.CONSTANT, alias.origin)
        names.setdefault(constant.name, constant)
    return tuple(names.values())


def as_constant(phrase: str) -> str:
    """Return `phrase` as programs spell it: `Payload Too Large` is `PAYLOAD_TOO_LARGE`."""
    return PARTING.sub("_", NO_PART.sub("", phrase)).strip("_").upper()


def _phrases(code: StatusCode) -> Iterator[Alias]:
    assignment = code.assignment
    if assignment and assignment.phrase:
        references = ", ".join(reference.title for reference in assignment.references)
        yield Alias(assignment.phrase, code.code, Kind.REGISTERED, f"IANA: {references}")
    cited: dict[str, list[str]] = {}
    for past in assignment.history if assignment else ():
        cited.setdefault(past.phrase, []).append(past.citation)
    for phrase, citations in cited.items():
        yield Alias(phrase, code.code, Kind.SUPERSEDED, "; ".join(citations))
    yield from _misspelt(code)


def _misspelt(code: StatusCode) -> Iterator[Alias]:
    """Yield what the author wrote, unless it is the phrase of another code."""
    author = code.author
    written = author.record.phrase if author else None
    verdict = author.comparison.match if author and author.comparison else None
    if author and written and verdict is not Match.ANOTHER_CODE and as_constant(written.text):
        origin = f"{author.document.path}:{written.span.start.line}"
        yield Alias(written.text, code.code, Kind.MISSPELLING, origin)
