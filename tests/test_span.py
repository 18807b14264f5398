"""Places in text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.span import Document

TEXTS = st.text(alphabet="ab状\u0301\U0001f600\t\r\n|", max_size=40)


@given(TEXTS, st.data())
def test_a_position_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    document = Document("t.md", text)
    offset = data.draw(st.integers(0, len(text)))
    place = document.position(offset)
    assert document.line_starts[place.line - 1] + place.column - 1 == offset


@given(TEXTS)
def test_lines_joined_by_their_ends_are_the_text(text: str) -> None:
    document = Document("t.md", text)
    lines = [document.line(number + 1) for number in range(len(document.line_starts))]
    assert "".join(lines) == text.replace("\r", "").replace("\n", "")


def test_lines_end_as_editors_count_them() -> None:
    document = Document("t.md", "一\r\n二\r三\n四\u2028五")
    assert [document.line(number) for number in (1, 2, 3, 4)] == ["一", "二", "三", "四\u2028五"]
    assert document.span(3, 4).place == "t.md:2:1"


def test_an_excerpt_is_what_the_span_covers() -> None:
    document = Document("t.md", "状态码 404")
    assert document.excerpt(document.span(4, 7)) == "404"


@pytest.mark.parametrize(("offset", "size"), [(0, 0), (1, 3), (2, 4)])
def test_bytes_before_counts_utf8(offset: int, size: int) -> None:
    assert Document("t.md", "状a").bytes_before(offset) == size
