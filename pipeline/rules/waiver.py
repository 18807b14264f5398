"""Waivers: findings that somebody lives with, for a reason; read from settings and comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.findings import Finding
from pipeline.records.listing import Listing
from pipeline.span import Document, Span
from pipeline.toml import read_toml
from pipeline.wording import Wording

BEGINNING = re.compile(r"^\[\[tool\.pipeline\.waivers\]\]", re.MULTILINE)
MARK = "http-status-waive"
# What may stand before a comment or a fence: block quotes and list items, any depth.
PREFIX = r"[ \t>\ufeff]*(?:(?:[-*+]|\d{1,9}[.)])[ \t][ \t>]*)*"
COMMENT = re.compile(rf"{PREFIX}(?P<comment><!--(?P<said>.*)-->)[ \t]*")
WAIVER = re.compile(rf"[ \t]*{MARK}(?![\w-])[ \t]*:?(?P<head>[^:：]*)(?:[:：](?P<reason>.*))?")
BLANK = re.compile(r"[ \t>]*")
FENCE = re.compile(rf"{PREFIX}(?P<fence>`{{3,}}|~{{3,}})(?P<info>.*)")
SEPARATOR = re.compile(r"[\s,，、]+")
CODE = re.compile(r"[1-9][0-9]{2}")
GLOB = re.compile(r"(\*\*/|\*\*|\*|\?)")
WILDCARDS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@dataclass(frozen=True, slots=True)
class Waiver:
    """Findings of `rules` on `codes` (all, if none is named) need no answer, because of `reason`.

    `span` is where it is written. One in settings holds in the files that `paths` match (globs
    relative to the project; all, if there is none); one in a comment within `scope`. `expires`
    is its last day. `addresses` are those of the translations that it is for: a waiver of rules
    on translations has some, any other none. `fault` says what is wrong with one that cannot be
    understood.
    """

    span: Span
    rules: tuple[str, ...]
    reason: str
    codes: tuple[int, ...] = ()
    expires: date | None = None
    paths: tuple[str, ...] = ()
    scope: Span | None = None
    addresses: tuple[str, ...] = ()
    fault: Wording | None = field(default=None, hash=False)

    def covers(self, path: str) -> bool:
        """Tell whether it holds in the file `path`, relative to the project, with slashes."""
        return not self.paths or any(_pattern(glob).fullmatch(path) for glob in self.paths)

    def matches(self, finding: Finding) -> bool:
        """Tell whether `finding` is one that it speaks of."""
        return (
            finding.rule in self.rules
            and (not self.codes or finding.code in self.codes)
            and (not self.addresses or finding.violation.address in self.addresses)
            and (self.scope is None or finding.span.within(self.scope))
        )

    def expired(self, today: date | None) -> bool:
        """Tell whether its last day is past; no waiver is expired where nobody knows the day."""
        return bool(today and self.expires and self.expires < today)

    def holds(self, today: date | None) -> bool:
        """Tell whether it answers what it matches."""
        return bool(self.reason) and not self.fault and not self.expired(today)


def _pattern(glob: str) -> re.Pattern[str]:
    return re.compile("".join(WILDCARDS.get(part, re.escape(part)) for part in GLOB.split(glob)))


def read_waivers(
    document: Document, known: Collection[str], addressed: Collection[str] = ()
) -> tuple[Waiver, ...]:
    """Read `[[tool.pipeline.waivers]]` from a pyproject.toml that was found to be TOML.

    `known` are the ids of the rules on tables that may be waived, `addressed` those of the rules
    on translations. A failure lists every waiver that is not understood.
    """
    tables = read_toml(document, ExitStatus.SETTINGS)["tool"]["pipeline"].get("waivers", [])
    begins = [document.span(*begin.span()) for begin in BEGINNING.finditer(document.text)]
    if not isinstance(tables, list) or len(begins) != len(tables):
        raise Failure(ExitStatus.SETTINGS, Fault(document.span(0, 0), NOT_TABLES, WRITE_TABLES))
    read = [
        _waiver(table, span, known, addressed) for table, span in zip(tables, begins, strict=True)
    ]
    faults = [fault for fault in read if isinstance(fault, Fault)]
    if faults:
        raise Failure(ExitStatus.SETTINGS, *faults)
    return tuple(waiver for waiver in read if isinstance(waiver, Waiver))


def _waiver(
    table: object, span: Span, known: Collection[str], addressed: Collection[str]
) -> Waiver | Fault:
    if not isinstance(table, dict):
        return Fault(span, NOT_TABLES, WRITE_TABLES)
    values: dict[str, Any] = {**OPTIONAL, **table}
    if isinstance(values.get("rule"), str):
        values["rule"] = [values["rule"]]
    wrong = values.keys() ^ WANTED.keys()
    wrong |= {key for key in WANTED.keys() - wrong if not WANTED[key](values[key])}
    if wrong:
        said = BAD_KEYS.about(keys=", ".join(sorted(wrong)), wanted=", ".join(WANTED))
        return Fault(span, said, EXAMPLE)
    rules, codes, paths, addresses = (tuple(values[key]) for key in LISTS)
    if fault := _unknown(rules, (*known, *addressed)):
        return Fault(span, fault, LIST_RULES.about(known=", ".join((*known, *addressed))))
    if {rule in addressed for rule in rules} != {bool(addresses)}:
        return Fault(span, ADDRESSES, NAME_ADDRESSES.about(addressed=", ".join(addressed)))
    reason, expires = values["reason"].strip(), values["expires"]
    return Waiver(span, rules, reason, codes, expires, paths, addresses=addresses)


def _list_of(kind: type) -> Callable[[object], bool]:
    def right(value: object) -> bool:
        return isinstance(value, list) and all(type(item) is kind for item in value)

    return right


LISTS = ("rule", "codes", "paths", "addresses")
OPTIONAL: Mapping[str, object] = {"codes": [], "paths": [], "addresses": [], "expires": None}
WANTED: Mapping[str, Callable[[object], bool]] = {
    "rule": lambda value: bool(value) and _list_of(str)(value),
    "codes": _list_of(int),
    "paths": _list_of(str),
    "addresses": _list_of(str),
    "reason": lambda value: isinstance(value, str) and bool(value.strip()),
    "expires": lambda value: value is None or type(value) is date,
}


def _unknown(rules: Collection[str], known: Collection[str]) -> Wording | None:
    unknown = [rule for rule in rules if rule not in known]
    return UNKNOWN_RULES.about(rules=", ".join(unknown)) if unknown else None


def read_comments(listing: Listing, known: Collection[str]) -> Iterator[Waiver]:
    """Yield the waivers in comments; one without a table directly below has no `scope`.

    Between the comment and its table may be blank lines and other comments, nothing else.
    """
    document = listing.reading.document
    if MARK not in document.text:
        return
    tables = _tables(listing)
    waiting: list[Waiver] = []
    for number, line in _prose(document):
        table = tables.get(number)
        comment = COMMENT.fullmatch(line)
        said = WAIVER.fullmatch(comment["said"]) if comment else None
        if comment and said:
            start = document.line_starts[number - 1]
            span = document.span(start + comment.start("comment"), start + comment.end("comment"))
            waiting.append(_commented(span, said, known))
        elif table:
            yield from (
                replace(each, scope=Span(document.path, each.span.start, table.end))
                for each in waiting
            )
            waiting = []
        elif not comment and not BLANK.fullmatch(line):
            yield from waiting
            waiting = []
    yield from waiting


def _tables(listing: Listing) -> Mapping[int, Span]:
    """Return the spans of the tables, by their first line."""
    tables = [each.table for each in listing.reading.understandings]
    spans = [(table.header.span, (table.header, *table.rows)[-1].span) for table in tables]
    return {first.start.line: Span(first.path, first.start, last.end) for first, last in spans}


def _prose(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the lines outside code fences, with their numbers; a fence itself is one of them."""
    fence = ""
    for number in range(1, len(document.line_starts) + 1):
        line = document.line(number)
        found = FENCE.fullmatch(line)
        if not fence:
            fence = found["fence"] if found else ""
            yield number, line
        elif found and found["fence"].startswith(fence) and not found["info"].strip():
            fence = ""


def _commented(span: Span, said: re.Match[str], known: Collection[str]) -> Waiver:
    """Take apart `rule, rule codes 306, 418 until 2027-01-01`, as `said` has it in `head`."""
    words: dict[str, list[str]] = {"rules": [], "codes": [], "until": []}
    kind = "rules"
    for word in SEPARATOR.split(said["head"]):
        if word in words:
            kind = word
        elif word:
            words[kind].append(word)
    rules, codes = tuple(words["rules"]), tuple(filter(CODE.fullmatch, words["codes"]))
    day = _day(words["until"])
    fault = _unknown(rules, known) if rules else NO_RULES
    if len(codes) != len(words["codes"]):
        fault = NOT_CODES
    elif words["until"] and not day:
        fault = NOT_A_DAY
    reason = (said["reason"] or "").strip()
    return Waiver(span, rules, reason, tuple(map(int, codes)), day, fault=fault)


def _day(words: list[str]) -> date | None:
    try:
        return date.fromisoformat("".join(words))
    except ValueError:
        return None


NOT_TABLES = Wording(
    "“waivers”应写成多个 [[tool.pipeline.waivers]] 表",
    "“waivers” is not written as [[tool.pipeline.waivers]] tables",
)
WRITE_TABLES = Wording(
    "每条豁免以单独一行 [[tool.pipeline.waivers]] 开头",
    "begin each waiver with a line [[tool.pipeline.waivers]]",
)
BAD_KEYS = Wording(
    "豁免的这些键缺失、多余或类型不对：{keys}（应有：{wanted}）",
    "keys missing, unknown or of the wrong type in this waiver: {keys} (wanted: {wanted})",
)
EXAMPLE = Wording(
    'rule = "规则" 或列表，reason = "理由"；可选：codes = [306]、paths = ["docs/*.md"]、'
    'addresses = ["ui.site.name"]、expires = 2027-01-01',
    'rule = "id" or a list, reason = "why"; optional: codes = [306], paths = ["docs/*.md"], '
    'addresses = ["ui.site.name"], expires = 2027-01-01',
)
ADDRESSES = Wording(
    "豁免译文的规则须写明 addresses，其他规则不可写",
    "a waiver of rules on translations, and only such a one, names addresses",
)
NAME_ADDRESSES = Wording(
    'addresses = ["status.404.title"]，paths 限定语言；译文的规则：{addressed}',
    'addresses = ["status.404.title"], and paths for the locale; rules on translations: '
    "{addressed}",
)
UNKNOWN_RULES = Wording("没有可豁免的规则 {rules}", "no rule that may be waived is called {rules}")
LIST_RULES = Wording("可豁免的规则：{known}", "those that may be waived: {known}")
NO_RULES = Wording("此豁免没有写明规则", "this waiver names no rule")
NOT_CODES = Wording(
    "codes 之后应为三位状态码，如 codes 306, 418",
    "three-digit codes belong after “codes”, as in codes 306, 418",
)
NOT_A_DAY = Wording(
    "until 之后应为日期，如 until 2027-01-01", "a date belongs after “until”, as 2027-01-01"
)
