"""What changed in a sentence, word by word; Chinese, which has no spaces, by characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["=", "-", "+"]
Piece: TypeAlias = "tuple[Kind, str]"
"""A run of text that stayed (`=`), went (`-`) or came (`+`)."""

# A word, number or name such as Retry-After is one token; so is every other character.
_TOKEN: Final = re.compile(r"[A-Za-z0-9_]+(?:[-.'][A-Za-z0-9_]+)*|\s+|.", re.DOTALL)


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces that `old` and `new` are made of, in reading order.

    A single character that two changes happen to share between them is no island: it is part of
    the change, so that a reader sees words and not confetti.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    pieces: list[list[str]] = [["", "", ""]]  # what stayed, then what went and came after it
    for tag, start, end, begin, stop in matcher.get_opcodes():
        gone, come = "".join(before[start:end]), "".join(after[begin:stop])
        if tag != "equal":
            pieces[-1][1] += gone
            pieces[-1][2] += come
        elif len(gone) == 1 and start > 0 and end < len(before) and any(pieces[-1][1:]):
            pieces[-1][1] += gone
            pieces[-1][2] += gone
        else:
            pieces.append([gone, "", ""])
    return tuple(_pieces(pieces))


def _pieces(found: list[list[str]]) -> Iterator[Piece]:
    kinds: tuple[Kind, ...] = ("=", "-", "+")
    for texts in found:
        yield from ((kind, text) for kind, text in zip(kinds, texts, strict=True) if text)
