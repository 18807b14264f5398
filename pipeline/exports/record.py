"""One status code as JSON values: the record of the API, in the order of its schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.dataset import Dataset, Edition
from pipeline.findings import Finding
from pipeline.records.authority import Authority
from pipeline.records.erratum import Erratum
from pipeline.records.guidance import Advice, Contrast, Example, Statement
from pipeline.records.listing import Entry
from pipeline.records.registry import Assignment
from pipeline.records.union import StatusCode

Json = Mapping[str, object]

ANSWERS: Mapping[str, bool | None] = {"yes": True, "no": False, "n/a": None}


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
        "aliases": _aliases(code),
        "source": _source(code.author) if code.author else None,
        "title": _texts(code.code, "title", dataset),
        "description": _texts(code.code, "description", dataset),
        "guidance": _guidance(code, dataset),
        "errata": [_erratum(erratum, dataset) for erratum in errata],
        "findings": [_finding(finding) for finding in dataset.findings_on(code.code)],
    }


def _registration(assignment: Assignment | None, checked: str) -> Json:
    if assignment is None:
        return {"state": "unregistered", "references": [], "checked": checked}
    return {
        "state": assignment.registration,
        "references": [
            {"title": reference.title, "url": reference.url} for reference in assignment.references
        ],
        "registered": assignment.registered,
        "updated": assignment.updated,
        "expires": assignment.expires,
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
    specification = assignment.specification
    return {
        "heuristically_cacheable": ANSWERS[specification.cacheable],
        "content_allowed": ANSWERS[specification.content],
        "header_fields": list(specification.header_fields),
    }


def _aliases(code: StatusCode) -> list[Json]:
    """Return the other names of the code: superseded ones, and what the author wrote."""
    past: dict[str, Json] = {}
    for name in code.assignment.history if code.assignment else ():
        alias = {"phrase": name.phrase, "kind": "superseded", "origin": name.citation}
        past[name.phrase] = alias
    written = code.author.record.phrase if code.author else None
    if code.author and written and code.phrase and written.text not in {code.phrase, *past}:
        origin = f"{code.author.document.path}:{written.span.start.line}"
        past[written.text] = {"phrase": written.text, "kind": "misspelling", "origin": origin}
    return list(past.values())


def _source(entry: Entry) -> Json:
    record = entry.record
    return {
        "path": entry.document.path,
        "line": record.code_cell.span.start.line,
        "phrase": record.phrase.text if record.phrase else None,
        "match": entry.comparison.match if entry.comparison else None,
        "description": record.description.text if record.description else None,
    }


def _texts(code: int, field: str, dataset: Dataset) -> Json:
    return {
        edition.locale.tag: text
        for edition in dataset.editions
        if (text := text_json(code, field, edition))
    }


def text_json(code: int, field: str, edition: Edition) -> Json | None:
    """Return a text in one language: what is shown, in which language, and in which state."""
    text = edition.status(code, field)
    if text is None:
        return None
    return {
        "text": text.text,
        "language": text.locale.tag,
        "state": text.state,
        "draft": text.draft,
        "source_digest": text.source_digest,
        "translated_from_digest": text.translated_from_digest,
    }


def _guidance(code: StatusCode, dataset: Dataset) -> Json:
    """Return what to do, what the code is confused with, an example and its past."""
    history = code.history
    return {
        "advice": _advice(code.advice, dataset) if code.advice else None,
        "confused_with": [_contrast(each, code.code, dataset) for each in code.contrasts],
        "example": _example(code.example) if code.example else None,
        "history": _statement(history, code.code, "history", dataset) if history else None,
    }


def _advice(advice: Advice, dataset: Dataset) -> Json:
    answer = {"answer": advice.retry, "authority": _citations(advice.retry_authority)}
    return {
        "client": _statement(advice.client, advice.code, "client", dataset),
        "server": _statement(advice.server, advice.code, "server", dataset),
        "retry": answer,
    }


def _contrast(contrast: Contrast, code: int, dataset: Dataset) -> Json:
    told = _statement(contrast.difference, contrast.codes[0], contrast.field, dataset)
    return {"code": contrast.other(code), **told}


def _example(example: Example) -> Json:
    return {
        "request": example.request,
        "response": example.response,
        "authority": _citations(example.authority),
    }


def _statement(statement: Statement, code: int, field: str, dataset: Dataset) -> Json:
    return {
        "text": _texts(code, field, dataset),
        "authority": _citations(statement.authority),
    }


def _citations(authority: Iterable[Authority]) -> list[Json]:
    return [{"citation": each.citation, "url": each.url} for each in authority]


def _erratum(erratum: Erratum, dataset: Dataset) -> Json:
    return {
        "field": erratum.field,
        "as_written": erratum.as_written,
        "corrected": erratum.corrected,
        "authority": erratum.authority,
        "quote": erratum.quote,
        "reason": _texts(erratum.code, "erratum", dataset),
    }


def _finding(finding: Finding) -> Json:
    span, message = finding.span, finding.violation.message
    return {
        "rule": finding.rule,
        "severity": finding.severity.label,
        "message": {"zh-Hans": message.text("zh"), "en": message.text("en")},
        "path": span.path,
        "line": span.start.line,
        "column": span.start.column,
        "end_line": span.end.line,
        "end_column": span.end.column,
        "answer": finding.answer,
    }
