"""One translatable text and its translation, and a catalogue of them, as values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.span import Span

DRAFT = "draft: machine"
"""The translator comment that marks a machine's translation which nobody has reviewed yet.

A comment, because editors and gettext keep it; they drop flags that they do not know.
"""

FUZZY = "fuzzy"

# The order in which gettext 0.21 writes flags. Whatever it does not know follows, as it came.
GETTEXT_FORMATS = """
    c objc python python-brace java java-printf csharp javascript scheme lisp elisp librep ruby sh
    awk lua object-pascal smalltalk qt qt-plural kde kde-kuit boost tcl perl perl-brace php
    gcc-internal gfc-internal ycp
"""
FLAG_ORDER = {
    flag: place
    for place, flag in enumerate(
        (
            FUZZY,
            *(f"{no}{name}-format" for name in GETTEXT_FORMATS.split() for no in ("", "no-")),
            "range:",
            "no-wrap",
        )
    )
}


_ODD = re.compile(r"[\n\r\\]")


def is_gettext_flag(flag: str) -> bool:
    """Tell whether gettext knows `flag`; of those only `fuzzy` is the translator's."""
    return _sort_name(flag) in FLAG_ORDER


def in_order(flags: Iterable[str]) -> tuple[str, ...]:
    """Return the flags as gettext orders them, each once."""
    return tuple(
        sorted(dict.fromkeys(flags), key=lambda flag: FLAG_ORDER.get(_sort_name(flag), 999))
    )


def _one_line_each(comments: Iterable[str]) -> tuple[str, ...]:
    """Return the lines; none ends in a backslash, to which gettext would join the next one.

    A carriage return would end one for the reader, but not for gettext: it becomes a space.
    """
    comments = tuple(comments)
    if not _ODD.search("".join(comments)):  # as most
        return comments
    lines = (line.replace("\r", " ") for comment in comments for line in comment.split("\n"))
    return tuple(f"{line} " if line.endswith("\\") else line for line in lines)


def _sort_name(flag: str) -> str:
    return "range:" if flag.startswith("range:") else flag


@dataclass(frozen=True, slots=True)
class Message:
    """A text at an address, and its translation into one language.

    `context` is the msgctxt, `id` the msgid, `strings` the msgstr, one per plural form (all empty
    in a template). `comments` are the translators' own, `extracted` (`#.`) and `references`
    (`#:`) come from the source; `flags` are those of `#,`, `sticky` those of `#=`. `previous_*`
    (`#|`) is the text that the translation was approved for, where that is not `id`.

    It is kept as gettext would write it: a comment is one line, no reference comes twice, flags
    stand in gettext's order, and nothing untranslated is flagged fuzzy.
    """

    context: str | None = None
    id: str = ""
    strings: tuple[str, ...] = ("",)
    id_plural: str | None = None
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    sticky: tuple[str, ...] = ()
    previous_context: str | None = None
    previous_id: str | None = None
    previous_plural: str | None = None
    obsolete: bool = False
    span: Span | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        """Bring comments, references and flags into gettext's shape."""
        self._shape("comments", _one_line_each(self.comments))
        self._shape("extracted", _one_line_each(self.extracted))
        self._shape("references", dict.fromkeys(self.references))
        if self.flags or self.sticky:  # most have none
            self._shape("flags", in_order(filter(self._may_have, self.flags)))
            self._shape("sticky", filter(self._may_have, self.sticky))

    def _shape(self, name: str, shaped: Iterable[str]) -> None:
        object.__setattr__(self, name, tuple(shaped))

    def _may_have(self, flag: str) -> bool:
        return flag != FUZZY or self.is_translated

    @property
    def address(self) -> str:
        """What the message is, whatever its words: `status.404.title`."""
        return self.context or ""

    @property
    def key(self) -> tuple[str | None, str]:
        """What gettext tells messages apart by."""
        return self.context, self.id

    @property
    def text(self) -> str:
        """The translation; of a plural message, its first form."""
        return self.strings[0]

    @property
    def is_translated(self) -> bool:
        """Whether somebody wrote anything, of any plural form."""
        return any(self.strings)

    @property
    def is_fuzzy(self) -> bool:
        """Whether the translation waits for a translator's approval."""
        return FUZZY in self.flags or FUZZY in self.sticky

    @property
    def is_stale(self) -> bool:
        """Whether it was approved at this address for other words, kept in `previous_id`."""
        own = self.previous_context in (None, self.context)
        return self.is_fuzzy and own and self.previous_id is not None

    @property
    def is_draft(self) -> bool:
        """Whether a machine wrote the translation and no person has reviewed it."""
        return self.is_translated and DRAFT in self.comments


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The messages of one domain in one language, or of no language: a template.

    `headers` are names and values in the order of the file. `messages` are in the order of the
    file, the obsolete ones (`#~`) among them.
    """

    path: str
    headers: tuple[tuple[str, str], ...] = ()
    messages: tuple[Message, ...] = ()
    header_comments: tuple[str, ...] = ()
    header_flags: tuple[str, ...] = ()
    by_address: Mapping[str, Message] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note where the live messages are; bring the header's comments into gettext's shape."""
        comments = _one_line_each(self.header_comments)
        object.__setattr__(self, "header_comments", comments)
        object.__setattr__(self, "by_address", {message.address: message for message in self})

    def __iter__(self) -> Iterator[Message]:
        """Yield the live messages."""
        return (message for message in self.messages if not message.obsolete)

    @property
    def obsolete(self) -> tuple[Message, ...]:
        """The messages whose text the source no longer has."""
        return tuple(message for message in self.messages if message.obsolete)

    @property
    def language(self) -> str:
        """The locale as gettext spells it (`pt_BR`); empty for a template."""
        return self.header("Language")

    def header(self, name: str) -> str:
        """Return the value of the header `name`, empty if it is not there."""
        return dict(self.headers).get(name, "")

    def find(self, address: str) -> Message | None:
        """Return the live message at `address`."""
        return self.by_address.get(address)
