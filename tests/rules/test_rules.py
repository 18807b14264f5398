"""Every rule, on fixtures in Markdown, on its own examples, and on the author's table."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from pipeline.findings import Answer, Finding, Rule
from pipeline.records.erratum import Erratum, Field
from pipeline.records.listing import join
from pipeline.records.record import read_records
from pipeline.records.registry import vendored_registry
from pipeline.rules import TABLE_RULES, judge
from pipeline.rules.drift import cross_document_drift, texts_of
from pipeline.span import Document

FIXTURES = Path(__file__).parent / "fixtures"
CASES = [
    pytest.param(source, expected, id=f"{path.stem}: {title}")
    for path in sorted(FIXTURES.glob("*.md"))
    for _, title, source, expected in read_fixture_file(path)
]
TODAY = date(2026, 11, 24)
TAB = "→"  # stands for a tab in the fixtures, where one could not see it


def judged(text: str, *errata: Erratum, baseline: frozenset[str] = frozenset()) -> list[Finding]:
    reading = read_records(Document("t.md", text))
    return list(judge(join(reading, vendored_registry(), errata), baseline, today=TODAY))


def shown(finding: Finding) -> str:
    start, end = finding.span.start, finding.span.end
    waived = " waived" if finding.answer is Answer.WAIVER else ""
    place = f"{start.line}:{start.column}-{end.column}"
    return f"{place} {finding.severity.label} {finding.rule}{waived}"


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_findings_are_those_of_the_fixture(source: str, expected: str) -> None:
    found = [shown(finding) for finding in judged(source.replace(TAB, "\t"))]
    assert found == expected.split("\n")[:-1]


PLACEHOLDERS = {
    "<BOM>": "\ufeff",
    "<TAB>": "\t",
    "<CR>\n": "\r\n",
    "<U+200B>": "\u200b",
    "<END>\n": "",
}
HEADER = "| 状态码 | 编码 | 状态说明 |\n| --- | --- | --- |\n"
TITLED = "| 状态码 | 编码 | 名称 | 状态说明 |\n| --- | --- | --- | --- |\n"
# Those whose examples are more than a document: they need an erratum, time, or a second one.
OTHERS = {"cross-document-drift", "erratum-unused", "registry-old"}
TOLD = [rule for rule in TABLE_RULES if rule.id not in OTHERS]


def examples(rule: Rule[object]) -> tuple[str, str]:
    """What the rule calls bad, and good: whole documents, or rows of a table."""
    texts = [f"{text}\n" for text in (rule.explanation.bad, rule.explanation.good)]
    for written, meant in PLACEHOLDERS.items():
        texts = [text.replace(written, meant) for text in texts]
    whole = [text if "---" in text or rule.id == "no-table" else HEADER + text for text in texts]
    return whole[0], whole[1]


@pytest.mark.parametrize("rule", TOLD, ids=lambda rule: rule.id)
def test_every_rule_finds_its_bad_example_and_not_its_good_one(rule: Rule[object]) -> None:
    bad, good = examples(rule)
    assert rule.id in {finding.rule for finding in judged(bad)}
    assert rule.id not in {finding.rule for finding in judged(good)}


@pytest.mark.parametrize("rule", TOLD, ids=lambda rule: rule.id)
def test_a_rule_offers_the_fix_that_it_declares(rule: Rule[object]) -> None:
    found = [each.violation for each in judged(examples(rule)[0]) if each.rule == rule.id]
    assert {each.fix.safe if each.fix else None for each in found} == {rule.safe_fix}


def test_the_copies_of_the_example_disagree_and_those_of_the_other_do_not() -> None:
    explanation = cross_document_drift.explanation
    for text, expected in ((explanation.bad, [404]), (explanation.good, [])):
        copies = [
            TITLED + rows for rows in re.split(r"^docs/\w\.md:\n", text, flags=re.MULTILINE)[1:]
        ]
        one, other = (
            join(read_records(Document("t.md", each)), vendored_registry()) for each in copies
        )
        found = judge(other, earlier=[texts_of(one)])
        assert [each.code for each in found if each.rule == cross_document_drift.id] == expected


def test_an_old_snapshot_is_told_only_of_a_day() -> None:
    listing = join(read_records(Document("t.md", TABLE)), vendored_registry())
    old = [found.rule for found in judge(listing, today=date(2028, 1, 1))]
    assert "registry-old" in old
    assert "registry-old" not in [found.rule for found in judge(listing, today=date(2026, 1, 1))]
    assert "registry-old" not in [found.rule for found in judge(listing)]


# What a review of the author's table, row by row, calls a fault, and the rule that finds it.
VERDICTS = {
    "misspelled": "phrase-typo",
    "wrong-spacing": "phrase-spacing",
    "superseded-name": "phrase-superseded",
    "wrong": "phrase-unregistered",
}
FORMATS = {"TAB": "cell-tab", "no space after": "cell-padding", "stray": "stray-prefix"}


def reviewed(row: dict[str, str]) -> set[str]:
    rules = {rule for anomaly, rule in FORMATS.items() if anomaly in row["format_anomaly"]}
    rules |= {rule for verdict, rule in VERDICTS.items() if verdict == row["verdict"]}
    rules |= {"contradicts-specification"} if row["description_severity"] == "factual" else set()
    return rules | ({"code-reserved"} if row["iana_state"] == "unused" else set())


def test_the_authors_table_has_the_findings_of_the_review() -> None:
    """`seed-review.csv` is a review by hand; what it does not have is named here, with a reason."""
    with (FIXTURES / "seed-review.csv").open(newline="", encoding="utf-8") as file:
        expected = {int(row["line"]): reviewed(row) for row in csv.DictReader(file)}
    expected[3] = {"missing-registered-code"}  # not about any row
    expected[9].add("halfwidth-punctuation")  # a matter of typography, which was not reviewed
    expected[11].add("halfwidth-punctuation")
    expected[14].add("known-typo")  # reviewed as a minor remark on the text
    expected[19].add("code-deprecated")  # reviewed as a part of the wrong text
    expected[38].add("term-inconsistent")  # 请求头, and 首部 two rows below
    expected[46].add("no-final-newline")  # not about the table
    found: dict[int, set[str]] = {}
    for finding in judged(Path("source/http-status-codes.md").read_bytes().decode()):
        found.setdefault(finding.span.start.line, set()).add(finding.rule)
    assert found == {line: rules for line, rules in expected.items() if rules}


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
