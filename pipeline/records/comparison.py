"""A reason phrase as somebody wrote it, against the registered and the superseded ones."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from unicodedata import category

from pipeline.records.registry import Assignment, PastPhrase, Registry

# How alike two phrases must be (difflib's ratio) for one to be a slip of the other's pen:
# "Rest Content" and "Reset Content" are at 0.96, "Server Timeout" and "Gateway Timeout" at 0.62.
NEAR = 0.85


class Match(StrEnum):
    """How a written phrase relates to the registered one."""

    REGISTERED = "registered"
    SUPERSEDED = "superseded"
    SPACING = "spacing"
    CASE = "case"
    TYPO = "typo"
    ANOTHER_CODE = "another-code"
    UNREGISTERED = "unregistered"
    RESERVED = "reserved"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict on one written phrase.

    `registered` is None for codes without a registered phrase; `past` is the superseded phrase
    that was meant, `owner` the other code that has this phrase.
    """

    match: Match
    registered: str | None
    past: PastPhrase | None = None
    owner: int | None = None


def compare(written: str, assignment: Assignment | None, registry: Registry) -> Comparison:
    """Compare `written` with what IANA and the RFCs call the code of `assignment`."""
    if assignment is None:
        return Comparison(Match.UNREGISTERED, None)
    registered = assignment.phrase
    if registered is None:
        return Comparison(Match.RESERVED, None)
    if written == registered:
        return Comparison(Match.REGISTERED, registered)
    past = _past(written, assignment)
    if past:
        return Comparison(Match.SUPERSEDED, registered, past)
    return _unlike(written, registered, registry)


def _past(written: str, assignment: Assignment) -> PastPhrase | None:
    """Return the superseded phrase that was written, exactly if possible.

    The registered phrase in other spacing or case is none, however an old list spelt it.
    """
    exact = [past for past in assignment.history if past.phrase == written]
    if exact:
        return exact[-1]
    folded = letters(written)
    if folded == letters(assignment.phrase or ""):
        return None
    alike = [past for past in assignment.history if letters(past.phrase) == folded]
    return alike[-1] if alike else None


def _unlike(written: str, registered: str, registry: Registry) -> Comparison:
    if written.casefold() == registered.casefold():
        return Comparison(Match.CASE, registered)
    if letters(written) == letters(registered):
        return Comparison(Match.SPACING, registered)
    owner = registry.owner(written)
    if owner:
        return Comparison(Match.ANOTHER_CODE, registered, owner=owner)
    return Comparison(Match.TYPO if _near(written, registered) else Match.UNREGISTERED, registered)


def _near(written: str, registered: str) -> bool:
    """Tell whether two phrases are much alike; nobody makes a book of one by a slip of the pen."""
    if len(written) > 2 * len(registered):
        return False
    ratio = difflib.SequenceMatcher(None, written.casefold(), registered.casefold()).ratio()
    return ratio >= NEAR


@lru_cache(maxsize=4096)
def letters(phrase: str) -> str:
    """Return `phrase` without spaces, punctuation and invisible characters, case folded."""
    kept = (letter for letter in phrase.casefold() if category(letter)[0] not in "ZPC")
    return "".join(kept)
