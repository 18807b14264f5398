"""Rules on the file as text: what stands between the characters that one sees.

How a file begins, and how its lines end, may be meant for some program: those fixes are unsafe,
so that a plain --fix keeps the state of the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.findings import Severity, Violation, replacement, rule
from pipeline.records.listing import Listing
from pipeline.records.visible import UNSEEN
from pipeline.span import LINE_END, Document
from pipeline.wording import Wording

MARK = "\ufeff"
UNSEEN_SIGN = re.compile(f"[{UNSEEN}]")


@rule(Severity.NOTE, "文件以字节顺序标记开头", "Byte order mark", safe_fix=False)
def bom(listing: Listing) -> Iterator[Violation]:
    """Find a byte order mark before the text: some programs take it for a part of the first word.

    指出正文之前的字节顺序标记（BOM）：有的程序会把它当作第一个词的一部分。

    Bad:
        <BOM>| 状态码 | 编码 |
        | --- | --- |
        | 404 | Not Found |
    Good:
        | 状态码 | 编码 |
        | --- | --- |
        | 404 | Not Found |
    """
    document = listing.reading.document
    if document.text.startswith(MARK):
        span = document.span(0, 1)
        yield Violation(span, BOM, fix=replacement(document, span, "", safe=False))


@rule(Severity.NOTE, "文件末尾缺少换行", "No newline at the end of the file", safe_fix=False)
def no_final_newline(listing: Listing) -> Iterator[Violation]:
    """Require a line end after the last line; without it, text that is appended joins that line.

    要求最后一行以换行符结束；否则追加在后面的文字会接到这一行上。

    Bad:
        | 状态码 | 编码 |
        | --- | --- |
        | 404 | Not Found |<END>
    Good:
        | 状态码 | 编码 |
        | --- | --- |
        | 404 | Not Found |
    """
    document = listing.reading.document
    end = len(document.text)
    if document.text.strip(MARK) and document.line_starts[-1] != end:
        span = document.span(end - 1, end)
        added = document.text[-1] + _usual_end(document)
        yield Violation(span, NO_NEWLINE, fix=replacement(document, span, added, safe=False))


@rule(Severity.WARNING, "换行符不一致", "Mixed line endings", safe_fix=False)
def mixed_line_endings(listing: Listing) -> Iterator[Violation]:
    """Require one kind of line end in a file; editors and diffs show the others as changes.

    要求一个文件只用一种换行符；编辑器和差异比较会把其余的显示为改动。

    Bad:
        | 状态码 | 编码 |
        | --- | --- |<CR>
        | 404 | Not Found |
    Good:
        | 状态码 | 编码 |
        | --- | --- |
        | 404 | Not Found |
    """
    document = listing.reading.document
    usual = _usual_end(document)
    for end in LINE_END.finditer(document.text):
        if end[0] != usual:
            span = document.span(*end.span())
            said = MIXED.about(found=NAMES[end[0]], usual=NAMES[usual])
            yield Violation(span, said, fix=replacement(document, span, usual, safe=False))


@rule(Severity.ERROR, "表中有看不见的字符", "Invisible character in a table", safe_fix=True)
def control_or_zero_width(listing: Listing) -> Iterator[Violation]:
    """Forbid controls, characters without width and those that turn the order of the text.

    Nobody sees them, and every program that compares, sorts or searches does.

    不允许控制字符、零宽字符和改变文字顺序的字符。

    人看不见它们，而凡是比较、排序或搜索文字的程序都看得见。

    Bad:
        | 状态码 | 编码 |
        | --- | --- |
        | 404 | Not<U+200B> Found |
    Good:
        | 状态码 | 编码 |
        | --- | --- |
        | 404 | Not Found |
    """
    document = listing.reading.document
    for table in listing.reading.tables:
        for row in (table.header, *table.rows):
            for unseen in UNSEEN_SIGN.finditer(document.text, row.begin, row.end):
                if unseen.start():
                    span = document.span(*unseen.span())
                    said = INVISIBLE.about(number=f"{ord(unseen[0]):04X}")
                    yield Violation(span, said, fix=replacement(document, span, "", safe=True))
    for nul in re.finditer("\0", document.text):  # wherever: programs take the file for binary
        span = document.span(*nul.span())
        said = INVISIBLE.about(number="0000")
        yield Violation(span, said, fix=replacement(document, span, "", safe=True))


def _usual_end(document: Document) -> str:
    """Return the line end that the document has most often; of two, the one met first."""
    ends = Counter(LINE_END.findall(document.text))
    return ends.most_common(1)[0][0] if ends else "\n"


NAMES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
BOM = Wording("文件以字节顺序标记（BOM）开头", "the file begins with a byte order mark")
NO_NEWLINE = Wording("最后一行没有换行符", "the last line has no line end")
MIXED = Wording(
    "此行以 {found} 结尾，其余多为 {usual}", "this line ends with {found}, most with {usual}"
)
INVISIBLE = Wording("看不见的字符 U+{number}", "invisible character U+{number}")
