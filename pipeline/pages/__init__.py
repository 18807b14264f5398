"""The dataset as pages: Markdown and a MkDocs configuration an edition, and the site's root."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.artefacts import Artefact
from pipeline.dataset import Dataset
from pipeline.pages.configuration import LocaleConfig
from pipeline.pages.edition import Page, edition_pages
from pipeline.pages.feed import Feed, SearchDescription, feed
from pipeline.pages.hosting import POLICY, headers, redirects
from pipeline.pages.language import Voice
from pipeline.pages.page import ClassPage, CodePage
from pipeline.pages.root import ErrorPage, Signpost, Sitemap, error_page, signposts, spellings
from pipeline.pages.rule import RulePage, RulesPage
from pipeline.published import Download
from pipeline.templates import Templates

SITE = "build/site"


def render_pages(
    dataset: Dataset, templates: Templates, downloads: tuple[Download, ...]
) -> Iterator[Artefact]:
    """Yield all that MkDocs needs for each edition, then what stands at the site's root.

    `downloads` are the files for programs, of which each edition has a page.
    """
    source = dataset.editions[0].locale
    voices = tuple(Voice(edition, source, dataset.repository_url) for edition in dataset.editions)
    names: tuple[str, ...] = ()
    for voice in voices:
        pages = tuple(edition_pages(dataset, voice, downloads))
        names = tuple(page.name for page in pages)
        for page in pages:
            folder = isinstance(page, ClassPage | RulesPage)
            name = f"{page.name}/index" if folder else page.name
            path = f"build/pages/{voice.locale.tag}/{name}.md"
            yield _artefact(path, page, voice, templates)
        yield from _beside(pages, dataset, voice, templates)
    yield from _root(dataset, voices, names, templates)


def _beside(
    pages: tuple[Page, ...], dataset: Dataset, voice: Voice, templates: Templates
) -> Iterator[Artefact]:
    """Yield what an edition has beside its pages: MkDocs' configuration, and files for programs."""
    tag, url = voice.locale.tag, dataset.site_url
    config = _config(pages, dataset, voice)
    yield _artefact(f"build/mkdocs/{tag}.yml", config, voice, templates)
    codes = (page for page in pages if isinstance(page, CodePage))
    changes = feed(codes, url, dataset.registry_updated)
    yield _artefact(f"build/pages/{tag}/feed.xml", changes, voice, templates)
    search = SearchDescription(url)
    yield _artefact(f"build/pages/{tag}/opensearch.xml", search, voice, templates)


def _config(pages: tuple[Page, ...], dataset: Dataset, voice: Voice) -> LocaleConfig:
    codes = [page for page in pages if isinstance(page, CodePage)]
    menu = tuple(
        (name, tuple(page for page in codes if page.code.status_class == name))
        for name in dataset.classes
    )
    locales = tuple(edition.locale for edition in dataset.editions)
    return LocaleConfig(
        voice.locale,
        locales,
        dataset.site_url,
        dataset.registry_updated,
        POLICY,
        menu,
        tuple(page for page in pages if isinstance(page, RulePage)),
        dataset.measurements is not None,
    )


def _root(
    dataset: Dataset, voices: tuple[Voice, ...], names: tuple[str, ...], templates: Templates
) -> Iterator[Artefact]:
    """Yield the ways to each language, the host's error page, and what crawlers and hosts read."""
    voice, url = voices[0], dataset.site_url
    locales = tuple(voice.locale for voice in voices)
    for signpost in signposts(dataset, voices):
        yield _artefact(f"{SITE}/{signpost.path}index.html", signpost, voice, templates)
    yield _artefact(f"{SITE}/404.html", error_page(dataset, voices), voice, templates)
    yield _artefact(f"{SITE}/sitemap.xml", Sitemap(names, locales, url), voice, templates)
    for name in ("root.css", "signpost.js", "resolver.js", "favicon.svg", "robots.txt"):
        text = templates.render(f"{name}.jinja", {"site_url": url})
        yield Artefact(f"{SITE}/{name}", text.encode())
    yield Artefact(f"{SITE}/_headers", headers(locale.tag for locale in locales))
    yield Artefact(f"{SITE}/_redirects", redirects(spellings(dataset)))


def _artefact(
    path: str,
    page: Page | LocaleConfig | Feed | SearchDescription | Signpost | ErrorPage | Sitemap,
    voice: Voice,
    templates: Templates,
) -> Artefact:
    text = templates.render(page.template, {"page": page, "voice": voice, "_": voice.say})
    return Artefact(path, text.encode())
