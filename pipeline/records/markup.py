"""HTML tables inside Markdown, as the same rows and cells; nothing else of HTML is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.records.cell import Cell, Row, Table
from pipeline.records.visible import visible
from pipeline.span import Document

# Tags of tables alone. No tag runs on past the next `<`, so that a hostile text is read once.
TAG = re.compile(r"<(?P<close>/?)(?P<name>table|tr|td|th)\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
ROWSPAN = re.compile(r"""\browspan\s*=\s*["']?(\d{1,3})""", re.IGNORECASE)


def html_tables(document: Document, text: str) -> Iterator[Table]:
    """Yield the tables of `text`.

    `text` is that of `document` with blanks for all that is no HTML: code and comments. An inner
    table is read on its own, and ends the cell around it. What is left open ends with the text.
    """
    stack: list[_Open] = []
    for tag in TAG.finditer(text):
        if tag["name"].lower() != "table":
            if stack:
                stack[-1].take(tag)
            continue
        if tag["close"]:
            yield from stack.pop().table(tag.start()) if stack else ()
            continue
        if stack:
            stack[-1].end_cell(tag.start())
        stack.append(_Open(document))
    while stack:
        yield from stack.pop().table(len(text))


@dataclass(slots=True)
class _Open:
    """A table that is being read; `held` are cells that reach into rows below, by column."""

    document: Document
    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    row_start: int = 0
    cell_start: int | None = None
    rowspan: int = 1
    held: dict[int, tuple[Cell, int]] = field(default_factory=dict)

    def take(self, tag: re.Match[str]) -> None:
        """Take in one tag: whatever it is, an open cell ends before it."""
        self.end_cell(tag.start())
        if tag["name"].lower() == "tr":
            self.end_row(tag.start())
        elif not tag["close"]:
            spans = ROWSPAN.search(tag["attributes"])
            self.rowspan = int(spans[1]) if spans else 1
            self.cell_start = tag.end()

    def end_cell(self, end: int) -> None:
        """Take the cell that ends at `end`, if one is open."""
        if self.cell_start is None:
            return
        self._take_held()
        seen = visible(self.document.text[self.cell_start : end], self.cell_start)
        begin, end = (seen.begin, seen.end) if seen.text else (self.cell_start, self.cell_start)
        cell = Cell(self.document, self.document.text[begin:end], begin, end, begin, end)
        if self.rowspan > 1:
            self.held[len(self.cells)] = (cell, self.rowspan - 1)
        self.cells.append(cell)
        self.cell_start = None

    def end_row(self, end: int) -> None:
        """Take the row that ends at `end`, if it has cells; another begins here."""
        if self.cells:
            self._take_held()
            self.rows.append(Row(self.document, tuple(self.cells), self.row_start, end, html=True))
            self.cells = []
        self.row_start = end

    def table(self, end: int) -> Iterator[Table]:
        """Yield the table that ends at `end`, if it has rows."""
        self.end_cell(end)
        self.end_row(end)
        if self.rows:
            header, *rows = self.rows
            yield Table(header, tuple(rows))

    def _take_held(self) -> None:
        """Put the cells from rows above that reach into this row where they belong."""
        while held := self.held.pop(len(self.cells), None):
            cell, left = held
            if left > 1:
                self.held[len(self.cells)] = (cell, left - 1)
            self.cells.append(cell)
