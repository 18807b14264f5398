"""A catalogue to be sent to somebody who reads English and no Chinese, and what comes back.

In a pack the msgid is the English text. What the message was when it was packed stands in two
comments that editors keep, so that whatever was changed meanwhile, on either side, is noticed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Final, NamedTuple

from pipeline.catalogues.carry import carried
from pipeline.catalogues.message import FUZZY, Catalogue, Message

CHINESE: Final = "中文: "
PACKED: Final = "Pack: "
NO_ENGLISH: Final = "There is no English text yet; the text to translate is Chinese."
DRAFT_ENGLISH: Final = "The English is a machine's draft."
_NEWLINE: Final = "⏎"  # a comment is one line


class Outcome(StrEnum):
    """What became of one message of a pack."""

    TAKEN = "taken"
    """Written into the catalogue."""
    OUTDATED = "outdated"
    """Written, and marked fuzzy: the Chinese has changed since it was packed."""
    PIVOT = "pivot"
    """Written, and marked fuzzy: the English has changed since it was packed."""
    CONFLICT = "conflict"
    """Changed on both sides: the catalogue stays as it is."""
    UNKNOWN = "unknown"
    """No message has this address now, or it is no message of a pack."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A message of a pack, what became of it, and the message that it met, if there is one."""

    outcome: Outcome
    packed: Message
    message: Message | None


class _Seal(NamedTuple):
    """Digests of the English text and of the translation, as they were packed."""

    english: str
    translation: str


def pack(catalogues: Iterable[Catalogue], english: Mapping[str, Message], path: str) -> Catalogue:
    """Return one catalogue of all messages, English by address as msgid."""
    several = tuple(catalogues)
    messages = (
        _packed(message, english.get(message.address))
        for catalogue in several
        for message in catalogue
    )
    return Catalogue(path, several[0].headers, tuple(messages))


def take(
    catalogue: Catalogue, packed: Catalogue, english: Mapping[str, Message]
) -> tuple[Catalogue, tuple[Taken, ...]]:
    """Return the catalogue with what the translator of the pack changed, and what became of it."""
    taken: list[Taken] = []
    messages = []
    for message in catalogue.messages:
        sent = None if message.obsolete else packed.find(message.address)
        met = _meeting(message, sent, english.get(message.address)) if sent else None
        taken += [met] if met else []
        messages.append(met.message if met and met.message else message)
    return replace(catalogue, messages=tuple(messages)), tuple(taken)


def unknown(packed: Catalogue, catalogues: Iterable[Catalogue]) -> Iterator[Taken]:
    """Yield what the translator wrote that has no place in any of the catalogues."""
    live = {message.address for catalogue in catalogues for message in catalogue}
    for sent in packed:
        if sent.is_translated and (sent.address not in live or _seal(sent) is None):
            yield Taken(Outcome.UNKNOWN, sent, None)


def _packed(message: Message, pivot: Message | None) -> Message:
    readable = pivot if pivot and _is_current(pivot, message) else None
    notes = [note for note in message.extracted if not note.startswith("EN")]
    if readable is None:
        notes.append(NO_ENGLISH)
    elif readable.is_draft:
        notes.append(DRAFT_ENGLISH)
    text = readable.text if readable else message.id
    chinese = message.id.replace("\n", _NEWLINE)
    seal = f"{PACKED}{_digest(text)} {_state(message)}"
    return replace(
        message,
        id=text,
        id_plural=None,
        strings=message.strings[:1],
        extracted=(*notes, f"{CHINESE}{chinese}", seal),
        previous_context=None,
        previous_id=None,
        previous_plural=None,
    )


def _is_current(pivot: Message, message: Message) -> bool:
    return bool(pivot.text) and not pivot.is_fuzzy and pivot.id == message.id


def _meeting(message: Message, sent: Message, pivot: Message | None) -> Taken | None:
    """Return what becomes of a touched message; None if the catalogue has all of it already."""
    seal = _seal(sent)
    now = _state(message)
    if seal is None or not sent.is_translated or _state(sent) in (seal.translation, now):
        return None
    if seal.translation != now and message.is_translated:
        return Taken(Outcome.CONFLICT, sent, message)
    work = replace(sent, context=message.context, id=_chinese(sent), extracted=())
    new = carried((work,), _bare(message), len(message.strings))
    if new.is_stale:
        return Taken(Outcome.OUTDATED, sent, new)
    present = pivot.text if pivot and _is_current(pivot, message) else message.id
    if _digest(present) != seal.english:
        return Taken(Outcome.PIVOT, sent, replace(new, flags=(*new.flags, FUZZY)))
    return Taken(Outcome.TAKEN, sent, new)


def _bare(message: Message) -> Message:
    """Return the message without what translators own."""
    return replace(
        message,
        strings=("",) * len(message.strings),
        comments=(),
        sticky=(),
        previous_context=None,
        previous_id=None,
        previous_plural=None,
    )


def _seal(sent: Message) -> _Seal | None:
    found = [note.removeprefix(PACKED).split() for note in sent.extracted if PACKED in note]
    return _Seal(*found[-1]) if found and len(found[-1]) == len(_Seal._fields) else None


def _chinese(sent: Message) -> str:
    notes = [note for note in sent.extracted if note.startswith(CHINESE)]
    return notes[-1].removeprefix(CHINESE).replace(_NEWLINE, "\n") if notes else ""


def _state(message: Message) -> str:
    """Return the digest of all that a translator can change."""
    return _digest("\n".join((message.text, str(message.is_fuzzy), *message.comments)))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
