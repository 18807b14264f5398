"""Markdown tables, cut into cells that know their place."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.records.cell import Row, Table
from pipeline.records.table import read_tables
from pipeline.span import Document


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in (table.header, *table.rows)]


def read(text: str) -> list[list[list[str]]]:
    return [texts(table) for table in read_tables(Document("t.md", text))]


def markdown_cells(text: str) -> list[list[str]]:
    """The cells as markdown-it reads them, row by row."""
    rows: list[list[str]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            rows[-1].append(token.content)
    return rows


def rows_of(text: str) -> list[Row]:
    tables = read_tables(Document("t.md", text))
    return [row for table in tables for row in (table.header, *table.rows)]


CELLS = st.text(alphabet="ab状 态\\|`*\t.", max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_cells_are_cut_where_markdown_cuts_them(rows: list[list[str]]) -> None:
    lines = ["| a | b |", "| - | - |", *(f"| {' | '.join(row)} |" for row in rows)]
    text = "\n".join(lines)
    ours = [row for table in read(text) for row in table]
    assert [[*row, "", ""][:2] for row in ours] == markdown_cells(text)


MARKUP = ["> x", "- x", "```", "# x", "---", "<div>", "<!-- a", "--> b", "<?", "?>", "    c", ""]
ROWS = ["| a | b |", "| - | - |", "|-|-|", "| 1 | 2 |", "|", "- | -", "a | b", "| --> |", "| ?> |"]
INDENTED = [f"{prefix}{row}" for prefix in ("> ", "  ", "    ") for row in ROWS[:2]]
LINES = st.sampled_from([*MARKUP, *ROWS, *INDENTED])
RUNS = st.tuples(LINES, st.integers(1, 14)).map(lambda run: [run[0]] * run[1])


@given(st.lists(RUNS, max_size=8), st.sampled_from(["\n", "\r\n", "\r"]))
def test_long_tables_are_found_where_markdown_finds_them(runs: list[list[str]], end: str) -> None:
    text = end.join(line for run in runs for line in run)
    found = MarkdownIt("commonmark").enable("table").parse(text)
    places = [token.map[0] for token in found if token.type == "tr_open" and token.map]
    spans = [row.span.start.line - 1 for row in rows_of(text)]
    assert spans == places


def test_a_cell_knows_where_its_text_is() -> None:
    document = Document("t.md", "| a |\n| - |\n|  状态 \t|\n")
    (row,) = read_tables(document)[0].rows
    (cell,) = row.cells
    assert document.excerpt(cell.span) == "状态"
    assert cell.span.place == "t.md:3:4"
    assert document.excerpt(cell.field) == "  状态 \t"


def test_an_empty_cell_has_an_empty_span() -> None:
    document = Document("t.md", "| a | b |\n| - | - |\n|  | x |\n")
    cell = read_tables(document)[0].rows[0].cells[0]
    assert (document.excerpt(cell.span), cell.span.place) == ("", "t.md:3:2")


def test_surplus_cells_are_kept() -> None:
    assert read("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n") == [[["a", "b"], ["1", "2", "3"]]]


def test_outer_pipes_may_be_missing() -> None:
    assert read("a | b\n--|--\n1 | 2\n") == [[["a", "b"], ["1", "2"]]]


def test_tables_in_quotes_and_lists_are_tables() -> None:
    quoted = "> | a | b |\n> |---|---|\n> | 1 | 2 |\n"
    listed = "- x\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n"
    assert read(quoted) == read(listed) == [[["a", "b"], ["1", "2"]]]


def test_fences_and_comments_are_no_tables() -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    assert read(f"```\n{table}```\n\n<!--\n{table}-->\n") == []
