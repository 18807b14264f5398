"""Places in text: documents, positions and spans that a person and an editor agree on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

# What markdown-it and every editor count as the end of a line; str.splitlines knows more.
REMEMBERED = 16
LINE_END = re.compile(r"\r\n|\n|\r")


class Position(NamedTuple):
    """A place between two characters.

    `offset` counts code points from the start of the document (0-based); `line` and `column`
    are 1-based, columns in code points, as editors and SARIF's unicodeCodePoints count them.
    """

    offset: int
    line: int
    column: int


class Span(NamedTuple):
    """A stretch of one document: `start` is included, `end` is not."""

    path: str
    start: Position
    end: Position

    def within(self, other: Span) -> bool:
        """Tell whether all of it lies in `other`, a span of the same document."""
        return other.start <= self.start and self.end <= other.end

    @property
    def place(self) -> str:
        """`path:line:column`, as compilers print it and editors open it."""
        return f"{self.path}:{self.start.line}:{self.start.column}"


@dataclass(frozen=True, slots=True)
class Document:
    """A text with a name; finds the places in it.

    `path` is how people call the file (relative to the project where there is one). `text` is
    the whole file as decoded, byte order mark and line ends included.
    """

    path: str
    text: str
    line_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find where the lines start, in code points."""
        object.__setattr__(self, "line_starts", (0, *_line_ends(self.text)))

    def position(self, offset: int) -> Position:
        """Return the place at `offset` code points."""
        line = bisect_right(self.line_starts, offset)
        return Position(offset, line, offset - self.line_starts[line - 1] + 1)

    def span(self, start: int, end: int) -> Span:
        """Return the stretch from offset `start` up to, not including, offset `end`."""
        return Span(self.path, self.position(start), self.position(end))

    def excerpt(self, span: Span) -> str:
        """Return the text that `span` covers."""
        return self.text[span.start.offset : span.end.offset]

    def line(self, number: int) -> str:
        """Return line `number` (1-based) without its line end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def bytes_before(self, offset: int) -> int:
        """Return how many bytes of UTF-8 lie before `offset`."""
        line = bisect_right(self.line_starts, offset) - 1
        rest = self.text[self.line_starts[line] : offset].encode()
        return _bytes_before_lines(self)[line] + len(rest)

    def offset_of_byte(self, number: int) -> int:
        """Return the offset of the character that begins at byte `number` of UTF-8."""
        before = _bytes_before_lines(self)
        line = bisect_right(before, number) - 1
        start, left = self.line_starts[line], number - before[line]
        # No character takes less than a byte.
        rest = self.text[start : start + left].encode()
        return start + len(rest[:left].decode())


def _line_ends(text: str) -> Iterable[int]:
    if "\r" in text:
        return (end.end() for end in LINE_END.finditer(text))
    return accumulate(len(line) + 1 for line in text.split("\n")[:-1])


@lru_cache(REMEMBERED)  # few are asked for bytes, and then often
def _bytes_before_lines(document: Document) -> tuple[int, ...]:
    starts = document.line_starts
    sizes = (len(document.text[start:end].encode()) for start, end in pairwise(starts))
    return (0, *accumulate(sizes))
