"""One entry of a PO file while it is being read: its lines, and the message they make."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from pipeline.catalogues import mistakes
from pipeline.catalogues.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.catalogues.lines import Line
    from pipeline.catalogues.mistakes import Mistake
    from pipeline.span import Span

Lack: TypeAlias = "tuple[int, Mistake, Mapping[str, object]]"
"""A fault in the making: the offset where it is, what it is, and the values to say it with."""

# The order of the keywords in an entry; comments come before, with 0.
RANKS = {"msgctxt": 1, "msgid": 2, "msgid_plural": 3, "msgstr": 4}

# gettext puts file names with spaces between U+2068 and U+2069.
_REFERENCE = re.compile(r"(?:\u2068[^\u2068\u2069]*\u2069|\S)+")


def rank(keyword: str) -> int:
    """Return the place of `keyword` in the order of an entry."""
    return RANKS[keyword.partition("[")[0]]


@dataclass(slots=True)
class Text:
    """A keyword's text so far: its lines' texts, and the offsets where these are quoted."""

    line: Line
    pieces: list[tuple[int, str]] = field(default_factory=list)

    def __str__(self) -> str:
        """Return the whole text."""
        return "".join(piece for _, piece in self.pieces)


@dataclass(slots=True)
class Entry:
    """What stands between two messages' beginnings.

    `start` and `end` are offsets, `first` that of the first keyword; `rank` is the place of the
    latest keyword in the order of an entry. `texts` and `previous` are by keyword. `broken` says
    that a fault of a line was reported, so that what the entry then lacks would only repeat it.
    """

    start: int = 0
    first: int = 0
    end: int = 0
    rank: int = 0
    is_obsolete: bool = False
    broken: bool = False
    notes: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, Text] = field(default_factory=dict)
    previous: dict[str, Text] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing yet."""
        return not (self.notes or self.texts or self.previous)

    @property
    def is_header(self) -> bool:
        """Whether it is the header: no context, the empty text."""
        ours = bool(self.texts) and not self.is_obsolete
        return ours and "msgctxt" not in self.texts and self.said("msgid") == ""

    @property
    def strings(self) -> dict[str, Text]:
        """The translations by keyword."""
        return {key: text for key, text in self.texts.items() if key.startswith("msgstr")}

    def take(self, line: Line) -> None:
        """Extend the entry to `line`; if that is a note, keep it."""
        if self.is_empty:
            self.start = line.start
        self.end = line.end
        if line.is_note:
            self.notes.setdefault(line.mark, []).append(line.note)

    def begin(self, line: Line, keyword: str) -> Text:
        """Return the text, still empty, whose `keyword` is in `line`."""
        text = Text(line)
        if line.is_previous:
            self.previous[keyword] = text
            return text
        if not self.texts:
            self.first = line.start
            self.is_obsolete = line.is_obsolete
        self.texts[keyword] = text
        self.rank = rank(keyword)
        return text

    def said(self, keyword: str) -> str | None:
        """Return the text of `keyword`."""
        return str(self.texts[keyword]) if keyword in self.texts else None

    def flags(self, mark: str) -> tuple[str, ...]:
        """Return the flags of the lines with `mark`."""
        flags = (flag.strip() for line in self.notes.get(mark, ()) for flag in line.split(","))
        return tuple(_spaced(flag) for flag in flags if flag)

    def faults(self) -> Iterator[Lack]:
        """Yield what is wrong with the entry as a whole."""
        if not self.texts:
            yield self.start, mistakes.ORPHAN, {}
            return
        if "msgid" not in self.texts:
            yield self.first, mistakes.NO_MSGID, {}
        if not self.strings:
            yield self.first, mistakes.NO_MSGSTR, {}
        for keyword, text in (*self.previous.items(), *self.texts.items()):
            if "\4" in str(text):
                yield text.line.start, mistakes.END_OF_CONTEXT, {"keyword": keyword}
        for text in self.texts.values():
            if text.line.is_obsolete != self.is_obsolete:
                yield text.line.start, mistakes.MIXED, {}
        yield from self._misnumbered()

    def _misnumbered(self) -> Iterator[Lack]:
        plural = "msgid_plural" in self.texts
        for number, (keyword, text) in enumerate(self.strings.items()):
            expected = f"msgstr[{number}]" if plural else "msgstr"
            if keyword != expected:
                values = {"keyword": keyword, "expected": expected}
                yield text.line.start, mistakes.PLURAL_INDEX, values

    def message(self, span: Span) -> Message:
        """Return the message that a faultless entry makes; `span` is where it stands."""
        return Message(
            context=self.said("msgctxt"),
            id=self.said("msgid") or "",
            strings=tuple(str(text) for text in self.strings.values()),
            id_plural=self.said("msgid_plural"),
            comments=tuple(self.notes.get("#", ())),
            extracted=tuple(self.notes.get("#.", ())),
            references=self._references(),
            flags=self.flags("#,"),
            sticky=self.flags("#="),
            previous_context=self._previously("msgctxt"),
            previous_id=self._previously("msgid"),
            previous_plural=self._previously("msgid_plural"),
            obsolete=self.is_obsolete,
            span=span,
        )

    def _references(self) -> tuple[str, ...]:
        lines = self.notes.get("#:", ())
        return tuple(_plain(found) for line in lines for found in _REFERENCE.findall(line))

    def _previously(self, keyword: str) -> str | None:
        return str(self.previous[keyword]) if keyword in self.previous else None


def _plain(reference: str) -> str:
    """Return the reference as gettext writes it."""
    while reference.startswith("./"):
        reference = reference.removeprefix("./")
    return reference


def _spaced(flag: str) -> str:
    """Return the flag as gettext writes it: one space after `range:`."""
    return f"range: {flag[6:].strip()}" if flag.startswith("range:") else flag
