"""One edition of the dataset as values of pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from pipeline.dataset import Dataset
from pipeline.locale import Locale
from pipeline.pages.benchmarks import BenchmarksPage, benchmarks_page
from pipeline.pages.language import Place, Run, Shown, Voice
from pipeline.pages.page import (
    Called,
    ClassPage,
    CodePage,
    Confused,
    Correction,
    DownloadsPage,
    ErrataPage,
    IndexPage,
    Other,
    Row,
    Section,
    Told,
)
from pipeline.pages.report import ReportPage, report_page
from pipeline.pages.rule import RulePage, RulesPage, rules_page
from pipeline.pages.translations import TranslationsPage, translations_page
from pipeline.published import Download, Listed
from pipeline.records.erratum import Erratum, Field
from pipeline.records.guidance import Statement
from pipeline.records.union import StatusCode

Page = (
    IndexPage
    | ClassPage
    | CodePage
    | ReportPage
    | ErrataPage
    | RulesPage
    | RulePage
    | TranslationsPage
    | DownloadsPage
    | BenchmarksPage
)

VERSION = re.compile(r" [\d.]+$")
# A sentence ends at a full-width mark, or at a Latin one before a space and no small letter.
FIRST_SENTENCE = re.compile(r".+?(?:[。！？]|[.!?؟](?=\s+[^\sa-zа-я]|$))")


@dataclass(frozen=True, slots=True)
class Common:
    """What the pages of an edition show of all the others, and of the downloads: nothing else.

    `titles` are those of the codes, by code, each as its own edition shows it.
    """

    titles: tuple[tuple[Locale, Mapping[int, Shown]], ...]
    translations: TranslationsPage
    files: tuple[Listed, ...]

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The languages of the site, the source's first."""
        return tuple(locale for locale, _ in self.titles)


def common(dataset: Dataset, voices: Iterable[Voice], downloads: Iterable[Download]) -> Common:
    """Return what all editions have in common; `voices` speak one each."""
    titles = tuple(
        (voice.locale, {code.code: _title(code, voice) for code in dataset.codes})
        for voice in voices
    )
    listed = tuple(download.listed for download in downloads)
    return Common(titles, translations_page(dataset), listed)


def edition_pages(facts: Dataset, voice: Voice, beside: Common) -> Iterator[Page]:
    """Yield every page of the edition that `voice` speaks.

    `facts` is the dataset, of which no edition is looked at: `beside` has what is shown of them.
    """
    sections = _sections(facts, voice)
    yield IndexPage(sections)
    for section in sections:
        yield ClassPage(section)
    for code in facts.codes:
        yield code_page(code, facts, voice, beside)
    yield report_page(facts, voice)
    yield _errata_page(facts, voice)
    rules = rules_page(facts, voice)
    yield rules
    yield from rules.rules
    yield beside.translations
    yield DownloadsPage(
        facts.site_url,
        voice.locale.tag,
        tuple(locale.tag for locale in beside.locales),
        facts.data_version,
        {file.name: file for file in beside.files},
    )
    if facts.measurements:
        yield benchmarks_page(facts.measurements)


def code_page(code: StatusCode, dataset: Dataset, voice: Voice, beside: Common) -> CodePage:
    """Return the page of `code`."""
    title, description = _title(code, voice), _shown(code, Field.DESCRIPTION, voice)
    address, advice = f"status.{code.code}", code.advice
    return CodePage(
        code,
        voice.english(code.phrase) if code.phrase else None,
        title.run,
        description.run if description else None,
        _marks(title, description),
        _told(f"{address}.client", advice.client, voice) if advice else None,
        _told(f"{address}.server", advice.server, voice) if advice else None,
        tuple(_confused(code, dataset, voice)),
        _written_phrase(code, voice),
        _place(code, voice),
        voice.translation(f"status.{code.code}.{Field.TITLE}"),
        f"{dataset.site_url}{voice.locale.tag}/{code.code}/",
        f"{dataset.site_url}api/v1/codes/{code.code}.json",
        tuple(_correction(erratum, code, voice) for erratum in _errata(code)),
        _history(code, voice),
        _told(f"{address}.history", code.history, voice) if code.history else None,
        tuple(_called(code, voice)),
        tuple(_others(code, voice, beside)),
        dataset.findings_on(code.code),
        dataset.registry_updated,
    )


def _sections(dataset: Dataset, voice: Voice) -> tuple[Section, ...]:
    by_class = groupby(dataset.codes, key=lambda code: code.status_class)
    return tuple(
        Section(status_class, tuple(_row(code, voice) for code in codes))
        for status_class, codes in by_class
    )


def _row(code: StatusCode, voice: Voice) -> Row:
    title, description = _title(code, voice), _shown(code, Field.DESCRIPTION, voice)
    phrase = voice.english(code.phrase) if code.phrase else None
    summary = _first_sentence(description.run) if description else None
    return Row(code, phrase, title.run, summary, _marks(title, description), _aliases(code))


def _aliases(code: StatusCode) -> tuple[str, ...]:
    """Return what else the code is or was called: by older RFCs, the author, and programs."""
    past = (past.phrase for past in (code.assignment.history if code.assignment else ()))
    written = code.author.record.phrase if code.author else None
    names = (*past, written.text if written else "", *code.users)
    return tuple(dict.fromkeys(name for name in names if name not in ("", code.phrase)))


def _first_sentence(run: Run) -> Run:
    sentence = FIRST_SENTENCE.match(run.text)
    return Run(sentence.group() if sentence else run.text, run.locale, run.page)


def _shown(code: StatusCode, field: str, voice: Voice) -> Shown | None:
    text = voice.edition.status(code.code, field)
    return voice.show(text) if text else None


def _title(code: StatusCode, voice: Voice) -> Shown:
    """Return the title, which every code has: the join of the sources sees to it."""
    return voice.show(voice.edition.texts[f"status.{code.code}.{Field.TITLE}"])


def _marks(*shown: Shown | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mark for each in shown if each for mark in each.marks))


def _told(address: str, statement: Statement, voice: Voice) -> Told:
    return Told(voice.show(voice.edition.texts[address]), statement.authority)


def _confused(code: StatusCode, dataset: Dataset, voice: Voice) -> Iterator[Confused]:
    codes = dataset.by_code
    for contrast in code.contrasts:
        told = _told(contrast.address, contrast.difference, voice)
        yield Confused(_row(codes[contrast.other(code.code)], voice), told)


def _written_phrase(code: StatusCode, voice: Voice) -> Run | None:
    written = code.author.record.phrase if code.author else None
    if written is None or written.text in ("", code.phrase):
        return None
    return voice.english(written.text)


def _place(code: StatusCode, voice: Voice) -> Place | None:
    """Return the row that the page is about."""
    row = code.author or code.supplement
    return voice.place(row.document.path, row.record.row.span.start.line) if row else None


def _errata(code: StatusCode) -> tuple[Erratum, ...]:
    return code.author.errata if code.author else ()


def _correction(erratum: Erratum, code: StatusCode, voice: Voice) -> Correction:
    specification = code.assignment.specification if code.assignment else None
    cited = specification is not None and specification.citation == erratum.authority
    url = specification.url if specification and cited else None
    return Correction(erratum, _shown(code, "erratum", voice), url)


def _history(code: StatusCode, voice: Voice) -> tuple[tuple[Run, str], ...]:
    """Return each superseded phrase once, with all places that had it."""
    places: dict[str, list[str]] = {}
    for past in code.assignment.history if code.assignment else ():
        places.setdefault(past.phrase, []).append(past.citation)
    return tuple((voice.english(phrase), " · ".join(cited)) for phrase, cited in places.items())


def _called(code: StatusCode, voice: Voice) -> Iterator[Called]:
    """Yield what libraries and vendors call the code; the registered phrase first, if any do."""
    for phrase, users in sorted(code.users.items(), key=lambda item: item[0] != code.phrase):
        yield Called(voice.english(phrase), _gathered(users), phrase == code.phrase)


def _gathered(users: Iterable[str]) -> tuple[str, ...]:
    """Return `Python 3.12.1` and `Python 3.13.0` as one: `Python 3.12.1, 3.13.0`."""
    versions: dict[str, list[str]] = {}
    for user in users:
        name = VERSION.sub("", user)
        versions.setdefault(name, []).append(user.removeprefix(name))
    return tuple(name + ",".join(found) for name, found in versions.items())


def _others(code: StatusCode, voice: Voice, beside: Common) -> Iterator[Other]:
    for locale, titles in beside.titles:
        if locale.tag != voice.locale.tag:
            own = titles[code.code]
            run = Run(own.run.text, own.run.locale, voice.locale)
            yield Other(locale, Shown(run, own.marks))


def _errata_page(dataset: Dataset, voice: Voice) -> ErrataPage:
    corrections = (
        (code, _correction(erratum, code, voice))
        for code in dataset.codes
        for erratum in _errata(code)
    )
    return ErrataPage(tuple(corrections))
