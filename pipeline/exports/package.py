"""The descriptor of the downloads: Data Package v2, made from the same columns as the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from pipeline.dataset import Dataset
from pipeline.exports.columns import Column
from pipeline.exports.documents import Json
from pipeline.exports.tables import Table
from pipeline.published import Download

LICENSE = {
    "name": "CC0-1.0",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
    "title": "CC0 1.0, for the facts; NOTICE says whose the texts are",
}
REGISTRY = {
    "title": "IANA HTTP Status Code Registry",
    "path": "https://www.iana.org/assignments/http-status-codes/",
}
MEDIA_TYPES: Mapping[str, str] = {
    ".json": "application/json",
    ".ndjson": "application/x-ndjson",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True}


def descriptor(dataset: Dataset, tables: Iterable[Table], files: Iterable[Download]) -> Json:
    """Return the descriptor of `files`; those that are `tables` have their columns."""
    by_file = {f"{table.name}.csv": table for table in tables}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "http-status-codes",
        "title": "HTTP status codes in several languages",
        "version": dataset.data_version,
        "homepage": dataset.site_url,
        "licenses": [LICENSE],
        "sources": [{**REGISTRY, "version": dataset.registry_updated}],
        "resources": [_resource(file, by_file.get(file.name)) for file in files],
    }


def _resource(file: Download, table: Table | None) -> Json:
    suffix = PurePosixPath(file.name).suffix
    about: dict[str, object] = {
        "name": file.name.lower().removesuffix(".csv").replace("_", "-"),
        "path": file.name,
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    if suffix in MEDIA_TYPES:
        about |= {"format": suffix.removeprefix("."), "mediatype": MEDIA_TYPES[suffix]}
    if table:
        described = {"type": "table", "title": table.title, "encoding": "utf-8", "dialect": DIALECT}
        about |= {**described, "schema": _schema(table)}
    return about


def _schema(table: Table) -> Json:
    schema: dict[str, object] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.name != "codes":
        reference = {"resource": "codes", "fields": ["code"]}
        schema["foreignKeys"] = [{"fields": ["code"], "reference": reference}]
    return schema


def _field(column: Column) -> Json:
    constraints: dict[str, object] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    if column.pattern:
        constraints["pattern"] = column.pattern
    field: dict[str, object] = {
        "name": column.name,
        "type": column.type,
        "description": column.about,
    }
    return {**field, "constraints": constraints} if constraints else field
