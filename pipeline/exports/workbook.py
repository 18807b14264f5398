"""The dataset as an Excel workbook. Only this module knows XlsxWriter."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pipeline.exports.edition import Flat
from pipeline.exports.tables import Row, Table, sheet

NARROW, WIDEST = 14, 80
EPOCH = (1980, 1, 1, 0, 0, 0)


def workbook(updated: str, codes: Table, flats: Iterable[Flat]) -> bytes:
    """Return a sheet of facts, then one a language; codes are numbers, nothing is a formula.

    The bytes depend on these alone: the times inside are `updated` (ISO 8601) and the
    earliest that ZIP knows, and nothing is compressed, since zlib's versions differ.
    """
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        created = datetime.fromisoformat(updated)
        book.set_properties({"title": "HTTP status codes", "created": created})
        names = [column.name for column in codes.columns]
        _fill(book.add_worksheet("codes"), names, codes.rows)
        for flat in flats:
            page = book.add_worksheet(flat.tag)
            if flat.edition.locale.direction == "rtl":
                page.right_to_left()
            _fill(page, *sheet(flat))
    return _stored(made.getvalue())


def _fill(page: Worksheet, headings: Sequence[str], rows: Sequence[Row]) -> None:
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(rows), len(headings) - 1)
    for place, heading in enumerate(headings):
        page.write_string(0, place, heading)
        longest = max((len(str(row[place] or "")) for row in rows), default=0)
        page.set_column(place, place, NARROW if longest < NARROW else min(longest, WIDEST))
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, int):
                page.write_number(number, place, value)
            elif value is not None:
                page.write_string(number, place, str(value))


def _stored(content: bytes) -> bytes:
    """Return the archive `content` with the same files, uncompressed and without times."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as packed,
        zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as unpacked,
    ):
        for name in packed.namelist():
            unpacked.writestr(zipfile.ZipInfo(name, EPOCH), packed.read(name))
    return made.getvalue()
