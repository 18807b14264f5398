"""The static API: an entry document, every code, all codes in one file, and the schemas."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping

from pipeline.artefacts import Artefact
from pipeline.data import vendored
from pipeline.dataset import Dataset
from pipeline.exports.record import code_json

API = "build/site/api/v1"
SCHEMAS = "build/site/schema/v1"
SCHEMA_VERSION = "1.0.0"

Json = Mapping[str, object]


def render_api(dataset: Dataset) -> Iterator[Artefact]:
    """Yield `index.json`, `full.json`, `codes/<code>.json` and the schemas."""
    full = full_json(dataset)
    yield Artefact(f"{API}/index.json", _bytes(_index(dataset, full)))
    yield Artefact(f"{API}/full.json", full)
    for code in dataset.codes:
        record = {"$schema": _schema_url(dataset, "code"), **code_json(code, dataset)}
        yield Artefact(f"{API}/codes/{code.code}.json", _bytes(record))
    for name in ("code", "full"):
        schema = json.loads(vendored(f"schema/{name}.schema.json"))
        identified = {**schema, "$id": _schema_url(dataset, name)}
        yield Artefact(f"{SCHEMAS}/{name}.schema.json", _bytes(identified))


def full_json(dataset: Dataset) -> bytes:
    """Return everything in one file."""
    everything = {
        "$schema": _schema_url(dataset, "full"),
        **_about(dataset),
        "codes": [code_json(code, dataset) for code in dataset.codes],
    }
    return _bytes(everything)


def _about(dataset: Dataset) -> Json:
    locales = (edition.locale for edition in dataset.editions)
    return {
        "schema_version": SCHEMA_VERSION,
        "data_version": dataset.data_version,
        "registry_updated": dataset.registry_updated,
        "languages": [
            {"tag": locale.tag, "autonym": locale.autonym, "direction": locale.direction}
            for locale in locales
        ],
    }


def _index(dataset: Dataset, full: bytes) -> Json:
    return {
        **_about(dataset),
        "full": {"url": f"{dataset.site_url}api/v1/full.json", "sha256": _sha256(full)},
        "codes": {
            str(code.code): f"{dataset.site_url}api/v1/codes/{code.code}.json"
            for code in dataset.codes
        },
    }


def _schema_url(dataset: Dataset, name: str) -> str:
    return f"{dataset.site_url}schema/v1/{name}.schema.json"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _bytes(value: Json) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
