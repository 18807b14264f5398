"""Rules on the order and the looks of tables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.findings import Edit, Fix, Severity, Violation, rule
from pipeline.records.cell import Cell, Row
from pipeline.records.listing import Entry, Listing
from pipeline.wording import Wording


@rule(Severity.NOTE, "竖线旁缺少空格", "No space beside a pipe", safe_fix=True)
def cell_padding(listing: Listing) -> Iterator[Violation]:
    """Find cells without a space beside a pipe in a table that mostly has them.

    表格的竖线旁大多有空格时，指出缺少空格的单元格。

    Bad:
        | 状态码 | 编码 |
        | --- | --- |
        | 404 |Not Found |
    Good:
        | 状态码 | 编码 |
        | --- | --- |
        | 404 | Not Found |
    """
    document = listing.reading.document
    for table in listing.reading.tables:
        wanted = len(table.header.cells)  # a row with more has a pipe that ends no cell
        rows = [
            row for row in (table.header, *table.rows) if not row.html and len(row.cells) <= wanted
        ]
        filled = sum(bool(cell.text) for row in rows for cell in row.cells)
        bare = [side for row in rows for side in _bare_sides(row)]
        if len(bare) >= filled:  # half of the sides: a cell has two
            continue
        for cell, at in bare:
            before = at == cell.begin
            begin, end = (at, at + 1) if before else (at - 1, at)
            edit = Edit(document.bytes_before(at), document.bytes_before(at), "", " ")
            yield Violation(document.span(begin, end), NO_SPACE, fix=Fix(safe=True, edits=(edit,)))


def _bare_sides(row: Row) -> Iterator[tuple[Cell, int]]:
    """Yield each side of a filled cell where its text touches a pipe."""
    text = row.document.text
    for cell in row.cells:
        start, end = cell.opening, cell.closing
        if cell.begin == start > 0 and cell.text and text.startswith("|", start - 1):
            yield cell, start
        if cell.end == end and cell.text and text.startswith("|", end):
            yield cell, end


@rule(Severity.NOTE, "状态码未按顺序排列", "Codes out of order")
def code_order(listing: Listing) -> Iterator[Violation]:
    """Find the first code of a table that is lower than the one above it.

    指出表格中第一个比上一行小的状态码。

    Bad:
        | 状态码 | 编码 |
        | --- | --- |
        | 404 | Not Found |
        | 403 | Forbidden |
    Good:
        | 状态码 | 编码 |
        | --- | --- |
        | 403 | Forbidden |
        | 404 | Not Found |
    """
    for entries in _by_table(listing):
        for above, entry in pairwise(entries):
            if entry.code < above.code:
                said = OUT_OF_ORDER.about(code=entry.code, above=above.code)
                yield Violation(entry.record.code_cell.span, said, entry.code)
                break


def _by_table(listing: Listing) -> Iterator[list[Entry]]:
    """Yield the entries of each table; they are in the order of the tables."""
    entries = iter(listing.entries)
    entry = next(entries, None)
    for table in listing.reading.tables:
        rows = {id(row) for row in (table.header, *table.rows)}
        found: list[Entry] = []
        while entry and id(entry.record.row) in rows:
            found.append(entry)
            entry = next(entries, None)
        yield found


NO_SPACE = Wording("竖线旁缺少空格", "no space beside the pipe")
OUT_OF_ORDER = Wording("{code} 排在 {above} 之后", "{code} stands below {above}")
