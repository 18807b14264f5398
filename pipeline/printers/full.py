"""Findings for people: place, message, the source line with carets under it, and help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from wcwidth import clip, wcswidth

from pipeline.findings import Answer, Finding, Severity
from pipeline.span import Document
from pipeline.wording import Language, Wording

TAB = "⇥"
# Not “…”, which some terminals for Chinese show two cells wide.
CUT = "..."
# The spaces of French: they steer nothing, and would look like a file in a wrong encoding.
NO_BREAK = "\u00a0\u202f"
NARROWEST = 20  # cells for a source line; a terminal that has fewer wraps it
RED, YELLOW, CYAN, BOLD, PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[36m", "\x1b[1m", "\x1b[0m"
COLOURS = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.NOTE: CYAN}


def render_full(
    findings: Iterable[Finding],
    documents: Mapping[str, Document],
    language: Language,
    *,
    colour: bool = False,
    width: int | None = None,
) -> str:
    """Return the report: one block a finding, then a summary. `documents` are by path.

    Source lines are cut to `width` cells of a terminal, around what was found.
    """
    found = tuple(findings)
    blocks = [
        _block(each, documents[each.span.path], language, colour=colour, width=width)
        for each in found
    ]
    return "\n\n".join([*blocks, _summary(found, language)]) + "\n"


def _block(
    finding: Finding, document: Document, language: Language, *, colour: bool, width: int | None
) -> str:
    severity = finding.severity.label
    if colour:
        severity = f"{BOLD}{COLOURS[finding.severity]}{severity}{PLAIN}"
    message = visible(finding.violation.message.text(language))
    lines = [f"{finding.span.place}: {severity} [{finding.rule}] {message}"]
    lines += _excerpt(finding, document, COLOURS[finding.severity] if colour else "", width)
    if finding.violation.help:
        lines.append(f"  = help: {visible(finding.violation.help.text(language))}")
    if finding.answer:
        answer = ANSWERS[finding.answer].about(reason=finding.justification)
        lines.append(f"  = note: {visible(answer.text(language))}")
    return "\n".join(lines)


def _excerpt(finding: Finding, document: Document, colour: str, width: int | None) -> Iterator[str]:
    span = finding.span
    line = document.line(span.start.line)
    start = span.start.column - 1
    end = span.end.column - 1 if span.end.line == span.start.line else len(line)
    gutter = " " * len(str(span.start.line))
    shown, first = visible(line), _width(line[:start])
    last = first + max(1, _width(line[start:end]))
    if width is not None:
        shown, first, last = _cut(shown, first, last, max(NARROWEST, width - len(f"{gutter} | ")))
    carets = "^" * (last - first)
    yield f"{gutter} |"
    yield f"{span.start.line} | {shown}"
    yield f"{gutter} | {' ' * first}{colour}{carets}{PLAIN if colour else ''}"


def _cut(line: str, first: int, last: int, room: int) -> tuple[str, int, int]:
    """Return what of `line` fits in `room` cells, and where its cells `first:last` are in it.

    They stand in the middle as far as that wastes no room; of more than fits, the first ones stay.
    """
    whole = max(_width(line), last)
    if whole <= room:
        return line, first, last
    size = min(last - first, room - 2 * len(CUT))
    begin = max(0, min(first - (room - size) // 2, whole - room))
    before = CUT if begin else ""
    after = CUT if begin + room < whole else ""
    kept = clip(line, begin + len(before), begin + room - len(after), control_codes="ignore")
    end = min(last - begin, room - len(after))
    return f"{before}{kept}{after}", first - begin, end


def visible(text: str) -> str:
    """Show tabs, and replace what could steer a terminal or reorder its text."""
    return "".join(_glyph(character) for character in text)


def _glyph(character: str) -> str:
    if character == "\t":
        return TAB
    if character.isprintable() or character in NO_BREAK:
        return character
    return "\N{REPLACEMENT CHARACTER}"


def _width(text: str) -> int:
    """Return how many terminal cells `text` takes: Chinese characters take two."""
    return max(0, wcswidth(visible(text)))


def _summary(findings: tuple[Finding, ...], language: Language) -> str:
    if not findings:
        return CLEAN.text(language)
    counts = Counter(finding.severity for finding in findings)
    fixes = [found.violation.fix for found in findings if found.violation.fix and found.mendable]
    summary = SUMMARY.about(
        total=len(findings),
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.NOTE],
        open=sum(finding.answer is None for finding in findings),
    )
    safe = sum(fix.safe for fix in fixes)
    said = [summary, *_fixable(safe, len(fixes) - safe)]
    return "\n".join(wording.text(language) for wording in said)


def _fixable(safe: int, unsafe: int) -> Iterator[Wording]:
    if safe:
        yield FIXABLE.about(count=safe)
    if unsafe:
        yield FIXABLE_UNSAFELY.about(count=unsafe)


ANSWERS: Mapping[Answer, Wording] = {
    Answer.ERRATUM: Wording("已由勘误更正", "answered: an erratum corrects this text"),
    Answer.WAIVER: Wording("已豁免：{reason}", "waived: {reason}"),
    Answer.BASELINE: Wording("已记入基线", "answered: accepted in the baseline"),
}
SUMMARY = Wording(
    "{total} 处发现：错误 {errors}，警告 {warnings}，提示 {notes}；待处理 {open} 处。",
    "Findings: {total} (errors {errors}, warnings {warnings}, notes {notes}); unanswered: {open}.",
)
FIXABLE = Wording("用 --fix 可修正 {count} 处。", "Fixable with --fix: {count}.")
FIXABLE_UNSAFELY = Wording(
    "再加 --unsafe-fixes 还可修正 {count} 处，改后请人工核对。",
    "Fixable with --fix --unsafe-fixes: {count} more; look at them afterwards.",
)
CLEAN = Wording("没有发现问题。", "No findings.")
