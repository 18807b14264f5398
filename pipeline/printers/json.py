"""Findings for programs: the JSON of `check --format json`, in one language."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline.findings import Finding, Fix, Severity
from pipeline.wording import Language

Json = Mapping[str, object]


def render_json(findings: Iterable[Finding], language: Language) -> str:
    """Return `{"findings": [...], "summary": {...}}`; columns are 1-based code points."""
    found = tuple(findings)
    report = {
        "findings": [_finding(finding, language) for finding in found],
        "summary": _summary(found),
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding, language: Language) -> Json:
    """Return one finding as JSON values. `end_column` is the column after the last character."""
    violation, span = finding.violation, finding.span
    return {
        "rule": finding.rule,
        "severity": finding.severity.label,
        "message": violation.message.text(language),
        "help": violation.help.text(language) if violation.help else None,
        "path": span.path,
        "line": span.start.line,
        "column": span.start.column,
        "end_line": span.end.line,
        "end_column": span.end.column,
        "code": finding.code,
        "address": violation.address,
        "fingerprint": finding.fingerprint,
        "answer": finding.answer,
        "justification": finding.justification,
        "fix": _fix(violation.fix) if violation.fix else None,
    }


def _fix(fix: Fix) -> Json:
    edits = [
        {
            "start_byte": edit.start_byte,
            "end_byte": edit.end_byte,
            "expected": edit.expected,
            "replacement": edit.replacement,
        }
        for edit in fix.edits
    ]
    return {"safe": fix.safe, "edits": edits}


def _summary(findings: tuple[Finding, ...]) -> Json:
    counts = Counter(finding.severity for finding in findings)
    return {
        "total": len(findings),
        **{severity.label: counts[severity] for severity in reversed(Severity)},
        "unanswered": sum(finding.answer is None for finding in findings),
    }
