"""The report: a verdict, counts that are drawn, every source line with what was found in it."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.build import Build
from pipeline.findings import Answer
from tests.pages.rendering import has, rendered, shown


def answered(
    build: Build, answer: Answer, reason: str | None = None, expires: date | None = None
) -> Build:
    """Return the build with every finding answered."""
    findings = tuple(
        replace(each, answer=answer, justification=reason, expires=expires)
        for each in build.dataset.findings
    )
    return rendered(build, replace(build.dataset, findings=findings))


def report(build: Build, tag: str = "zh-Hans") -> str:
    return shown(build, f"pages/{tag}/report.md")


def test_the_verdict_comes_first(golden: Build) -> None:
    has(report(golden), "✗ 未通过：14 处发现待处理。", "共有 23 处发现，其中 14 处待处理。")
    has(report(answered(golden, Answer.BASELINE)), "✓ 通过：没有待处理的发现。")


def test_findings_are_counted_by_answer(golden: Build) -> None:
    has(
        report(golden),
        "待处理\n:   14\n",
        "已有勘误\n:   9 · [勘误表](errata.md)\n",
        "已豁免\n:   0\n",
        "已列入基线\n:   0\n",
    )


def test_rules_are_counted_by_severity_and_drawn(golden: Build) -> None:
    has(
        report(golden),
        "| [单元格含制表符](rules/cell-tab.md)<br><svg ",
        '<rect class="hs-fill--warning" x="0" width="800" height="10"/></svg> | 0 | 4 | 0 | 3 |',
        "| **合计** | **10** | **10** | **3** | **14** |",
    )


def test_every_rule_that_found_something_has_a_bar(golden: Build) -> None:
    rows = report(golden).partition("{: #rules }")[2].splitlines()
    bars = [row.count("<rect") for row in rows if "<svg" in row]
    assert len(bars) == len({finding.rule for finding in golden.dataset.findings})
    assert all(bars)


def test_a_source_line_is_shown_with_what_was_found_in_it(golden: Build) -> None:
    has(
        report(golden),
        '<span class="hs-place" dir="ltr">source/http-status-codes.md:10</span> '
        "[404](404.md){ .hs-code }",
        '<p class="hs-verbatim hs-excerpt" lang="zh-Hans" dir="ltr">&#124; 404   &#124; '
        "<mark>NotFound</mark>&#32;&#124; 所请求的资源不存在。",
    )


def test_a_finding_outside_the_rows_has_no_code(golden: Build) -> None:
    line = next(part for part in report(golden).split("hs-line") if "no-final-newline" in part)
    assert "hs-code" not in line


@pytest.mark.parametrize(
    ("name", "counts"),
    [("1xx", "1 | 1 | 0 | 2"), ("3xx", "1 | 0 | 0 | 1"), ("4xx", "5 | 1 | 1 | 7")],
)
def test_coverage_counts_where_the_codes_stand(golden: Build, name: str, counts: str) -> None:
    row = next(row for row in report(golden).splitlines() if row.startswith(f"| [{name}"))
    assert row.endswith(f"</svg> | {counts} |")


def test_waivers_are_listed_with_reason_and_last_day(golden: Build) -> None:
    page = report(answered(golden, Answer.WAIVER, "as printed", date(2027, 1, 1)))
    until = '<time dir="ltr" datetime="2027-01-01">2027-01-01</time>'
    has(page, f"- **as printed** 有效至 {until} ", "[cell-tab](rules/cell-tab.md)")
    has(page, '<span class="hs-fate">理由：as printed</span>')
    has(report(answered(golden, Answer.WAIVER, "so")), "- **so** 长期有效 ")
    has(report(golden), "没有豁免。")


def test_a_report_without_findings_has_no_matrix(golden: Build) -> None:
    page = report(rendered(golden, replace(golden.dataset, findings=())), "en")
    assert "#rules" not in page
    assert "#lines" not in page
