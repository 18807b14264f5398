"""What becomes of waivers: which finding one answers, and what is wrong with the waiver itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from pipeline.findings import Answer, Finding, Rule, Severity, Violation, rule
from pipeline.records.listing import Listing
from pipeline.rules.waiver import Waiver, read_comments
from pipeline.span import Document, Span
from pipeline.wording import Wording


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A waiver, whether it matches a finding, and the day (None: nobody asks)."""

    waiver: Waiver
    used: bool
    today: date | None


@rule(Severity.ERROR, "豁免写法有误", "Waiver that cannot be understood")
def waiver_malformed(reviewed: Reviewed) -> Iterator[Violation]:
    """Require that a waiver in a comment names rules, codes and a day that exist.

    The comment stands on its own line directly before a table, and holds for this table alone:
    `http-status-waive:`, the rules, `codes` and `until` if wanted, a colon, the reason.

    要求注释中的豁免所写的规则、状态码和日期都是存在的。

    注释独占一行，紧接在表格之前，只对这张表格有效。依次写 `http-status-waive:`、规则、
    需要时的 `codes` 和 `until`、冒号、理由。

    Bad:
        <!-- http-status-waive: phrase-typos: the author insists -->
    Good:
        <!-- http-status-waive: phrase-typo codes 205 until 2027-01-01: the author insists -->
    """
    waiver = reviewed.waiver
    if waiver.fault:
        yield Violation(waiver.span, waiver.fault, help=SYNTAX)


@rule(Severity.ERROR, "豁免没有理由", "Waiver without a reason")
def waiver_without_reason(reviewed: Reviewed) -> Iterator[Violation]:
    """Require that a waiver says why; without a reason it answers nothing.

    要求豁免写明理由；没有理由的豁免不起作用。

    Bad:
        <!-- http-status-waive: phrase-typo -->
    Good:
        <!-- http-status-waive: phrase-typo: quoted as the standard of 1997 prints it -->
    """
    waiver = reviewed.waiver
    if not waiver.fault and not waiver.reason:
        yield Violation(waiver.span, WITHOUT_REASON, help=SYNTAX)


@rule(Severity.ERROR, "豁免已过期", "Expired waiver")
def waiver_expired(reviewed: Reviewed) -> Iterator[Violation]:
    """Find a waiver whose last day is past; it answers nothing any more.

    指出已过最后一天的豁免；它不再起作用。

    Bad:
        <!-- http-status-waive: phrase-typo until 2020-12-31: until the next edition -->
    Good:
        <!-- http-status-waive: phrase-typo until 2099-12-31: until the next edition -->
    """
    waiver = reviewed.waiver
    if not waiver.fault and waiver.expired(reviewed.today):
        yield Violation(waiver.span, EXPIRED.about(day=waiver.expires), help=MEND_OR_RENEW)


@rule(Severity.ERROR, "豁免没有用处", "Waiver of nothing")
def waiver_unused(reviewed: Reviewed) -> Iterator[Violation]:
    """Find a waiver that no finding needs: the fault is gone, or the waiver missed its table.

    One in the settings is only called unused when all files that it could be for were checked:
    those of its `paths`, or without any, the project's own tables. One that names
    `cross-document-drift` is never called so: whether that rule finds something depends on the
    files that are checked together.

    指出没有用处的豁免：问题已经改正，或者豁免没有放在它的表格之前。

    设置中的豁免，只有在可能用到它的文件都已检查时才会说它没有用处：即 `paths` 所列的文件，
    没有 `paths` 的，是项目自己的表格。`cross-document-drift` 的豁免从不这样说：这条规则有没有发现，
    取决于哪些文件一起检查。

    Bad:
        <!-- http-status-waive: phrase-typo: the author insists -->

        以下为常用状态码。

        | 状态码 | 编码 |
        | --- | --- |
        | 205 | Rest Content |
    Good:
        <!-- http-status-waive: phrase-typo: the author insists -->
        | 状态码 | 编码 |
        | --- | --- |
        | 205 | Rest Content |
    """
    waiver = reviewed.waiver
    idle = waiver.holds(reviewed.today) and not reviewed.used
    if idle and CONDITIONAL.isdisjoint(waiver.rules):
        yield Violation(waiver.span, UNUSED.about(rules=", ".join(waiver.rules)), help=DELETE)


WAIVER_RULES: tuple[Rule[Reviewed], ...] = (
    waiver_malformed,
    waiver_without_reason,
    waiver_expired,
    waiver_unused,
)
# What these find depends on the files that are checked together.
CONDITIONAL = frozenset({"cross-document-drift"})


def waive(
    listing: Listing,
    found: Iterable[Finding],
    settings: Iterable[Waiver],
    today: date | None,
    known: Collection[str],
) -> Iterator[Finding]:
    """Yield the findings, answered where a waiver holds, then what is wrong with the comments.

    `settings` are the waivers of the settings that hold in this document; those in its comments
    may name the rules `known`.
    """
    general, comments = tuple(settings), tuple(read_comments(listing, known))
    scopes: dict[int, list[Waiver]] = {}
    for waiver in comments:
        if waiver.scope:
            scopes.setdefault(waiver.scope.end.offset, []).append(waiver)
    ends, used = tuple(scopes), set[Span]()
    for finding in found:
        end = bisect_left(ends, finding.span.end.offset)
        near = scopes[ends[end]] if end < len(ends) else ()
        matching = [waiver for waiver in (*near, *general) if waiver.matches(finding)]
        used.update(waiver.span for waiver in matching)
        holding = next((waiver for waiver in matching if waiver.holds(today)), None)
        yield _answered(finding, holding) if holding else finding
    for waiver in comments:
        reviewed = Reviewed(waiver, waiver.span in used, today)
        yield from _review(reviewed, listing.reading.document)


def review_settings(
    waivers: Iterable[Waiver],
    found: Collection[tuple[str, Finding]],
    complete: Callable[[Waiver], bool],
    document: Document,
    today: date | None,
) -> Iterator[Finding]:
    """Yield what is wrong with the waivers of the settings, `document`.

    `found` are the findings of all files that were checked, each with its file (relative to the
    project); `complete` tells whether all files that a waiver could be for are among them.
    """
    for waiver in waivers:
        used = any(waiver.matches(finding) and waiver.covers(path) for path, finding in found)
        yield from _review(Reviewed(waiver, used or not complete(waiver), today), document)


def _answered(finding: Finding, waiver: Waiver) -> Finding:
    return replace(
        finding,
        answer=Answer.WAIVER,
        justification=waiver.reason,
        in_source=waiver.scope is not None,
        expires=waiver.expires,
    )


def _review(reviewed: Reviewed, document: Document) -> Iterator[Finding]:
    for each in WAIVER_RULES:
        yield from each.check([reviewed], document)


SYNTAX = Wording(
    "写作 <!-- http-status-waive: 规则, 规则 codes 306, 418 until 2027-01-01: 理由 -->，"
    "codes 与 until 可省略",
    "write <!-- http-status-waive: rule, rule codes 306, 418 until 2027-01-01: reason -->; "
    "codes and until may be left out",
)
WITHOUT_REASON = Wording("豁免没有写明理由", "this waiver gives no reason")
EXPIRED = Wording("豁免已于 {day} 到期", "this waiver expired on {day}")
MEND_OR_RENEW = Wording(
    "改正所豁免的问题，或核实后延长期限", "mend what it waives, or renew it after a second look"
)
UNUSED = Wording("没有需要此豁免的发现（{rules}）", "no finding needs this waiver ({rules})")
DELETE = Wording(
    "删除此豁免；注释须独占一行、紧接在表格之前；设置中为其他文件而设的豁免须写明 paths",
    "delete it; a comment must stand on its own line directly before its table, and a waiver in "
    "the settings that is for another file must name it in paths",
)
