"""Rows as records."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.records.record import Reading, Why, read_records
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


def test_columns_are_found_by_their_headings() -> None:
    text = table(
        "| 未找到 | 404 | Not Found |", header="| 中文名称 | HTTP 状态码 | Reason Phrase |"
    )
    (record,) = read(text).records
    assert record.title is not None
    assert record.phrase is not None
    assert (record.title.text, record.code, record.phrase.text) == ("未找到", 404, "Not Found")


def test_fullwidth_digits_are_digits() -> None:
    assert [record.code for record in read(table("| ４０４ | Not Found | x |")).records] == [404]


def test_what_is_no_code_is_left_over_with_the_reason() -> None:
    reading = read(table("| 4O4 | a | b |", "| 640 | a | b |", "| 40 | a | b |", "| | a | b |"))
    assert [leftover.why for leftover in reading.leftovers] == [
        Why.NOT_AN_INTEGER,
        Why.OUT_OF_RANGE,
        Why.OUT_OF_RANGE,
        Why.NOT_AN_INTEGER,
    ]
    assert reading.leftovers[0].text == "4O4"
    assert reading.records == ()


def test_a_short_row_whose_code_is_missing_is_left_over() -> None:
    reading = read(table("| Not Found |", header="| 编码 | 状态说明 | 状态码 |"))
    assert [leftover.why for leftover in reading.leftovers] == [Why.NOT_AN_INTEGER]


def test_a_table_with_codes_under_unknown_headings_is_left_over() -> None:
    reading = read(table("| 404 | Not Found | x |", header="| 甲 | 乙 | 丙 |"))
    assert [leftover.why for leftover in reading.leftovers] == [Why.UNKNOWN_HEADER]
    assert reading.leftovers[0].span.place == "t.md:1:1"


def test_other_tables_are_nobodys_business() -> None:
    other = table("| a | b | c |", header="| 甲 | 乙 | 丙 |")
    reading = read(other + "\n" + table("| 404 | Not Found | x |"))
    assert len(reading.records) == 1
    assert reading.leftovers == ()


def test_no_table_is_said_at_the_start() -> None:
    (leftover,) = read("404 Not Found\n").leftovers
    assert (leftover.why, leftover.span.place) == (Why.NO_TABLE, "t.md:1:1")


CELL = st.text(alphabet="0123456789４abc状 \\.-", max_size=6)


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=8))
def test_every_row_is_a_record_or_a_leftover(rows: list[tuple[str, str, str]]) -> None:
    reading = read(table(*(f"| {' | '.join(row)} |" for row in rows)))
    read_rows = {record.row.span.start.line for record in reading.records}
    left = {leftover.span.start.line for leftover in reading.leftovers}
    there = {row.span.start.line for each in reading.tables for row in each.rows}
    assert read_rows | left == there
    assert not read_rows & left
