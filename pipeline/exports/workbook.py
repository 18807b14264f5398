"""The dataset as an Excel workbook. Only this module knows XlsxWriter."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pipeline.dataset import Dataset
from pipeline.exports.tables import Row, Table, sheet

NARROW, WIDEST = 14, 80
EPOCH = (1980, 1, 1, 0, 0, 0)


def workbook(dataset: Dataset, codes: Table) -> bytes:
    """Return a sheet of facts, then one a language; codes are numbers, nothing is a formula.

    The bytes depend on the dataset alone: the times inside are the registry's date and the
    earliest that ZIP knows, and nothing is compressed, since zlib's versions differ.
    """
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        created = datetime.fromisoformat(dataset.registry_updated)
        book.set_properties({"title": "HTTP status codes", "created": created})
        names = [column.name for column in codes.columns]
        _fill(book.add_worksheet("codes"), names, codes.rows)
        for edition in dataset.editions:
            page = book.add_worksheet(edition.locale.tag)
            if edition.locale.direction == "rtl":
                page.right_to_left()
            _fill(page, *sheet(edition, dataset))
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
