"""The header of a PO file: what the first message's translation says of the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from pipeline.catalogues import mistakes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.catalogues.entry import Entry, Lack, Text

CONTENT_TYPE: Final = "text/plain; charset=UTF-8"

_CONTENT_TYPE = re.compile(r"text/plain; *charset=utf-?8", re.IGNORECASE)
# Looked at, never evaluated. No language needs more than six forms.
_PLURAL_FORMS = re.compile(r"nplurals *= *[1-6] *; *plural *= *[n0-9 ()?:!=<>&|%]{1,400};?")
_DATES: Final = ("PO-Revision-Date", "POT-Creation-Date")
_FORMS: Final = {
    "Content-Type": (_CONTENT_TYPE, mistakes.CHARSET),
    "Plural-Forms": (_PLURAL_FORMS, mistakes.PLURAL_FORMS),
}
# RFC 3339, as other tools write it; gettext's own form fits too.
_DATE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[Tt ](?P<time>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?"
    r"(?:(?P<utc>[Zz])|(?P<hours>[+-]\d\d):?(?P<minutes>\d\d))"
)


def headers_of(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return the names and values in a header without faults."""
    parted = (line.partition(":") for _, line in _lines(entry.texts["msgstr"]))
    return tuple((name, _normal(name, value.removeprefix(" "))) for name, _, value in parted)


def header_faults(entry: Entry) -> Iterator[Lack]:
    """Yield what is wrong with the header."""
    if entry.previous or not entry.notes.keys() <= {"#", "#,"}:
        yield entry.start, mistakes.HEADER_NOTES, {}
    names = set()
    for start, line in _lines(entry.texts["msgstr"]):
        name, colon, value = line.partition(":")
        if not colon:
            yield start, mistakes.HEADER_LINE, {"line": line}
        if name in names:
            yield start, mistakes.HEADER_TWICE, {"name": name}
        if name in _FORMS and not _FORMS[name][0].fullmatch(value.strip()):
            yield start, _FORMS[name][1], {}
        names.add(name)
    if "Content-Type" not in names:
        yield entry.first, mistakes.CHARSET, {}


def _lines(text: Text) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not empty, each with the offset of the quoted text it starts in."""
    ends = list(accumulate(len(piece) for _, piece in text.pieces))
    position = 0
    for line in str(text).split("\n"):
        if line:
            yield text.pieces[bisect_right(ends, position)][0], line
        position += len(line) + 1


def _normal(name: str, value: str) -> str:
    """Return the value as gettext writes it."""
    if name == "Content-Type":
        return CONTENT_TYPE
    date = _DATE.fullmatch(value) if name in _DATES else None
    if not date:
        return value
    zone = "+0000" if date["utc"] else date["hours"] + date["minutes"]
    return f"{date['day']} {date['time']}{zone}"
