"""The file of guidance, as people write it in TOML; every fault in it is told at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.records.authority import Authority, read_authority
from pipeline.records.guidance import Advice, Contrast, Example, Guidance, Retry, Statement
from pipeline.span import Document, Span
from pipeline.toml import read_toml
from pipeline.wording import Wording

BEGINNING = re.compile(r"^\[\[(\w+)\]\]", re.MULTILINE)
STATUS_LINE = re.compile(r"^HTTP/1\.1 (\d{3}) ", re.MULTILINE)

# The keys of each kind of table; every key is needed, and there are no others.
KEYS: Mapping[str, Mapping[str, type]] = {
    "advice": {
        "code": int,
        "client": str,
        "client_authority": list,
        "server": str,
        "server_authority": list,
        "retry": str,
        "retry_authority": list,
    },
    "contrast": {"codes": list, "difference": str, "authority": list},
    "example": {"code": int, "request": str, "response": str, "authority": list},
    "history": {"code": int, "text": str, "authority": list},
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table with all its keys; `values` are of the types that `KEYS` wants."""

    kind: str
    values: Mapping[str, object]
    span: Span

    def text(self, key: str) -> str:
        """Return a text without the spaces around it."""
        return str(self.values[key]).strip()

    def items(self, key: str) -> tuple[object, ...]:
        """Return a list."""
        value = self.values[key]
        return tuple(value) if isinstance(value, list) else ()

    @property
    def codes(self) -> tuple[int, ...]:
        """The codes that the table speaks of, ascending."""
        found = (self.values.get("code"), *(self.items("codes") if "codes" in self.values else ()))
        return tuple(sorted(code for code in found if type(code) is int))

    @property
    def is_of_two(self) -> bool:
        """Whether the list of codes is two different ones."""
        match self.items("codes"):
            case (int(), int()) as pair:
                return len(set(self.codes)) == len(pair)
            case _:
                return False

    def authority(self, key: str) -> tuple[Authority, ...]:
        """Return the citations of `key`, as far as they are understood."""
        read = (read_authority(item) for item in self.items(key) if isinstance(item, str))
        return tuple(authority for authority in read if authority)

    def statement(self, key: str, authority: str) -> Statement:
        """Return a text with its authority."""
        return Statement(self.text(key), self.authority(authority), self.span)


def read_guidance(document: Document) -> Guidance:
    """Read `[[advice]]`, `[[contrast]]`, `[[example]]` and `[[history]]` tables from TOML."""
    read = tuple(_tables(document))
    tables = tuple(table for table in read if isinstance(table, Table))
    faults = [fault for fault in read if isinstance(fault, Fault)]
    faults += [fault for table in tables for fault in _wrong(table)]
    faults += _repeated(tables)
    if faults:
        raise Failure(ExitStatus.INPUT, *sorted(faults, key=_line))
    return Guidance(
        MappingProxyType({table.codes[0]: _advice(table) for table in _of(tables, "advice")}),
        tuple(sorted(map(_contrast, _of(tables, "contrast")), key=lambda each: each.codes)),
        MappingProxyType({table.codes[0]: _example(table) for table in _of(tables, "example")}),
        MappingProxyType({table.codes[0]: _history(table) for table in _of(tables, "history")}),
    )


def _of(tables: Iterable[Table], kind: str) -> tuple[Table, ...]:
    return tuple(table for table in tables if table.kind == kind)


def _tables(document: Document) -> Iterator[Table | Fault]:
    """Yield each table, or what keeps it from being one."""
    content = read_toml(document, ExitStatus.INPUT)
    places: dict[str, list[Span]] = {}
    for begin in BEGINNING.finditer(document.text):
        places.setdefault(begin[1], []).append(document.span(begin.start(), begin.end()))
    for kind, tables in content.items():
        spans = places.get(kind, [])
        if not isinstance(tables, list) or len(tables) != len(spans):
            yield Fault(document.span(0, 0), NOT_TABLES.about(kind=kind), KINDS)
            continue
        for table, span in zip(tables, spans, strict=True):
            yield _table(kind, table, span)


def _table(kind: str, table: object, span: Span) -> Table | Fault:
    if kind not in KEYS:
        return Fault(span, UNKNOWN_KIND.about(kind=kind), KINDS)
    if not isinstance(table, dict):
        return Fault(span, NOT_TABLES.about(kind=kind), KINDS)
    wanted = KEYS[kind]
    wrong = {key for key, wants in wanted.items() if type(table.get(key)) is not wants}
    wrong |= table.keys() - wanted.keys()
    if wrong:
        said = BAD_KEYS.about(kind=kind, keys=", ".join(sorted(wrong)), wanted=", ".join(wanted))
        return Fault(span, said)
    return Table(kind, table, span)


def _wrong(table: Table) -> Iterator[Fault]:
    """Yield what is wrong with the values of a table."""
    for key, wants in KEYS[table.kind].items():
        if wants is str and not table.text(key):
            yield Fault(table.span, EMPTY.about(key=key))
        if key.endswith("authority"):
            yield from _uncited(table, key)
    if table.kind == "contrast" and not table.is_of_two:
        yield Fault(table.span, NOT_TWO)
    if table.kind == "advice" and table.text("retry") not in set(Retry):
        said = UNKNOWN_RETRY.about(retry=table.text("retry"))
        yield Fault(table.span, said, ANSWERS.about(answers=", ".join(Retry)))
    if table.kind == "example":
        yield from _odd_example(table)


def _uncited(table: Table, key: str) -> Iterator[Fault]:
    items = table.items(key)
    if not items:
        yield Fault(table.span, NO_AUTHORITY.about(key=key), CITE)
    for item in items:
        if not isinstance(item, str) or read_authority(item) is None:
            yield Fault(table.span, NO_CITATION.about(key=key, item=item), CITE)


def _odd_example(table: Table) -> Iterator[Fault]:
    """Yield what keeps an example from being an exchange that needs no translation."""
    (code,) = table.codes
    if str(code) not in STATUS_LINE.findall(table.text("response")):
        yield Fault(table.span, NO_STATUS_LINE.about(code=code))
    for key in ("request", "response"):
        if not table.text(key).isascii():
            yield Fault(table.span, NOT_ASCII.about(key=key))


def _repeated(tables: Iterable[Table]) -> list[Fault]:
    first: dict[tuple[str, tuple[int, ...]], Table] = {}
    return [
        Fault(
            table.span,
            REPEATED.about(
                codes="–".join(map(str, table.codes)), kind=table.kind, place=known.span.place
            ),
            KEEP_ONE,
        )
        for table in tables
        if (known := first.setdefault((table.kind, table.codes), table)) is not table
    ]


def _line(fault: Fault) -> int:
    return fault.where.start.offset if isinstance(fault.where, Span) else 0


def _advice(table: Table) -> Advice:
    return Advice(
        table.codes[0],
        table.statement("client", "client_authority"),
        table.statement("server", "server_authority"),
        Retry(table.text("retry")),
        table.authority("retry_authority"),
    )


def _contrast(table: Table) -> Contrast:
    lower, higher = table.codes
    return Contrast((lower, higher), table.statement("difference", "authority"))


def _history(table: Table) -> Statement:
    return table.statement("text", "authority")


def _example(table: Table) -> Example:
    return Example(
        table.codes[0],
        table.text("request"),
        table.text("response"),
        table.authority("authority"),
        table.span,
    )


NOT_TABLES = Wording(
    "“{kind}”应写成多个 [[{kind}]] 表", "“{kind}” is not written as [[{kind}]] tables"
)
UNKNOWN_KIND = Wording("没有名为 [[{kind}]] 的表", "there are no tables [[{kind}]]")
KINDS = Wording(
    "可用的表：[[advice]]、[[contrast]]、[[example]]、[[history]]",
    "the tables are [[advice]], [[contrast]], [[example]] and [[history]]",
)
BAD_KEYS = Wording(
    "[[{kind}]] 的这些键缺失、多余或类型不对：{keys}（应有：{wanted}）",
    "keys missing, unknown or of the wrong type in this [[{kind}]]: {keys} (wanted: {wanted})",
)
EMPTY = Wording("{key} 为空", "{key} is empty")
NOT_TWO = Wording("codes 应是两个不同的状态码", "codes must be two different codes")
UNKNOWN_RETRY = Wording("retry 不能是“{retry}”", "retry cannot be “{retry}”")
ANSWERS = Wording("可用的值：{answers}", "it is one of: {answers}")
NO_AUTHORITY = Wording("{key} 没有依据", "{key} cites nothing")
NO_CITATION = Wording("{key} 中的“{item}”不是引证", "“{item}” in {key} is no citation")
CITE = Wording(
    "写成“RFC 9110 §15.5.5”“RFC 7231 Appendix B”“draft-…”或“IANA HTTP Status Code Registry”",
    "write “RFC 9110 §15.5.5”, “RFC 7231 Appendix B”, “draft-…” or "
    "“IANA HTTP Status Code Registry”",
)
NO_STATUS_LINE = Wording(
    "响应中没有状态行 HTTP/1.1 {code}", "the response has no status line HTTP/1.1 {code}"
)
NOT_ASCII = Wording(
    "{key} 含 ASCII 之外的字符，示例不应需要翻译",
    "{key} has characters beyond ASCII; an example must not need translation",
)
REPEATED = Wording(
    "{codes} 已有 [[{kind}]]，见 {place}", "{codes} has a [[{kind}]] already, at {place}"
)
KEEP_ONE = Wording("保留其中一条", "keep one of the two")
