"""How a page speaks: each run of text says which language it is in where the page has another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.catalogues.coverage import State
from pipeline.dataset import Edition, Text
from pipeline.locale import NOT_ONE, Locale
from pipeline.span import Span
from pipeline.templates import escaped, filled, markup
from pipeline.wording import Wording

# The language of the registered phrases and of the RFCs, whether or not the site has it.
ENGLISH = Locale("en", "en", "English", "ltr", NOT_ONE)


def attributes(locale: Locale) -> str:
    """Return, as markup, the HTML attributes of text in `locale`: its language and direction."""
    return markup(f' lang="{locale.tag}" dir="{locale.direction}"')


@dataclass(frozen=True, slots=True)
class Run:
    """A text in `locale` on a page in `page`; each `{name}` in it stands for one of `values`."""

    text: str
    locale: Locale
    page: Locale
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the text alone."""
        text = self.text
        for name, value in self.values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def __html__(self) -> str:
        """Return the text as markup, marked with its language where the page has another."""
        inside = filled(self.text, self.values)
        if self.locale.tag == self.page.tag:
            return inside
        return markup(f"<span{attributes(self.locale)}>{inside}</span>")


@dataclass(frozen=True, slots=True)
class Shown:
    """A text of the dataset on a page, and what a reader must know about it.

    `marks` are keys of `words.marks`: "untranslated", "stale", "draft".
    """

    run: Run
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file of the project; a link where `repository` says what paths follow."""

    path: str
    line: int
    column: int | None
    repository: str

    def __str__(self) -> str:
        """Return the place as editors open it: `source/table.md:25`."""
        place = f"{self.path}:{self.line}"
        return place if self.column is None else f"{place}:{self.column}"

    def __html__(self) -> str:
        """Return the place as markup; it is read from left to right in every language."""
        if not self.repository:
            return markup(f'<span class="hs-place" dir="ltr">{escaped(self)}</span>')
        address = escaped(f"{self.repository}{self.path}#L{self.line}")
        return markup(f'<a class="hs-place" dir="ltr" href="{address}">{escaped(self)}</a>')


@dataclass(frozen=True, slots=True)
class Voice:
    """An edition, speaking; `source` is the language of the table and of the templates.

    `repository` is what paths of the project's files follow, empty if readers cannot open them.
    """

    edition: Edition
    source: Locale
    repository: str = ""

    @property
    def locale(self) -> Locale:
        """The language of the page."""
        return self.edition.locale

    @property
    def source_attributes(self) -> str:
        """The HTML attributes of text in the language of the table."""
        return attributes(self.source)

    @property
    def english_attributes(self) -> str:
        """The HTML attributes of English text."""
        return attributes(ENGLISH)

    def say(self, address: str, text: str, **values: object) -> Run:
        """Return the text at `address`; `text` is what the template has there, in Chinese."""
        found = self.edition.texts.get(address)
        if found is None:
            return Run(text, self.source, self.locale, values)
        return Run(found.text, found.locale, self.locale, values)

    def show(self, text: Text) -> Shown:
        """Return `text` as this page shows it."""
        marks = []
        if text.locale.tag != self.locale.tag:
            marks.append("untranslated")
        elif text.state is State.STALE:
            marks.append("stale")
        if text.draft:
            marks.append("draft")
        return Shown(Run(text.text, text.locale, self.locale), tuple(marks))

    def place(self, path: str, line: int, column: int | None = None) -> Place:
        """Return a place in a file of the project; without `column`, a line."""
        return Place(path, line, column, self.repository)

    def begin(self, span: Span) -> Place:
        """Return where `span` begins."""
        return self.place(span.path, span.start.line, span.start.column)

    def translation(self, address: str) -> Place | None:
        """Return where the edition's text at `address` is translated; None in the source's."""
        found = self.edition.places.get(address)
        return self.place(*found) if found else None

    def english(self, text: str) -> Run:
        """Return a text that is English in every edition."""
        return Run(text, ENGLISH, self.locale)

    def wording(self, wording: Wording) -> Run:
        """Return a sentence that exists in Chinese and in English, in the one that fits."""
        if self.locale.language == self.source.language:
            return Run(wording.text("zh"), self.source, self.locale)
        return self.english(wording.text("en"))
