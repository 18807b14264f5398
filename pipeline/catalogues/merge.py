"""Merging: what becomes of the translations when the source has changed. None is lost."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from enum import StrEnum
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pipeline.catalogues.carry import carried, own_flags, source_text
from pipeline.catalogues.header import CONTENT_TYPE
from pipeline.catalogues.message import Catalogue, Message
from pipeline.catalogues.renames import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HEADER_ORDER: Final = (
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
)
# Beside PO-Revision-Date it would make every run of the tool collide with every translator.
_DROPPED_HEADER = "POT-Creation-Date"
_OWN_HEADERS = {
    "MIME-Version": "1.0",
    "Content-Type": CONTENT_TYPE,
    "Content-Transfer-Encoding": "8bit",
}
_FORMS = re.compile(r"nplurals *= *([1-6])")
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Change(StrEnum):
    """What a merge did to a message. A cosmetic or restored one is approved, a reworded one not."""

    ADDED = "added"
    RENAMED = "renamed"
    REVIVED = "revived"
    COSMETIC = "cosmetic"
    RESTORED = "restored"
    REWORDED = "reworded"
    OBSOLETE = "obsolete"


def merge(
    catalogue: Catalogue,
    template: Catalogue,
    former: Mapping[str, str] = _NOTHING,
    headers: Mapping[str, str] = _NOTHING,
) -> Catalogue:
    """Return the catalogue brought up to date with the template.

    A translation stays at its address, or moves to the one whose `former` address that was.
    `headers` are those that the project decides (Language, Plural-Forms); all others stay the
    translators'.
    """
    values = _ordered({**dict(catalogue.headers), **_OWN_HEADERS, **headers})
    forms = _forms(values)
    candidates = _by_address(catalogue)
    live: list[Message] = []
    used: set[tuple[str | None, str]] = set()
    for message in template:
        names = names_of(message.address, former)
        found = [old for name in names for old in candidates.get(name, ())]
        sources = _sources(found, message)
        used.update(source.key for source in sources)
        live.append(carried(sources, message, forms))
    left = [old for old in catalogue.messages if old.key not in used]
    return replace(catalogue, headers=tuple(values.items()), messages=(*live, *_retired(left)))


def new_catalogue(
    template: Catalogue, path: str, locale_name: str, plural_forms: str, language_team: str = ""
) -> Catalogue:
    """Return the untranslated catalogue of a locale, to be at `path`."""
    headers = {
        "Project-Id-Version": template.header("Project-Id-Version"),
        "Report-Msgid-Bugs-To": template.header("Report-Msgid-Bugs-To"),
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": language_team,
        "Language": locale_name,
        "Plural-Forms": plural_forms,
    }
    return merge(Catalogue(path), template, headers=headers)


def needs_write(old: Catalogue, new: Catalogue) -> bool:
    """Tell whether they differ in more than references, which change with every line added."""
    if old == new:  # as most; what has been carried over is the same object
        return False
    return _told(old) != _told(new) or list(map(_said, old.messages)) != list(
        map(_said, new.messages)
    )


def with_known_references(old: Catalogue | None, new: Catalogue) -> Catalogue:
    """Return `new` as it is written over `old`: what else did not change keeps its references.

    A row that is inserted moves all below it; their translators need not see that.
    """
    known = old.by_address if old else {}
    messages = (
        replace(message, references=known[message.address].references)
        if _is_only_moved(known.get(message.address), message)
        else message
        for message in new.messages
    )
    return replace(new, messages=tuple(messages))


def _is_only_moved(old: Message | None, new: Message) -> bool:
    return old is not None and _said(old) == _said(new)


def changes(before: Catalogue, after: Catalogue) -> Iterator[tuple[Change, str]]:
    """Yield what a merge changed, with the address, for a report."""
    obsolete = {message.address for message in before.obsolete if message.is_translated}
    for message in after:
        if change := _change(before.find(message.address), message, obsolete):
            yield change, message.address
    for message in after.obsolete:
        if before.find(message.address) and not after.find(message.address):
            yield Change.OBSOLETE, message.address


def _change(old: Message | None, new: Message, obsolete: set[str]) -> Change | None:
    if old is None and not new.is_translated:
        return Change.ADDED
    if old is None or not old.is_translated:
        came_back = Change.REVIVED if new.address in obsolete else Change.RENAMED
        return came_back if new.is_translated else None
    if source_text(old) == source_text(new):
        return None
    if new.is_fuzzy:
        return Change.REWORDED
    if old.strings != new.strings:  # another one, obsolete until now, is that of the new text
        return Change.REVIVED
    return Change.RESTORED if old.is_fuzzy else Change.COSMETIC


def _ordered(headers: dict[str, str]) -> dict[str, str]:
    names = dict.fromkeys((*HEADER_ORDER, *headers))
    return {name: headers[name] for name in names if name in headers and name != _DROPPED_HEADER}


def _forms(headers: Mapping[str, str]) -> int:
    """Return how many plural forms the language has."""
    match = _FORMS.match(headers.get("Plural-Forms", ""))
    return int(match[1]) if match else 1


def _by_address(catalogue: Catalogue) -> dict[str, list[Message]]:
    found: dict[str, list[Message]] = {}
    for message in catalogue.messages:
        found.setdefault(message.address, []).append(message)
    return found


def _sources(found: list[Message], message: Message) -> list[Message]:
    """Return whose work `message` takes over: the nearest's, and the notes on what has no text.

    Other programs leave an obsolete translation behind, beside an empty message at the same
    address; further translations stay where they are, obsolete. None of them can have the key of
    `message`: that one would be the nearest.
    """

    def distance(old: Message) -> tuple[bool, ...]:
        foreign = old.context != message.context
        return not old.is_translated, old.id != message.id, foreign, old.obsolete

    if len(found) <= 1:  # as most
        return found
    nearest = sorted(found, key=distance)
    return nearest[:1] + [old for old in nearest[1:] if not old.is_translated]


def _retired(left: list[Message]) -> Iterator[Message]:
    """Yield what has no place in the template: what was obsolete before, then the others.

    Where nobody has written anything there is nothing to keep.
    """
    for old in sorted(left, key=lambda old: not old.obsolete):
        if old.is_translated or old.comments or old.sticky or own_flags(old.flags):
            yield old if old.obsolete else replace(old, obsolete=True, extracted=(), references=())


def _told(catalogue: Catalogue) -> tuple[object, ...]:
    """Return what the head of the file says."""
    return catalogue.headers, catalogue.header_comments, catalogue.header_flags


_said: Final = attrgetter(
    *(each.name for each in fields(Message) if each.compare and each.name != "references")
)
"""Returns everything that makes a message what it is, but where it stands in the sources."""
