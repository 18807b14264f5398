"""Rules on the author's sentences and on their corrections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.findings import Severity, Violation, replacement, rule
from pipeline.records.listing import Entry, Listing
from pipeline.wording import Wording

STRAY = re.compile(r"[A-Za-z][ \t]+(?=[\u4e00-\u9fff])")


@rule(Severity.ERROR, "说明前有多余字母", "Stray letter before the text", safe_fix=False)
def stray_prefix(entry: Entry) -> Iterator[Violation]:
    """Forbid a lone Latin letter and white space before a Chinese sentence.

    It is a slip of the keyboard, and would be translated into every language.

    中文句子之前不允许有单独一个拉丁字母和空白。

    这是误按键盘留下的，会随句子进入每一种语言的译文。

    Bad:
        | 413 | Content Too Large | e 由于请求的实体过大…… |
    Good:
        | 413 | Content Too Large | 由于请求的实体过大…… |
    """
    description = entry.record.description
    stray = STRAY.match(description.text) if description else None
    if description and stray:
        start = description.span.start.offset
        span = entry.document.span(start, start + stray.end())
        fix = replacement(entry.document, span, "", safe=False)
        message = STRAY_PREFIX.about(letter=stray.group().strip())
        yield Violation(span, message, entry.code, fix=fix)


@rule(Severity.ERROR, "勘误已不适用", "Erratum that corrects nothing")
def erratum_unused(listing: Listing) -> Iterator[Violation]:
    """Find an erratum whose `as_written` is not what the table says.

    The author has changed the sentence: it may be right now, or wrong in another way.

    指出 `as_written` 与表中文字不符的勘误。

    作者已经改过这句话：现在可能正确了，也可能另有错误。

    Bad:
        as_written = "非授权信息。"

        | 203 | Non-Authoritative Information | 非权威信息。 |
    Good:
        as_written = "非授权信息。"

        | 203 | Non-Authoritative Information | 非授权信息。 |
    """
    for erratum in listing.unused_errata:
        cell = listing.cell(erratum.code, erratum.field)
        tables = listing.reading.tables
        span = cell.span if cell else tables[0].header.span if tables else None
        if span:
            said = ERRATUM_UNUSED.about(code=erratum.code, place=erratum.span.place)
            yield Violation(span, said, erratum.code, REVIEW_ERRATUM)


ERRATUM_UNUSED = Wording(
    "{place} 处 {code} 的勘误所引原文与表中文字不符",
    "the erratum of {code} at {place} quotes a text that the table does not have",
)
REVIEW_ERRATUM = Wording(
    "核对新的原文：若错误已改正，删除该勘误；否则更新 as_written",
    "read the new text: delete the erratum if the error is gone, else renew as_written",
)
STRAY_PREFIX = Wording(
    "说明开头有多余的字母“{letter}”", "stray letter “{letter}” before the description"
)
