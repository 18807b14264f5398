"""What a reader sees of a cell: its text without marks, every character with its place."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

# Controls, what has no width, and what turns the order of the text. Joiners (U+200C, U+200D) are
# part of many scripts and of emoji.
UNSEEN = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u2069\ufeff"
)
# Escapes, the invisible, notes, ends of links, code marks, emphasis, tags and entities. An
# underscore is emphasis only at the edge of a word (NOT_FOUND has none), and `4**` is a class of
# codes. No part may run on past the next beginning of its like: a hostile cell is then read in
# linear time.
MARK = re.compile(
    rf"""\\(?P<escaped>[!-/:-@\[-`{{-~])
    | [{UNSEEN}]+
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
ANY_MARK = re.compile(rf"[\\<\[\]`*~=_&{UNSEEN}]")


class Visible(NamedTuple):
    """A stretch of a cell as it is seen.

    Character i of `text` stands at `starts[i]:stops[i]` in the document, in code points: an
    entity is longer than what is seen of it. They are ranges where nothing was left out.
    """

    text: str
    starts: range | tuple[int, ...]
    stops: range | tuple[int, ...]

    def cut(self, begin: int, end: int | None = None) -> Visible:
        """Return the part from `begin` up to `end`, without white space around it."""
        part = self.text[begin:end]
        if part == self.text and part == part.strip():
            return self
        begin += len(part) - len(part.lstrip())
        end = begin + len(part.strip())
        return Visible(self.text[begin:end], self.starts[begin:end], self.stops[begin:end])

    @property
    def begin(self) -> int:
        """Where its first character stands in the document."""
        return self.starts[0]

    @property
    def end(self) -> int:
        """Where its last character ends."""
        return self.stops[-1]


def plain(text: str, offset: int = 0) -> Visible:
    """Return `text`, which stands at `offset` and has no marks, as it is seen."""
    end = offset + len(text)
    return Visible(text, range(offset, end), range(offset + 1, end + 1))


def visible(source: str, offset: int) -> Visible:
    """Return what is seen of `source`, the Markdown or HTML that stands at `offset`."""
    if not ANY_MARK.search(source):
        whole = plain(source, offset)
        return whole if source == source.strip() else whole.cut(0)
    parts: list[Visible] = []
    end = 0
    for mark in MARK.finditer(source):
        parts += (plain(source[end : mark.start()], offset + end), _seen(mark, offset))
        end = mark.end()
    parts.append(plain(source[end:], offset + end))
    return Visible(
        "".join(part.text for part in parts),
        tuple(start for part in parts for start in part.starts),
        tuple(stop for part in parts for stop in part.stops),
    ).cut(0)


def _seen(mark: re.Match[str], offset: int) -> Visible:
    """Return what is seen in place of `mark`, in a source that stands at `offset`."""
    if mark["entity"] or mark["break"]:
        text = html.unescape(mark["entity"] or " ")
        begin, end = (offset + place for place in mark.span())
        return Visible(text, (begin,) * len(text), (end,) * len(text))
    text = mark["escaped"] or mark["class"] or ""
    return plain(text, offset + mark.end() - len(text))
