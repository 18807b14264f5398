"""Rows as records."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from pipeline.records.record import Reading, StatusRecord, read_records
from pipeline.records.statement import Shape, shape
from pipeline.span import Document


def read(text: str) -> Reading:
    return read_records(Document("t.md", text))


def table(*rows: str, header: str = "| 状态码 | 编码 | 状态说明 |") -> str:
    return "\n".join([header, "| --- | --- | --- |", *rows, ""])


def test_a_row_is_a_record_with_its_place() -> None:
    (record,) = read(table("| 404 | Not Found | 未找到。 |")).records
    assert record.code == 404
    assert record.phrase is not None
    assert record.description is not None
    assert (record.phrase.text, record.description.text) == ("Not Found", "未找到。")
    assert record.code_cell.span.place == "t.md:3:3"
    assert record.title is None


UNSEEN = re.compile(r"<U\+([0-9A-F]{4})>")

CASES = [
    pytest.param(UNSEEN.sub(lambda sign: chr(int(sign[1], 16)), source), expected, id=title)
    for _, title, source, expected in read_fixture_file(
        Path(__file__).parent / "fixtures" / "shapes.md"
    )
]


def shown(record: StatusRecord) -> str:
    start = record.code_cell.span.start
    cells = {
        "phrase": record.phrase,
        "title": record.title,
        "description": record.description,
    }
    texts = [f"{name}={cell.text}" for name, cell in cells.items() if cell]
    return "; ".join([f"{start.line}:{start.column} {record.code}", *texts])


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_tables_of_every_shape_are_read(source: str, expected: str) -> None:
    reading = read(source)
    places = [(left.span.start.line, left.span.start.column) for left in reading.leftovers]
    whys = [left.why for left in reading.leftovers]
    left = [f"{line}:{column} {why}" for (line, column), why in zip(places, whys, strict=True)]
    assert [*map(shown, reading.records), *left] == expected.split("\n")[:-1]


def test_parts_of_cells_know_where_they_are() -> None:
    (record,) = read("| Code |\n| --- |\n| **[404](x)** -- `Not Found` |\n").records
    assert record.phrase is not None
    document = record.row.document
    assert document.excerpt(record.code_cell.span) == "404"
    assert document.excerpt(record.phrase.span) == "Not Found"
    assert document.excerpt(record.phrase.field) == " **[404](x)** -- `Not Found` "


def test_a_list_of_all_numbers_that_has_the_known_ones_is_one_of_http() -> None:
    rows = [f"| {code} | 某 {code} |" for code in range(100, 600)]
    reading = read(table(*rows, header="| 状态码 | 说明 |").replace("--- | --- |", "---|", 1))
    assert len(reading.records) == 500


def test_a_text_as_long_as_a_book_is_no_statement() -> None:
    rows = ["| 404 | a | b |", f"| 404 {'x ' * 600} | a | b |"]
    assert [record.row.span.start.line for record in read(table(*rows)).records] == [3]


CELL = st.text(alphabet="0123456789４abc状 \\.-", max_size=6)


GOOD = [f"| {code} | x | x |" for code in (301, 302, 304, 400, 401, 403, 404, 405, 409)]


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=8))
def test_every_row_is_a_record_or_a_leftover_or_a_class(rows: list[tuple[str, str, str]]) -> None:
    reading = read(table(*GOOD, *(f"| {' | '.join(row)} |" for row in rows)))
    read_rows = {record.row.begin for record in reading.records}
    left = {reading.document.position(left.span.start.offset).line for left in reading.leftovers}
    for row in reading.tables[0].rows:
        is_class = shape(row.cells[0].seen) is Shape.CLASS
        assert (row.begin in read_rows) + (row.span.start.line in left) + is_class == 1
