"""Every rule, on fixtures in Markdown, on its own examples, and on the author's table."""

import inspect
from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from pipeline.findings import Answer, Finding
from pipeline.records.erratum import Erratum, Field
from pipeline.records.listing import join
from pipeline.records.record import read_records
from pipeline.records.registry import vendored_registry
from pipeline.rules import RULES, judge
from pipeline.span import Document

FIXTURES = Path(__file__).parent / "fixtures"
CASES = [
    pytest.param(source, expected, id=f"{path.stem}: {title}")
    for path in sorted(FIXTURES.glob("*.md"))
    for _, title, source, expected in read_fixture_file(path)
]
TAB = "→"  # stands for a tab in the fixtures, where one could not see it


def judged(text: str, *errata: Erratum, baseline: frozenset[str] = frozenset()) -> list[Finding]:
    reading = read_records(Document("t.md", text))
    return list(judge(join(reading, vendored_registry(), errata), baseline))


def shown(finding: Finding) -> str:
    start, end = finding.span.start, finding.span.end
    return f"{start.line}:{start.column}-{end.column} {finding.severity.label} {finding.rule}"


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_findings_are_those_of_the_fixture(source: str, expected: str) -> None:
    found = [shown(finding) for finding in judged(source.replace(TAB, "\t"))]
    assert found == expected.split("\n")[:-1]


def test_every_rule_has_a_fixture_that_it_finds_something_in() -> None:
    expected = "\n".join(path.read_text("utf-8") for path in FIXTURES.glob("*.md"))
    silent = [rule.id for rule in RULES if f" {rule.id}\n" not in expected]
    assert silent == ["erratum-unused"], "which has tests of its own below"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_documents_itself(rule: object) -> None:
    documentation = inspect.getattr_static(rule, "documentation")
    text = documentation.__get__(rule)
    assert "\nBad:\n" in text
    assert "\nGood:\n" in text


def test_the_authors_table_has_these_findings() -> None:
    text = Path("source/http-status-codes.md").read_bytes().decode()
    by_rule: dict[str, set[int | None]] = {}
    for finding in judged(text):
        by_rule.setdefault(finding.rule, set()).add(finding.code)
    assert by_rule == {
        "phrase-typo": {205},
        "phrase-spacing": {400, 404, 405, 429, 500, 503},
        "phrase-superseded": {408, 413, 414, 416, 422, 505},
        "phrase-unregistered": {504},
        "cell-tab": {204, 301, 411, 413, 417, 422, 429, 501, 502},
        "stray-prefix": {413},
        "code-reserved": {306},
    }


TABLE = """\
| 状态码 | 编码 | 状态说明 |
| --- | --- | --- |
| 413 | Content Too Large | e 由于过大。 |
"""


def erratum(code: int, as_written: str) -> Erratum:
    span = Document("errata.toml", "\n\n").span(1, 1)
    return Erratum(code, Field.DESCRIPTION, as_written, "新。", "因", "RFC 9110 §1", "q", span)


def test_an_erratum_answers_the_findings_in_the_text_that_it_corrects() -> None:
    (finding,) = judged(TABLE, erratum(413, "e 由于过大。"))
    assert (finding.rule, finding.answer) == ("stray-prefix", Answer.ERRATUM)


def test_an_erratum_answers_nothing_outside_its_cell() -> None:
    table = TABLE.replace("Content Too Large", "Payload Too Large")
    first, second = judged(table, erratum(413, "e 由于过大。"))
    assert (first.answer, second.answer) == (None, Answer.ERRATUM)


def test_a_baseline_answers_the_findings_that_it_knows_wherever_they_move() -> None:
    (known,) = judged(TABLE)
    moved = judged("# 标题\n\n" + TABLE, baseline=frozenset({known.fingerprint}))
    assert [finding.answer for finding in moved] == [Answer.BASELINE]


def test_an_erratum_that_quotes_other_words_is_found_at_the_text_of_today() -> None:
    found = judged(TABLE, erratum(413, "从前的话。"))
    assert [shown(finding) for finding in found] == [
        "3:29-31 error stray-prefix",
        "3:29-36 error erratum-unused",
    ]
    said = next(each for each in found if each.rule == "erratum-unused").violation.message
    assert "errata.toml:2:1" in str(said)


def test_an_erratum_of_an_absent_code_is_found_at_the_header() -> None:
    found = judged(TABLE.replace("e 由于", "由于"), erratum(500, "x"))
    assert [shown(finding) for finding in found] == ["1:1-20 error erratum-unused"]


def test_without_any_table_only_that_is_said() -> None:
    assert [finding.rule for finding in judged("x\n", erratum(500, "x"))] == ["no-table"]
