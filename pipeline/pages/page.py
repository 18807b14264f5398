"""What each template is given: one frozen value a template, everything on it decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from pipeline.findings import Finding
from pipeline.locale import Locale
from pipeline.pages.language import Place, Run, Shown
from pipeline.published import Listed
from pipeline.records.authority import Authority
from pipeline.records.erratum import Erratum, Field
from pipeline.records.guidance import Retry
from pipeline.records.union import StatusCode

FIRST_ERROR = 400


@dataclass(frozen=True, slots=True)
class Row:
    """A code in a table; `summary` is the first sentence of its description.

    `aliases` are its other names, by which people look for it.
    """

    code: StatusCode
    phrase: Run | None
    title: Run
    summary: Run | None
    marks: tuple[str, ...]
    aliases: tuple[str, ...]

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
    def common(self) -> tuple[str, ...]:
        """The marks that every row has."""
        return _common(row.marks for section in self.sections for row in section.rows)

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
    def common(self) -> tuple[str, ...]:
        """The marks that every row has."""
        return _common(row.marks for row in self.section.rows)

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
class Told:
    """A statement of the guidance in the page's language, and what it rests on."""

    shown: Shown
    authority: tuple[Authority, ...]


@dataclass(frozen=True, slots=True)
class Confused:
    """Another code that this one is easily confused with, and what tells them apart."""

    row: Row
    difference: Told


@dataclass(frozen=True, slots=True)
class Other:
    """What another edition calls the code."""

    locale: Locale
    title: Shown


@dataclass(frozen=True, slots=True)
class Called:
    """A phrase by which programs and vendors call a code, and which; is it the registered one?"""

    phrase: Run
    users: tuple[str, ...]
    registered: bool


@dataclass(frozen=True, slots=True)
class CodePage:
    """One code. `url` is the page's, `data_url` that of its JSON.

    `place` is where the author's row (or ours) stands, `translation` where its title is
    translated. `written_phrase` is the author's phrase if it is not the registered one; `history`
    has each superseded phrase with its citations, `origin` what else is worth knowing of the past;
    `called` what programs call the code.
    """

    template: ClassVar[str] = "code.md.jinja"
    code: StatusCode
    phrase: Run | None
    title: Run
    description: Run | None
    marks: tuple[str, ...]
    client: Told | None
    server: Told | None
    confused: tuple[Confused, ...]
    written_phrase: Run | None
    place: Place | None
    translation: Place | None
    url: str
    data_url: str
    corrections: tuple[Correction, ...]
    history: tuple[tuple[Run, str], ...]
    origin: Told | None
    called: tuple[Called, ...]
    languages: tuple[Other, ...]
    findings: tuple[Finding, ...]
    registry_updated: str

    @property
    def name(self) -> str:
        """The file's name: `404`."""
        return str(self.code.code)

    @property
    def common(self) -> tuple[str, ...]:
        """The marks that all its texts have."""
        told = (self.client, self.server, self.origin, *(each.difference for each in self.confused))
        shown = (
            *(each.shown for each in told if each),
            *(each.reason for each in self.corrections),
        )
        return _common((self.marks, *(each.marks for each in shown if each)))

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
    def retry(self) -> str | None:
        """A key of `words.retries`: where nothing failed, there is nothing to repeat."""
        if self.code.advice is None:
            return None
        retry = self.code.advice.retry
        return "needless" if retry is Retry.NO and self.code.code < FIRST_ERROR else retry.value

    @property
    def registration(self) -> str:
        """A key of `words.registrations`."""
        assignment = self.code.assignment
        return assignment.registration if assignment else "unregistered"

    @property
    def term(self) -> Mapping[str, object]:
        """The code as schema.org's DefinedTerm, as far as the page's address does not matter."""
        name = self.phrase or self.title
        others = [str(phrase) for phrase, _ in self.history]
        assignment = self.code.assignment
        term = {
            "termCode": self.name,
            "name": str(name),
            "alternateName": [str(self.title), *others] if self.has_own_title else others,
            "description": str(self.description or self.title),
        }
        return term | ({"sameAs": assignment.specification.url} if assignment else {})

    @property
    def notice(self) -> str | None:
        """A key of `words.notices`, where a reader must be warned of the code itself."""
        assignment = self.code.assignment
        if assignment and assignment.specification.deprecated:
            return "deprecated"
        return None if self.registration == "assigned" else self.registration

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
class ErrataPage:
    """Every correction, to print and to send to the author."""

    template: ClassVar[str] = "errata.md.jinja"
    name: ClassVar[str] = "errata"
    corrections: tuple[tuple[StatusCode, Correction], ...]

    @property
    def common(self) -> tuple[str, ...]:
        """The marks that every reason has."""
        return _common(each.reason.marks for _, each in self.corrections if each.reason)


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
    files: Mapping[str, Listed]


def _common(marked: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    first, *others = tuple(marked) or ((),)
    return tuple(mark for mark in first if all(mark in marks for marks in others))


def _differs(title: Run, phrase: Run | None) -> bool:
    return phrase is None or str(title).casefold() != str(phrase).casefold()
