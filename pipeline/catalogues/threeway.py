"""Two versions of a catalogue that came from one: what both sides did, in one catalogue.

Messages are told apart by address, so that a source fix, another translator's work or a moved row
never collide; only two different translations of one message do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeAlias

from pipeline.catalogues.carry import carried, own_flags, source_text
from pipeline.catalogues.message import DRAFT, Catalogue, Message
from pipeline.catalogues.po import write_header, write_message

Key: TypeAlias = "tuple[str | None, str | None]"
"""The address, or for what has none of its own (further obsolete texts) address and text."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A message that both sides translated differently; either has all else of both."""

    ours: Message
    theirs: Message


@dataclass(frozen=True, slots=True)
class Threeway:
    """What both sides have come to: `catalogue` has our text where there is a conflict."""

    catalogue: Catalogue
    conflicts: tuple[Conflict, ...] = ()


def merge_sides(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> Threeway:
    """Return what `ours` and `theirs` made of `base`. Nothing that either wrote is lost.

    What one side changed is taken. Where both did, the later side decides on the header, and a
    translation stays approved for the text that it was approved for. Two translations of one
    message are a conflict.
    """
    sides = tuple(map(_keyed, (base, ours, theirs)))
    messages, conflicts = [], []
    for key in _order(*sides):
        found = _merged(*(side.get(key) for side in sides))
        if isinstance(found, Conflict):
            conflicts.append(found)
            messages.append(found.ours)
        elif found:
            messages.append(found)
    merged = replace(
        ours,
        headers=tuple(_headers(base, ours, theirs)),
        header_comments=_lines(base.header_comments, ours.header_comments, theirs.header_comments),
        header_flags=_lines(base.header_flags, ours.header_flags, theirs.header_flags),
        messages=tuple(_told_apart(messages)),
    )
    return Threeway(merged, tuple(conflicts))


def write_threeway(merged: Threeway) -> str:
    """Return the file, with git's conflict markers around both versions of a message."""
    catalogue = merged.catalogue
    theirs = {conflict.ours.key: conflict.theirs for conflict in merged.conflicts}
    messages = (*catalogue, *catalogue.obsolete)
    entries = (_written(message, theirs.get(message.key)) for message in messages)
    return "\n".join((write_header(catalogue), *entries))


def _written(ours: Message, theirs: Message | None) -> str:
    text = write_message(ours)
    if theirs is None:
        return text
    return f"<<<<<<< ours\n{text}=======\n{write_message(theirs)}>>>>>>> theirs\n"


def _keyed(catalogue: Catalogue) -> dict[Key, Message]:
    found: dict[Key, Message] = {(message.context, None): message for message in catalogue}
    for message in reversed(catalogue.obsolete):  # the latest to go is what a live one was
        key: Key = (message.context, None)
        if message.context is None or key in found:
            key = (message.context, message.id)
        found[key] = message
    return found


def _order(
    base: Mapping[Key, Message], ours: Mapping[Key, Message], theirs: Mapping[Key, Message]
) -> Iterator[Key]:
    """Yield the keys in the order of the side that changed it, and what only the other has."""
    ours_moved = [key for key in ours if key in base] != [key for key in base if key in ours]
    first, second = (ours, theirs) if ours_moved else (theirs, ours)
    followers: dict[Key | None, list[Key]] = {}
    last: Key | None = None
    for key in second:
        if key in first:
            last = key
        else:
            followers.setdefault(last, []).append(key)
    yield from followers.get(None, ())
    for key in first:
        yield key
        yield from followers.get(key, ())


def _merged(
    base: Message | None, ours: Message | None, theirs: Message | None
) -> Message | Conflict | None:
    if theirs in (ours, base):
        return ours
    if base == ours:
        return theirs
    if ours is None or theirs is None:
        return _outlived(ours or theirs)
    return _combined(base, ours, theirs)


def _combined(base: Message | None, ours: Message, theirs: Message) -> Message | Conflict:
    """Return what two changed versions come to."""
    strings = base.strings if base else ("",) * len(ours.strings)
    if ours.strings == theirs.strings:
        return _agreed(base, ours, theirs)
    for worker, other in ((theirs, ours), (ours, theirs)):
        if other.strings == strings:
            return _with_work(worker, base, ours, theirs)
    for worker, other in ((theirs, ours), (ours, theirs)):
        if not other.is_translated:  # removed here, changed there: what was written stays
            return _with_work(worker, base, ours, theirs)
    return Conflict(_with_work(ours, base, ours, theirs), _with_work(theirs, base, ours, theirs))


def _outlived(message: Message | None) -> Message | None:
    """Return what one side wrote while the other removed the message."""
    if message is None or not (message.is_translated or message.comments):
        return None
    return replace(message, obsolete=True, extracted=(), references=())


def _agreed(base: Message | None, ours: Message, theirs: Message) -> Message:
    """Return the message whose translation is the same on both sides, perhaps not its approval."""
    before = _approval(base) if base else None
    if _approval(ours) == before:
        return _with_work(theirs, base, ours, theirs)
    if _approval(theirs) == before:
        return _with_work(ours, base, ours, theirs)
    both = (_with_work(side, base, ours, theirs) for side in (ours, theirs))
    return min(both, key=lambda message: (message.is_fuzzy, message.is_draft))


def _approval(message: Message) -> tuple[tuple[str, str] | None, bool]:
    """Return for which text the translation was approved, and whether it is a draft."""
    if message.is_stale:
        return (message.previous_id or "", message.previous_plural or ""), message.is_draft
    return None if message.is_fuzzy else source_text(message), message.is_draft


def _with_work(worker: Message, base: Message | None, ours: Message, theirs: Message) -> Message:
    """Return the message with the translation and approval of `worker`, and all else of both."""
    before = base or Message(ours.context)
    source = _source_of_both(before, ours, theirs)
    draft = (DRAFT,) if DRAFT in worker.comments else ()
    notes = _lines(before.comments, ours.comments, theirs.comments)
    work = replace(
        worker,
        comments=(*draft, *(note for note in notes if note != DRAFT)),
        flags=(
            *(flag for flag in worker.flags if flag not in own_flags(worker.flags)),
            *_lines(*(own_flags(side.flags) for side in (before, ours, theirs))),
        ),
    )
    text = replace(
        source,
        strings=("",) * len(source.strings),
        comments=(),
        flags=tuple(flag for flag in source.flags if flag not in own_flags(source.flags)),
        sticky=(),
        previous_context=None,
        previous_id=None,
        previous_plural=None,
    )
    return carried((work,), text, len(source.strings))


def _source_of_both(before: Message, ours: Message, theirs: Message) -> Message:
    """Return the one that has the newer source; what both have reworded, an update will mend."""
    if _source(theirs) == _source(before):
        return ours
    if _source(ours) == _source(before):
        return theirs
    return min((ours, theirs), key=lambda side: (side.obsolete, repr(_source(side))))


def _source(message: Message) -> tuple[object, ...]:
    """Return what of the message comes from the source."""
    return source_text(message), message.extracted, message.references, message.obsolete


def _lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Return our lines without those that they removed, and the ones that they added."""
    kept = (line for line in ours if line in theirs or line not in base)
    added = (line for line in theirs if line not in base and line not in ours)
    return (*kept, *added)


def _headers(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the header fields; the side with the later date decides where both changed one."""
    before, mine, other = dict(base.headers), dict(ours.headers), dict(theirs.headers)
    later = max((ours, theirs), key=lambda side: (_date(side), side.headers))
    for name in {**mine, **other}:
        value = mine.get(name)
        if value == before.get(name):
            value = other.get(name)
        elif other.get(name) != before.get(name):
            value = dict(later.headers).get(name)
        if value is not None:
            yield name, value


def _date(catalogue: Catalogue) -> datetime:
    try:
        return datetime.strptime(catalogue.header("PO-Revision-Date"), "%Y-%m-%d %H:%M%z")
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _told_apart(messages: Sequence[Message]) -> Iterator[Message]:
    """Yield each message once by gettext's key, live ones first.

    What an obsolete one says that has the key of another is kept as a comment there.
    """
    found: dict[Key, Message] = {}
    for message in sorted(messages, key=lambda message: message.obsolete):
        first = found.setdefault(message.key, message)
        if first is not message:
            texts = (text for text in message.strings if text and text not in first.strings)
            notes = (f"msgstr: {text}" for text in texts)
            found[message.key] = replace(first, comments=(*first.comments, *notes))
    yield from found.values()
