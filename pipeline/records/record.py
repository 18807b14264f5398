"""Rows of status tables as records; every row becomes a record or a leftover, never neither."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from types import MappingProxyType

from pipeline.records.table import Cell, Row, Table, read_tables
from pipeline.span import Document, Span

LOWEST_CODE, HIGHEST_CODE = 100, 599


class Column(Enum):
    """What a column of a status table holds."""

    CODE = auto()
    PHRASE = auto()
    TITLE = auto()
    DESCRIPTION = auto()


# Header words, folded as `_folded` folds them. The first column that a word names wins.
HEADINGS: Mapping[str, Column] = MappingProxyType(
    {
        **dict.fromkeys(
            ("状态码", "响应码", "返回码", "http状态码", "错误码", "代码", "code", "statuscode"),
            Column.CODE,
        ),
        **dict.fromkeys(
            (
                "编码",
                "名称",
                "英文名称",
                "原因短语",
                "状态",
                "status",
                "reason",
                "reasonphrase",
                "phrase",
                "message",
                "name",
            ),
            Column.PHRASE,
        ),
        **dict.fromkeys(("中文名称", "标题", "title"), Column.TITLE),
        **dict.fromkeys(
            ("状态说明", "说明", "描述", "含义", "备注", "description", "meaning", "notes"),
            Column.DESCRIPTION,
        ),
    }
)


class Why(StrEnum):
    """Why something is a leftover."""

    NO_TABLE = "no-table"
    UNKNOWN_HEADER = "unknown-header"
    NOT_AN_INTEGER = "code-not-integer"
    OUT_OF_RANGE = "code-out-of-range"


@dataclass(frozen=True, slots=True)
class Leftover:
    """What could not be read as a record: why, where, and the text that was there."""

    why: Why
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class StatusRecord:
    """One row of a status table: its code, and its other cells where the table has them."""

    code: int
    row: Row
    code_cell: Cell
    phrase: Cell | None
    title: Cell | None
    description: Cell | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from a document: its status tables, their records and leftovers."""

    document: Document
    tables: tuple[Table, ...]
    records: tuple[StatusRecord, ...]
    leftovers: tuple[Leftover, ...]


def read_records(document: Document) -> Reading:
    """Read every status table of `document`.

    Beside one, a table whose header names no codes is some other table.
    """
    tables, records, leftovers, unknown = [], [], [], []
    for table in read_tables(document):
        columns = _columns(table.header)
        if Column.CODE in columns:
            tables.append(table)
            rows = [_record(row, columns) for row in table.rows]
            records += [row for row in rows if isinstance(row, StatusRecord)]
            leftovers += [row for row in rows if isinstance(row, Leftover)]
        elif _has_codes(table):
            span = table.header.span
            unknown.append(Leftover(Why.UNKNOWN_HEADER, span, document.excerpt(span)))
    if not tables:
        leftovers += unknown or [Leftover(Why.NO_TABLE, document.span(0, 0), "")]
    return Reading(document, tuple(tables), tuple(records), tuple(leftovers))


def _columns(header: Row) -> Mapping[Column, int]:
    columns: dict[Column, int] = {}
    for index, cell in enumerate(header.cells):
        column = HEADINGS.get(_folded(cell.text))
        if column:
            columns.setdefault(column, index)
    return columns


def _folded(heading: str) -> str:
    return "".join(unicodedata.normalize("NFKC", heading).casefold().split())


def _has_codes(table: Table) -> bool:
    """Whether some row has a status code where nobody said that there is one."""
    return any(isinstance(_code(cell), int) for row in table.rows for cell in row.cells)


def _code(cell: Cell) -> int | Why:
    text = unicodedata.normalize("NFKC", cell.text)
    if not (text.isascii() and text.isdigit()):
        return Why.NOT_AN_INTEGER
    code = int(text) if len(text) == len("404") else 0
    return code if LOWEST_CODE <= code <= HIGHEST_CODE else Why.OUT_OF_RANGE


def _record(row: Row, columns: Mapping[Column, int]) -> StatusRecord | Leftover:
    def cell(column: Column) -> Cell | None:
        index = columns.get(column, len(row.cells))
        return row.cells[index] if index < len(row.cells) else None

    code_cell = cell(Column.CODE)
    if code_cell is None:
        return Leftover(Why.NOT_AN_INTEGER, row.span, "")
    code = _code(code_cell)
    if isinstance(code, Why):
        return Leftover(code, code_cell.span, code_cell.text)
    return StatusRecord(
        code,
        row,
        code_cell,
        cell(Column.PHRASE),
        cell(Column.TITLE),
        cell(Column.DESCRIPTION),
    )
