"""The laws of fixes: what may change, what may not, and who wins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.failure import ExitStatus, Failure
from pipeline.findings import Answer, Edit, Finding, Fix, Severity, Violation, replacement
from pipeline.fixes import MOST_ROUNDS, Mended, apply, choose, mend
from pipeline.records.listing import join
from pipeline.records.record import read_records
from pipeline.records.registry import vendored_registry
from pipeline.rules import judge
from pipeline.span import Document
from pipeline.wording import Wording

PHRASES = [
    "NotFound",
    "not found",
    "Not Found",
    "Rest Content",
    "UnprocessableEntity",
    "未找到",
    "",
]
PADDING = st.text(" \t", max_size=3)
CELLS = st.builds(
    "{}{}{}".format,
    PADDING,
    st.sampled_from(["404", "205", "422", "413", *PHRASES, "e\t由于𠮷。", "e 由于", "a\tb"]),
    PADDING,
)
ROWS = st.builds("|{}|".format, st.lists(CELLS, min_size=1, max_size=4).map("|".join))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Tables with every line end, with and without byte order mark and final newline."""
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    rows = draw(st.lists(ROWS, max_size=5))
    lines = ["𠮷 café", "", "| 状态码 | 编码 | 说明 |", "|---|---|---|", *rows]
    lines = lines[2 * draw(st.booleans()) :]
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return Document("t.md", mark + end.join(lines) + draw(st.sampled_from(["", end])))


def judged(document: Document) -> tuple[Finding, ...]:
    return judge(join(read_records(document), vendored_registry()))


def fixed(document: Document, *, unsafe: bool) -> Mended:
    return mend(document, judged, lambda finding: unsafe or is_safe(finding))


def is_safe(finding: Finding) -> bool:
    return bool(finding.violation.fix and finding.violation.fix.safe)


@given(documents(), st.booleans())
def test_a_second_run_changes_nothing(document: Document, unsafe: bool) -> None:  # noqa: FBT001 - hypothesis gives it by position
    once = fixed(document, unsafe=unsafe)
    again = fixed(once.document, unsafe=unsafe)
    assert (again.document, again.fixed) == (once.document, 0)
    assert again.findings == once.findings == judged(once.document)


@given(documents(), st.booleans())
def test_nothing_outside_the_findings_changes(document: Document, unsafe: bool) -> None:  # noqa: FBT001 - the same
    after = fixed(document, unsafe=unsafe)
    rest, end = after.document.text, 0
    for finding in judged(document):
        kept = document.text[end : finding.span.start.offset]
        assert rest.startswith(kept) if end == 0 else kept in rest
        rest = rest[rest.index(kept) + len(kept) :]
        end = max(end, finding.span.end.offset)
    assert rest.endswith(document.text[end:])
    assert (after.document == document) == (after.fixed == 0)


@given(documents())
def test_in_a_round_all_between_the_fixed_findings_stays(document: Document) -> None:
    for chosen in fixed(document, unsafe=True).rounds[:1]:
        before = document.text.encode()
        rest, end = apply(before, chosen), 0
        edits = [edit for each in chosen if each.violation.fix for edit in each.violation.fix.edits]
        for edit in sorted(edits, key=lambda edit: edit.start_byte):
            kept = before[end : edit.start_byte]
            assert rest.startswith(kept)
            rest = rest.removeprefix(kept).removeprefix(edit.replacement.encode())
            end = edit.end_byte
        assert rest == before[end:]


@given(documents(), st.booleans())
def test_the_same_fixes_apply_to_the_same_bytes_alone(document: Document, unsafe: bool) -> None:  # noqa: FBT001 - the same
    after = fixed(document, unsafe=unsafe)
    assert after.again(document.text.encode()) == after.document.text.encode()


@given(documents())
def test_mark_line_ends_and_final_newline_stay(document: Document) -> None:
    after = fixed(document, unsafe=False).document
    assert after.text.startswith("\ufeff") == document.text.startswith("\ufeff")
    for end in ("\r\n", "\r", "\n"):
        assert after.text.count(end) == document.text.count(end)
        assert after.text.endswith(end) == document.text.endswith(end)


@given(documents())
def test_the_only_safe_fixes_left_are_those_kept_off_by_an_unsafe_one(document: Document) -> None:
    left = fixed(document, unsafe=False).findings
    unsafe = [finding for finding in left if finding.violation.fix and not is_safe(finding)]
    for finding in filter(is_safe, left):
        assert any(finding.span.within(wide.span) for wide in unsafe)


DOCUMENT = Document("t.md", "e\t由于 abc")
SIZE = len(DOCUMENT.text.encode())


def found(
    start: int,
    end: int,
    *,
    to: str = "",
    safe: bool = True,
    answer: Answer | None = None,
) -> Finding:
    """A finding whose fix puts `to` in place of the code points from `start` to `end`."""
    span = DOCUMENT.span(start, end)
    expected = DOCUMENT.excerpt(span)
    first = DOCUMENT.bytes_before(start)
    edit = Edit(first, first + len(expected.encode()), expected, to)
    violation = Violation(span, Wording("x", "x"), fix=Fix(safe, (edit,)))
    return Finding("rule", Severity.ERROR, violation, expected, answer)


TAB, STRAY = found(1, 2), found(0, 2, safe=False)


def test_the_widest_of_overlapping_fixes_wins() -> None:
    chosen = choose([TAB, STRAY], lambda _: True)
    assert chosen == (STRAY,)
    assert apply(DOCUMENT.text.encode(), chosen).decode() == "由于 abc"


def test_a_wide_fix_that_is_not_permitted_keeps_off_the_narrow_one() -> None:
    assert choose([TAB, STRAY], is_safe) == ()
    assert choose([TAB], is_safe) == (TAB,)


def test_a_wide_fix_keeps_off_even_if_a_wider_one_keeps_it_off() -> None:
    widest = found(1, 8)
    assert choose([found(0, 1), widest, STRAY], is_safe) == (widest,)


def test_a_fix_that_lost_keeps_off_nobody() -> None:
    widest, lost, narrow = found(2, 8), found(1, 4), found(1, 2)
    assert choose([narrow, lost, widest], is_safe) == (narrow, widest)


def test_fixes_that_touch_are_both_applied() -> None:
    chosen = choose([found(1, 2, to=" "), found(0, 1, to="E")], is_safe)
    assert apply(DOCUMENT.text.encode(), chosen).decode() == "E 由于 abc"


def test_the_same_fix_counts_once() -> None:
    assert choose([TAB, TAB], is_safe) == (TAB,)


def test_of_two_fixes_at_one_place_the_permitted_one_wins() -> None:
    unsafe = found(1, 2, to=" ", safe=False)
    assert choose([unsafe, TAB], is_safe) == (TAB,)


def test_insertions_have_a_place_too() -> None:
    inside, before, end = found(3, 3, to="x"), found(2, 2, to="y"), found(8, 8, to="\n")
    chosen = choose([end, inside, before, found(2, 4, to="尤")], is_safe)
    assert apply(DOCUMENT.text.encode(), chosen).decode() == "e\ty尤 abc\n"
    assert choose([end, found(8, 8, to="\r\n")], is_safe) == (end,)


@pytest.mark.parametrize(("answer", "fixes"), [(Answer.ERRATUM, 0), (Answer.BASELINE, 1)])
def test_what_an_erratum_quotes_stays_and_what_the_baseline_accepts_is_fixed(
    answer: Answer, fixes: int
) -> None:
    assert len(choose([found(1, 2, answer=answer)], is_safe)) == fixes


def test_a_finding_without_a_fix_is_never_chosen() -> None:
    violation = Violation(DOCUMENT.span(0, 1), Wording("x", "x"))
    assert choose([Finding("rule", Severity.ERROR, violation, "e")], lambda _: True) == ()


def test_a_file_that_changed_is_refused_with_every_place() -> None:
    with pytest.raises(Failure) as caught:
        apply("E\t由尤 abc".encode(), [found(3, 4), TAB, found(0, 1)])
    assert caught.value.status is ExitStatus.CONFLICT
    assert [fault.place for fault in caught.value.faults] == ["t.md:1:1", "t.md:1:4"]


@given(st.binary(max_size=SIZE - 1))
def test_whatever_a_file_became_it_is_fixed_or_refused(content: bytes) -> None:
    if content[1:2] == b"\t":
        assert apply(content, [TAB]) == content[:1] + content[2:]
    else:
        with pytest.raises(Failure, match=r"t\.md:1:2: the file changed"):
            apply(content, [TAB])


def test_rules_at_odds_with_each_other_come_to_an_end() -> None:
    def growing(document: Document) -> tuple[Finding, ...]:
        span = document.span(0, 0)
        violation = Violation(
            span, Wording("x", "x"), fix=replacement(document, span, "x", safe=True)
        )
        return (Finding("rule", Severity.ERROR, violation, ""),)

    assert mend(DOCUMENT, growing, is_safe).fixed == MOST_ROUNDS
