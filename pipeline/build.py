"""The whole flow, in the order in which it runs; nobody else knows the order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.artefacts import Artefact
from pipeline.catalogues.extract import SITE, STATUSES, site_phrases, status_phrases, template
from pipeline.catalogues.glossary import Glossary, read_glossary
from pipeline.catalogues.upkeep import PIVOT, Library, update
from pipeline.dataset import Dataset, Edition, Translations, edition, source_edition
from pipeline.exports import render_exports
from pipeline.exports.release import read_releases
from pipeline.failure import Fault
from pipeline.findings import Finding
from pipeline.kept import FAULTLESS, Kept, note, noted
from pipeline.locale import Locale
from pipeline.pages import render_pages
from pipeline.project import Project
from pipeline.records.erratum import read_errata
from pipeline.records.guide import read_guidance
from pipeline.records.listing import Listing, join
from pipeline.records.measurement import read_measurements
from pipeline.records.record import read_records
from pipeline.records.registry import vendored_registry
from pipeline.records.union import StatusCode, unite
from pipeline.rules import judge, settings_waivers
from pipeline.rules.translation.review import Review, review_translations
from pipeline.rules.waiver import Waiver
from pipeline.span import Document
from pipeline.templates import Templates
from pipeline.wording import Wording

Progress = Callable[[Wording], None]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the sources say, brought together and judged: nothing is rendered yet.

    `basis` is all that was read but for the catalogues.
    """

    dataset: Dataset
    library: Library
    review: Review
    templates: Templates
    basis: str

    @property
    def catalogues(self) -> tuple[Artefact, ...]:
        """The catalogues that are not as they should be."""
        return tuple(Artefact(path, content) for path, content in self.library.files.items())


@dataclass(frozen=True, slots=True)
class Build:
    """What a build makes, in memory: nothing is written yet.

    `refusals` are why the exports may not be published as the version that they say they are.
    `stamps` let the next build find what it need not make again.
    """

    dataset: Dataset
    library: Library
    review: Review
    catalogues: tuple[Artefact, ...]
    pages: tuple[Artefact, ...]
    exports: tuple[Artefact, ...]
    refusals: tuple[Fault, ...]
    stamps: tuple[Artefact, ...] = ()


def build(
    project: Project, progress: Progress, only: Collection[str] = (), *, again: bool = False
) -> Build:
    """Read the sources of `project` and return everything that follows from them.

    `only` are the language tags of the editions whose pages are wanted; empty, all are. Those
    that follow from the same as in an earlier build are taken from there, if it is done `again`.
    """
    told = gather(project, progress, again=again)
    dataset = told.dataset
    releases = read_releases(project.settings.previous_release, project.release)
    exports = render_exports(dataset, releases)
    kept = Kept(project.root if again else None, told.basis)
    pages = render_pages(dataset, told.templates, exports.downloads, only, kept)
    stamps = (*pages.stamps, note(FAULTLESS, told.review.faultless)) if again else ()
    progress(RENDERED.about(pages=len(pages.artefacts), exports=len(exports.artefacts)))
    return Build(
        dataset,
        told.library,
        told.review,
        told.catalogues,
        pages.artefacts,
        exports.artefacts,
        exports.faults,
        stamps,
    )


def gather(project: Project, progress: Progress, *, again: bool = False) -> Gathered:
    """Read and judge all sources of `project`, and every translation.

    Catalogues in which an earlier build found nothing are not judged, if it is done `again`.
    """
    settings, sources = project.settings, project.sources()
    registry, headings = vendored_registry(), project.headings
    author = join(read_records(sources.author, headings), registry, read_errata(sources.errata))
    supplement = join(read_records(sources.supplement, headings), registry)
    codes = unite(author, supplement, read_guidance(sources.guidance))
    progress(READ.about(codes=len(codes), rows=len(author.entries)))

    waivers = settings_waivers(sources.settings)
    findings = tuple(_findings((author, supplement), sources.baseline, waivers))
    progress(JUDGED.about(findings=len(findings)))

    templates = _templates(tuple(sources.templates.items()))
    glossary = read_glossary(sources.glossary)
    library = _library(project, codes, templates, glossary)
    progress(MERGED.about(locales=len(project.locales)))
    faultless = noted(project.root, FAULTLESS) if again else ()
    review = review_translations(library, project.locales, glossary, waivers, faultless)
    progress(REVIEWED.about(findings=len(review.findings), blocked=review.blocked_count))

    dataset = Dataset(
        codes,
        tuple(_editions(project, library, review)),
        findings,
        registry.updated,
        settings.site_url,
        settings.data_version,
        registry.unofficial,
        settings.repository_url,
        read_measurements(sources.benchmarks),
    )
    return Gathered(dataset, library, review, templates, repr((settings, sources)))


def _findings(
    listings: Iterable[Listing], baseline: Iterable[str], waivers: Iterable[Waiver]
) -> Iterator[Finding]:
    for listing in listings:
        path = listing.reading.document.path
        yield from judge(listing, baseline, waivers=(each for each in waivers if each.covers(path)))


@lru_cache(1)  # for `serve`: to compile them takes longer than to fill them
def _templates(documents: tuple[tuple[str, Document], ...]) -> Templates:
    return Templates(dict(documents))


def _library(
    project: Project, codes: Iterable[StatusCode], templates: Templates, glossary: Glossary
) -> Library:
    """Return the catalogues, brought up to date with what there is to translate."""
    pots = {
        STATUSES: template(STATUSES, status_phrases(codes), glossary),
        SITE: template(SITE, site_phrases(templates.calls()), glossary),
    }
    renames = project.settings.renames
    return update(pots, project.locales, project.catalogue_bytes, renames)


def _editions(project: Project, library: Library, review: Review) -> Iterator[Edition]:
    """Yield the source's edition, then one a locale."""
    source = source_edition(project.source_locale, library.templates)
    yield source

    def translated(locale: Locale, pivot: Edition | None) -> Edition:
        found = Translations(
            library.of(locale), review.blocked[locale.name], library.places(locale)
        )
        return edition(locale, found, source, pivot)

    english = next((locale for locale in project.locales if locale.name == PIVOT), None)
    pivot = translated(english, None) if english else None
    yield from (translated(locale, pivot) for locale in project.locales)


READ = Wording(
    "读入 {codes} 个状态码（原表 {rows} 行）", "read {codes} codes ({rows} rows of the author's)"
)
JUDGED = Wording("检查完毕：{findings} 处发现", "checked: {findings} findings")
MERGED = Wording("翻译目录已对齐：{locales} 种语言", "catalogues merged: {locales} locales")
REVIEWED = Wording(
    "译文检查完毕：{findings} 处发现，{blocked} 条译文不予发布",
    "translations checked: {findings} findings, {blocked} translations blocked",
)
RENDERED = Wording(
    "生成 {pages} 个页面文件、{exports} 个数据文件",
    "rendered {pages} page files, {exports} exports",
)
