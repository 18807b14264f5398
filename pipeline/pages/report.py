"""The report of an edition: what the rules found, and how far the tables cover the registry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import ClassVar

from pipeline.dataset import Dataset
from pipeline.findings import Answer, Finding, Severity
from pipeline.pages.chart import Stretch, bar
from pipeline.pages.language import Place, Voice
from pipeline.records.union import StatusCode
from pipeline.rules import RULES
from pipeline.span import Document
from pipeline.wording import Wording

SEVERITIES = tuple(severity.label for severity in sorted(Severity, reverse=True))


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """A rule that found something: how much of each severity, how much is open, drawn as a bar."""

    id: str
    title: Wording
    counts: Mapping[str, int]
    open: int
    bar: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a source line, and whether a finding speaks of it."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a source with the findings that begin there; `code` is None outside the rows."""

    place: Place
    code: int | None
    pieces: tuple[Piece, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ClassCoverage:
    """How many codes of a class stand in the author's table, in ours alone, or unregistered."""

    status_class: str
    counts: Mapping[str, int]
    bar: tuple[Stretch, ...]

    @property
    def total(self) -> int:
        """All codes of the class."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Waived:
    """What one waiver answers: the findings for one reason, until one day (None: for good)."""

    reason: str
    expires: date | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Every finding: counted by rule, then line by line."""

    template: ClassVar[str] = "report.md.jinja"
    name: ClassVar[str] = "report"
    severities: ClassVar[tuple[str, ...]] = SEVERITIES
    rules: tuple[RuleSummary, ...]
    findings: tuple[Finding, ...]
    lines: tuple[SourceLine, ...]
    coverage: tuple[ClassCoverage, ...]
    waived: tuple[Waived, ...]
    registry_updated: str

    def count(self, severity: str) -> int:
        """Return how many findings are of `severity`, by its label."""
        return sum(finding.severity.label == severity for finding in self.findings)

    def answered(self, answer: str) -> int:
        """Return how many findings are answered so; "open" counts the others."""
        return sum((finding.answer or "open") == answer for finding in self.findings)


def report_page(dataset: Dataset, voice: Voice) -> ReportPage:
    """Return the report in the language that `voice` speaks."""
    return ReportPage(
        tuple(_summaries(dataset.findings)),
        dataset.findings,
        tuple(_lines(dataset, voice)),
        tuple(_coverage(dataset)),
        tuple(_waived(dataset.findings)),
        dataset.registry_updated,
    )


def _summaries(findings: Iterable[Finding]) -> Iterator[RuleSummary]:
    by_rule: dict[str, list[Finding]] = {rule.id: [] for rule in RULES}
    for finding in findings:
        by_rule[finding.rule].append(finding)
    most = max(map(len, by_rule.values()))
    for rule in RULES:
        found = by_rule[rule.id]
        if found:
            by_severity = Counter(finding.severity.label for finding in found)
            counts = {severity: by_severity[severity] for severity in SEVERITIES}
            left = sum(finding.answer is None for finding in found)
            yield RuleSummary(rule.id, rule.title, counts, left, bar(counts, most))


def _lines(dataset: Dataset, voice: Voice) -> Iterator[SourceLine]:
    documents = {document.path: document for document in dataset.documents}

    def line(finding: Finding) -> tuple[str, int]:
        return finding.span.path, finding.span.start.line

    for (path, number), group in groupby(sorted(dataset.findings, key=line), line):
        found = tuple(group)
        code = next((each.code for each in found if each.code in dataset.by_code), None)
        pieces = tuple(_pieces(documents[path], number, found))
        yield SourceLine(voice.place(path, number), code, pieces, found)


def _pieces(document: Document, number: int, found: Iterable[Finding]) -> Iterator[Piece]:
    """Yield the line in pieces, by whether a finding covers them."""
    text, start = document.line(number), document.line_starts[number - 1]
    covered = {
        offset - start
        for finding in found
        for offset in range(
            finding.span.start.offset, min(finding.span.end.offset, start + len(text))
        )
    }
    for is_found, offsets in groupby(range(len(text)), covered.__contains__):
        yield Piece("".join(text[offset] for offset in offsets), is_found)


def _coverage(dataset: Dataset) -> Iterator[ClassCoverage]:
    by_class = {
        name: Counter(_standing(code) for code in codes)
        for name, codes in groupby(dataset.codes, lambda code: code.status_class)
    }
    most = max(counts.total() for counts in by_class.values())
    for name, found in by_class.items():
        counts = {standing: found[standing] for standing in ("author", "supplement", "others")}
        yield ClassCoverage(name, counts, bar(counts, most))


def _standing(code: StatusCode) -> str:
    if code.assignment is None:
        return "others"
    return "author" if code.author else "supplement"


def _waived(findings: Iterable[Finding]) -> Iterator[Waived]:
    by_waiver: dict[tuple[str, date | None], list[Finding]] = {}
    for finding in findings:
        if finding.answer is Answer.WAIVER:
            key = (finding.justification or "", finding.expires)
            by_waiver.setdefault(key, []).append(finding)
    for (reason, expires), found in by_waiver.items():
        yield Waived(reason, expires, tuple(found))
