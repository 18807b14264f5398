"""The tables of a Markdown document, in its order. Only this module knows markdown-it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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
    r"<!--.*?(?:-->|\Z)|<(pre|script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
# A run of rows between its first ones (KEPT) and its last one.
KEPT = 3
LINE = r"\|[^\r\n]*(?:\r\n|\n|\r)"
DASHES = r"[|: \t-]*[\r\n]"
ROWS = re.compile(rf"^(?:{LINE}){{{KEPT}}}(?:(?!{DASHES}){LINE}){{8,}}(?!{DASHES})", re.MULTILINE)
# Blocks of HTML that only these end, in whatever line.
HTML = re.compile(r"<(?:!|\?|(?:pre|script|style|textarea)(?![a-z]))", re.IGNORECASE)
CODE_BLOCKS = frozenset({"fence", "code_block"})


def read_tables(document: Document) -> tuple[Table, ...]:
    """Return the tables of `document`: GitHub-Flavored Markdown's, and HTML's.

    Markdown decides which lines are rows, so that fences, comments, quotes and lists need no
    care here. The cells are cut from the source line: Markdown's own rows drop surplus cells
    and lose the column. Only blocks are parsed; what is inside of cells is read elsewhere.
    """
    tokens = _blocks(document)
    titles = _titles(tokens)
    tables = [
        *_markdown_tables(document, tokens, titles),
        *_html_tables(document, tokens, titles),
    ]
    return tuple(sorted(tables, key=lambda found: found.header.begin))


def _blocks(document: Document) -> list[Token]:
    """Return the blocks of `document` as Markdown parses it.

    What every line of a run of rows is, its first lines tell: most of them are not shown to
    Markdown, and the numbers of lines are those of the document again.
    """
    kept, lines = _kept(document)
    tokens = _parser().parse(kept.removeprefix(MARK))
    if len(lines) <= len(document.line_starts):
        for token in tokens:
            if token.map:
                token.map = [lines[token.map[0]], lines[token.map[1]]]
    return tokens


def _kept(document: Document) -> tuple[str, list[int]]:
    """Return the text without most of its rows, and which lines are kept; then their number.

    A line that begins with a pipe is a row, or goes on with what the line before it is, unless
    a line of dashes follows. In a text with comments or the like it may also end one.
    """
    text, starts = document.text, document.line_starts
    last = len(starts)
    pieces: list[str] = []
    lines: list[int] = []
    end = line = 0
    for run in () if HTML.search(text) else ROWS.finditer(text):
        first = bisect_right(starts, run.start()) - 1 + KEPT
        after = bisect_right(starts, run.end() - 1) - 1
        pieces.append(text[end : starts[first]])
        lines += range(line, first)
        end, line = starts[after], after
    return "".join([*pieces, text[end:]]), [*lines, *range(line, last), last, last]


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
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
    if state.sCount[line] < state.blkIndent or state.isEmpty(line) or state.is_code_block(line):
        return True
    silent = True  # ask, and read nothing
    others = state.md.block.ruler.getRules("blockquote")
    return any(rule(state, line, end, silent) for rule in others)


@dataclass(frozen=True, slots=True)
class _Titles:
    """The headings of a document: which ones stand above a line."""

    lines: tuple[int, ...]
    chains: tuple[tuple[str, ...], ...]

    def above(self, line: int) -> tuple[str, ...]:
        """Return the headings under which `line` (0-based) stands, from the chapter's inwards."""
        return self.chains[bisect_right(self.lines, line)]


def _titles(tokens: Iterable[Token]) -> _Titles:
    lines: list[int] = []
    chains: list[tuple[tuple[str, str], ...]] = [()]
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.map:
            outer = (each for each in chains[-1] if each[0] < token.tag)
            lines.append(token.map[0])
            chains.append((*outer, (token.tag, inline.content)))
    return _Titles(tuple(lines), tuple(tuple(text for _, text in chain) for chain in chains))


def _markdown_tables(
    document: Document, tokens: Iterable[Token], titles: _Titles
) -> Iterator[Table]:
    for token in tokens:
        if token.type == "table_open" and token.map:
            first, last = token.map
            lines = (first, *range(first + 2, last))
            header, *rows = (_row(document, line, nested=token.level > 0) for line in lines)
            yield Table(header, tuple(rows), titles.above(first))


def _html_tables(document: Document, tokens: Iterable[Token], titles: _Titles) -> Iterator[Table]:
    """Yield the tables set in HTML, outside of what is only shown and of Markdown's code."""
    if "</table" not in document.text.casefold():
        return
    pieces: list[str] = []
    end = 0
    for token in tokens:
        if token.type in CODE_BLOCKS and token.map:
            first, last = (_line_start(document, line) for line in token.map)
            pieces += [document.text[end:first], " " * (last - first)]
            end = last
    text = "".join([*pieces, document.text[end:]])
    for found in html_tables(document, SHOWN.sub(lambda shown: " " * len(shown[0]), text)):
        line = found.header.span.start.line - 1
        yield replace(found, titles=titles.above(line))


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
    return Row(document, _cells(document, line, start, offset), offset, offset + len(line))


def _cells(document: Document, line: str, start: int, offset: int) -> tuple[Cell, ...]:
    """Cut `line`, which stands at `offset`, from `start` on; outer pipes part no cells."""
    inner = line[start:].strip()
    begin = offset + line.index(inner, start)
    fields = _fields(inner)
    if inner.startswith("|"):
        begin += 1
        del fields[0]
    if len(fields) > 1 and not fields[-1]:
        del fields[-1]
    cells = []
    for raw in fields:
        text, end = raw.strip(), begin + len(raw)
        at = begin + raw.index(text)
        said = text.replace("\\|", "|") if "\\" in text else text
        cells.append(Cell(document, said, at, at + len(text), begin, end))
        begin = end + 1
    return tuple(cells)


def _fields(inner: str) -> list[str]:
    """Cut `inner` at its pipes, but for those that a backslash escapes."""
    return CELL_END.split(inner) if "\\" in inner else inner.split("|")
