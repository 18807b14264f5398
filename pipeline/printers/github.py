"""Findings for GitHub Actions: workflow commands, which it shows beside the lines concerned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from pipeline.failure import Fault
from pipeline.findings import Finding, Severity
from pipeline.printers.full import visible
from pipeline.span import Span
from pipeline.wording import Language, Wording

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
# A value ends at the end of the line; a property also at a comma, and all of them at a colon.
IN_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
IN_PROPERTY = {**IN_MESSAGE, ":": "%3A", ",": "%2C"}


def render_github(
    findings: Iterable[Finding],
    faults: Iterable[Fault],
    uris: Mapping[str, str],
    language: Language,
) -> str:
    """Return a command a line: for the unanswered findings, and files that could not be judged.

    `uris` gives for each path the URI of the file.
    """
    lines = [_annotate(found, uris, language) for found in findings if found.answer is None]
    for fault in faults:
        place = {"file": _file(fault.path, uris)}
        if isinstance(fault.where, Span):
            place |= _place(fault.where)
        lines.append(_command("error", place, _said(fault.message, fault.remedy, language)))
    return "".join(f"{line}\n" for line in lines)


def _annotate(finding: Finding, uris: Mapping[str, str], language: Language) -> str:
    properties = {
        "file": _file(finding.span.path, uris),
        **_place(finding.span),
        "title": finding.rule,
    }
    said = _said(finding.violation.message, finding.violation.help, language)
    return _command(COMMANDS[finding.severity], properties, said)


def _file(path: str, uris: Mapping[str, str]) -> str:
    return unquote(uris[path].removeprefix("file://"))


def _place(span: Span) -> dict[str, str]:
    """Return lines, and columns if there is only one line: GitHub takes them only then."""
    place = {"line": str(span.start.line), "endLine": str(span.end.line)}
    if span.start.line == span.end.line:
        place |= {"col": str(span.start.column), "endColumn": str(span.end.column)}
    return place


def _said(message: Wording, help_: Wording | None, language: Language) -> str:
    return "\n".join(visible(each.text(language)) for each in (message, help_) if each)


def _command(name: str, properties: Mapping[str, str], said: str) -> str:
    given = ",".join(f"{key}={_escape(value, IN_PROPERTY)}" for key, value in properties.items())
    return f"::{name} {given}::{_escape(said, IN_MESSAGE)}"


def _escape(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(character, character) for character in text)
