"""The whole flow, in the order in which it runs; nobody else knows the order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.artefacts import Artefact
from pipeline.catalogues.extract import SITE, STATUSES, site_phrases, status_phrases, template
from pipeline.catalogues.upkeep import PIVOT, Library, update
from pipeline.dataset import Dataset, edition, source_edition
from pipeline.exports import render_exports
from pipeline.pages import render_pages
from pipeline.project import SETTINGS_FILE, Project
from pipeline.records.erratum import read_errata
from pipeline.records.guide import read_guidance
from pipeline.records.listing import join
from pipeline.records.record import read_records
from pipeline.records.registry import vendored_registry
from pipeline.records.union import unite
from pipeline.rules import WAIVABLE, judge
from pipeline.rules.waiver import read_waivers
from pipeline.templates import Templates
from pipeline.wording import Wording

Progress = Callable[[Wording], None]


@dataclass(frozen=True, slots=True)
class Build:
    """What a build makes, in memory: nothing is written yet."""

    dataset: Dataset
    library: Library
    catalogues: tuple[Artefact, ...]
    pages: tuple[Artefact, ...]
    exports: tuple[Artefact, ...]


def build(project: Project, progress: Progress) -> Build:
    """Read the sources of `project` and return everything that follows from them."""
    settings = project.settings
    registry = vendored_registry()
    errata = read_errata(project.document(settings.errata))
    headings = project.headings
    author = join(read_records(project.document(settings.source), headings), registry, errata)
    supplement = join(read_records(project.document(settings.supplement), headings), registry)
    codes = unite(author, supplement, read_guidance(project.guidance()))
    progress(READ.about(codes=len(codes), rows=len(author.entries)))

    baseline = project.baseline()
    waivers = read_waivers(project.document(SETTINGS_FILE), WAIVABLE)
    findings = tuple(
        finding
        for path, listing in ((settings.source, author), (settings.supplement, supplement))
        for finding in judge(listing, baseline, waivers=(w for w in waivers if w.covers(path)))
    )
    progress(JUDGED.about(findings=len(findings)))

    templates = Templates(project.templates())
    pots = {
        STATUSES: template(STATUSES, status_phrases(codes)),
        SITE: template(SITE, site_phrases(templates.calls())),
    }
    library = update(pots, project.locales, project.catalogue_bytes)
    progress(MERGED.about(locales=len(project.locales)))

    source = source_edition(project.source_locale, library.templates)
    english = next((locale for locale in project.locales if locale.name == PIVOT), None)
    places = {each: library.places(each, project.catalogue_bytes) for each in project.locales}
    pivot = (
        edition(english, library.of(english), source, None, places[english]) if english else None
    )
    translated = (
        edition(each, library.of(each), source, pivot, places[each]) for each in project.locales
    )
    dataset = Dataset(
        codes,
        (source, *translated),
        findings,
        registry.updated,
        settings.site_url,
        settings.data_version,
        settings.repository_url,
    )
    catalogues = tuple(Artefact(path, content) for path, content in library.files.items())
    pages = tuple(render_pages(dataset, templates))
    exports = tuple(render_exports(dataset))
    progress(RENDERED.about(pages=len(pages), exports=len(exports)))
    return Build(dataset, library, catalogues, pages, exports)


READ = Wording(
    "读入 {codes} 个状态码（原表 {rows} 行）", "read {codes} codes ({rows} rows of the author's)"
)
JUDGED = Wording("检查完毕：{findings} 处发现", "checked: {findings} findings")
MERGED = Wording("翻译目录已对齐：{locales} 种语言", "catalogues merged: {locales} locales")
RENDERED = Wording(
    "生成 {pages} 个页面文件、{exports} 个数据文件",
    "rendered {pages} page files, {exports} exports",
)
