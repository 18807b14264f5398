"""The tables of a Markdown document, in its order. Only this module knows markdown-it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.token import Token

from pipeline.records.cell import Cell, Row, Table
from pipeline.records.markup import html_tables
from pipeline.span import Document

# What may stand before the first cell of a row that lies in block quotes and list items.
CONTAINERS = re.compile(r"(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))*")
MARK = "\ufeff"  # the byte order mark that Notepad puts before a text
CELL_END = re.compile(r"(?<!\\)\|")
# What HTML does not set as a table: comments, and what it shows as it stands.
SHOWN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(pre|script|style|template|textarea)\b[^<>]*>.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
CODE_BLOCKS = frozenset({"fence", "code_block"})


def read_tables(document: Document) -> tuple[Table, ...]:
    """Return the tables of `document`: GitHub-Flavored Markdown's, and HTML's.

    Markdown decides which lines are rows, so that fences, comments, quotes and lists need no
    care here. The cells are cut from the source line: Markdown's own rows drop surplus cells
    and lose the column. Only blocks are parsed; what is inside of cells is read elsewhere.
    """
    tokens = _parser().parse(document.text.removeprefix(MARK))
    tables = [*_markdown_tables(document, tokens), *_html_tables(document, tokens)]
    return tuple(sorted(tables, key=lambda found: found.header.begin))


@cache
def _parser() -> MarkdownIt:
    # Where blocks nest deeper than this, markdown-it drops the rest of the document.
    parser = MarkdownIt("commonmark", {"maxNesting": 200}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.block.ruler.at("table", _table_lines, {"alt": ["paragraph", "reference"]})
    return parser


def _table_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a block rule's signature
    """Read a table's header as Markdown does, and find the lines of its rows.

    Markdown's own rule makes a dozen tokens a row, which nobody here looks at.
    """
    opening = len(state.tokens)
    if not table(state, start, min(end, start + 2), silent):
        return False
    if not silent:
        state.line = next((line for line in range(start + 2, end) if _ends(state, line, end)), end)
        state.tokens[opening].map = [start, state.line]
    return True


def _ends(state: StateBlock, line: int, end: int) -> bool:
    """Tell whether a table ends before `line`: less or more indented, empty, or another block."""
    begin = state.bMarks[line] + state.tShift[line]
    if state.sCount[line] == state.blkIndent and state.src.startswith("|", begin):
        return False  # no block begins so
    if state.sCount[line] < state.blkIndent or state.isEmpty(line) or state.is_code_block(line):
        return True
    silent = True  # ask, and read nothing
    others = state.md.block.ruler.getRules("blockquote")
    return any(rule(state, line, end, silent) for rule in others)


def _markdown_tables(document: Document, tokens: Iterable[Token]) -> Iterator[Table]:
    title = ""
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            title = token.content
        elif before.type == "table_open" and before.map:
            first, last = before.map
            lines = (first, *range(first + 2, last))
            header, *rows = (_row(document, line, nested=before.level > 0) for line in lines)
            yield Table(header, tuple(rows), title)


def _html_tables(document: Document, tokens: Iterable[Token]) -> Iterator[Table]:
    """Return the tables set in HTML, outside of what is only shown and of Markdown's code."""
    if "</table" not in document.text.casefold():
        return iter(())
    pieces: list[str] = []
    end = 0
    for token in tokens:
        if token.type in CODE_BLOCKS and token.map:
            first, last = (_line_start(document, line) for line in token.map)
            pieces += [document.text[end:first], " " * (last - first)]
            end = last
    text = "".join([*pieces, document.text[end:]])
    return html_tables(document, SHOWN.sub(lambda shown: " " * len(shown[0]), text))


def _line_start(document: Document, line: int) -> int:
    starts = document.line_starts
    return starts[line] if line < len(starts) else len(document.text)


def _row(document: Document, number: int, *, nested: bool) -> Row:
    """Return line `number` (0-based) as a row; `nested`: in block quotes or list items."""
    line = document.line(number + 1)
    prefix = CONTAINERS.match(line) if nested else None
    start = prefix.end() if prefix else 0
    start += number == 0 and line.startswith(MARK)
    offset = document.line_starts[number]
    cells = tuple(_cells(document, line[start:].rstrip(), offset + start))
    return Row(document, cells, offset, offset + len(line))


def _cells(document: Document, line: str, offset: int) -> Iterator[Cell]:
    """Yield the cells of `line`, which stands at `offset`; outer pipes end none."""
    fields = CELL_END.split(line) if "\\" in line else line.split("|")
    if len(fields) > 1 and not fields[-1]:
        fields.pop()
    start = offset
    for number, field in enumerate(fields):
        text = field.strip()
        end = start + len(field)
        if number or text or len(fields) == 1:
            begin = start + field.find(text)
            shown = text.replace("\\|", "|") if "\\" in text else text
            yield Cell(document, shown, begin, begin + len(text), (start, end))
        start = end + 1
