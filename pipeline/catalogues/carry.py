"""One message: what its translation is worth now that its source text is another."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, Final
from unicodedata import category, normalize

from pipeline.catalogues.message import FUZZY, Message, is_gettext_flag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What a message has of its template, and nobody else writes.
FROM_SOURCE: Final = attrgetter(
    "context",
    "id",
    "id_plural",
    "extracted",
    "references",
    "flags",
    "sticky",
    "previous_context",
    "previous_id",
    "previous_plural",
    "obsolete",
)


def carried(sources: Sequence[Message], message: Message, forms: int) -> Message:
    """Return the template's `message` with the translation of the first of `sources`.

    Of the others only comments and flags remain to be kept. `forms` is how many plural forms
    the language has.
    """
    if not sources:
        return replace(message, strings=_empty(message, forms))
    if len(sources) == 1 and _is_current(sources[0], message, forms):
        return sources[0]
    old = _at(message, sources[0])
    strings, rest = _shaped(old, message, forms)
    flags = (flag for source in sources for flag in own_flags(source.flags))
    merged = replace(
        message,
        strings=strings,
        comments=(*_all_comments(sources), *rest),
        flags=(*message.flags, *flags),
        sticky=tuple(dict.fromkeys(flag for source in sources for flag in source.sticky)),
        span=old.span,
    )
    return _judged(old, merged) if old.is_translated else merged


def _is_current(old: Message, message: Message, forms: int) -> bool:
    """Tell the most frequent case apart, quickly: nothing has changed, and nothing is marked."""
    marked = old.flags or old.sticky or message.comments
    is_bare = message.strings == _empty(message, forms)
    return not marked and is_bare and FROM_SOURCE(old) == FROM_SOURCE(message)


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts differ in spaces, punctuation and width of characters alone.

    Between ASCII letters and digits punctuation means something (1.5, Retry-After), and a space
    between digits.
    """
    return _words(one) == _words(other)


def source_text(message: Message) -> tuple[str, str]:
    """Return what is to be translated: msgid and msgid_plural."""
    return message.id, message.id_plural or ""


def own_flags(flags: Iterable[str]) -> tuple[str, ...]:
    """Return the flags that gettext does not know: somebody put them there."""
    return tuple(flag for flag in flags if not is_gettext_flag(flag))


def _at(message: Message, old: Message) -> Message:
    """Return `old` as if it had always had the address of `message`."""
    if old.context == message.context or not old.is_stale:
        return old
    return replace(old, context=message.context, previous_context=None)


def _all_comments(sources: Sequence[Message]) -> tuple[str, ...]:
    first = sources[0].comments
    others = (comment for source in sources[1:] for comment in source.comments)
    return (*first, *(comment for comment in others if comment not in first))


def _empty(message: Message, forms: int) -> tuple[str, ...]:
    return ("",) if message.id_plural is None else ("",) * forms


def _shaped(old: Message, new: Message, forms: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the strings for `new`, and as comments those that it has no place for."""
    if not old.is_translated:
        return _empty(new, forms), ()
    if (old.id_plural is None) == (new.id_plural is None):
        return old.strings, ()
    first, *others = (text for text in old.strings if text)
    empty = _empty(new, forms)
    return (first, *empty[1:]), tuple(f"msgstr: {text}" for text in others)


def _judged(old: Message, merged: Message) -> Message:
    """Return `merged` approved or fuzzy, as far as `old` was approved for its present text."""
    if _holds(old, merged):
        sticky = tuple(flag for flag in merged.sticky if flag != FUZZY)
        return merged if sticky == merged.sticky else replace(merged, sticky=sticky)
    if not old.is_fuzzy:
        old = replace(old, previous_context=None, previous_id=old.id, previous_plural=old.id_plural)
    mark = () if FUZZY in old.sticky else (FUZZY,)
    return replace(
        merged,
        flags=(*merged.flags, *mark),
        previous_context=old.previous_context,
        previous_id=old.previous_id,
        previous_plural=old.previous_plural,
    )


def _holds(old: Message, merged: Message) -> bool:
    """Tell whether the translation is approved for the text as it is now.

    A text that returns to what was approved, after other words, is approved again.
    """
    present = source_text(merged)
    if present == source_text(old):
        return not old.is_fuzzy
    if old.is_stale:
        approved = (old.previous_id or "", old.previous_plural or "")
    elif old.is_fuzzy:
        return False
    else:
        approved = source_text(old)
    return all(map(same_words, approved, present))


def _words(text: str) -> str:
    """Return what of the text is neither space nor punctuation."""
    plain = " ".join(normalize("NFKC", text).split())
    neighbours = zip(f" {plain}", plain, f"{plain} "[1:], strict=False)
    return "".join(here for before, here, after in neighbours if _counts(before, here, after))


def _counts(before: str, here: str, after: str) -> bool:
    kind = category(here)[0]
    around = before + after
    if kind == "P":
        return around.isascii() and before.isalnum() and after.isalnum()
    return kind != "Z" or (around.isascii() and around.isdigit())
