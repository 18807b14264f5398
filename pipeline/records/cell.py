"""Tables as values: cells that know their place, in rows, under a header.

Places are offsets in the document; spans, with their lines and columns, are made when asked for:
a long table has far more cells than findings. Rows and cells are named tuples, for they are many.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pipeline.records.visible import Visible, visible
from pipeline.span import Document, Span


class Cell(NamedTuple):
    """One cell, or a part of one: `text` as Markdown reads it, at `begin:end`.

    Its field, from pipe to pipe, is at `opening:closing`. An empty cell begins and ends where its
    field begins.
    """

    document: Document
    text: str
    begin: int
    end: int
    opening: int
    closing: int

    @property
    def span(self) -> Span:
        """Where the text stands."""
        return self.document.span(self.begin, self.end)

    @property
    def field(self) -> Span:
        """The whole cell with its padding, from pipe to pipe."""
        return self.document.span(self.opening, self.closing)

    @property
    def seen(self) -> Visible:
        """What a reader sees of the cell."""
        return visible(self.document.text[self.begin : self.end], self.begin)

    def part(self, seen: Visible) -> Cell:
        """Return `seen`, which is not empty, as a part of this cell."""
        if seen.text == self.text:
            return self
        return Cell(self.document, seen.text, seen.begin, seen.end, self.opening, self.closing)


class Row(NamedTuple):
    """One row of a table, cut into all of its cells, however many the header has.

    `html`: written with tags, where pipes and padding mean nothing.
    """

    document: Document
    cells: tuple[Cell, ...]
    begin: int
    end: int
    html: bool = False

    @property
    def span(self) -> Span:
        """Where the row stands: its line without the line end, or its tags."""
        return self.document.span(self.begin, self.end)


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it.

    `titles` are the headings under which it stands in the document, from the chapter's inwards.
    """

    header: Row
    rows: tuple[Row, ...]
    titles: tuple[str, ...] = ()
