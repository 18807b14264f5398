"""What a cell states: status codes, alone or with their phrases; a class of codes; or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType
from typing import NamedTuple

from pipeline.records.visible import Visible, plain

# How long a cell may be to state a code; what is longer is prose that mentions one.
LONGEST = 1000
DIGIT = "[0-9０-９]"
CODE = rf"(?P<code>[1-5１-５]{DIGIT}{DIGIT})(?![0-9０-９A-Za-z_%]|\.\d)"
# Arrows, symbols and emoji, but no signs of arithmetic: -404 and > 404 are no codes.
SIGNS = "\u2190-\u21ff\u2300-\u2bff\ufe0f\u200d\U0001f000-\U0001faff"
BEFORE = (
    rf"[\s(（\[【“\"'<{SIGNS}]*(?:http(?:/\d(?:\.\d)?)?[\s_-]*)?"
    r"(?:状态码|狀態碼|错误码|错误|status(?:\s*code)?|code|error)?[\s:：#]*"
)
THREE = re.compile(rf"{DIGIT}{{3}}")
NOTHING = plain("")
FIRST = re.compile(BEFORE + CODE, re.IGNORECASE)
WORDS = r"(?:or|and|o|y|e|ou|et|oder|und|или|и|hoặc|và)\b"
BETWEEN = (
    rf"\s*(?:[/,、，;；|&]|\b{WORDS}|或者?|和|及|与|または|か|또는)\s*(?:{WORDS}\s)?\s*(?:http\s+)?"
)
# Codes stand apart by a separator, or (line breaks were dropped) by what follows the second one.
NEXT = re.compile(rf"(?:{BETWEEN}|\s+(?=[1-5][0-9]{{2}}(?:\s+[1-5A-Z]|\s*$))){CODE}", re.IGNORECASE)
LAST = re.compile(r"\s*[(（\[]\s*(?:http\s*)?" + CODE + r"\s*[)）\]]\s*$", re.IGNORECASE)
CLASS = re.compile(
    BEFORE
    + r"(?:[1-9１-９](?:[xX]{1,2}|\*{1,2}|[nN]{2}|__|\?\?|—|0{2}系|X{2})(?![A-Za-z0-9])"
    + rf"|{DIGIT}{{1,3}}\s*(?:\.\.\.?|[-–—~～]|to|至|到)\s*{DIGIT}{{3}}(?!{DIGIT})"
    + rf"|{DIGIT}{{3}}\s*(?:\+|(?:及|或)?以上|以外|之外|系列|段))",
    re.IGNORECASE,
)
NUMBER = re.compile(rf"\s*-?{DIGIT}+\s*$")
AFTER = re.compile(r"[\s:：\-–—.、,，/|=\])）】”\"'>]*")


class Shape(Enum):
    """What a cell without a code has in its place."""

    CLASS = auto()
    NUMBER = auto()
    OTHER = auto()


class Stated(NamedTuple):
    """One code of a cell, and what stands behind it in the same cell (empty: nothing)."""

    code: int
    place: Visible
    rest: Visible


# What a cell states that is three digits and nothing else: most are.
ALONE: Mapping[str, tuple[Stated, ...]] = MappingProxyType(
    {str(code): (Stated(code, plain(str(code)), NOTHING),) for code in range(100, 600)}
)


def statements(cell: Visible) -> tuple[Stated, ...]:
    """Return the codes that `cell` states, in order; none if it is prose, a class or a number."""
    text = cell.text
    if text in ALONE:
        return (Stated(int(text), cell, NOTHING),)
    if not THREE.search(text) or len(text) > LONGEST or CLASS.match(text):
        return ()
    first = FIRST.match(text)
    if first is None:
        return _after_its_phrase(cell)
    found = [first, *NEXT.finditer(text, first.end())]
    ends = [*(match.start() for match in found[1:]), len(text)]
    return tuple(
        Stated(int(match["code"]), cell.cut(*match.span("code")), _rest(cell, match.end(), end))
        for match, end in zip(found, ends, strict=True)
    )


def shape(cell: Visible) -> Shape:
    """Return what a cell that states no code has in its place."""
    if CLASS.match(cell.text):
        return Shape.CLASS
    return Shape.NUMBER if NUMBER.match(cell.text) else Shape.OTHER


def _after_its_phrase(cell: Visible) -> tuple[Stated, ...]:
    """Return the code of `Not Found (404)`; words and a number alone are no statement."""
    last = LAST.search(cell.text) if len(cell.text) < SHORT else None
    if not last or not last.start():
        return ()
    place = cell.cut(*last.span("code"))
    return (Stated(int(last["code"]), place, cell.cut(0, last.start())),)


SHORT = 80


def _rest(cell: Visible, begin: int, end: int) -> Visible:
    after = AFTER.match(cell.text, begin, end)
    return cell.cut(after.end() if after else begin, end)
