"""How far a translation has come: the state of each message, and how many are in which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pipeline.catalogues.message import Message

# Within brackets of a pattern: the characters of Chinese.
HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Chinese has no spaces: what a text asks of its translator is counted in characters.
_CHARACTER: Final = re.compile(f"[{HAN}]")


class State(StrEnum):
    """What a message's translation is worth to a reader."""

    TRANSLATED = "translated"
    """Approved for the text as it is: shown."""
    STALE = "stale"
    """Approved for older words: shown with a badge."""
    UNSURE = "unsure"
    """Fuzzy for any other reason, never approved: not shown."""
    BLOCKED = "blocked"
    """A check found an error in it: not shown."""
    MISSING = "missing"
    """There is none."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many messages, and how many Han characters their source texts have."""

    messages: int = 0
    characters: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Return both together."""
        return Tally(self.messages + other.messages, self.characters + other.characters)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many messages are in which state; `drafts` counts those a machine wrote, of any state."""

    states: Mapping[State, Tally]
    drafts: Tally

    @property
    def total(self) -> Tally:
        """All messages."""
        return sum(self.states.values(), Tally())


def state(message: Message, blocked: Collection[str] = frozenset()) -> State:
    """Return the state of `message`; `blocked` are the addresses that a check refuses."""
    if not message.is_translated:
        return State.MISSING
    if message.address in blocked:
        return State.BLOCKED
    if not message.is_fuzzy:
        return State.TRANSLATED
    return State.STALE if message.is_stale else State.UNSURE


def coverage(messages: Iterable[Message], blocked: Collection[str] = frozenset()) -> Coverage:
    """Count the messages (a catalogue yields its live ones) by state."""
    states = dict.fromkeys(State, Tally())
    drafts = Tally()
    for message in messages:
        tally = Tally(1, han_characters(message.id))
        states[state(message, blocked)] += tally
        if message.is_draft:
            drafts += tally
    return Coverage(states, drafts)


def han_characters(text: str) -> int:
    """Return how many Han characters `text` has."""
    return len(_CHARACTER.findall(text))
