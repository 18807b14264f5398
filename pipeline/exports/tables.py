"""Tables of the dataset, each with what its columns hold: CSV, workbook and descriptor follow."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.dataset import Dataset
from pipeline.exports.columns import CODES, SHEET, TRANSLATIONS, WIDE, Column
from pipeline.exports.edition import Flat
from pipeline.exports.record import Record
from pipeline.records.union import StatusCode

BYTE_ORDER_MARK = "\ufeff"
# What Excel takes for the beginning of a formula (CWE-1236); an apostrophe before it makes it text.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below `columns`; `key` names the columns that identify a row."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    key: tuple[str, ...]

    @property
    def csv(self) -> bytes:
        """The table as RFC 4180 has it: commas, CRLF, UTF-8 without a byte order mark."""
        return _csv([column.name for column in self.columns], self.rows).encode()


def tables(dataset: Dataset, made: Iterable[Record], flats: Iterable[Flat]) -> Iterator[Table]:
    """Yield the table of all codes, that of all texts, and one a language."""
    rows = tuple(_code_row(code) for code in dataset.codes)
    yield Table("codes", "All status codes, whatever the language", CODES, rows, ("code",))
    texts = tuple(row for record in made for row in _text_rows(record))
    key = ("code", "lang", "field")
    yield Table("translations", "All texts in all languages", TRANSLATIONS, texts, key)
    for flat in flats:
        title = f"All status codes in one language: {flat.tag}"
        yield Table(f"codes.{flat.tag}", title, WIDE, _rows(flat, WIDE), ("code",))


def sheet(flat: Flat) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Return what people see of an edition in a spreadsheet: headings in its language, and rows."""
    found = (flat.edition.texts.get(f"ui.column.{column.name}") for column in SHEET)
    headings = tuple(
        text.text if text else column.name for text, column in zip(found, SHEET, strict=True)
    )
    return headings, _rows(flat, SHEET)


def excel_csv(flat: Flat) -> bytes:
    """Return the sheet of an edition as Excel opens it by a double click, no cell a formula."""
    headings, rows = sheet(flat)
    safe = ([_harmless(value) for value in row] for row in rows)
    return (BYTE_ORDER_MARK + _csv(headings, safe)).encode()


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _code_row(code: StatusCode) -> Row:
    assignment, entry = code.assignment, code.author
    specification = assignment.specification if assignment else None
    phrase = entry.record.phrase if entry else None
    return (
        code.code,
        code.status_class,
        code.phrase,
        assignment.registration if assignment else "unregistered",
        specification.citation if specification else None,
        specification.url if specification else None,
        specification.cacheable if specification else None,
        specification.content if specification else None,
        entry.record.code_cell.span.start.line if entry else None,
        phrase.text if phrase else None,
        entry.comparison.match if entry and entry.comparison else None,
    )


def _text_rows(record: Record) -> Iterator[Row]:
    """Yield one row a text and language; `text` is empty where that language has none yet."""
    for tag in record.value["title"]:
        for field in ("title", "description"):
            text = record.value[field].get(tag)
            if text:
                yield _text_row(record.code, tag, field, text)


def _text_row(code: int, tag: str, field: str, text: Mapping[str, object]) -> Row:
    own = text["language"] == tag
    return (
        code,
        tag,
        field,
        text["text"] if own else "",
        text["state"],
        _plain(own and text["draft"]),
        text["source_digest"],
        text["origin"] if own else "",
    )


def _rows(flat: Flat, columns: Iterable[Column]) -> tuple[Row, ...]:
    names = [column.name for column in columns]
    return tuple(tuple(_plain(code[name]) for name in names) for code in flat.codes)


def _plain(value: object) -> object:
    if value is True or value is False:
        return str(value).lower()
    return value


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
