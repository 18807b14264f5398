"""Every code once."""

import pytest

from pipeline.failure import ExitStatus, Failure
from pipeline.records.erratum import Field
from pipeline.records.guide import read_guidance
from pipeline.records.listing import Listing, join
from pipeline.records.record import read_records
from pipeline.records.registry import vendored_registry
from pipeline.records.union import StatusCode, unite
from pipeline.span import Document

AUTHOR = """\
| 状态码 | 编码 | 状态说明 |
| --- | --- | --- |
| 404 | NotFound | 资源不存在。 |
"""
SUPPLEMENT = """\
| 状态码 | 名称 | 中文名称 | 状态说明 |
| --- | --- | --- | --- |
| 103 | Early Hints | 早期提示 | 临时响应。 |
| 404 | Not Found | 未找到 | |
"""


def listing(path: str, text: str) -> Listing:
    return join(read_records(Document(path, text)), vendored_registry())


def united(author: str = AUTHOR, supplement: str = SUPPLEMENT) -> tuple[StatusCode, ...]:
    return unite(listing("a.md", author), listing("s.md", supplement))


def faults(author: str = AUTHOR, supplement: str = SUPPLEMENT) -> list[str]:
    with pytest.raises(Failure) as caught:
        united(author, supplement)
    assert caught.value.status is ExitStatus.INPUT
    return [fault.text("en").splitlines()[0] for fault in caught.value.faults]


def test_codes_of_both_tables_ascend() -> None:
    assert [code.code for code in united()] == [103, 404]


def test_the_authors_words_come_before_ours() -> None:
    hints, not_found = united()
    assert not_found.text(Field.DESCRIPTION) == "资源不存在。"
    assert not_found.text(Field.TITLE) == "未找到"
    assert hints.text(Field.DESCRIPTION) == "临时响应。"
    place = not_found.span(Field.DESCRIPTION)
    assert place is not None
    assert place.place == "a.md:3:20"


def test_a_code_knows_its_class_and_phrase() -> None:
    not_found = united()[1]
    assert (not_found.status_class, not_found.phrase) == ("4xx", "Not Found")


def test_an_unregistered_code_has_no_phrase() -> None:
    supplement = SUPPLEMENT + "| 499 | Odd | 客户端断开 | x |\n"
    assert united(supplement=supplement)[2].phrase is None


def test_a_text_that_nobody_wrote_is_nowhere() -> None:
    supplement = SUPPLEMENT + "| 410 | Gone | 已移除 | |\n"
    gone = united(supplement=supplement)[2]
    assert (gone.text(Field.DESCRIPTION), gone.span(Field.DESCRIPTION)) == ("", None)


def test_a_row_that_cannot_be_read_is_left_out() -> None:
    assert [code.code for code in united(AUTHOR + "| 4O4 | x | y |\n")] == [103, 404]


def test_a_code_in_two_rows_is_a_fault() -> None:
    assert faults(AUTHOR + "| 404 | Not Found | y |\n") == [
        "a.md:4:3: duplicate 404, already in line 3"
    ]


def test_a_code_without_title_is_a_fault() -> None:
    assert faults(AUTHOR + "| 410 | Gone | y |\n") == ["a.md:4:3: 410 has no Chinese title"]


def test_all_faults_of_both_tables_are_told_at_once() -> None:
    assert len(faults("no table\n", "none here either\n")) == 2


def test_a_code_has_its_guidance_and_the_other_codes_contrast() -> None:
    guidance = read_guidance(Document("g.toml", CONTRAST.format(higher=404)))
    hints, not_found = unite(listing("a.md", AUTHOR), listing("s.md", SUPPLEMENT), guidance)
    assert hints.contrasts == not_found.contrasts == guidance.contrasts
    assert (hints.contrasts[0].other(103), hints.contrasts[0].other(404)) == (404, 103)


def test_guidance_on_a_code_that_neither_table_has_is_a_fault() -> None:
    guidance = read_guidance(Document("g.toml", CONTRAST.format(higher=410)))
    with pytest.raises(Failure) as caught:
        unite(listing("a.md", AUTHOR), listing("s.md", SUPPLEMENT), guidance)
    (fault,) = caught.value.faults
    assert fault.text("en").startswith("g.toml:1:1: neither table has the code 410")


CONTRAST = """\
[[contrast]]
codes = [103, {higher}]
difference = "不同。"
authority = ["RFC 9110 §15"]
"""
