"""One document's rows, each joined with its registry assignment and its erratum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.records.cell import Cell
from pipeline.records.comparison import Comparison, compare
from pipeline.records.erratum import Erratum, Field
from pipeline.records.record import Reading, StatusRecord
from pipeline.records.registry import Assignment, Registry, Unofficial
from pipeline.span import Document


class Entry(NamedTuple):
    """One row, and what the registry and the errata say of it.

    `comparison` is None where the row has no phrase to compare; `unofficial` are the uses that
    others make of the code without a registration.
    """

    document: Document
    record: StatusRecord
    assignment: Assignment | None
    comparison: Comparison | None
    errata: tuple[Erratum, ...] = ()
    unofficial: tuple[Unofficial, ...] = ()

    @property
    def code(self) -> int:
        """The row's status code."""
        return self.record.code

    def cell(self, field: Field) -> Cell | None:
        """Return the row's cell for `field`."""
        return self.record.title if field is Field.TITLE else self.record.description

    def erratum(self, field: Field) -> Erratum | None:
        """Return the correction of `field`, if there is one."""
        return next((erratum for erratum in self.errata if erratum.field is field), None)

    def text(self, field: Field) -> str:
        """Return the text of `field` as corrected; empty where the row has none."""
        erratum, cell = self.erratum(field), self.cell(field)
        if erratum:
            return erratum.corrected
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A document as read, with one entry a record, in the order of its rows.

    `unused_errata` are those that correct a text which the document does not have (any more).
    """

    reading: Reading
    entries: tuple[Entry, ...]
    registry: Registry
    unused_errata: tuple[Erratum, ...] = ()

    def cell(self, code: int, field: Field) -> Cell | None:
        """Return the first cell that holds `field` of `code`."""
        cells = (entry.cell(field) for entry in self.entries if entry.code == code)
        return next(cells, None)


def join(reading: Reading, registry: Registry, errata: Iterable[Erratum] = ()) -> Listing:
    """Join each record of `reading` with what the registry and the errata say of its code.

    An erratum holds only for the very text that it quotes.
    """
    known = {(erratum.code, erratum.field, erratum.as_written): erratum for erratum in errata}
    written = {(record.code, record.phrase.text) for record in reading.records if record.phrase}
    comparisons = {
        (code, phrase): compare(phrase, registry.assignments.get(code), registry)
        for code, phrase in written
        if phrase
    }
    entries = tuple(
        Entry(
            reading.document,
            record,
            registry.assignments.get(record.code),
            comparisons.get((record.code, record.phrase.text)) if record.phrase else None,
            tuple(_corrections(record, known)) if known else (),
            registry.unofficial.get(record.code, ()),
        )
        for record in reading.records
    )
    used = {erratum for entry in entries for erratum in entry.errata}
    unused = tuple(erratum for erratum in known.values() if erratum not in used)
    return Listing(reading, entries, registry, unused)


def _corrections(
    record: StatusRecord, errata: Mapping[tuple[int, Field, str], Erratum]
) -> Iterator[Erratum]:
    cells = ((Field.TITLE, record.title), (Field.DESCRIPTION, record.description))
    for field, cell in cells:
        if cell and (found := errata.get((record.code, field, cell.text))):
            yield found
