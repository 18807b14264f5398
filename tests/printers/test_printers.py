"""How findings look."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from pipeline.findings import Answer, Finding, Fix, Severity, Violation
from pipeline.printers.baseline import render_baseline
from pipeline.printers.full import PLAIN, RED, render_full
from pipeline.printers.json import render_json
from pipeline.records.listing import join
from pipeline.records.record import read_records
from pipeline.records.registry import vendored_registry
from pipeline.rules import judge
from pipeline.span import Document
from pipeline.wording import Wording

DOCUMENT = Document(
    "t.md",
    "| 状态说明 | 编码 | 状态码 |\n| --- | --- | --- |\n| 未找到\t。 | NotFound | 404 |\n",
)


def findings() -> tuple[Finding, ...]:
    return judge(join(read_records(DOCUMENT), vendored_registry()))


def full(
    *found: Finding,
    document: Document = DOCUMENT,
    colour: bool = False,
    width: int | None = None,
) -> str:
    return render_full(found, {document.path: document}, "en", colour=colour, width=width)


def excerpt(text: str, start: int, end: int, width: int) -> tuple[str, str]:
    """Return the source line and the carets for a finding in a document of one line."""
    document = Document("t.md", text)
    violation = Violation(document.span(start, end), Wording("x", "x"))
    report = full(Finding("r", Severity.NOTE, violation, "x"), document=document, width=width)
    _, _, line, carets, *_ = report.splitlines()
    return line, carets


def test_carets_stand_under_chinese_text() -> None:
    assert full(*findings()) == (
        "t.md:3:6: warning [cell-tab] tab character in a cell\n"
        "  |\n"
        "3 | | 未找到⇥。 | NotFound | 404 |\n"
        "  |         ^\n"
        "\n"
        "t.md:3:11: error [phrase-spacing] “NotFound” has the letters of “Not Found”,"
        " but not its spacing\n"
        "  |\n"
        "3 | | 未找到⇥。 | NotFound | 404 |\n"
        "  |               ^^^^^^^^\n"
        "  = help: the phrase that IANA registers for 404 is “Not Found”\n"
        "\n"
        "Findings: 2 (errors 1, warnings 1, notes 0); unanswered: 2.\n"
        "Fixable with --fix: 1.\n"
    )


def test_chinese_readers_get_chinese() -> None:
    text = render_full(findings(), {"t.md": DOCUMENT}, "zh")
    assert "单元格含制表符" in text
    assert "2 处发现：错误 1，警告 1，提示 0；待处理 2 处" in text


def test_fixes_are_counted_if_they_would_be_applied() -> None:
    fixable = findings()[1]
    edits = fixable.violation.fix.edits if fixable.violation.fix else ()
    unsafe = replace(fixable, violation=replace(fixable.violation, fix=Fix(False, edits)))  # noqa: FBT003 - as Fix has it
    accepted = replace(unsafe, answer=Answer.BASELINE)
    kept = [replace(fixable, answer=each) for each in (Answer.WAIVER, Answer.ERRATUM)]
    said = "unanswered: 1.\nFixable with --fix --unsafe-fixes: 2 more; look at them afterwards.\n"
    assert full(unsafe, accepted, *kept).endswith(said)
    assert full(*kept).endswith("unanswered: 0.\n")


def test_nothing_found_is_said() -> None:
    assert full() == "No findings.\n"


def test_colour_marks_severity_and_carets() -> None:
    error = findings()[1]
    text = full(error, colour=True)
    assert f"{RED}error{PLAIN}" in text
    assert f"{RED}^^^^^^^^{PLAIN}" in text
    assert "\x1b" not in full(error)


def test_an_answer_is_noted() -> None:
    violation = findings()[1].violation
    answered = Finding("r", Severity.ERROR, violation, "x", Answer.BASELINE)
    assert "  = note: answered: accepted in the baseline\n" in full(answered)


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\u202eabc", "\x00", "\u200b"])
def test_text_cannot_steer_the_terminal(hostile: str) -> None:
    document = Document("t.md", f"x{hostile}y\n")
    span = document.span(0, len(document.text) - 1)
    said = Wording("{text}", "{text}").about(text=hostile)
    text = full(Finding("r", Severity.NOTE, Violation(span, said), "x"), document=document)
    assert hostile[0] not in text
    assert "\N{REPLACEMENT CHARACTER}" in text


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_the_spaces_of_french_are_shown_as_they_are(space: str) -> None:
    document = Document("t.md", f"«{space}x\n")
    violation = Violation(document.span(2, 3), Wording("x", "x"))
    text = full(Finding("r", Severity.NOTE, violation, "x"), document=document)
    assert f"1 | «{space}x\n  |   ^\n" in text


def test_a_span_over_lines_is_marked_to_the_end_of_the_first() -> None:
    document = Document("t.md", "abc\ndef\n")
    violation = Violation(document.span(1, 6), Wording("x", "x"))
    text = full(Finding("r", Severity.NOTE, violation, "x"), document=document)
    assert "1 | abc\n  |  ^^\n" in text


LONG = "状" * 30 + "NotFound" + "态" * 30


@pytest.mark.parametrize(
    ("start", "end", "line", "carets"),
    [
        (0, 2, "1 | 状状状状状状状状状状状状状状状状...", "  | ^^^^"),
        (30, 38, "1 | ...状状状状状NotFound态态态态态 ...", "  | " + " " * 13 + "^" * 8),
        (66, 68, "1 | ...态态态态态态态态态态态态态态态态", "  | " + " " * 31 + "^^^^"),
        (68, 68, "1 | ... 态态态态态态态态态态态态态态态", "  | " + " " * 34 + "^"),
        (20, 60, "1 | ...状状状状状状状状状状NotFound ...", "  | " + " " * 3 + "^" * 29),
    ],
)
def test_a_long_line_is_cut_around_what_was_found(
    start: int, end: int, line: str, carets: str
) -> None:
    assert excerpt(LONG, start, end, 39) == (line, carets)


@given(
    st.text(st.sampled_from("ab状\t\u0301𝄞👩\u200d"), max_size=60),
    st.integers(0, 60),
    st.integers(0, 60),
    st.integers(24, 60),
)
def test_no_cut_line_is_wider_than_the_terminal(
    text: str, one: int, other: int, width: int
) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    line, carets = excerpt(text, start, end, width)
    assert wcswidth(line) <= width
    assert len(carets) <= width
    assert "^" in carets
    whole, whole_carets = excerpt(text, start, end, 1000)
    if max(wcswidth(whole), len(whole_carets)) <= width:
        assert (line, carets) == (whole, whole_carets)


def test_a_terminal_too_narrow_is_not_obeyed() -> None:
    line, carets = excerpt(LONG, 30, 38, 1)
    assert (wcswidth(line), carets.strip(" |")) == (4 + 20, "^" * 8)


def test_json_has_what_programs_rely_on() -> None:
    report = json.loads(render_json(findings(), "en"))
    assert report["summary"] == {
        "total": 2,
        "error": 1,
        "warning": 1,
        "note": 0,
        "unanswered": 2,
    }
    finding = report["findings"][1]
    fix = finding.pop("fix")
    fingerprint = finding.pop("fingerprint")
    assert finding == {
        "rule": "phrase-spacing",
        "severity": "error",
        "message": "“NotFound” has the letters of “Not Found”, but not its spacing",
        "help": "the phrase that IANA registers for 404 is “Not Found”",
        "path": "t.md",
        "line": 3,
        "column": 11,
        "end_line": 3,
        "end_column": 19,
        "code": 404,
        "address": None,
        "answer": None,
        "justification": None,
    }
    content = DOCUMENT.text.encode()
    (edit,) = fix["edits"]
    assert fix["safe"] is True
    assert content[edit["start_byte"] : edit["end_byte"]] == b"NotFound"
    assert len(fingerprint) == 16


def test_a_finding_without_help_or_fix_says_null() -> None:
    violation = Violation(DOCUMENT.span(0, 1), Wording("x", "x"))
    report = json.loads(render_json([Finding("r", Severity.NOTE, violation, "|")], "zh"))
    (finding,) = report["findings"]
    assert (finding["help"], finding["fix"]) == (None, None)


def test_a_baseline_shows_what_was_accepted() -> None:
    accepted = json.loads(render_baseline(findings()))["findings"]
    assert accepted[1]["matched"] == "NotFound"
    assert accepted[1]["fingerprint"] == findings()[1].fingerprint
