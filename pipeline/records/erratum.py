"""Corrections of factual errors in the author's text, each with its authority."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from enum import StrEnum

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.span import Document, Span
from pipeline.toml import read_toml
from pipeline.wording import Wording

BEGINNING = re.compile(r"^\[\[erratum\]\]", re.MULTILINE)


class Field(StrEnum):
    """A text of a status code."""

    TITLE = "title"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Erratum:
    """The text of one field as the author wrote it, and as `authority` has it.

    `reason` is Chinese, for readers; `quote` is the sentence of the authority that decides.
    """

    code: int
    field: Field
    as_written: str
    corrected: str
    reason: str
    authority: str
    quote: str
    span: Span


def read_errata(document: Document) -> tuple[Erratum, ...]:
    """Read `[[erratum]]` tables from TOML; a failure lists every one that is not understood."""
    content = read_toml(document, ExitStatus.INPUT)
    places = [
        document.span(begin.start(), begin.end()) for begin in BEGINNING.finditer(document.text)
    ]
    tables = content.get("erratum", [])
    if content.keys() - {"erratum"} or not isinstance(tables, list) or len(places) != len(tables):
        raise Failure(ExitStatus.INPUT, Fault(document.span(0, 0), NOT_TABLES, WRITE_TABLES))
    read = [_erratum(table, span) for table, span in zip(tables, places, strict=True)]
    errata = tuple(erratum for erratum in read if isinstance(erratum, Erratum))
    faults = (*(fault for fault in read if isinstance(fault, Fault)), *_repeated(errata))
    if faults:
        raise Failure(ExitStatus.INPUT, *faults)
    return errata


def _repeated(errata: tuple[Erratum, ...]) -> list[Fault]:
    """Return a fault for each erratum of a code that has one: the last would win in silence."""
    first: dict[int, Erratum] = {}
    return [
        Fault(erratum.span, REPEATED.about(code=erratum.code, place=known.span.place), KEEP_ONE)
        for erratum in errata
        if (known := first.setdefault(erratum.code, erratum)) is not erratum
    ]


REPEATED = Wording("{code} 已有勘误，见 {place}", "{code} has an erratum already, at {place}")
KEEP_ONE = Wording("保留其中一条", "keep one of the two")
NOT_TABLES = Wording(
    "“erratum”应写成多个 [[erratum]] 表", "“erratum” is not written as [[erratum]] tables"
)
WRITE_TABLES = Wording(
    "每条勘误以单独一行 [[erratum]] 开头", "begin each erratum with a line [[erratum]]"
)


def _erratum(table: object, span: Span) -> Erratum | Fault:
    wanted = {field.name: int if field.name == "code" else str for field in fields(Erratum)[:-1]}
    if not isinstance(table, dict):
        return Fault(span, NOT_TABLES, WRITE_TABLES)
    wrong = {name for name, kind in wanted.items() if type(table.get(name)) is not kind}
    wrong |= table.keys() - wanted.keys()
    if not wrong and table["field"] not in set(Field):
        wrong = {"field"}
    if wrong:
        return Fault(span, BAD_KEYS.about(keys=", ".join(sorted(wrong)), wanted=", ".join(wanted)))
    return Erratum(**{**table, "field": Field(table["field"])}, span=span)


BAD_KEYS = Wording(
    "勘误的这些键缺失、多余或类型不对：{keys}（应有：{wanted}）",
    "keys missing, unknown or of the wrong type in this erratum: {keys} (wanted: {wanted})",
)
