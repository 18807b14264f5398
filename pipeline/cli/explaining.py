"""`parse --explain`: how each table was understood, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from pipeline.cli.reading import shown
from pipeline.records.columns import Basis
from pipeline.records.heading import Column
from pipeline.records.record import Reading
from pipeline.records.understanding import Refusal, Understanding
from pipeline.wording import Language, Wording


def explain(reading: Reading, language: Language) -> str:
    """Return a paragraph a table, in the order of the document; one line if there is none."""
    if not reading.understandings:
        return f"{reading.document.path}: {NO_TABLES.text(language)}\n"
    counts = Counter(id(record.row) for record in reading.records)
    lines: list[str] = []
    for each in reading.understandings:
        records = sum(counts[id(row)] for row in (each.table.header, *each.table.rows))
        told = _verdict(each, records)
        lines.append(f"{each.table.header.span.place}: {told.text(language)}")
        lines += [f"  {line}" for line in _columns(each, language)]
    return "\n".join(lines) + "\n"


def _verdict(understood: Understanding, records: int) -> Wording:
    return VERDICTS[understood.refusal].about(
        rows=len(understood.table.rows),
        records=records,
        codes=understood.codes,
        registered=understood.registered,
    )


def _columns(understood: Understanding, language: Language) -> Iterator[str]:
    """Yield what each column that is read holds, from left to right."""
    heads = understood.table.header.cells
    columns = [
        (use, CODE_AND_PHRASE if column is Column.CODE and with_code else COLUMNS[column])
        for group in understood.groups
        for with_code in (group.phrase_with_code,)
        for column, use in group.uses.items()
    ]
    for use, said in sorted(columns, key=lambda item: item[0].index):
        heading = heads[use.index].seen.text
        yield COLUMN.about(
            number=use.index + 1,
            heading=shown(heading),
            holds=said.text(language),
            basis=BASES[use.basis].text(language),
        ).text(language)


NO_TABLES = Wording("没有表格", "no table")
VERDICTS: Mapping[Refusal | None, Wording] = {
    None: Wording(
        "状态码表：{rows} 行，{records} 条记录；{codes} 个不同的状态码中 {registered} 个已知",
        "a table of status codes: {rows} rows, {records} records; "
        "{registered} of {codes} different codes are known",
    ),
    Refusal.NOT_HTTP: Wording(
        "未读入：不像是 HTTP 状态码（{codes} 个不同的代码中 {registered} 个已知）",
        "not read: not the codes of HTTP ({registered} of {codes} different codes are known)",
    ),
    Refusal.NO_CODES: Wording("未读入：没有状态码列", "not read: no column of status codes"),
}
COLUMN = Wording(
    "第 {number} 列“{heading}”：{holds}（{basis}）",
    "column {number} “{heading}”: {holds} ({basis})",
)
COLUMNS: Mapping[Column, Wording] = {
    Column.CODE: Wording("状态码", "codes"),
    Column.PHRASE: Wording("原因短语", "reason phrases"),
    Column.TITLE: Wording("名称", "titles"),
    Column.DESCRIPTION: Wording("说明", "descriptions"),
}
CODE_AND_PHRASE = Wording("状态码及原因短语", "codes with their reason phrases")
BASES: Mapping[Basis, Wording] = {
    Basis.HEADING: Wording("据表头", "by its heading"),
    Basis.CONTENT: Wording("据内容", "by its content"),
}
