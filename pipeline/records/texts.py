"""The texts of a row that belong to a code, wherever in the row they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pipeline.records.cell import Cell, Row
from pipeline.records.columns import Basis, Group
from pipeline.records.heading import Column
from pipeline.records.naming import Names, Split, is_plain, plausible, split, trimmed, whole
from pipeline.records.statement import Stated
from pipeline.records.understanding import cell_at
from pipeline.records.visible import Visible


class Texts(NamedTuple):
    """What a row says of one code; None where it says nothing."""

    phrase: Cell | None = None
    title: Cell | None = None
    description: Cell | None = None


@dataclass(frozen=True, slots=True)
class TextReader:
    """Finds the texts of codes in one group of columns."""

    group: Group
    names: Names

    def texts(self, row: Row, stated: Stated, *, alone: bool) -> Texts:
        """Return the texts of one code of `row`; `alone`: the row states no other.

        What stands with the code in its cell comes first, then the column of the phrases, then
        a description that begins with the very name of the code.
        """
        uses = self.group.uses
        title = cell_at(row, uses.get(Column.TITLE))
        description = cell_at(row, uses.get(Column.DESCRIPTION))
        if alone and not stated.rest.text and (plain := self._plain(row)):
            return Texts(plain, title, description)
        cell, found = self._beside(row, stated)
        if found.phrase is None and (named := self._in_column(row, stated.code, alone=alone)):
            cell, found = named
        phrase = _part(cell, found.phrase)
        rest = _part(cell, found.rest)
        if phrase is None and description:
            phrase, description = self._leading(description, stated.code)
        if description is None:
            return Texts(phrase, title, rest)
        return Texts(phrase, title or rest, description)

    def _plain(self, row: Row) -> Cell | None:
        """Return the phrase where it is all of a cell under a heading that says so."""
        use = self.group.uses.get(Column.PHRASE)
        cell = cell_at(row, use)
        by_heading = use is not None and use.basis is Basis.HEADING
        return cell if by_heading and cell and is_plain(cell.text) else None

    def _beside(self, row: Row, stated: Stated) -> tuple[Cell | None, Split]:
        cell = cell_at(row, self.group.code)
        if not stated.rest.text:
            return cell, Split(None, None)
        found = split(stated.rest)
        if self._likely(found):
            return cell, found
        return cell, Split(None, trimmed(stated.rest, 0))

    def _in_column(self, row: Row, code: int, *, alone: bool) -> tuple[Cell, Split] | None:
        use = self.group.uses.get(Column.PHRASE)
        cell = cell_at(row, use)
        if use is None or cell is None:
            return None
        seen = cell.seen
        by_heading = use.basis is Basis.HEADING
        found = whole(seen) if by_heading else split(seen)
        if found.phrase is None or not ((by_heading and not found.rest) or self._likely(found)):
            return cell, Split(None, seen)
        if alone or self.names.fits(found.phrase.text, code):
            return cell, found
        return None

    def _leading(self, description: Cell, code: int) -> tuple[Cell | None, Cell | None]:
        found = split(description.seen)
        if found.phrase and self.names.fits(found.phrase.text, code):
            return _part(description, found.phrase), _part(description, found.rest)
        return None, description

    def _likely(self, found: Split) -> bool:
        known = found.phrase is not None and self.names.knows(found.phrase.text)
        return known or plausible(found)


def _part(cell: Cell | None, seen: Visible | None) -> Cell | None:
    return cell.part(seen) if cell and seen and seen.text else None
