"""What each template is given: one frozen value a template, everything on it decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from pipeline.findings import Finding
from pipeline.locale import Locale
from pipeline.pages.language import Run, Shown, Voice
from pipeline.published import Download
from pipeline.records.erratum import Erratum, Field
from pipeline.records.union import StatusCode
from pipeline.wording import Wording


@dataclass(frozen=True, slots=True)
class Row:
    """A code in a table; `summary` is the first sentence of its description."""

    code: StatusCode
    phrase: Run | None
    title: Run
    summary: Run | None
    marks: tuple[str, ...]

    @property
    def omitted(self) -> bool:
        """Whether the author's table lacks it."""
        return self.code.author is None

    @property
    def has_own_title(self) -> bool:
        """Whether the title says more than the phrase, which stands beside it."""
        return _differs(self.title, self.phrase)


@dataclass(frozen=True, slots=True)
class Section:
    """A class and its codes."""

    status_class: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """All codes by class."""

    template: ClassVar[str] = "index.md.jinja"
    name: ClassVar[str] = "index"
    sections: tuple[Section, ...]

    @property
    def count(self) -> int:
        """How many codes there are."""
        return sum(len(section.rows) for section in self.sections)

    @property
    def omitted(self) -> int:
        """How many of them the author's table lacks."""
        return sum(row.omitted for section in self.sections for row in section.rows)


@dataclass(frozen=True, slots=True)
class ClassPage:
    """One class: what its codes have in common, and the codes."""

    template: ClassVar[str] = "class.md.jinja"
    section: Section

    @property
    def name(self) -> str:
        """The file's name: `4xx`."""
        return self.section.status_class

    @property
    def first(self) -> str:
        """The code as which a client treats an unknown one of the class: `400`."""
        return self.name.replace("xx", "00")


@dataclass(frozen=True, slots=True)
class Correction:
    """An erratum with its reason in the page's language, and a link to its authority."""

    erratum: Erratum
    reason: Shown | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Other:
    """What another edition calls the code."""

    locale: Locale
    title: Shown


@dataclass(frozen=True, slots=True)
class CodePage:
    """One code. `place` is where the author's row (or ours) stands, as path and line.

    `written_phrase` is the author's phrase if it is not the registered one; `history` has each
    superseded phrase with its citations.
    """

    template: ClassVar[str] = "code.md.jinja"
    code: StatusCode
    phrase: Run | None
    title: Run
    description: Run | None
    marks: tuple[str, ...]
    written_phrase: Run | None
    place: str
    corrections: tuple[Correction, ...]
    history: tuple[tuple[Run, str], ...]
    languages: tuple[Other, ...]
    findings: tuple[Finding, ...]
    registry_updated: str
    source_attributes: str
    english_attributes: str

    @property
    def name(self) -> str:
        """The file's name: `404`."""
        return str(self.code.code)

    @property
    def has_own_title(self) -> bool:
        """Whether the title says more than the phrase, which stands before it."""
        return _differs(self.title, self.phrase)

    @property
    def verbatim(self) -> str:
        """The author's description; empty where a correction shows it."""
        cell = self.code.author.record.description if self.code.author else None
        shown = any(each.erratum.field is Field.DESCRIPTION for each in self.corrections)
        return cell.text if cell and not shown else ""

    @property
    def heading(self) -> str:
        """`404 Not Found 未找到`, for titles and menus."""
        words = (self.name, self.phrase, self.title if self.has_own_title else None)
        return " ".join(str(word) for word in words if word)

    @property
    def registration(self) -> str:
        """A key of `words.registrations`."""
        assignment = self.code.assignment
        return assignment.registration if assignment else "unregistered"

    @property
    def dates(self) -> Mapping[str, str]:
        """The dates of the registration, by keys of `words.dates`."""
        assignment = self.code.assignment
        if assignment is None:
            return {}
        dates = {
            "registered": assignment.registered,
            "updated": assignment.updated,
            "expires": assignment.expires,
        }
        return {key: date for key, date in dates.items() if date}


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """A rule that found something, and what it found."""

    id: str
    title: Wording
    findings: tuple[Finding, ...]

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has answered."""
        return tuple(finding for finding in self.findings if finding.answer is None)

    def count(self, severity: str) -> int:
        """Return how many findings are of `severity`, by its label."""
        return sum(finding.severity.label == severity for finding in self.findings)


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Every finding, by rule."""

    template: ClassVar[str] = "report.md.jinja"
    name: ClassVar[str] = "report"
    rules: tuple[RuleSummary, ...]
    findings: tuple[Finding, ...]
    codes: Mapping[int, StatusCode]
    registry_updated: str
    severities: tuple[str, ...] = ("error", "warning", "note")

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has answered."""
        return tuple(finding for finding in self.findings if finding.answer is None)

    def count(self, severity: str) -> int:
        """Return how many findings are of `severity`, by its label."""
        return Counter(finding.severity.label for finding in self.findings)[severity]


@dataclass(frozen=True, slots=True)
class DownloadsPage:
    """The data files and how to use them.

    `tag` is the language of the examples, `tags` are all; `files` are by name.
    """

    template: ClassVar[str] = "downloads.md.jinja"
    name: ClassVar[str] = "downloads"
    site_url: str
    tag: str
    tags: tuple[str, ...]
    version: str
    files: Mapping[str, Download]


@dataclass(frozen=True, slots=True)
class LocaleConfig:
    """The MkDocs configuration of one edition: its folders, menu and languages."""

    template: ClassVar[str] = "mkdocs.yml.jinja"
    locale: Locale
    locales: tuple[Locale, ...]
    site_url: str
    registry_updated: str
    menu: tuple[tuple[str, tuple[CodePage, ...]], ...]


@dataclass(frozen=True, slots=True)
class Chooser:
    """The page at the root: every language, in its own words. `base` is what links begin with."""

    template: ClassVar[str] = "chooser.html.jinja"
    voices: tuple[Voice, ...]
    site_url: str
    base: str
    missing: bool


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Every page's name, in every language."""

    template: ClassVar[str] = "sitemap.xml.jinja"
    names: tuple[str, ...]
    locales: tuple[Locale, ...]
    site_url: str


def _differs(title: Run, phrase: Run | None) -> bool:
    return phrase is None or str(title).casefold() != str(phrase).casefold()
