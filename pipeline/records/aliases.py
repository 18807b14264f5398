"""Every name of a status code: registered, superseded, vendors', misspelt, and as constants."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.records.comparison import Match
from pipeline.records.union import StatusCode
from pipeline.wording import Wording

NO_PART = re.compile(r"['’]")
PARTING = re.compile(r"[^A-Za-z0-9]+")


class Kind(StrEnum):
    """What makes a name one of the code's; of two kinds, the former is said."""

    REGISTERED = "registered"
    SUPERSEDED = "superseded"
    VENDOR = "vendor"
    MISSPELLING = "misspelling"
    CONSTANT = "constant"


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of `code`, and who uses it: an RFC's section, a vendor, libraries, or our source."""

    name: str
    code: int
    kind: Kind
    origin: str


@dataclass(frozen=True, slots=True)
class Aliases:
    """All names, exactly as they are written: those of one code, and those of several."""

    unique: Mapping[str, Alias]
    ambiguous: Mapping[str, tuple[Alias, ...]]


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


def gather(aliases: Iterable[Alias], codes: Collection[int]) -> Aliases:
    """Return `aliases` by name; a failure lists those of no code in `codes`, and collisions.

    A name of two codes is ambiguous, and listed so. Two codes cannot both be registered by it.
    """
    known: dict[str, tuple[Alias, ...]] = {}
    for alias in aliases:
        known[alias.name] = (*known.get(alias.name, ()), alias)
    faults = [fault for found in known.values() for fault in _faults(found, codes)]
    if faults:
        raise Failure(ExitStatus.INPUT, *faults)
    return Aliases(
        {name: found[0] for name, found in sorted(known.items()) if len(found) == 1},
        {name: found for name, found in sorted(known.items()) if len(found) > 1},
    )


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
    for phrase, users in _others(code).items():
        yield Alias(phrase, code.code, Kind.VENDOR, "; ".join(users))
    yield from _misspelt(code)


def _others(code: StatusCode) -> Mapping[str, list[str]]:
    """Return what vendors and libraries call the code, each phrase with those who do."""
    users: dict[str, list[str]] = {}
    for use in code.unofficial:
        users.setdefault(use.phrase, []).append(use.vendor)
    for each in code.libraries:
        users.setdefault(each.phrase, []).append(each.library)
    return {phrase: who for phrase, who in users.items() if PARTING.sub("", phrase)}


def _misspelt(code: StatusCode) -> Iterator[Alias]:
    """Yield what the author wrote, unless it is the phrase of another code."""
    author = code.author
    written = author.record.phrase if author else None
    verdict = author.comparison.match if author and author.comparison else None
    if author and written and verdict is not Match.ANOTHER_CODE and as_constant(written.text):
        origin = f"{author.document.path}:{written.span.start.line}"
        yield Alias(written.text, code.code, Kind.MISSPELLING, origin)


def _faults(found: tuple[Alias, ...], codes: Collection[int]) -> Iterator[Fault]:
    for alias in found:
        if alias.code not in codes:
            said = DANGLING.about(name=alias.name, code=alias.code)
            yield Fault(f"aliases[{alias.name}].code", said, ADD_CODE.about(origin=alias.origin))
    registered = [alias.code for alias in found if alias.kind is Kind.REGISTERED]
    if len(registered) > 1:
        said = COLLISION.about(name=found[0].name, codes=", ".join(map(str, registered)))
        yield Fault(f"aliases[{found[0].name}].code", said, ONE_CODE)


DANGLING = Wording(
    "别名“{name}”指向 {code}，但没有这个状态码的记录",
    "the alias “{name}” leads to {code}, of which there is no record",
)
ADD_CODE = Wording(
    "在补充表中加上这个状态码，或删去这个别名（来源：{origin}）",
    "add the code to the supplement, or drop the alias (its origin: {origin})",
)
COLLISION = Wording(
    "“{name}”同时是 {codes} 的注册短语",
    "“{name}” is the registered phrase of several codes: {codes}",
)
ONE_CODE = Wording(
    "一个注册短语只能属于一个状态码；检查注册表快照",
    "a registered phrase belongs to one code; look into the snapshot of the registry",
)
