"""Rules on what the author's sentences say, and on what programs would make of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.data import vendored
from pipeline.findings import Severity, Violation, rule
from pipeline.records.listing import Entry
from pipeline.rules.terms import texts
from pipeline.wording import Wording

# What a spreadsheet takes for a formula: not a lone dash, a list mark or a signed number.
FORMULA = re.compile(r"[=@]\S|[+\-](?![\s\-+\d])\S|[+\-]\d+[\w.]*[+\-*/|!(]")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Words in a text of `code` that contradict the specification, and what that says."""

    fragments: tuple[str, ...]
    said: Wording
    authority: str
    quote: str


@cache
def _contradictions() -> dict[int, Contradiction]:
    entries = tomllib.loads(vendored("rules/contradictions.toml"))["contradiction"]
    return {
        entry["code"]: Contradiction(
            tuple(entry["fragments"]),
            Wording(entry["zh"], entry["en"]),
            entry["authority"],
            entry["quote"],
        )
        for entry in entries
    }


@rule(Severity.ERROR, "说明与规范矛盾", "Text that contradicts the specification")
def contradicts_specification(entry: Entry) -> Iterator[Violation]:
    """Find sentences, known from vendors' tables, that contradict the specification.

    They are curated, each with the sentence of the authority that decides; nothing is guessed.

    指出与规范矛盾的句子，它们见于厂商的状态码表。

    这些句子由人逐条收录，各附可作依据的规范原句；不作任何猜测。

    Bad:
        | 状态码 | 编码 | 状态说明 |
        | --- | --- | --- |
        | 502 | Bad Gateway | 从远端服务器接收到了一个无效的请求。 |
    Good:
        | 状态码 | 编码 | 状态说明 |
        | --- | --- | --- |
        | 502 | Bad Gateway | 从远端服务器接收到了一个无效的响应。 |
    """
    known = _contradictions().get(entry.code)
    if known is None:
        return
    for cell in texts(entry):
        for fragment in known.fragments:
            start = entry.document.text.find(fragment, cell.begin, cell.end)
            if start >= 0:
                span = entry.document.span(start, start + len(fragment))
                help_ = AUTHORITY.about(authority=known.authority, quote=known.quote)
                yield Violation(span, known.said, entry.code, help_)


@rule(Severity.ERROR, "单元格会被当作公式", "Cell that a spreadsheet would run")
def formula_prefix(entry: Entry) -> Iterator[Violation]:
    """Forbid texts that a spreadsheet runs as a formula when it opens the exported CSV.

    不允许电子表格打开导出的 CSV 时会当作公式运行的文字。

    Bad:
        | 状态码 | 编码 | 状态说明 |
        | --- | --- | --- |
        | 404 | Not Found | =HYPERLINK("http://example.org") |
    Good:
        | 状态码 | 编码 | 状态说明 |
        | --- | --- | --- |
        | 404 | Not Found | 见 http://example.org |
    """
    record = entry.record
    for cell in (record.phrase, record.title, record.description):
        if cell and FORMULA.match(cell.text):
            start = cell.begin
            yield Violation(
                entry.document.span(start, start + 1), RUNS.about(begin=cell.text[0]), entry.code
            )


AUTHORITY = Wording("{authority}：“{quote}”", "{authority}: “{quote}”")
RUNS = Wording(
    "以“{begin}”开头，电子表格会把它当作公式运行",
    "begins with “{begin}”: a spreadsheet would run it as a formula",
)
