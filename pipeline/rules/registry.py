"""Rules on codes, judged by IANA's registry; and on the age of our snapshot of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.findings import Severity, Violation, rule
from pipeline.records.iana import Registration
from pipeline.records.listing import Entry, Listing
from pipeline.wording import Wording

# How old a snapshot may be before it is said, in days: IANA adds a code every year or two.
OLD = 730


@dataclass(frozen=True, slots=True)
class Dated:
    """A listing, and the day on which it is judged."""

    listing: Listing
    today: date


@rule(Severity.WARNING, "状态码未注册", "Unregistered status code")
def code_unregistered(entry: Entry) -> Iterator[Violation]:
    """Find a code that IANA has not assigned.

    A client treats a code that it does not know as the x00 of its class: 499 as 400
    (RFC 9110 §15).

    指出 IANA 没有分配的状态码。

    客户端把不认识的状态码当作同类的 x00 处理，例如把 499 当作 400（RFC 9110 §15）。

    Bad:
        | 499 | Client Closed Request |
    Good:
        | 408 | Request Timeout |
    """
    if entry.assignment is None:
        message = UNKNOWN_CODE.about(code=entry.code)
        vendors = ", ".join(use.vendor for use in entry.unofficial)
        help_ = USED_BY.about(vendors=vendors) if vendors else None
        yield Violation(entry.record.code_cell.span, message, entry.code, help_)


@rule(Severity.WARNING, "状态码保留不用", "Reserved status code")
def code_reserved(entry: Entry) -> Iterator[Violation]:
    """Find a code that IANA keeps reserved and unused (306, 418): it has no reason phrase.

    指出 IANA 保留不用的状态码（306、418）：它没有原因短语。

    Bad:
        | 306 | Unused |
    Good:
        | 305 | Use Proxy |
    """
    assignment = entry.assignment
    if assignment and assignment.registration is Registration.UNUSED:
        help_ = AUTHORITY.about(citation=assignment.specification.citation)
        message = RESERVED.about(code=entry.code)
        yield Violation(entry.record.code_cell.span, message, entry.code, help_)


@rule(Severity.NOTE, "状态码为临时注册", "Temporary status code")
def code_temporary(entry: Entry) -> Iterator[Violation]:
    """Find a code that IANA has registered for a time only.

    指出 IANA 只作临时注册的状态码。

    Bad:
        | 状态码 | 编码 |
        | --- | --- |
        | 104 | Upload Resumption Supported |
    Good:
        | 状态码 | 编码 |
        | --- | --- |
        | 103 | Early Hints |
    """
    assignment = entry.assignment
    if assignment and assignment.registration is Registration.TEMPORARY:
        said = TEMPORARY.about(code=entry.code, expires=assignment.expires)
        yield Violation(entry.record.code_cell.span, said, entry.code)


@rule(Severity.NOTE, "状态码已废止", "Obsoleted status code")
def code_obsoleted(entry: Entry) -> Iterator[Violation]:
    """Find a code that IANA marks as obsoleted.

    指出 IANA 标为废止的状态码。

    Bad:
        | 状态码 | 编码 |
        | --- | --- |
        | 510 | Not Extended |
    Good:
        | 状态码 | 编码 |
        | --- | --- |
        | 511 | Network Authentication Required |
    """
    assignment = entry.assignment
    if assignment and assignment.registration is Registration.OBSOLETED:
        said = OBSOLETED.about(code=entry.code)
        yield Violation(entry.record.code_cell.span, said, entry.code)


@rule(Severity.NOTE, "状态码已弃用", "Deprecated status code")
def code_deprecated(entry: Entry) -> Iterator[Violation]:
    """Find a code that its own specification says not to use.

    指出自身规范写明不应再用的状态码。

    Bad:
        | 状态码 | 编码 |
        | --- | --- |
        | 305 | Use Proxy |
    Good:
        | 状态码 | 编码 |
        | --- | --- |
        | 307 | Temporary Redirect |
    """
    assignment = entry.assignment
    if assignment and assignment.specification.deprecated:
        help_ = AUTHORITY.about(citation=assignment.specification.citation)
        said = DEPRECATED.about(code=entry.code)
        yield Violation(entry.record.code_cell.span, said, entry.code, help_)


@rule(Severity.NOTE, "缺少已注册的状态码", "Registered codes that are missing")
def missing_registered_code(listing: Listing) -> Iterator[Violation]:
    """Name the registered codes that a table lacks, if it has at least half of them.

    A table with fewer is one of some interface, and not meant to have them all. Temporary,
    obsoleted and reserved codes are not missed.

    表格已列出至少半数的已注册状态码时，指出还缺少哪些。

    不足半数的，是某个接口的状态码表，本不求全。临时注册、已废止和保留不用的状态码不算缺少。

    Bad:
        | 状态码 |
        | --- |
        | 200, 201, 202, 203, 204, 205, 206, 207, 208, 226 |
        | 300, 301, 302, 303, 304, 307, 308 |
        | 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415 |
    Good:
        | 状态码 | 编码 |
        | --- | --- |
        | 404 | Not Found |
    """
    wanted = {
        code
        for code, assignment in listing.registry.assignments.items()
        if assignment.registration is Registration.ASSIGNED
    }
    missing = sorted(wanted - {entry.code for entry in listing.entries})
    if missing and 2 * len(missing) <= len(wanted):
        said = MISSING.about(count=len(missing), codes=", ".join(map(str, missing)))
        yield Violation(listing.reading.tables[0].header.span, said)


@rule(Severity.WARNING, "注册表快照过旧", "Old snapshot of the registry")
def registry_old(dated: Dated) -> Iterator[Violation]:
    """Say that the snapshot of the registry, by which all is judged, is over two years old.

    所有判断所依据的注册表快照已超过两年时，予以提示。

    Bad:
        IANA: 2025-09-15, check: 2027-12-01
    Good:
        IANA: 2025-09-15, check: 2026-01-01
    """
    updated = date.fromisoformat(dated.listing.registry.updated)
    age = (dated.today - updated).days
    if age > OLD:
        document = dated.listing.reading.document
        yield Violation(document.span(0, 0), TOO_OLD.about(updated=updated, age=age), help=RENEW)


AUTHORITY = Wording("依据：{citation}", "authority: {citation}")
UNKNOWN_CODE = Wording("{code} 未在 IANA 注册", "{code} is not registered with IANA")
USED_BY = Wording("使用它的有：{vendors}", "used by: {vendors}")
RESERVED = Wording(
    "{code} 保留不用，没有原因短语", "{code} is reserved and unused, and has no reason phrase"
)
TEMPORARY = Wording(
    "{code} 只是临时注册，有效期至 {expires}", "{code} is registered only until {expires}"
)
OBSOLETED = Wording("IANA 已将 {code} 标为废止", "IANA marks {code} as obsoleted")
DEPRECATED = Wording("{code} 已弃用，不应再用", "{code} is deprecated, and not to be used")
MISSING = Wording(
    "缺少 {count} 个已注册的状态码：{codes}", "registered codes that are missing ({count}): {codes}"
)
TOO_OLD = Wording(
    "所依据的 IANA 注册表快照（{updated}）已有 {age} 天",
    "the snapshot of IANA's registry ({updated}) is {age} days old",
)
RENEW = Wording("更新本工具", "update this tool")
