"""What to do about a code, what it is confused with, an example and its past, as JSON values."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.dataset import Dataset
from pipeline.exports.documents import Json
from pipeline.exports.texts import texts_json
from pipeline.records.authority import Authority
from pipeline.records.guidance import Advice, Contrast, Example, Statement
from pipeline.records.union import StatusCode


def guidance_json(code: StatusCode, dataset: Dataset) -> Json:
    """Return the guidance on `code`; null where nobody has written it."""
    history = code.history
    return {
        "advice": _advice(code.advice, dataset) if code.advice else None,
        "confused_with": [_contrast(each, code.code, dataset) for each in code.contrasts],
        "example": _example(code.example) if code.example else None,
        "history": _statement(history, code.code, "history", dataset) if history else None,
    }


def _advice(advice: Advice, dataset: Dataset) -> Json:
    return {
        "client": _statement(advice.client, advice.code, "client", dataset),
        "server": _statement(advice.server, advice.code, "server", dataset),
        "retry": {"answer": advice.retry, "authority": _citations(advice.retry_authority)},
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
        "text": texts_json(code, field, "guidance", dataset),
        "authority": _citations(statement.authority),
    }


def _citations(authority: Iterable[Authority]) -> list[Json]:
    return [{"citation": each.citation, "url": each.url} for each in authority]
