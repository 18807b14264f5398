"""What holds for any text: read, joined with the registry, judged and mended."""

from collections.abc import Iterable

from pipeline.findings import Finding
from pipeline.fixes import MOST_ROUNDS, mend
from pipeline.records.cell import Cell
from pipeline.records.comparison import letters
from pipeline.records.heading import Column
from pipeline.records.listing import join
from pipeline.records.record import Reading, is_class, read_records
from pipeline.records.registry import vendored_registry
from pipeline.records.understanding import cell_at, rows_of
from pipeline.records.visible import visible
from pipeline.rules import judge
from pipeline.span import Document


def uphold(text: str) -> None:
    """Raise an AssertionError if a law is broken for `text`; any other exception is a bug too."""
    document = Document("t.md", text)
    reading = read_records(document)
    rows_are_accounted_for(reading)
    for record in reading.records:
        texts = (record.code_cell, record.phrase, record.title, record.description)
        spans_give_the_text_back(document, filter(None, texts))
    mending_ends(document)


def rows_are_accounted_for(reading: Reading) -> None:
    """Every row is a record, a leftover or a class; one cell may reach over several rows."""
    read = {id(record.row) for record in reading.records}
    left = {leftover.span.start.offset for leftover in reading.leftovers}
    for understood in reading.understandings:
        if understood.refusal:
            continue
        before: Cell | None = None
        for row in rows_of(understood):
            cell = cell_at(row, understood.uses[Column.CODE])
            begin = cell.begin if cell else row.begin
            known = id(row) in read or begin in left or (cell is not None and cell is before)
            assert known or (cell and is_class(row, cell)), row.span.place
            before = cell


def spans_give_the_text_back(document: Document, cells: Iterable[Cell]) -> None:
    """A span lies in its document, and what it covers is the text that was read."""
    for cell in cells:
        assert 0 <= cell.begin <= cell.end <= len(document.text)
        assert cell.whole[0] <= cell.begin <= cell.end <= cell.whole[1]
        seen = visible(document.excerpt(cell.span), 0).text
        # The text of a whole cell still has its marks, that of a part has none.
        assert letters(seen) in {letters(cell.text), letters(visible(cell.text, 0).text)}, seen


def judged(document: Document) -> tuple[Finding, ...]:
    return judge(join(read_records(document), vendored_registry()))


def is_safe(finding: Finding) -> bool:
    return bool(finding.violation.fix and finding.violation.fix.safe)


def mending_ends(document: Document) -> None:
    """After a run of the fixes, the safe ones or all of them, a second run changes nothing."""
    for permitted in (is_safe, lambda _: True):
        mended = mend(document, judged, permitted)
        assert len(mended.rounds) < MOST_ROUNDS
        assert mend(mended.document, judged, permitted).document.text == mended.document.text
