"""Findings for editors and grep: one line each, as compilers print them."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.findings import Finding
from pipeline.printers.full import ANSWERS, visible
from pipeline.wording import Language


def render_concise(findings: Iterable[Finding], language: Language) -> str:
    """Return `path:line:column: severity [rule] message` lines; no text if nothing was found."""
    return "".join(f"{_line(finding, language)}\n" for finding in findings)


def _line(finding: Finding, language: Language) -> str:
    message = finding.violation.message.text(language)
    if finding.answer:
        answer = ANSWERS[finding.answer].about(reason=finding.justification)
        message += f" ({answer.text(language)})"
    return f"{finding.span.place}: {finding.severity.label} [{finding.rule}] {visible(message)}"
