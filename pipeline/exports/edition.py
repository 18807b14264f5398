"""One language of the dataset, flat: no value is an object, so that a table can hold it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.dataset import Dataset, Edition
from pipeline.exports.documents import Json
from pipeline.exports.record import Record

NO_TEXT: Mapping[str, None] = dict.fromkeys(("text", "language", "state", "draft", "origin"))


@dataclass(frozen=True, slots=True)
class Flat:
    """An edition with its codes, each flat."""

    edition: Edition
    codes: tuple[Json, ...]

    @property
    def tag(self) -> str:
        """The language tag."""
        return self.edition.locale.tag


def flat_editions(dataset: Dataset, made: Iterable[Record]) -> tuple[Flat, ...]:
    """Return every edition, from the same records as the API has."""
    records = tuple(made)
    return tuple(
        Flat(edition, tuple(_flat(record, edition.locale.tag, dataset) for record in records))
        for edition in dataset.editions
    )


def _flat(record: Record, tag: str, dataset: Dataset) -> Json:
    value = record.value
    specification = value["specification"] or {}
    return {
        "language": tag,
        "code": record.code,
        "class": value["class"],
        "phrase": value["phrase"],
        "registration": value["registration"]["state"],
        **_text("title", value["title"].get(tag, NO_TEXT)),
        **_text("description", value["description"].get(tag, NO_TEXT)),
        "specification": specification.get("citation"),
        "specification_url": specification.get("url"),
        "page": f"{dataset.site_url}{tag}/{record.code}/",
        "record": f"{dataset.site_url}api/v1/codes/{record.code}.json",
    }


def _text(field: str, text: Mapping[str, object]) -> Json:
    return {
        field: text["text"],
        f"{field}_language": text["language"],
        f"{field}_state": text["state"],
        f"{field}_draft": text["draft"],
        f"{field}_origin": text["origin"],
    }
