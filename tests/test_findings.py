"""Findings as data."""

from collections.abc import Iterator

from pipeline.explanation import Explanation
from pipeline.findings import Finding, Severity, Violation, replacement, rule
from pipeline.span import Document
from pipeline.wording import Wording

DOCUMENT = Document("t.md", "状态 NotFound\n")
SAID = Wording("有误", "wrong")


@rule(Severity.ERROR, "试", "trial")
def phrase_trial(document: Document) -> Iterator[Violation]:
    """Find the phrase.

    指出短语。

    Bad:
        NotFound
    Good:
        Not Found
    """
    span = document.span(3, 11)
    yield Violation(span, SAID, 404, fix=replacement(document, span, "Not Found", safe=True))


def test_a_rule_is_called_as_its_function_is() -> None:
    assert phrase_trial.id == "phrase-trial"


def test_the_rule_is_explained_as_its_docstring_has_it() -> None:
    said = Wording("指出短语。", "Find the phrase.")
    assert phrase_trial.explanation == Explanation((said,), "NotFound", "Not Found")


def test_the_rule_stamps_its_findings() -> None:
    (finding,) = phrase_trial.check([DOCUMENT], DOCUMENT)
    assert (finding.rule, finding.severity.label) == ("phrase-trial", "error")
    assert (finding.matched, finding.code) == ("NotFound", 404)


def test_a_fix_names_bytes() -> None:
    (finding,) = phrase_trial.check([DOCUMENT], DOCUMENT)
    fix = finding.violation.fix
    assert fix is not None
    (edit,) = fix.edits
    content = DOCUMENT.text.encode()
    assert content[edit.start_byte : edit.end_byte].decode() == edit.expected
    assert edit.replacement == "Not Found"


def test_a_fingerprint_outlives_the_line_but_not_the_text() -> None:
    found = {}
    for text in ("NotFound", "\n\nNotFound", "Notfound"):
        document = Document("t.md", text)
        start = text.index("N")
        violation = Violation(document.span(start, start + 8), SAID, 404)
        found[text] = Finding("r", Severity.NOTE, violation, text[start:]).fingerprint
    assert found["NotFound"] == found["\n\nNotFound"] != found["Notfound"]
