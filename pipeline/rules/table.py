"""Rules on the table as a table: its header, its rows, its codes and its cells."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings import Severity, Violation, replacement, rule
from pipeline.records.listing import Entry, Listing
from pipeline.records.record import Why
from pipeline.wording import Wording


@rule(Severity.ERROR, "没有状态码表格", "No table of status codes")
def no_table(listing: Listing) -> Iterator[Violation]:
    """Require a Markdown table with a column of status codes.

    Bad:
        404 Not Found
    Good:
        | 状态码 | 编码 | 状态说明 |
        | --- | --- | --- |
        | 404 | Not Found | 未找到。 |
    """
    yield from _leftovers(listing, Why.NO_TABLE, NO_TABLE, WRITE_TABLE)


@rule(Severity.WARNING, "表头没有指明状态码列", "Header that does not name the codes")
def unknown_header(listing: Listing) -> Iterator[Violation]:
    """Require that the header of a table with status codes names the column of the codes.

    The table was read, by what its columns hold; a heading makes that certain.

    Bad:
        | 甲 | 乙 |
        | --- | --- |
        | 404 | Not Found |
    Good:
        | 状态码 | 编码 |
        | --- | --- |
        | 404 | Not Found |
    """
    yield from _leftovers(listing, Why.UNKNOWN_HEADER, UNKNOWN_HEADER, KNOWN_HEADINGS)


@rule(Severity.NOTE, "不是 HTTP 状态码表", "Table of other codes")
def not_http_status(listing: Listing) -> Iterator[Violation]:
    """Say which tables of codes were not read, because their codes are not HTTP's.

    Replies of FTP, close codes of WebSocket and a vendor's own codes look alike. A table is one
    of HTTP status codes if at least half of its codes are known, if it has most of those that
    every such list has, or if its heading says HTTP.

    Bad:
        | 状态码 | 说明 |
        | --- | --- |
        | 1000 | 正常关闭 |
    Good:
        | 状态码 | 说明 |
        | --- | --- |
        | 404 | 未找到 |
    """
    yield from _leftovers(listing, Why.NOT_HTTP_STATUS, NOT_HTTP, NAME_HTTP)


@rule(Severity.ERROR, "单元格数与表头不符", "Cells differ in number from the header")
def column_count(listing: Listing) -> Iterator[Violation]:
    r"""Require as many cells in each row as the header has.

    A missing cell hides a text; a surplus one is most often a pipe that was not escaped.

    Bad:
        | 404 | Not Found | 路径 a|b 不存在。 |
    Good:
        | 404 | Not Found | 路径 a\|b 不存在。 |
    """
    for table in listing.reading.tables:
        wanted = len(table.header.cells)
        for row in table.rows:
            if len(row.cells) != wanted:
                message = COLUMN_COUNT.about(found=len(row.cells), wanted=wanted)
                yield Violation(row.span, message, help=ESCAPE_PIPE)


@rule(Severity.ERROR, "状态码不是整数", "Status code is no integer")
def code_not_integer(listing: Listing) -> Iterator[Violation]:
    """Require three digits in the column of the codes; a row without is read by nobody.

    Bad:
        | 4O4 | Not Found |
    Good:
        | 404 | Not Found |
    """
    yield from _leftovers(listing, Why.NOT_AN_INTEGER, NOT_INTEGER)


@rule(Severity.ERROR, "状态码超出范围", "Status code out of range")
def code_out_of_range(listing: Listing) -> Iterator[Violation]:
    """Require a code from 100 to 599 (RFC 9110 §15).

    Bad:
        | 640 | Odd |
    Good:
        | 404 | Not Found |
    """
    yield from _leftovers(listing, Why.OUT_OF_RANGE, OUT_OF_RANGE)


@rule(Severity.ERROR, "状态码重复", "Duplicate status code")
def duplicate_code(listing: Listing) -> Iterator[Violation]:
    """Require one row a code; of two, a reader cannot know which one holds.

    Bad:
        | 404 | Not Found | 未找到。 |
        | 404 | Not Found | 不存在。 |
    Good:
        | 404 | Not Found | 未找到。 |
    """
    first: dict[int, int] = {}
    for entry in listing.entries:
        span = entry.record.code_cell.span
        line = first.setdefault(entry.code, span.start.line)
        if line != span.start.line:
            yield Violation(span, DUPLICATE.about(code=entry.code, line=line), entry.code)


@rule(Severity.WARNING, "单元格含制表符", "Tab in a cell")
def cell_tab(entry: Entry) -> Iterator[Violation]:
    """Forbid tab characters in cells: invisible, and part of the text for programs.

    Bad:
        | 204 | No Content<TAB> | 无内容。 |
    Good:
        | 204 | No Content | 无内容。 |
    """
    document = entry.document
    for cell in entry.record.row.cells:
        start = cell.field.start.offset
        raw = document.excerpt(cell.field)
        if "\t" not in raw:
            continue
        begin = start + raw.index("\t")
        span = document.span(begin, start + raw.rindex("\t") + 1)
        outside = span.end <= cell.span.start or span.start >= cell.span.end
        fix = replacement(document, span, "", safe=True) if outside else None
        yield Violation(span, CELL_TAB, entry.code, fix=fix)


def _leftovers(
    listing: Listing, why: Why, message: Wording, remedy: Wording | None = None
) -> Iterator[Violation]:
    for leftover in listing.reading.leftovers:
        if leftover.why is why:
            yield Violation(leftover.span, message.about(text=leftover.text), help=remedy)


NO_TABLE = Wording("没有找到状态码表格", "no table of status codes in this document")
WRITE_TABLE = Wording(
    "表格须有一列名为“状态码”", "a Markdown table with a column “状态码” or “Code” is wanted"
)
UNKNOWN_HEADER = Wording(
    "表头没有指明哪一列是状态码，已按内容判断",
    "this header does not name the column of the codes; it was found by its content",
)
KNOWN_HEADINGS = Wording("把该列命名为“状态码”等", "name it “Code”, “状态码” or the like")
NOT_HTTP = Wording(
    "此表的代码不像是 HTTP 状态码，未读入", "the codes of this table are not HTTP's; not read"
)
NAME_HTTP = Wording(
    "如确为 HTTP 状态码，把该列命名为“HTTP 状态码”",
    "if they are, name their column “HTTP status code”",
)
COLUMN_COUNT = Wording(
    "此行有 {found} 个单元格，表头有 {wanted} 个",
    "this row has {found} cells, the header has {wanted}",
)
ESCAPE_PIPE = Wording(
    "单元格内的竖线写作 \\|；缺少的单元格留空",
    "write a pipe inside a cell as \\|, and leave a missing cell empty",
)
NOT_INTEGER = Wording("“{text}”不是状态码，此行未读入", "“{text}” is no status code; row not read")
OUT_OF_RANGE = Wording(
    "“{text}”不在 100–599 之间，此行未读入", "“{text}” is not within 100–599; row not read"
)
DUPLICATE = Wording("状态码 {code} 已在第 {line} 行出现", "{code} already stands in line {line}")
CELL_TAB = Wording("单元格含制表符", "tab character in a cell")
