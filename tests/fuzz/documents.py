"""What holds for every document, whatever is in it."""

from __future__ import annotations

from pipeline.findings import Finding
from pipeline.fixes import MOST_ROUNDS, Mended, mend
from pipeline.records.cell import Cell
from pipeline.records.listing import join
from pipeline.records.record import Reading, read_records
from pipeline.records.registry import vendored_registry
from pipeline.records.statement import Shape, shape
from pipeline.records.understanding import cell_at
from pipeline.records.visible import visible
from pipeline.rules import judge
from pipeline.span import Document


def uphold(content: bytes) -> None:
    """Raise an AssertionError if a law does not hold for `content`."""
    text = content.decode("utf-8", "replace")
    document = Document("t.md", text)
    reading = read_records(document)
    every_row_is_accounted_for(reading)
    every_text_stands_where_it_says(reading)
    fixes_leave_nothing_to_fix(document)


def every_row_is_accounted_for(reading: Reading) -> None:
    """A row of a status table states codes, or a class of codes, or is left over."""
    stated = {record.row.begin for record in reading.records}
    left = [leftover.span.start.offset for leftover in reading.leftovers]
    for understood in reading.understandings:
        if understood.refusal:
            continue
        reached: set[int] = set()  # by cells that began in rows above
        for row in understood.rows:
            cells = [cell for group in understood.groups if (cell := cell_at(row, group.code))]
            assert (
                row.begin in stated
                or any(shape(cell.seen) is Shape.CLASS or id(cell) in reached for cell in cells)
                or any(row.begin <= offset <= row.end for offset in left)
            ), row
            reached |= set(map(id, cells))


def every_text_stands_where_it_says(reading: Reading) -> None:
    """A cell lies in its field, and the document has its text there."""
    for record in reading.records:
        for cell in (record.code_cell, record.phrase, record.title, record.description):
            if cell:
                _stands(cell)


def _stands(cell: Cell) -> None:
    text = cell.document.text
    assert 0 <= cell.opening <= cell.begin <= cell.end <= cell.closing <= len(text), cell
    source = text[cell.begin : cell.end]
    texts = (source, source.replace("\\|", "|"), visible(source, cell.begin).text)
    assert cell.text in texts, (cell.text, source)


def fixes_leave_nothing_to_fix(document: Document) -> None:
    """Fixes come to an end, and what they leave has none of them to make."""
    mended = mend(document, _judged, _any)
    assert len(mended.rounds) < MOST_ROUNDS, mended.rounds[-1]
    again: Mended = mend(mended.document, _judged, _any)
    assert not again.fixed, again.rounds[0][0]


def _judged(document: Document) -> tuple[Finding, ...]:
    return judge(join(read_records(document), vendored_registry()))


def _any(finding: Finding) -> bool:
    return finding.mendable
