"""Every check there is, and how they are run over one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.findings import Answer, Finding, Rule
from pipeline.records.listing import Entry, Listing
from pipeline.rules import prose, status, table

DOCUMENT_RULES: tuple[Rule[Listing], ...] = (
    table.no_table,
    table.unknown_header,
    table.not_http_status,
    table.column_count,
    table.code_not_integer,
    table.code_out_of_range,
    table.duplicate_code,
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
    status.code_unregistered,
    status.code_reserved,
)
RULES: tuple[Rule[Listing] | Rule[Entry], ...] = (*DOCUMENT_RULES, *ROW_RULES)


def judge(listing: Listing, baseline: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Run every rule over `listing`; return the findings by place.

    A finding that lies in a text which an erratum corrects is answered: reported, but no reason
    to fail. So is one whose fingerprint is in `baseline`, as often as it is there.
    """
    found = sorted(_findings(listing), key=lambda finding: (finding.span, finding.rule))
    corrected = [
        cell.span
        for entry in listing.entries
        for erratum in entry.errata
        if (cell := entry.cell(erratum.field))
    ]
    accepted = Counter(baseline)

    def answer(finding: Finding) -> Answer | None:
        if any(finding.span.within(span) for span in corrected):
            return Answer.ERRATUM
        if not accepted[finding.fingerprint]:
            return None
        accepted[finding.fingerprint] -= 1
        return Answer.BASELINE

    return tuple(replace(finding, answer=answer(finding)) for finding in found)


def _findings(listing: Listing) -> Iterator[Finding]:
    document = listing.reading.document
    for rule in DOCUMENT_RULES:
        yield from rule.check(listing, document)
    for entry in listing.entries:
        for row_rule in ROW_RULES:
            yield from row_rule.check(entry, document)
