"""Rules on words and punctuation: slips of the pen, and one word for one thing."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pipeline.data import vendored
from pipeline.findings import Severity, Violation, replacement, rule
from pipeline.records.cell import Cell
from pipeline.records.listing import Entry, Listing
from pipeline.wording import Wording

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# Half-width punctuation with Chinese on both sides of the word it belongs to.
HALF = re.compile(rf"[,;:!?(](?<=[{HAN}].)(?=[{HAN}])|\)(?<=[{HAN}].)")  # looks back last: faster
FULL = MappingProxyType(dict(zip(",;:!?()", "，；：！？（）", strict=True)))


@dataclass(frozen=True, slots=True)
class Term:
    """A thing for which a table should have one word; `words` are patterns, one a word."""

    name: Wording
    words: tuple[re.Pattern[str], ...]


@cache
def _terms() -> tuple[Mapping[str, str], tuple[Term, ...]]:
    """Return the known typos with what was meant, and the terms."""
    content = tomllib.loads(vendored("rules/terms.toml"))
    terms = tuple(
        Term(Wording(term["zh"], term["en"]), tuple(map(re.compile, term["words"])))
        for term in content["terms"]
    )
    return content["typos"], terms


@rule(Severity.NOTE, "中文中的半角标点", "Half-width punctuation in Chinese", safe_fix=False)
def halfwidth_punctuation(entry: Entry) -> Iterator[Violation]:
    """Find half-width punctuation between Chinese characters.

    指出汉字之间的半角标点。

    Bad:
        | 状态码 | 编码 | 状态说明 |
        | --- | --- | --- |
        | 404 | Not Found | 未找到(已移走)。 |
    Good:
        | 状态码 | 编码 | 状态说明 |
        | --- | --- | --- |
        | 404 | Not Found | 未找到（已移走）。 |
    """
    for cell in texts(entry):
        for found in HALF.finditer(entry.document.text, cell.begin, cell.end):
            span = entry.document.span(*found.span())
            full = FULL[found[0]]
            said = HALF_WIDTH.about(found=found[0], full=full)
            fix = replacement(entry.document, span, full, safe=False)
            yield Violation(span, said, entry.code, fix=fix)


@rule(Severity.WARNING, "常见错别字", "Known slip of the pen", safe_fix=False)
def known_typo(entry: Entry) -> Iterator[Violation]:
    """Find Chinese words that are wrong in any sentence about HTTP.

    指出在任何关于 HTTP 的句子中都属于错误的中文词语。

    Bad:
        | 状态码 | 编码 | 状态说明 |
        | --- | --- | --- |
        | 300 | Multiple Choices | 相应可返回一个列表。 |
    Good:
        | 状态码 | 编码 | 状态说明 |
        | --- | --- | --- |
        | 300 | Multiple Choices | 响应可返回一个列表。 |
    """
    typos, _ = _terms()
    for cell in texts(entry):
        for written, meant in typos.items():
            start = entry.document.text.find(written, cell.begin, cell.end)
            if start >= 0:
                span = entry.document.span(start, start + len(written))
                said = TYPO.about(written=written, meant=meant)
                fix = replacement(entry.document, span, meant, safe=False)
                yield Violation(span, said, entry.code, fix=fix)


@rule(Severity.NOTE, "术语不一致", "Two words for one thing")
def term_inconsistent(listing: Listing) -> Iterator[Violation]:
    """Find a word where the document mostly has another one for the same thing.

    指出这样的词：对同一事物，文档大多用另一个词。

    Bad:
        | 状态码 | 编码 | 状态说明 |
        | --- | --- | --- |
        | 401 | Unauthorized | 响应首部含质询，请求首部含凭据。 |
        | 405 | Method Not Allowed | 响应标头列出允许的方法。 |
    Good:
        | 状态码 | 编码 | 状态说明 |
        | --- | --- | --- |
        | 401 | Unauthorized | 响应首部含质询，请求首部含凭据。 |
        | 405 | Method Not Allowed | 响应首部列出允许的方法。 |
    """
    text = listing.reading.document.text
    for term in _terms()[1]:
        if sum(bool(word.search(text)) for word in term.words) <= 1:
            continue
        found = [
            (word, entry, match)
            for entry in listing.entries
            for cell in texts(entry)
            for word in term.words
            for match in word.finditer(entry.document.text, cell.begin, cell.end)
        ]
        counts = Counter(word for word, _, _ in found)
        usual = counts.most_common(1)[0][0] if counts else None
        first = next((match[0] for word, _, match in found if word is usual), "")
        for word, entry, match in found:
            if word is not usual:
                said = TERM.about(found=match[0], usual=first)
                yield Violation(entry.document.span(*match.span()), said, entry.code)


def texts(entry: Entry) -> Iterator[Cell]:
    """Yield the cells of the author's sentences."""
    record = entry.record
    yield from (cell for cell in (record.title, record.description) if cell)


HALF_WIDTH = Wording(
    "中文之间用了半角“{found}”，应为“{full}”", "half-width “{found}” in Chinese, for “{full}”"
)
TYPO = Wording("“{written}”应为“{meant}”", "“{written}” is a slip of the pen for “{meant}”")
TERM = Wording(
    "此处用“{found}”，别处多用“{usual}”", "“{found}” here, but mostly “{usual}” elsewhere"
)
