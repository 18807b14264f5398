"""What a reader sees of a cell: its text without marks, every character with its place."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

# Controls except tab and line ends; what has no width, and what turns the order of the text.
# Joiners (U+200C, U+200D) are part of many scripts and of emoji.
UNSEEN = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u2069\ufeff"
)
# Escapes, notes, ends of links, code marks, emphasis, tags and entities. An underscore is emphasis
# only at the edge of a word (NOT_FOUND has none), and `4**` is a class of codes. No part may run
# on past the next beginning of its like: a hostile cell is then read in linear time.
MARK = re.compile(
    rf"""\\(?P<escaped>[!-/:-@\[-`{{-~])
    | (?P<break><[bB][rR][ \t]*/?>)
    | <[sS][uU][pP]>[^<>\n]{{0,20}}</[sS][uU][pP]>
    | \[\^[^\[\]\s]{{1,30}}\]
    | [{UNSEEN}]+
    | </?[A-Za-z][^<>]*>
    | (?P<class>(?<![\w*])[1-9]\*{{1,2}}(?![\w*]))
    | \]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)
    | \]\[[^\[\]\n]*\]
    | !?\[ | \]
    | `+ | \*+ | ~~
    | (?<!\w)_+ | _+(?!\w)
    | (?P<entity>&(?:[A-Za-z][A-Za-z0-9]{{1,30}}|\#[0-9]{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}});)
    """,
    re.VERBOSE,
)
ANY_MARK = re.compile(rf"[\\<\[\]`*~_&{UNSEEN}]")


class Visible(NamedTuple):
    """A stretch of a cell as it is seen.

    `begins` and `ends` are where each character of `text` begins and ends in the document, in code
    points (an entity or an escape takes several); ranges where nothing was left out.
    """

    text: str
    begins: range | tuple[int, ...]
    ends: range | tuple[int, ...]

    def cut(self, begin: int, end: int | None = None) -> Visible:
        """Return the part from `begin` up to `end`, without white space around it."""
        part = self.text[begin:end]
        begin += len(part) - len(part.lstrip())
        end = begin + len(part.strip())
        return Visible(self.text[begin:end], self.begins[begin:end], self.ends[begin:end])

    @property
    def begin(self) -> int:
        """Where its first character stands in the document."""
        return self.begins[0]

    @property
    def end(self) -> int:
        """Where its last character ends."""
        return self.ends[-1]


def visible(source: str, offset: int) -> Visible:
    """Return what is seen of `source`, the Markdown or HTML that stands at `offset`."""
    if not ANY_MARK.search(source):
        whole = plain(source, offset)
        return whole if len(source.strip()) == len(source) else whole.cut(0)
    letters: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    end = 0
    for mark in (*MARK.finditer(source), None):
        start = mark.start() if mark else len(source)
        letters += source[end:start]
        begins += range(offset + end, offset + start)
        ends += range(offset + end + 1, offset + start + 1)
        if mark and (seen := _seen(mark)):
            letters += seen
            begins += [offset + start] * len(seen)
            ends += [offset + mark.end()] * len(seen)
        end = mark.end() if mark else start
    return Visible("".join(letters), tuple(begins), tuple(ends)).cut(0)


def plain(text: str, offset: int) -> Visible:
    """Return `text`, which has no marks and stands at `offset`, as it is."""
    end = offset + len(text)
    return Visible(text, range(offset, end), range(offset + 1, end + 1))


def _seen(mark: re.Match[str]) -> str:
    """Return what is seen in place of `mark`."""
    if mark["entity"]:
        return html.unescape(mark["entity"])
    return mark["escaped"] or mark["class"] or (" " if mark["break"] else "")
