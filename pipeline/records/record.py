"""Rows of status tables as records; every row becomes records or a leftover, or is a class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from pipeline.records.cell import Cell, Row, Table
from pipeline.records.columns import Basis
from pipeline.records.heading import Column, folded
from pipeline.records.naming import Names, names_of
from pipeline.records.registry import vendored_registry
from pipeline.records.statement import Shape, Stated, shape
from pipeline.records.table import read_tables
from pipeline.records.texts import TextReader
from pipeline.records.understanding import Refusal, Understanding, cell_at, understand
from pipeline.span import Document, Span

NO_HEADINGS: Mapping[str, str] = MappingProxyType({})


class Why(StrEnum):
    """Why something is a leftover."""

    NO_TABLE = "no-table"
    UNKNOWN_HEADER = "unknown-header"
    NOT_HTTP_STATUS = "not-http-status"
    NOT_AN_INTEGER = "code-not-integer"
    OUT_OF_RANGE = "code-out-of-range"


@dataclass(frozen=True, slots=True)
class Leftover:
    """What could not be read as a record: why, where, and the text that was there."""

    why: Why
    span: Span
    text: str


class StatusRecord(NamedTuple):
    """One code that a row states, and the texts that belong to it, where the row has them.

    `code_cell` and the texts may be parts of a cell; a row that states several codes makes
    several records.
    """

    code: int
    row: Row
    code_cell: Cell
    phrase: Cell | None
    title: Cell | None
    description: Cell | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from a document: its status tables, their records and leftovers.

    `understandings` has every table of the document, status table or not.
    """

    document: Document
    tables: tuple[Table, ...]
    records: tuple[StatusRecord, ...]
    leftovers: tuple[Leftover, ...]
    understandings: tuple[Understanding, ...] = ()


def read_records(document: Document, headings: Mapping[str, str] = NO_HEADINGS) -> Reading:
    """Read every status table of `document`; tables of other things are left alone.

    `headings` are words of the project's own, each with the name of what its column holds.
    """
    names = _known_names()
    own = {folded(word): Column(column) for word, column in headings.items()}
    understandings = tuple(understand(read_tables(document), names, own))
    read = [each for each in understandings if each.refusal is None]
    found = [item for each in read for item in _items(each, names)]
    leftovers = [item for item in found if isinstance(item, Leftover)]
    leftovers += [left for each in understandings if (left := _unread(document, each))]
    if not read and not leftovers:
        leftovers.append(Leftover(Why.NO_TABLE, document.span(0, 0), ""))
    return Reading(
        document,
        tuple(each.table for each in read),
        tuple(item for item in found if isinstance(item, StatusRecord)),
        tuple(leftovers),
        understandings,
    )


@cache
def _known_names() -> Names:
    return names_of(vendored_registry())


def _unread(document: Document, understood: Understanding) -> Leftover | None:
    """Return what is to be said of a table as such."""
    span = understood.table.header.span
    if understood.refusal is Refusal.NOT_HTTP:
        return Leftover(Why.NOT_HTTP_STATUS, span, document.excerpt(span))
    if understood.refusal is None and understood.groups[0].code.basis is Basis.CONTENT:
        return Leftover(Why.UNKNOWN_HEADER, span, document.excerpt(span))
    return None


def _items(understood: Understanding, names: Names) -> Iterator[StatusRecord | Leftover]:
    """Yield what each row is; a cell that reaches over several rows states its code once."""
    readers = [TextReader(group, names) for group in understood.groups]
    before: list[Cell | None] = [None for _ in readers]
    for row, *stated in zip(understood.rows, *understood.stated, strict=True):
        first: Cell | None = None
        empty = True
        for place, reader in enumerate(readers):
            cell = cell_at(row, reader.group.code)
            first = first or cell
            if cell and cell.text:
                empty = False
                if cell is not before[place]:
                    before[place] = cell
                    yield from _row_items(reader, row, cell, stated[place])
        if empty:
            yield Leftover(Why.NOT_AN_INTEGER, (first or row).span, "")


def _row_items(
    reader: TextReader, row: Row, cell: Cell, stated: Sequence[Stated]
) -> Iterator[StatusRecord | Leftover]:
    for one in stated:
        texts = reader.texts(row, one, alone=len(stated) == 1)
        place = cell.part(one.place)
        yield StatusRecord(one.code, row, place, texts.phrase, texts.title, texts.description)
    if not stated and (kind := shape(cell.seen)) is not Shape.CLASS:
        why = Why.OUT_OF_RANGE if kind is Shape.NUMBER else Why.NOT_AN_INTEGER
        yield Leftover(why, cell.span, cell.text)
