"""Rules on the table as a table: its header, its rows, its codes and its cells."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings import Severity, Violation, replacement, rule
from pipeline.records.cell import Row, Table
from pipeline.records.listing import Entry, Listing
from pipeline.records.record import Why
from pipeline.wording import Wording


@rule(Severity.ERROR, "没有状态码表格", "No table of status codes")
def no_table(listing: Listing) -> Iterator[Violation]:
    """Require a Markdown table with a column of status codes.

    要求文档中有一张 Markdown 表格，其中一列是状态码。

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

    Where it does not, the table is read all the same: what the columns hold tells which one has
    the codes. A heading makes that certain.

    要求状态码表格的表头写明哪一列是状态码。

    没有写明的表格也会读入，由各列的内容判断哪一列是状态码；写明列名才能确定无误。

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
    of HTTP status codes if the heading of its column says HTTP. If that says only “status”, half
    of the codes must be known, or most of those be there that every such list has; if it says
    only “code”, most must be common ones, or have their names beside them. A heading, of a column
    or above the table, that speaks of another protocol speaks against it, and so do codes that
    only FTP and SMTP have.

    说明哪些代码表没有读入，因为其中的代码不是 HTTP 状态码。

    FTP 的应答码、WebSocket 的关闭码和厂商自定的代码，看上去都与状态码相似。列名提到 HTTP 的，
    就是 HTTP 状态码表。列名只说“状态”的，须有半数代码是已知的，或者每张状态码表都有的那些代码大多在
    表中；只说“代码”的，须有多数代码是常见的，或者旁边写有其名称。标题或列名提到其他协议、
    表中有只属于 FTP 和 SMTP 的代码，则是相反的证据。

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
    """Require as many cells in each row as the header has; a missing cell may be a missing text.

    要求每一行的单元格与表头一样多；缺了单元格，可能就缺了一段文字。

    Bad:
        | 状态码 | 编码 |
        | --- | --- |
        | 404 |
    Good:
        | 状态码 | 编码 |
        | --- | --- |
        | 404 | |
    """
    for table, row in _markdown_rows(listing):
        wanted = len(table.header.cells)
        if len(row.cells) < wanted and not _is_text(table, row):
            message = COLUMN_COUNT.about(found=len(row.cells), wanted=wanted)
            yield Violation(row.span, message, help=LEAVE_EMPTY)


@rule(Severity.ERROR, "竖线未转义", "Pipe that was not escaped")
def unescaped_pipe(listing: Listing) -> Iterator[Violation]:
    r"""Find a row with more cells than the header has: Markdown drops the others.

    A pipe ends a cell even within code.

    指出单元格比表头多的行：多出的单元格，Markdown 会丢弃。

    竖线即使在代码中，也会结束单元格。

    Bad:
        | 状态码 | 编码 | 状态说明 |
        | --- | --- | --- |
        | 404 | Not Found | 路径 a|b 不存在。 |
    Good:
        | 状态码 | 编码 | 状态说明 |
        | --- | --- | --- |
        | 404 | Not Found | 路径 a\|b 不存在。 |
    """
    for table, row in _markdown_rows(listing):
        wanted = len(table.header.cells)
        if len(row.cells) > wanted:
            document = listing.reading.document
            span = document.span(row.cells[wanted].opening - 1, row.cells[-1].closing)
            message = SURPLUS.about(found=len(row.cells), wanted=wanted)
            yield Violation(span, message, help=ESCAPE_PIPE)


@rule(Severity.ERROR, "表格后的文字被并入表格", "Text that Markdown takes for a row")
def text_after_table(listing: Listing) -> Iterator[Violation]:
    """Find a line without pipes right under a table: Markdown makes a row of it.

    指出紧接在表格下面、没有竖线的一行文字：Markdown 会把它当作表格的一行。

    Bad:
        | 状态码 | 编码 |
        | --- | --- |
        | 404 | Not Found |
        以上为常用状态码。
    Good:
        | 状态码 | 编码 |
        | --- | --- |
        | 404 | Not Found |

        以上为常用状态码。
    """
    for table, row in _markdown_rows(listing):
        if _is_text(table, row):
            yield Violation(row.span, TEXT_AFTER, help=EMPTY_LINE)


@rule(Severity.ERROR, "状态码不是整数", "Status code is no integer")
def code_not_integer(listing: Listing) -> Iterator[Violation]:
    """Require three digits in the column of the codes; a row without them is not read.

    要求状态码列中是三位数字；没有三位数字的行不会读入。

    Bad:
        | 500 | Internal Server Error |
        | 4O4 | Not Found |
    Good:
        | 500 | Internal Server Error |
        | 404 | Not Found |
    """
    texts = {row.begin for table, row in _markdown_rows(listing) if _is_text(table, row)}
    for violation in _leftovers(listing, Why.NOT_AN_INTEGER, NOT_INTEGER):
        start = violation.span.start
        if start.offset not in texts:
            yield violation


@rule(Severity.ERROR, "状态码超出范围", "Status code out of range")
def code_out_of_range(listing: Listing) -> Iterator[Violation]:
    """Require a code from 100 to 599 (RFC 9110 §15).

    要求状态码在 100 到 599 之间（RFC 9110 §15）。

    Bad:
        | 500 | Internal Server Error |
        | 640 | Odd |
    Good:
        | 500 | Internal Server Error |
        | 404 | Not Found |
    """
    yield from _leftovers(listing, Why.OUT_OF_RANGE, OUT_OF_RANGE)


@rule(Severity.ERROR, "状态码重复", "Duplicate status code")
def duplicate_code(listing: Listing) -> Iterator[Violation]:
    """Require one row a code; of two, a reader cannot know which one holds.

    要求一个状态码只有一行；若有两行，读者无从知道以哪一行为准。

    Bad:
        | 404 | Not Found | 未找到。 |
        | 404 | Not Found | 不存在。 |
    Good:
        | 404 | Not Found | 未找到。 |
    """
    first: dict[int, Entry] = {}
    for entry in listing.entries:
        earlier = first.setdefault(entry.code, entry)
        if earlier.record.row is not entry.record.row:
            line = earlier.record.code_cell.span.start.line
            said = DUPLICATE.about(code=entry.code, line=line)
            yield Violation(entry.record.code_cell.span, said, entry.code)


@rule(Severity.WARNING, "单元格含制表符", "Tab in a cell", safe_fix=True)
def cell_tab(entry: Entry) -> Iterator[Violation]:
    """Forbid tab characters in cells: invisible, and part of the text for programs.

    单元格中不允许有制表符：人看不见，程序却当作文字的一部分。

    Bad:
        | 204 | No Content<TAB> | 无内容。 |
    Good:
        | 204 | No Content | 无内容。 |
    """
    document, row = entry.document, entry.record.row
    if document.text.find("\t", row.begin, row.end) < 0:
        return
    for cell in row.cells:
        start, end = cell.opening, cell.closing
        raw = document.text[start:end]
        if "\t" not in raw:
            continue
        begin = start + raw.index("\t")
        span = document.span(begin, start + raw.rindex("\t") + 1)
        outside = span.end <= cell.span.start or span.start >= cell.span.end
        outside = outside and document.text[begin - 1 : begin] != "\\"  # it would escape the pipe
        fix = replacement(document, span, "", safe=True) if outside else None
        yield Violation(span, CELL_TAB, entry.code, fix=fix)


def _markdown_rows(listing: Listing) -> Iterator[tuple[Table, Row]]:
    tables = listing.reading.tables
    return ((table, row) for table in tables for row in table.rows if not row.html)


def _is_text(table: Table, row: Row) -> bool:
    """Whether a row is a line of text, with no pipe at all, in a table of several columns."""
    if len(table.header.cells) == 1 or len(row.cells) > 1:
        return False
    return "|" not in row.document.text[row.begin : row.end]


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
LEAVE_EMPTY = Wording("缺少的单元格留空", "leave a missing cell empty")
SURPLUS = Wording(
    "此行有 {found} 个单元格，表头只有 {wanted} 个，其余不会显示",
    "this row has {found} cells, the header only {wanted}; the others are not shown",
)
ESCAPE_PIPE = Wording("单元格内的竖线写作 \\|", "write a pipe inside a cell as \\|")
TEXT_AFTER = Wording("此行没有竖线，却被当作表格的一行", "a line without pipes, read as a row")
EMPTY_LINE = Wording("在表格之后空一行", "put an empty line below the table")
NOT_INTEGER = Wording("“{text}”不是状态码，此行未读入", "“{text}” is no status code; row not read")
OUT_OF_RANGE = Wording(
    "“{text}”不在 100–599 之间，此行未读入", "“{text}” is not within 100–599; row not read"
)
DUPLICATE = Wording("状态码 {code} 已在第 {line} 行出现", "{code} already stands in line {line}")
CELL_TAB = Wording("单元格含制表符", "tab character in a cell")
