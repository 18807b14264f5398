"""The published schemas, and records held against them. Only this module knows jsonschema-rs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import jsonschema_rs

from pipeline.data import vendored
from pipeline.exports.documents import Json
from pipeline.failure import Fault
from pipeline.wording import Wording

NAMES = (
    *("code", "full", "index", "codes", "aliases", "languages", "findings"),
    *("edition-code", "edition"),
)
Checker = Callable[[Json], Iterator[Fault]]


@cache
def schema(name: str) -> Mapping[str, Any]:
    """Return the schema `name`, as it comes with the package: its `$ref`s are relative."""
    content: Mapping[str, Any] = json.loads(vendored(f"schema/{name}.schema.json"))
    return content


def schema_url(site_url: str, name: str) -> str:
    """Return the address of a schema, which is its `$id` too."""
    return f"{site_url}schema/v1/{name}.schema.json"


def identified(site_url: str, name: str) -> Json:
    """Return the schema `name` as it is published, with its `$id`."""
    return {**schema(name), "$id": schema_url(site_url, name)}


def record_checker() -> Checker:
    """Return what yields a fault for each place where a record breaks the schema `code`."""
    validator = jsonschema_rs.Draft202012Validator(dict(schema("code")))

    def check(record: Json) -> Iterator[Fault]:
        if not validator.is_valid(record):
            for error in validator.iter_errors(record):
                place = ".".join(map(str, error.instance_path))
                said = BREAKS.about(said=error.message)
                yield Fault(f"codes/{record['code']}.json: {place or '.'}", said, MEND)

    return check


BREAKS = Wording("不符合发布的结构：{said}", "this breaks the published schema: {said}")
MEND = Wording(
    "改正来源中的这个值；若它应当允许，修改 pipeline/data/schema/ 并提升 schema_version",
    "correct the value at its source; if it should be allowed, change pipeline/data/schema/ and "
    "raise schema_version",
)
