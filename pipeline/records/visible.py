"""What a reader sees of a cell: its text without marks, every character with its place."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

# Controls, what has no width, and what turns the order of the text. Joiners (U+200C, U+200D) are
# part of many scripts and of emoji.
INVISIBLE = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u2069\ufeff"
)
# Escapes, the invisible, notes, ends of links, code marks, emphasis, tags and entities. An
# underscore is emphasis only at the edge of a word (NOT_FOUND has none), and `4**` is a class of
# codes. No part may run on past the next beginning of its like: a hostile cell is then read in
# linear time.
MARK = re.compile(
    rf"""\\(?P<escaped>[!-/:-@\[-`{{-~])
    | [{INVISIBLE}]+
    | \[\^[^\[\]\s]*\] | <sup\b[^<>]*>[^<>]*</sup>
    | (?P<break><[bB][rR][ \t]*/?>)
    | </?[A-Za-z][^<>]*>
    | (?P<class>(?<![\w*])[1-9]\*{{1,2}}(?![\w*]))
    | \]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)
    | \]\[[^\[\]\n]*\]
    | !?\[ | \]
    | `+ | \*+ | ~~ | ==
    | (?<!\w)_+ | _+(?!\w)
    | (?P<entity>&(?:[A-Za-z][A-Za-z0-9]{{1,30}}|\#[0-9]{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}});)
    """,
    re.VERBOSE,
)
ANY_MARK = re.compile(rf"[\\<\[\]`*~=_&{INVISIBLE}]")


class Visible(NamedTuple):
    """A stretch of a cell as it is seen.

    `offsets` are the places of the characters of `text` in the document, in code points; a range
    where nothing was left out.
    """

    text: str
    offsets: range | tuple[int, ...]

    def cut(self, begin: int, end: int | None = None) -> Visible:
        """Return the part from `begin` up to `end`, without white space around it."""
        part = self.text[begin:end]
        if part == self.text and part == part.strip():
            return self
        begin += len(part) - len(part.lstrip())
        end = begin + len(part.strip())
        return Visible(self.text[begin:end], self.offsets[begin:end])

    @property
    def begin(self) -> int:
        """Where its first character stands in the document."""
        return self.offsets[0]

    @property
    def end(self) -> int:
        """Where its last character ends."""
        return self.offsets[-1] + 1


def visible(source: str, offset: int) -> Visible:
    """Return what is seen of `source`, the Markdown or HTML that stands at `offset`."""
    if not ANY_MARK.search(source):
        whole = Visible(source, range(offset, offset + len(source)))
        return whole if source == source.strip() else whole.cut(0)
    letters: list[str] = []
    offsets: list[int] = []
    end = 0
    for mark in MARK.finditer(source):
        _take(source[end : mark.start()], offset + end, letters, offsets)
        seen = _seen(mark)
        letters += seen
        offsets += [offset + mark.start() + bool(mark["escaped"])] * len(seen)
        end = mark.end()
    _take(source[end:], offset + end, letters, offsets)
    return Visible("".join(letters), tuple(offsets)).cut(0)


def _take(text: str, offset: int, letters: list[str], offsets: list[int]) -> None:
    letters += text
    offsets += range(offset, offset + len(text))


def _seen(mark: re.Match[str]) -> str:
    """Return what is seen in place of `mark`."""
    if mark["entity"]:
        return html.unescape(mark["entity"])
    return mark["escaped"] or mark["class"] or (" " if mark["break"] else "")
