"""Every address that the exports answer, as OpenAPI 3.1: what is not here is not published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.dataset import Dataset
from pipeline.exports.documents import Json
from pipeline.exports.schema import NAMES, schema

PARAMETER = re.compile(r"\{([a-z]+)\}")
REFERENCE = re.compile(r"^(?:(?P<file>[a-z-]+)\.schema\.json)?(?:#(?P<place>.*))?$")
JSON, CSV, TEXT = "application/json", "text/csv", "text/plain"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Address:
    """A path below the site's root, `{code}`, `{tag}`, `{class}` and `{version}` standing for any.

    `schema` is the name of the JSON Schema of what is there, if there is one.
    """

    path: str
    summary: str
    media_type: str
    schema: str | None = None


API = (
    Address("api/openapi.json", "This description.", JSON),
    Address("api/v1/index.json", "The entry document: links, counts, versions.", JSON, "index"),
    Address("api/v1/full.json", "Every record in all languages.", JSON, "full"),
    Address("api/v1/codes.json", "All codes in brief.", JSON, "codes"),
    Address("api/v1/codes/{code}.json", "One code in all languages.", JSON, "code"),
    Address("api/v1/classes/{class}.json", "The codes of a class in brief.", JSON, "codes"),
    Address("api/v1/aliases.json", "Every name of a code.", JSON, "aliases"),
    Address("api/v1/languages.json", "The languages and their progress.", JSON, "languages"),
    Address("api/v1/findings.json", "What the rules found in the sources.", JSON, "findings"),
    Address("api/v1/{tag}/codes.json", "All codes in one language, flat.", JSON, "edition"),
    Address("api/v1/{tag}/codes/{code}.json", "One code in one language.", JSON, "edition-code"),
    Address("schema/v1/{schema}.schema.json", "A JSON Schema 2020-12.", "application/schema+json"),
)
FILES = (
    Address("http-status-codes.json", "Every record in all languages.", JSON, "full"),
    Address("http-status-codes.ndjson", "The same records, one a line.", "application/x-ndjson"),
    Address("codes.csv", "One row a code, language-neutral.", CSV),
    Address("translations.csv", "One row a text and language.", CSV),
    Address("codes.{tag}.csv", "One row a code, in one language.", CSV),
    Address("codes.{tag}.excel.csv", "The same for Excel: BOM, headings, no formulas.", CSV),
    Address("codes.xlsx", "A workbook: facts, and a sheet a language.", XLSX),
    Address("http-status-codes.d.ts", "TypeScript types of all of it.", TEXT),
    Address("http-status-{tag}.po", "Registered phrase to title, for gettext.", TEXT),
    Address("http-status-{tag}.mo", "The same, compiled.", "application/octet-stream"),
    Address("findings.sarif", "Findings on both tables as SARIF 2.1.0.", JSON),
    Address("datapackage.json", "Data Package v2: tables, columns, digests.", JSON),
    Address("release.json", "What the next release is compared with.", JSON),
    Address("SHA256SUMS", "For sha256sum --check.", TEXT),
    Address("CHANGELOG.md", "What changed from release to release.", "text/markdown"),
    Address("LICENSE-DATA", "The terms of the facts.", TEXT),
    Address("NOTICE", "Whose words the texts are.", TEXT),
)
ADDRESSES = (
    *API,
    *(
        Address(f"downloads/{{version}}/{file.path}", file.summary, file.media_type, file.schema)
        for file in FILES
    ),
)


def openapi(dataset: Dataset) -> Json:
    """Return the description; the schemas are inside it, so that a tool needs nothing else."""
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "HTTP status codes",
            "summary": "Facts and texts about HTTP status codes, as static files.",
            "version": dataset.data_version,
            "license": {"name": "CC0-1.0 for facts; texts as NOTICE says", "identifier": "CC0-1.0"},
        },
        "servers": [{"url": dataset.site_url.rstrip("/")}],
        "security": [],
        "paths": {f"/{each.path}": {"get": _operation(each, dataset)} for each in ADDRESSES},
        "components": {"schemas": {name: _inlined(schema(name), name) for name in NAMES}},
    }


def _operation(address: Address, dataset: Dataset) -> Json:
    values = _parameters(dataset)
    words = re.findall(r"[A-Za-z0-9]+", address.path.replace("{", "by-").replace("}", ""))
    content: dict[str, object] = {}
    if address.schema:
        content["schema"] = {"$ref": f"#/components/schemas/{address.schema}"}
    return {
        "operationId": "-".join(words),
        "summary": address.summary,
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": values[name]}
            for name in PARAMETER.findall(address.path)
        ],
        "responses": {
            "200": {"description": address.summary, "content": {address.media_type: content}},
            "404": {"description": "There is no such file."},
        },
    }


def _parameters(dataset: Dataset) -> Mapping[str, Json]:
    tags = [edition.locale.tag for edition in dataset.editions]
    return {
        "code": {"type": "integer", "enum": [code.code for code in dataset.codes]},
        "class": {"type": "string", "enum": list(dataset.classes)},
        "tag": {"type": "string", "enum": tags},
        "schema": {"type": "string", "enum": list(NAMES)},
        "version": {"type": "string", "enum": [dataset.data_version, "latest"]},
    }


def _inlined(value: object, name: str) -> object:
    """Return the schema `name` with its references leading to where it stands in OpenAPI."""
    if isinstance(value, Mapping):
        return {
            key: _reference(inner, name) if key == "$ref" else _inlined(inner, name)
            for key, inner in value.items()
            if key != "$schema" or not isinstance(inner, str)
        }
    return [_inlined(inner, name) for inner in value] if isinstance(value, list) else value


def _reference(reference: str, name: str) -> str:
    found = REFERENCE.match(reference)
    file, place = (found["file"], found["place"]) if found else (None, None)
    return f"#/components/schemas/{file or name}{place or ''}"
