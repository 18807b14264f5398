"""One language of the dataset, flat: no value is an object, so that a table can hold it."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.dataset import Dataset, Edition
from pipeline.exports.documents import Json
from pipeline.exports.record import text_json
from pipeline.exports.schema import schema_url
from pipeline.records.union import StatusCode

NO_TEXT: Mapping[str, None] = dict.fromkeys(("text", "language", "state", "draft", "origin"))


def flat_json(code: StatusCode, edition: Edition, dataset: Dataset) -> Json:
    """Return `code` in the language of `edition`."""
    assignment, url, tag = code.assignment, dataset.site_url, edition.locale.tag
    specification = assignment.specification if assignment else None
    return {
        "language": tag,
        "code": code.code,
        "class": code.status_class,
        "phrase": code.phrase,
        "registration": assignment.registration if assignment else "unregistered",
        **_text(code, "title", edition, dataset),
        **_text(code, "description", edition, dataset),
        "specification": specification.citation if specification else None,
        "specification_url": specification.url if specification else None,
        "page": f"{url}{tag}/{code.code}/",
        "record": f"{url}api/v1/codes/{code.code}.json",
    }


def document(flat: Json, dataset: Dataset) -> Json:
    """Return a flat record as a file of its own."""
    return {"$schema": schema_url(dataset.site_url, "edition-code"), **flat}


def _text(code: StatusCode, field: str, edition: Edition, dataset: Dataset) -> Json:
    text = text_json(code, field, edition, dataset.editions[0].locale) or NO_TEXT
    return {
        field: text["text"],
        **{f"{field}_{key}": text[key] for key in ("language", "state", "draft", "origin")},
    }
