"""One status code as JSON values: the record of the API, in the order of its schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.dataset import Dataset
from pipeline.exports.documents import Json
from pipeline.exports.guidance import guidance_json
from pipeline.exports.texts import texts_json
from pipeline.findings import Finding
from pipeline.records.aliases import Kind, aliases_of
from pipeline.records.erratum import Erratum, Field
from pipeline.records.listing import Entry
from pipeline.records.registry import Assignment
from pipeline.records.union import StatusCode

ANSWERS: Mapping[str, bool | None] = {"yes": True, "no": False, "n/a": None}


@dataclass(frozen=True, slots=True)
class Record:
    """The record of one code: its value, and that as bytes on many lines and on one."""

    code: int
    value: Mapping[str, Any]
    pretty: bytes
    line: bytes


def code_json(code: StatusCode, dataset: Dataset) -> Json:
    """Return the record of `code`, in all languages."""
    errata = code.author.errata if code.author else ()
    return {
        "code": code.code,
        "class": code.status_class,
        "phrase": code.phrase,
        "registration": _registration(code.assignment, dataset.registry_updated),
        "specification": _specification(code.assignment),
        "properties": _properties(code.assignment),
        "aliases": [
            {"phrase": alias.name, "kind": alias.kind, "origin": alias.origin}
            for alias in aliases_of(code)
            if alias.kind is not Kind.REGISTERED
        ],
        "libraries": {each.library: each.phrase for each in code.libraries},
        "source": _source(code.author) if code.author else None,
        "title": _texts(code, Field.TITLE, dataset),
        "description": _texts(code, Field.DESCRIPTION, dataset),
        "guidance": guidance_json(code, dataset),
        "errata": [_erratum(erratum, code, dataset) for erratum in errata],
        "findings": [finding_json(finding) for finding in dataset.findings_on(code.code)],
    }


def finding_json(finding: Finding) -> Json:
    """Return a finding with its place: 1-based, columns in code points."""
    span, message = finding.span, finding.violation.message
    return {
        "rule": finding.rule,
        "code": finding.code,
        "severity": finding.severity.label,
        "message": {"zh-Hans": message.text("zh"), "en": message.text("en")},
        "path": span.path,
        "line": span.start.line,
        "column": span.start.column,
        "end_line": span.end.line,
        "end_column": span.end.column,
        "answer": finding.answer,
        "justification": finding.justification,
    }


def _registration(assignment: Assignment | None, checked: str) -> Json:
    references = assignment.references if assignment else ()
    return {
        "state": assignment.registration if assignment else "unregistered",
        "references": [
            {"title": reference.title, "url": reference.url} for reference in references
        ],
        "registered": assignment.registered if assignment else None,
        "updated": assignment.updated if assignment else None,
        "expires": assignment.expires if assignment else None,
        "checked": checked,
    }


def _specification(assignment: Assignment | None) -> Json | None:
    if assignment is None:
        return None
    specification = assignment.specification
    return {"citation": specification.citation, "url": specification.url}


def _properties(assignment: Assignment | None) -> Json | None:
    if assignment is None:
        return None
    told = assignment.specification
    return {
        "heuristically_cacheable": {
            "value": ANSWERS[told.cacheable],
            "authority": told.cacheable_by,
        },
        "content_allowed": {"value": ANSWERS[told.content], "authority": told.content_by},
        "header_fields": {
            "value": list(told.header_fields),
            "authority": told.header_fields_by if told.header_fields else None,
        },
    }


def _source(entry: Entry) -> Json:
    record = entry.record
    return {
        "path": entry.document.path,
        "line": record.code_cell.span.start.line,
        "phrase": record.phrase.text if record.phrase else None,
        "match": entry.comparison.match if entry.comparison else None,
        "description": record.description.text if record.description else None,
    }


def _texts(code: StatusCode, field: str, dataset: Dataset) -> Json:
    return texts_json(code.code, field, _origin(code, field), dataset)


def _origin(code: StatusCode, field: str) -> str:
    """Return whose words the Chinese text is."""
    if field == "erratum":
        return "erratum"
    told_by = code.told_by(Field(field))
    if told_by is not code.author:
        return "supplement"
    corrected = {erratum.field for erratum in code.author.errata} if code.author else set()
    return "erratum" if field in corrected else "author"


def _erratum(erratum: Erratum, code: StatusCode, dataset: Dataset) -> Json:
    return {
        "field": erratum.field,
        "as_written": erratum.as_written,
        "corrected": erratum.corrected,
        "authority": erratum.authority,
        "quote": erratum.quote,
        "reason": _texts(code, "erratum", dataset),
    }
