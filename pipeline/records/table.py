"""Markdown tables as rows of cells that know their place. Only this module knows markdown-it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.span import Document, Span

# What may stand before the first cell of a row that lies in block quotes and list items.
CONTAINERS = re.compile(r"(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))*")
MARK = "\ufeff"  # the byte order mark that Notepad puts before a text
CELL_END = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `text` as Markdown reads it, `span` of that text, `field` with its padding.

    An empty cell has an empty `span` at the start of its field.
    """

    text: str
    span: Span
    field: Span


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, cut into all of its cells, however many the header has."""

    cells: tuple[Cell, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it, in the order of the document."""

    header: Row
    rows: tuple[Row, ...]


def read_tables(document: Document) -> tuple[Table, ...]:
    """Return the GitHub-Flavored Markdown tables of `document`.

    Markdown decides which lines are rows, so that fences, comments, quotes and lists need no
    care here. The cells are cut from the source line: Markdown's own rows drop surplus cells
    and lose the column.
    """
    tables: list[list[Row]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(document.text.removeprefix(MARK)):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append(_row(document, token))
    return tuple(Table(header, tuple(rows)) for header, *rows in tables)


def _row(document: Document, token: Token) -> Row:
    number = (token.map or [0])[0] + 1
    line = document.line(number)
    nested = token.level > TOP_LEVEL
    prefix = CONTAINERS.match(line) if nested else None
    start = prefix.end() if prefix else 0
    start += number == 1 and line.startswith(MARK)
    offset = document.line_starts[number - 1]
    cells = tuple(
        _cell(document, offset + begin, offset + end) for begin, end in _fields(line, start)
    )
    return Row(cells, document.span(offset, offset + len(line)))


# A table in no container: its rows lie two levels deep, in the table and its head or body.
TOP_LEVEL = 2


def _fields(line: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield where the fields between the pipes begin and end, outer pipes left out."""
    begin, end = start, len(line.rstrip())
    begin += len(line[begin:end]) - len(line[begin:end].lstrip())
    begin += line.startswith("|", begin)
    bars = [bar.start() for bar in CELL_END.finditer(line, begin, end)]
    if not bars or bars[-1] != end - 1:
        bars.append(end)
    for before, bar in pairwise((begin - 1, *bars)):
        yield before + 1, bar


def _cell(document: Document, start: int, end: int) -> Cell:
    raw = document.text[start:end]
    text = raw.strip()
    begin = start + len(raw) - len(raw.lstrip()) if text else start
    span = document.span(begin, begin + len(text))
    return Cell(text.replace("\\|", "|"), span, document.span(start, end))
