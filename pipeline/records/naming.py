"""Which words of a cell are a reason phrase, and which are a text in the document's language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipeline.records.comparison import letters
from pipeline.records.registry import Registry
from pipeline.records.visible import ANY_MARK, Visible

# The longest phrase in the registry has 31 characters; nobody's own is much longer.
LONGEST, MOST_WORDS = 60, 6
WORD = r"[A-Za-z0-9][A-Za-z0-9'’_+.\-]*"
PHRASE = re.compile(rf"(?=[A-Za-z(]){WORD}(?:[ \t]+{WORD})*(?<![.\-])")
WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
SEPARATOR = re.compile(
    r"\s*(?:--+|[—–]+|-(?=\s)|[:：,，;；、/|。=+!！(（\[【])|\s*(?=[^\x00-\u10ff])|\s*$"
)
LETTER = re.compile(r"\w")
OPENING = "(（[【“\"'"
INSIDE = re.compile(rf"[(（\[【]\s*(?P<phrase>{PHRASE.pattern})\s*[)）\]】]")
EDGES = " \t\r\n:：-–—,，;；、/|。.=+()（）[]【】"
NOTHING = frozenset({"", "etc", "etc.", "等", "n/a"})


class Split(NamedTuple):
    """A cell in its two parts, either of which may be None: the phrase, and the rest of it."""

    phrase: Visible | None
    rest: Visible | None


@dataclass(frozen=True, slots=True)
class Names:
    """Every name that the RFCs, IANA and vendors gave a code, by its letters; all the codes."""

    codes: Mapping[str, frozenset[int]]
    numbers: frozenset[int]

    def fits(self, phrase: str, code: int) -> bool:
        """Tell whether `phrase` is a name of `code`, in whatever case and spacing."""
        return code in self.codes.get(letters(phrase), ())

    def knows(self, phrase: str) -> bool:
        """Tell whether `phrase` is a name of any code."""
        return letters(phrase) in self.codes


def names_of(registry: Registry) -> Names:
    """Return all the names in `registry`."""
    codes: defaultdict[str, set[int]] = defaultdict(set)
    for code, assignment in registry.assignments.items():
        for phrase in (
            assignment.phrase or "Unused",
            *(past.phrase for past in assignment.history),
        ):
            codes[letters(phrase)].add(code)
    for code, uses in registry.unofficial.items():
        for use in uses:
            codes[letters(use.phrase)].add(code)
    numbers = frozenset(registry.assignments.keys() | registry.unofficial.keys())
    return Names({phrase: frozenset(owners) for phrase, owners in codes.items()}, numbers)


def split(cell: Visible) -> Split:
    """Cut `cell` where its leading Latin words end: `OK 请求成功`, `Gone -- no more`."""
    begin = len(cell.text) - len(cell.text.lstrip(OPENING + " "))
    phrase = PHRASE.match(cell.text, begin, begin + LONGEST + 1)
    if (
        phrase
        and len(phrase[0]) <= LONGEST
        and phrase[0] not in NOTHING
        and SEPARATOR.match(cell.text, phrase.end())
    ):
        return Split(cell.cut(*phrase.span()), trimmed(cell, phrase.end()))
    inside = INSIDE.search(cell.text[:LONGEST])
    if inside and WIDE.match(cell.text):
        return Split(cell.cut(*inside.span("phrase")), trimmed(cell, 0, inside.start()))
    return Split(None, trimmed(cell, 0))


def whole(cell: Visible) -> Split:
    """Return `cell` as a phrase throughout, unless it has a part in another script."""
    if WIDE.search(cell.text):
        return split(cell)
    return Split(cell if LETTER.search(cell.text) else None, None)


@lru_cache(maxsize=4096)
def is_plain(text: str) -> bool:
    """Tell whether `text`, as Markdown has it, is a phrase throughout, without any marks."""
    return not ANY_MARK.search(text) and not WIDE.search(text) and bool(LETTER.search(text))


def plausible(found: Split) -> bool:
    """Tell whether a phrase that nobody knows looks like one: few words, the first a capital.

    One word with more behind it may be any word: `HTTP 版本不受支持`.
    """
    if found.phrase is None:
        return False
    words = len(found.phrase.text.split())
    return found.phrase.text[0].isupper() and (words > 1 or not found.rest) and words <= MOST_WORDS


def trimmed(cell: Visible, begin: int, end: int | None = None) -> Visible | None:
    """Return what is left without the marks that parted it, or bracketed it, from the phrase."""
    text = cell.text[begin:end]
    start = len(text) - len(text.lstrip(EDGES))
    rest = text[start:].rstrip()
    for opening, closing in zip("(（[【", ")）]】", strict=True):
        if rest.endswith(closing) and opening not in rest:
            rest = rest[:-1]
    return cell.cut(begin + start, begin + start + len(rest)) if rest not in NOTHING else None
