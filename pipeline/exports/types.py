"""TypeScript types, generated from the published schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.exports.schema import NAMES, schema

Schema = Mapping[str, Any]
SCALARS = {"string": "string", "integer": "number", "boolean": "boolean", "null": "null"}


def declarations(version: str) -> bytes:
    """Return a declaration file with one exported type for each schema and each of its parts."""
    parts = [f"// Types of the HTTP status code data {version}, generated from its JSON Schemas.\n"]
    for name in NAMES:
        found = schema(name)
        parts += [_declared(part, inner) for part, inner in found.get("$defs", {}).items()]
        parts.append(_declared(name, found))
    return "\n".join(parts).encode()


def fields_of() -> Iterator[tuple[str, str]]:
    """Yield each field of each schema, as `code.phrase`, with its type: what programs rely on."""
    for name in NAMES:
        found = schema(name)
        for part, inner in {name: found, **found.get("$defs", {})}.items():
            if "properties" not in inner:
                yield _pascal(part), _type(inner, "")
            for field, value in inner.get("properties", {}).items():
                mark = "" if field in inner["required"] else "?"
                yield f"{_pascal(part)}.{field}{mark}", " ".join(_type(value, "").split())


def _declared(name: str, found: Schema) -> str:
    about = "".join(_comment(found, ""))
    return f"{about}export type {_pascal(name)} = {_type(found, '')};\n"


def _type(found: Schema, indent: str) -> str:
    """Return the type that `found` describes; `indent` is that of the line it begins on."""
    if "$ref" in found:
        return _pascal(found["$ref"].rpartition("/")[2].partition(".")[0])
    if "enum" in found:
        return _union(json.dumps(value, ensure_ascii=False) for value in found["enum"])
    if "anyOf" in found:
        return _union(_type(choice, indent) for choice in found["anyOf"])
    kinds: str | Sequence[str] = found["type"]
    if not isinstance(kinds, str):
        return _union(SCALARS[kind] for kind in kinds)
    if kinds == "array":
        return f"ReadonlyArray<{_type(found['items'], indent)}>"
    return SCALARS[kinds] if kinds in SCALARS else _object(found, indent)


def _object(found: Schema, indent: str) -> str:
    if "properties" not in found:
        names = _type(found["propertyNames"], indent) if "propertyNames" in found else "string"
        values = _type(found["additionalProperties"], indent)
        # Not every language has every text, nor every state a count.
        return f"Readonly<Partial<Record<{names}, {values}>>>"
    inside = indent + "  "
    lines = []
    for name, inner in found["properties"].items():
        lines += _comment(inner, inside)
        mark = "" if name in found["required"] else "?"
        lines.append(f"{inside}readonly {json.dumps(name)}{mark}: {_type(inner, inside)};\n")
    return f"{{\n{''.join(lines)}{indent}}}"


def _union(types: Iterator[str]) -> str:
    return " | ".join(types)


def _comment(found: Schema, indent: str) -> list[str]:
    return [f"{indent}/** {found['description']} */\n"] if "description" in found else []


def _pascal(name: str) -> str:
    return "".join(word.capitalize() for word in name.replace("-", "_").split("_"))
