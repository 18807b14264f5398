"""TOML, read within bounds. Only this module reads the TOML of people."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.span import Document
from pipeline.wording import Wording

# The parser recurses at each bracket, and its memory grows with the square of a key's dots.
DEEPEST = 16  # brackets in one another, and dots of one key
LONGEST = 1_000  # characters of a bare key or a number
LARGEST = 4 << 20  # characters of a file; the parser takes seconds for so many
PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
TOKEN = re.compile(
    r"""
    \#[^\n]*+
    | \"{3}(?:[^"\\]|\\(?s:.)|""?(?!"))*+(?:"{3,5}|\Z) | "(?:[^"\\\n]|\\.)*+"?
    | '{3}(?s:.*?)(?:'{3,5}|\Z) | '[^'\n]*+'?
    | (?P<opens>[\[{]) | (?P<closes>[\]}]) | (?P<ends>[=,\n]) | (?P<dot>\.)
    | (?P<word>[\w+-]++)
    """,
    re.VERBOSE,
)


def read_toml(document: Document, status: ExitStatus) -> dict[str, Any]:
    """Return the table that `document` is; a failure with `status` says where it is none."""
    if fault := next(_excesses(document), None):
        raise Failure(status, fault)
    try:
        return tomllib.loads(document.text)
    except tomllib.TOMLDecodeError as error:
        raise Failure(status, _broken(document, error)) from error


def _excesses(document: Document) -> Iterator[Fault]:
    """Yield what is too much for the parser, where it begins to be."""
    if len(document.text) > LARGEST:
        yield Fault(document.path, TOO_LARGE.about(most=LARGEST >> 20), SHORTEN)
    depth = dots = 0
    for token in TOKEN.finditer(document.text):
        if token.lastgroup == "dot":
            dots += 1
        elif token.lastgroup in ("opens", "closes", "ends"):
            dots = 0
            depth += {"opens": 1, "closes": -1, "ends": 0}[token.lastgroup]
        if max(depth, dots) > DEEPEST:
            yield Fault(document.span(*token.span()), TOO_DEEP.about(most=DEEPEST), FLATTEN)
        if token.lastgroup == "word" and len(token[0]) > LONGEST:
            yield Fault(document.span(*token.span()), TOO_LONG.about(most=LONGEST), SHORTEN)


def _broken(document: Document, error: tomllib.TOMLDecodeError) -> Fault:
    """Return where `document` stopped being TOML, and what the parser said there."""
    place = PLACE.search(str(error))
    offset = len(document.text)
    if place and place[1]:
        offset = document.line_starts[int(place[1]) - 1] + int(place[2]) - 1
    said = BROKEN.about(said=PLACE.sub("", str(error)))
    return Fault(document.span(offset, offset), said, MEND)


BROKEN = Wording("TOML 语法错误：{said}", "broken TOML: {said}")
MEND = Wording("改正此处的 TOML 语法", "mend the TOML syntax at this place")
TOO_DEEP = Wording("TOML 嵌套超过 {most} 层", "TOML nested more than {most} deep")
FLATTEN = Wording("减少括号层数，或键中的点", "use fewer brackets in one another, or dots in a key")
TOO_LONG = Wording("键或数字超过 {most} 个字符", "a key or a number of more than {most} characters")
TOO_LARGE = Wording("TOML 文件大于 {most} MiB，未读取", "TOML larger than {most} MiB; not read")
SHORTEN = Wording("缩短它", "shorten it")
