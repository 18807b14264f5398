"""Rows joined with the registry and the errata."""

from pipeline.records.erratum import Erratum, Field
from pipeline.records.listing import Listing, join
from pipeline.records.record import read_records
from pipeline.records.registry import vendored_registry
from pipeline.span import Document

TEXT = """\
| 状态码 | 编码 | 状态说明 |
| --- | --- | --- |
| 203 | Non-Authoritative Information | 非授权信息。 |
| 499 | Odd | 自定义。 |
| 404 | | 未找到。 |
"""


def erratum(code: int, as_written: str) -> Erratum:
    span = Document("errata.toml", "").span(0, 0)
    return Erratum(code, Field.DESCRIPTION, as_written, "新", "因", "RFC 9110 §1", "q", span)


def listing(*errata: Erratum) -> Listing:
    return join(read_records(Document("t.md", TEXT)), vendored_registry(), errata)


def test_an_erratum_replaces_the_text_it_quotes() -> None:
    correction = erratum(203, "非授权信息。")
    joined = listing(correction)
    entry = joined.entries[0]
    assert entry.erratum(Field.DESCRIPTION) == correction
    assert entry.text(Field.DESCRIPTION) == "新"
    assert joined.unused_errata == ()


def test_an_erratum_of_other_words_corrects_nothing() -> None:
    unused = erratum(203, "别的话。")
    joined = listing(unused)
    assert joined.entries[0].text(Field.DESCRIPTION) == "非授权信息。"
    assert joined.unused_errata == (unused,)


def test_a_field_without_cell_has_no_text() -> None:
    assert listing().entries[0].text(Field.TITLE) == ""


def test_an_unregistered_code_has_no_assignment() -> None:
    entry = listing().entries[1]
    assert entry.assignment is None


def test_without_a_phrase_there_is_nothing_to_compare() -> None:
    assert listing().entries[2].comparison is None


def test_a_cell_is_found_by_code_and_field() -> None:
    joined = listing()
    cell = joined.cell(404, Field.DESCRIPTION)
    assert cell is not None
    assert cell.text == "未找到。"
    assert joined.cell(500, Field.DESCRIPTION) is None
