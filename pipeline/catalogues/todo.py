"""What a translator has to do: every message that is not translated, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pipeline.catalogues.coverage import State, state
from pipeline.catalogues.message import Catalogue, Message
from pipeline.catalogues.worddiff import Piece, word_diff


@dataclass(frozen=True, slots=True)
class Task:
    """A message to work on. `english` is its text for those who cannot read Chinese, if known.

    `old_english` is that of the text which the translation was approved for.
    """

    path: str
    message: Message
    state: State
    english: str | None
    old_english: str | None

    @property
    def place(self) -> str:
        """The path, and the line unless the message is not in the file yet."""
        line = self.message.span.start.line if self.message.span else None
        return f"{self.path}:{line}" if line else self.path

    @property
    def change(self) -> tuple[Piece, ...]:
        """What changed in the source text since the translation was approved."""
        if self.state is not State.STALE:
            return ()
        return word_diff(self.message.previous_id or "", self.message.id)


def tasks(
    catalogue: Catalogue, english: Catalogue | None, blocked: Collection[str] = frozenset()
) -> Iterator[Task]:
    """Yield what is to be done in the catalogue, in its order."""
    for message in catalogue:
        found = state(message, blocked)
        if found is not State.TRANSLATED:
            pivot = english.find(message.address) if english else None
            yield Task(catalogue.path, message, found, *_english(message, pivot))


def _english(message: Message, pivot: Message | None) -> tuple[str | None, str | None]:
    """Return the English of the present text, and of the one that was approved."""
    if pivot is None or not pivot.is_translated:
        return None, None
    if not pivot.is_fuzzy:
        return pivot.text, None
    old = pivot.is_stale and pivot.previous_id == message.previous_id
    return None, pivot.text if old else None
