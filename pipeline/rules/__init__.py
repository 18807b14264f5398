"""Every check there is, and how they are run over one document."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from pipeline.findings import Answer, Finding, Rule
from pipeline.records.listing import Entry, Listing
from pipeline.rules import prose, status, table

DOCUMENT_RULES: tuple[Rule[Listing], ...] = (
    table.no_table,
    table.unknown_header,
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


def judge(listing: Listing, baseline: Collection[str] = ()) -> tuple[Finding, ...]:
    """Run every rule over `listing`; return the findings by place.

    A finding whose fingerprint is in `baseline`, or that lies in a cell which an erratum
    corrects, is answered: reported, but no reason to fail.
    """
    found = sorted(_findings(listing), key=lambda finding: (finding.span, finding.rule))
    corrected = {
        (entry.code, cell.field)
        for entry in listing.entries
        for erratum in entry.errata
        if (cell := entry.cell(erratum.field))
    }

    def answer(finding: Finding) -> Answer | None:
        for code, field in corrected:
            inside = field.start <= finding.span.start and finding.span.end <= field.end
            if code == finding.code and inside:
                return Answer.ERRATUM
        return Answer.BASELINE if finding.fingerprint in baseline else None

    return tuple(replace(finding, answer=answer(finding)) for finding in found)


def _findings(listing: Listing) -> Iterator[Finding]:
    document = listing.reading.document
    for rule in DOCUMENT_RULES:
        yield from rule.check(listing, document)
    for entry in listing.entries:
        for row_rule in ROW_RULES:
            yield from row_rule.check(entry, document)
