"""JSON as bytes: two spaces, nothing escaped that need not be. Only this module knows orjson."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import orjson

Json = Mapping[str, object]


def pretty(value: Json) -> bytes:
    """Return `value` as a document that a person can read."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def line(value: Json) -> bytes:
    """Return `value` on one line, as NDJSON has it."""
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)


def collection(head: Json, name: str, items: Iterable[bytes]) -> bytes:
    """Return `head` with a last member `name`: a list of documents that are bytes already.

    To serialise each record once is what keeps large exports quick. A line end in such a
    document is never part of a string, so that indenting the lines changes no value.
    """
    opened = pretty({**head, name: []}).removesuffix(b"]\n}\n")
    inside = b",".join(b"\n    " + item.rstrip().replace(b"\n", b"\n    ") for item in items)
    return opened + inside + (b"\n  ]\n}\n" if inside else b"]\n}\n")


def sha256(content: bytes) -> str:
    """Return the digest of `content`, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
