"""Every check there is, and how they are run over one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline.findings import Answer, Finding, Rule
from pipeline.records.listing import Entry, Listing
from pipeline.rules import drift, layout, meaning, prose, registry, status, table, terms, text
from pipeline.rules.drift import Texts, texts_of
from pipeline.rules.translation import TRANSLATION_RULES
from pipeline.rules.waiver import Waiver, read_waivers
from pipeline.rules.waivers import WAIVER_RULES, waive
from pipeline.span import Document

DOCUMENT_RULES: tuple[Rule[Listing], ...] = (
    text.bom,
    text.no_final_newline,
    text.mixed_line_endings,
    text.control_or_zero_width,
    table.no_table,
    table.unknown_header,
    table.not_http_status,
    table.column_count,
    table.unescaped_pipe,
    table.text_after_table,
    table.code_not_integer,
    table.code_out_of_range,
    table.duplicate_code,
    layout.cell_padding,
    layout.code_order,
    terms.term_inconsistent,
    registry.missing_registered_code,
    prose.erratum_unused,
)
ROW_RULES: tuple[Rule[Entry], ...] = (
    table.cell_tab,
    prose.stray_prefix,
    status.phrase_typo,
    status.phrase_spacing,
    status.phrase_case,
    status.phrase_superseded,
    status.phrase_unregistered,
    status.phrase_of_another_code,
    registry.code_unregistered,
    registry.code_reserved,
    registry.code_temporary,
    registry.code_obsoleted,
    registry.code_deprecated,
    terms.halfwidth_punctuation,
    terms.known_typo,
    meaning.formula_prefix,
    meaning.contradicts_specification,
)
DATED_RULES: tuple[Rule[registry.Dated], ...] = (registry.registry_old,)
COPIES_RULES: tuple[Rule[drift.Copies], ...] = (drift.cross_document_drift,)
JUDGING: tuple[Rule[Listing] | Rule[Entry] | Rule[registry.Dated] | Rule[drift.Copies], ...] = (
    *DOCUMENT_RULES,
    *ROW_RULES,
    *DATED_RULES,
    *COPIES_RULES,
)
WAIVABLE = tuple(each.id for each in JUDGING)
TABLE_RULES = (*JUDGING, *WAIVER_RULES)
RULES = (*TABLE_RULES, *TRANSLATION_RULES)


def settings_waivers(document: Document) -> tuple[Waiver, ...]:
    """Return the waivers in `document`, the pyproject.toml of a project."""
    return read_waivers(document, WAIVABLE, tuple(rule.id for rule in TRANSLATION_RULES))


def judge(
    listing: Listing,
    baseline: Iterable[str] = (),
    *,
    waivers: Iterable[Waiver] = (),
    today: date | None = None,
    earlier: Sequence[Texts] = (),
) -> tuple[Finding, ...]:
    """Run every rule over `listing`; return the findings by place, each once.

    Without `today` nothing is said that depends on the day. `earlier` are the texts of documents
    that may be copies.

    A finding that one of the `waivers`, or a waiver in a comment, speaks of is answered:
    reported, but no reason to fail. So is one that lies in a text which an erratum corrects, and
    one whose fingerprint is in `baseline`, as often as it is there.
    """
    seen = {(finding.span, finding.rule): finding for finding in _findings(listing, today, earlier)}
    waived = waive(listing, seen.values(), waivers, today, WAIVABLE)
    found = sorted(waived, key=lambda finding: (finding.span, finding.rule))
    corrected = [
        cell.span
        for entry in listing.entries
        for erratum in entry.errata
        if (cell := entry.cell(erratum.field))
    ]
    accepted = Counter(baseline)

    def answer(finding: Finding) -> Answer | None:
        if finding.answer:
            return finding.answer
        if any(finding.span.within(span) for span in corrected):
            return Answer.ERRATUM
        if not accepted or not accepted[finding.fingerprint]:
            return None
        accepted[finding.fingerprint] -= 1
        return Answer.BASELINE

    return tuple(_answered(finding, answer(finding)) for finding in found)


def _answered(finding: Finding, answer: Answer | None) -> Finding:
    return finding if answer is finding.answer else replace(finding, answer=answer)


def _findings(listing: Listing, today: date | None, earlier: Sequence[Texts]) -> Iterator[Finding]:
    document = listing.reading.document
    if earlier:
        copies = drift.Copies(texts_of(listing), tuple(earlier))
        for copies_rule in COPIES_RULES:
            yield from copies_rule.check([copies], document)
    if today:
        for dated_rule in DATED_RULES:
            yield from dated_rule.check([registry.Dated(listing, today)], document)
    for rule in DOCUMENT_RULES:
        yield from rule.check([listing], document)
    for row_rule in ROW_RULES:
        yield from row_rule.check(listing.entries, document)
