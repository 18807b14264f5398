"""Findings for people: place, message, the source line with carets under it, and help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from wcwidth import wcswidth

from pipeline.findings import Answer, Finding, Severity
from pipeline.span import Document
from pipeline.wording import Language, Wording

TAB = "⇥"
RED, YELLOW, CYAN, BOLD, PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[36m", "\x1b[1m", "\x1b[0m"
COLOURS = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.NOTE: CYAN}


def render_full(
    findings: Iterable[Finding],
    documents: Mapping[str, Document],
    language: Language,
    *,
    colour: bool = False,
) -> str:
    """Return the report: one block a finding, then a summary. `documents` are by path."""
    found = tuple(findings)
    blocks = [
        _block(finding, documents[finding.span.path], language, colour=colour) for finding in found
    ]
    return "\n\n".join([*blocks, _summary(found).text(language)]) + "\n"


def _block(finding: Finding, document: Document, language: Language, *, colour: bool) -> str:
    severity = finding.severity.label
    if colour:
        severity = f"{BOLD}{COLOURS[finding.severity]}{severity}{PLAIN}"
    message = _visible(finding.violation.message.text(language))
    lines = [f"{finding.span.place}: {severity} [{finding.rule}] {message}"]
    lines += _excerpt(finding, document, COLOURS[finding.severity] if colour else "")
    if finding.violation.help:
        lines.append(f"  = help: {_visible(finding.violation.help.text(language))}")
    if finding.answer:
        answer = ANSWERS[finding.answer].about(reason=finding.justification)
        lines.append(f"  = note: {_visible(answer.text(language))}")
    return "\n".join(lines)


def _excerpt(finding: Finding, document: Document, colour: str) -> list[str]:
    span = finding.span
    line = document.line(span.start.line)
    start = span.start.column - 1
    end = span.end.column - 1 if span.end.line == span.start.line else len(line)
    gutter = " " * len(str(span.start.line))
    indent = " " * _width(line[:start])
    carets = "^" * max(1, _width(line[start:end]))
    if colour:
        carets = f"{colour}{carets}{PLAIN}"
    return [
        f"{gutter} |",
        f"{span.start.line} | {_visible(line)}",
        f"{gutter} | {indent}{carets}",
    ]


def _visible(text: str) -> str:
    """Show tabs, and replace what could steer a terminal or reorder its text."""
    return "".join(_glyph(character) for character in text)


def _glyph(character: str) -> str:
    if character == "\t":
        return TAB
    return character if character.isprintable() else "\N{REPLACEMENT CHARACTER}"


def _width(text: str) -> int:
    """Return how many terminal cells `text` takes: Chinese characters take two."""
    return max(0, wcswidth(_visible(text)))


def _summary(findings: tuple[Finding, ...]) -> Wording:
    counts = Counter(finding.severity for finding in findings)
    fixes = [finding.violation.fix for finding in findings if finding.violation.fix]
    summary = SUMMARY if findings else CLEAN
    return summary.about(
        total=len(findings),
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.NOTE],
        open=sum(finding.answer is None for finding in findings),
        safe=sum(fix.safe for fix in fixes),
        unsafe=sum(not fix.safe for fix in fixes),
    )


ANSWERS: Mapping[Answer, Wording] = {
    Answer.ERRATUM: Wording("已由勘误更正", "answered: an erratum corrects this text"),
    Answer.WAIVER: Wording("已豁免：{reason}", "waived: {reason}"),
    Answer.BASELINE: Wording("已记入基线", "answered: accepted in the baseline"),
}
SUMMARY = Wording(
    "{total} 处发现：错误 {errors}，警告 {warnings}，提示 {notes}；待处理 {open} 处；"
    "可安全修正 {safe} 处，需人工确认的修正 {unsafe} 处。",
    "Findings: {total} (errors {errors}, warnings {warnings}, notes {notes}); unanswered: {open}; "
    "safe fixes: {safe}, unsafe fixes: {unsafe}.",
)
CLEAN = Wording("没有发现问题。", "No findings.")
