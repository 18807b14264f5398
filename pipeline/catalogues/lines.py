"""The lines of a PO file, each taken apart on its own: mark, keyword, quoted text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.catalogues import mistakes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.catalogues.mistakes import Mistake
    from pipeline.span import Document

NOTE_MARKS: Final = ("#", "#.", "#:", "#,", "#=")

# "#!" is how older tools wrote "#,".
_MARK = re.compile(r"[ \t]*(?P<mark>#~\||#[~|.:,!=]|#|)")
_STATEMENT = re.compile(
    r"[ \t]*(?P<keyword>(?:msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]{1,3}\])?|domain)"
    r'(?=[ \t"]|$))?[ \t]*(?P<quoted>".*)?'
)
_QUOTED = re.compile(r'"(?P<raw>[^"\\]*(?:\\.[^"\\]*)*)"[ \t]*')
_BYTE = r"\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{2}(?![0-9A-Fa-f]))"
_ESCAPE = re.compile(rf"(?P<bytes>(?:{_BYTE})+)|\\(?P<letter>.)")
_BYTE_VALUE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|([0-7]{1,3}))")

LETTERS: Final = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    '"': '"',
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty: its mark (`#~|`, `#.`, …, or none) and what follows the mark.

    `start` and `end` are offsets in the document, `rest` that of what follows the mark.
    """

    mark: str
    text: str
    start: int
    rest: int
    end: int

    @property
    def is_note(self) -> bool:
        """Whether it is a comment of some kind, and no text of a message."""
        return self.mark in NOTE_MARKS

    @property
    def is_previous(self) -> bool:
        """Whether it tells the text before the last change."""
        return self.mark in ("#|", "#~|")

    @property
    def is_obsolete(self) -> bool:
        """Whether it is of a message that the source no longer has."""
        return self.mark == "#~"

    @property
    def note(self) -> str:
        """The comment without the space that separates it from its mark."""
        return self.text.removeprefix(" ")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a line says that is no comment: a keyword and quoted text, or one of them ("" if not).

    `quote` is the offset in the document where the quoted text starts or should start.
    """

    keyword: str
    quoted: str
    quote: int


class BadText(Exception):  # noqa: N818 - never leaves the reader, which makes a fault of it
    """A quoted text that cannot be read: why, at which offset of it, and what was there."""

    def __init__(self, mistake: Mistake, start: int, excerpt: str = "") -> None:
        """Refuse the text because of `mistake` at `start`."""
        super().__init__(excerpt)
        self.mistake = mistake
        self.start = start
        self.excerpt = excerpt


def lines(document: Document, first: int = 1, last: int | None = None) -> Iterator[Line]:
    """Yield the lines that hold something, from number `first` to `last` (the end by default)."""
    starts = document.line_starts[first - 1 : last]
    ends = (*document.line_starts[first:], len(document.text))
    for start, end in zip(starts, ends, strict=False):
        line = document.text[start:end].rstrip("\r\n")
        match = _MARK.match(line)
        assert match  # noqa: S101 - every part of the pattern may be empty
        mark = match["mark"].replace("!", ",")
        text = line[match.end() :]
        if mark in NOTE_MARKS or text.strip(" \t"):
            shift = match.start("mark")
            yield Line(mark, text, start + shift, start + match.end(), start + len(line))


def statement(line: Line) -> Statement | None:
    """Return what a line says that is no comment; None if it means nothing."""
    match = _STATEMENT.fullmatch(line.text)
    if not match:
        return None
    quoted = match["quoted"] or ""
    return Statement(match["keyword"] or "", quoted, line.end - len(quoted))


def unquoted(quoted: str) -> str:
    """Return the text that `quoted` (from its opening quote on) stands for; may raise BadText."""
    match = _QUOTED.match(quoted)
    if not match:
        raise BadText(mistakes.UNCLOSED, len(quoted))
    if match.end() != len(quoted):
        raise BadText(mistakes.INNER_QUOTE, match.end("raw"))
    return _unescaped(match["raw"])


def pieces(quoted: str) -> Iterator[tuple[int, str]]:
    """Yield the characters of a good `quoted` text, as written, and what each of them means.

    An offset in `quoted` comes with each; the last one is that of the closing quote, for "".
    """
    end = len(quoted.rstrip(" \t")) - 1
    place = 1
    while place < end:
        escape = _ESCAPE.match(quoted, place, end)
        yield place, _meaning(escape) if escape else quoted[place]
        place = escape.end() if escape else place + 1
    yield place, ""


def _unescaped(raw: str) -> str:
    if "\\" not in raw:  # as most texts
        return raw
    pieces = []
    done = 0
    for match in _ESCAPE.finditer(raw):
        pieces += [raw[done : match.start()], _meaning(match)]
        done = match.end()
    return "".join((*pieces, raw[done:]))


def _meaning(escape: re.Match[str]) -> str:
    """Return what an escape, or a row of escaped bytes, stands for."""
    try:
        text = _from_bytes(escape["bytes"]) if escape["bytes"] else LETTERS[escape["letter"]]
    except (KeyError, ValueError) as error:
        # The opening quote comes before the raw text.
        raise BadText(mistakes.BAD_ESCAPE, escape.start() + 1, escape[0]) from error
    if "\0" in text:
        raise BadText(mistakes.NUL_ESCAPE, escape.start() + 1, escape[0])
    return text


def _from_bytes(escapes: str) -> str:
    """Return the text of escaped bytes: they are UTF-8, as the file is."""
    values = (
        int(hexadecimal, 16) if hexadecimal else int(octal, 8)
        for hexadecimal, octal in _BYTE_VALUE.findall(escapes)
    )
    return bytes(values).decode()
