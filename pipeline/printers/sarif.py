"""Findings for code scanning: SARIF 2.1.0 (OASIS standard, with errata 01)."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.failure import Fault
from pipeline.findings import Answer, Edit, Finding, Fix, Rule
from pipeline.printers.explained import render_explanation
from pipeline.printers.full import ANSWERS
from pipeline.span import Document, Span
from pipeline.wording import Language, Wording

Json = Mapping[str, object]
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
BOM = "\ufeff"
# What code scanning services take for the top of the repository.
ROOT = "%SRCROOT%"


@dataclass(frozen=True, slots=True)
class Tool:
    """What a log says of the tool: its version, the rules that ran, and where their pages are.

    The page of a rule is at `pages`, an absolute address with a slash at its end, plus `<id>/`.
    """

    version: str
    rules: tuple[Rule[Any], ...]
    pages: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What was judged: the documents, and their URIs (relative to the root, or absolute)."""

    documents: Mapping[str, Document]
    uris: Mapping[str, str]
    language: Language

    def text(self, wording: Wording) -> str:
        """Return `wording` as plain text of a message."""
        return wording.text(self.language)


def render_sarif(
    findings: Iterable[Finding], faults: Iterable[Fault], scope: Scope, tool: Tool
) -> str:
    """Return a log of one run, in ASCII. `faults` are the files that could not be judged."""
    found, unread = tuple(findings), tuple(faults)
    rules = sorted(tool.rules, key=lambda rule: rule.id)
    indices = {rule.id: index for index, rule in enumerate(rules)}
    driver = {
        "name": "http-status-i18n",
        "version": tool.version,
        "semanticVersion": tool.version,
        "rules": [_rule(rule, tool.pages, scope) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [
            {
                "executionSuccessful": not unread,
                "toolExecutionNotifications": [_notification(fault, scope) for fault in unread],
            }
        ],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [_result(finding, indices[finding.rule], scope) for finding in found],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2) + "\n"


def _rule(rule: Rule[Any], pages: str, scope: Scope) -> Json:
    explanation = rule.explanation
    return {
        "id": rule.id,
        "shortDescription": {"text": scope.text(rule.title)},
        "fullDescription": {"text": "\n\n".join(map(scope.text, explanation.paragraphs))},
        "help": {"text": render_explanation(explanation, scope.language)},
        "helpUri": f"{pages}{rule.id}/",
        "defaultConfiguration": {"level": rule.severity.label},
    }


def _result(finding: Finding, index: int, scope: Scope) -> Json:
    violation = finding.violation
    said = [scope.text(each) for each in (violation.message, violation.help) if each]
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.severity.label,
        "message": _message("\n".join(said)),
        "locations": [_location(finding.span, scope)],
        "partialFingerprints": {"ruleCodeText/v1": finding.fingerprint},
        "suppressions": _suppressions(finding, scope),
    }
    if violation.fix:
        result["fixes"] = [_fix(violation.fix, finding.span.path, scope)]
    return result


def _message(text: str) -> Json:
    """Return `text` as a message in which no brace is a placeholder and no bracket a link."""
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "] (")}


def _suppressions(finding: Finding, scope: Scope) -> list[Json]:
    """Return why the finding needs no answer; none of them means that it does."""
    if finding.answer is None:
        return []
    in_source = finding.answer is Answer.WAIVER and finding.in_source
    said = finding.justification or scope.text(ANSWERS[finding.answer])
    kind = "inSource" if in_source else "external"
    return [{"kind": kind, "status": "accepted", "justification": said}]


def _notification(fault: Fault, scope: Scope) -> Json:
    said = [scope.text(each) for each in (fault.message, fault.remedy) if each]
    where = fault.where
    location = {"physicalLocation": {"artifactLocation": _artifact(fault.path, scope)}}
    return {
        "level": "error",
        "message": _message("\n".join(said)),
        "locations": [location if isinstance(where, str) else _location(where, scope)],
    }


def _location(span: Span, scope: Scope) -> Json:
    physical = {"artifactLocation": _artifact(span.path, scope), "region": _region(span, scope)}
    return {"physicalLocation": physical}


def _artifact(path: str, scope: Scope) -> Json:
    uri = scope.uris[path]
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": ROOT}


def _region(span: Span, scope: Scope) -> Json:
    """Return the place in text; a byte order mark counts for nothing (section 3.30.2)."""
    document = scope.documents.get(span.path)
    mark = int(document is not None and document.text.startswith(BOM))
    start, end = (
        max(1, position.column - (mark if position.line == 1 else 0))
        for position in (span.start, span.end)
    )
    return {
        "startLine": span.start.line,
        "startColumn": start,
        "endLine": span.end.line,
        "endColumn": end,
        "charOffset": max(0, span.start.offset - mark),
        "charLength": max(0, span.end.offset - mark) - max(0, span.start.offset - mark),
    }


def _fix(fix: Fix, path: str, scope: Scope) -> Json:
    document = scope.documents[path]
    replacements = [_replacement(edit, document, scope) for edit in fix.edits]
    return {
        "description": {"text": scope.text(SAFE if fix.safe else UNSAFE)},
        "artifactChanges": [
            {"artifactLocation": _artifact(path, scope), "replacements": replacements}
        ],
    }


def _replacement(edit: Edit, document: Document, scope: Scope) -> Json:
    """Return the edit in text; in bytes if it changes a byte order mark, which no text has."""
    if document.text.startswith(BOM) and edit.start_byte < len(BOM.encode()):
        content = base64.b64encode(edit.replacement.encode()).decode()
        size = edit.end_byte - edit.start_byte
        deleted: Json = {"byteOffset": edit.start_byte, "byteLength": size}
        return {"deletedRegion": deleted, "insertedContent": {"binary": content}}
    start = document.offset_of_byte(edit.start_byte)
    span = document.span(start, start + len(edit.expected))
    return {
        "deletedRegion": _region(span, scope),
        "insertedContent": {"text": edit.replacement},
    }


SAFE = Wording("安全的修正（--fix）", "Safe fix (--fix)")
UNSAFE = Wording(
    "需人工确认的修正（--fix --unsafe-fixes）",
    "Fix that a person should look at (--fix --unsafe-fixes)",
)
