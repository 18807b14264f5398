"""The dataset as pages: Markdown and a MkDocs configuration an edition, and the site's root."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from itertools import chain

from pipeline.artefacts import SITE, Artefact
from pipeline.dataset import Dataset
from pipeline.pages.configuration import LocaleConfig
from pipeline.pages.edition import Page, edition_pages
from pipeline.pages.feed import Feed, SearchDescription, feed
from pipeline.pages.hosting import POLICY, headers, redirects
from pipeline.pages.language import Voice
from pipeline.pages.page import ClassPage, CodePage
from pipeline.pages.root import (
    ErrorPage,
    FileList,
    Signpost,
    Sitemap,
    error_page,
    signposts,
    spellings,
)
from pipeline.pages.rule import RulePage, RulesPage
from pipeline.processes import divided
from pipeline.published import Download
from pipeline.templates import Templates

Filled = Page | LocaleConfig | Feed | SearchDescription | Signpost | ErrorPage | Sitemap | FileList


def render_pages(
    dataset: Dataset,
    templates: Templates,
    downloads: tuple[Download, ...],
    only: Collection[str] = (),
) -> Iterator[Artefact]:
    """Return all that MkDocs needs for each edition, then what stands at the site's root.

    `downloads` are the files for programs, of which each edition has a page. `only` are the tags
    of the editions that are wanted; empty, all are. The root is the same in any case.
    """
    source = dataset.editions[0].locale
    voices = tuple(Voice(edition, source, dataset.repository_url) for edition in dataset.editions)
    wanted = (voice for voice in voices if not only or voice.locale.tag in only)

    def edition(voice: Voice) -> tuple[Artefact, ...]:
        return tuple(_edition(dataset, Speech(voice, templates), downloads))

    def root() -> tuple[Artefact, ...]:
        return tuple(_root(dataset, voices, Speech(voices[0], templates), downloads))

    parts: list[Callable[[], tuple[Artefact, ...]]]
    parts = [*(partial(edition, voice) for voice in wanted), root]
    return chain.from_iterable(divided(parts))


class Speech:
    """Templates that speak as one voice; what all its pages have is made once."""

    def __init__(self, voice: Voice, templates: Templates) -> None:
        """Say the words and the parts once, as `voice` has them."""
        self.voice, self._templates = voice, templates
        self._context: dict[str, object] = {"voice": voice, "_": voice.say}
        for name in ("words", "parts"):  # the parts use the words
            self._context[name] = templates.module(f"{name}.jinja", self._context)

    def artefact(self, path: str, page: Filled) -> Artefact:
        """Return the artefact that the template of `page` is with it."""
        text = self._templates.render(page.template, {**self._context, "page": page})
        return Artefact(path, text.encode())

    def plain(self, path: str, site_url: str) -> Artefact:
        """Return a file of the root whose template needs to know its address, at most."""
        name = f"{path.rpartition('/')[2]}.jinja"
        return Artefact(path, self._templates.render(name, {"site_url": site_url}).encode())


def _edition(
    dataset: Dataset, speech: Speech, downloads: tuple[Download, ...]
) -> Iterator[Artefact]:
    """Yield all that MkDocs needs for one edition."""
    tag = speech.voice.locale.tag
    pages = tuple(edition_pages(dataset, speech.voice, downloads))
    for page in pages:
        folder = isinstance(page, ClassPage | RulesPage)
        name = f"{page.name}/index" if folder else page.name
        yield speech.artefact(f"build/pages/{tag}/{name}.md", page)
    yield from _beside(pages, dataset, speech)


def _beside(pages: tuple[Page, ...], dataset: Dataset, speech: Speech) -> Iterator[Artefact]:
    """Yield what an edition has beside its pages: MkDocs' configuration, and files for programs."""
    tag, url = speech.voice.locale.tag, dataset.site_url
    yield speech.artefact(f"build/mkdocs/{tag}.yml", _config(pages, dataset, speech.voice))
    codes = (page for page in pages if isinstance(page, CodePage))
    changes = feed(codes, url, dataset.registry_updated)
    yield speech.artefact(f"build/pages/{tag}/feed.xml", changes)
    yield speech.artefact(f"build/pages/{tag}/opensearch.xml", SearchDescription(url))


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
    dataset: Dataset, voices: tuple[Voice, ...], speech: Speech, downloads: tuple[Download, ...]
) -> Iterator[Artefact]:
    """Yield the ways to each language, the host's error page, and what crawlers and hosts read."""
    url = dataset.site_url
    locales = tuple(voice.locale for voice in voices)
    names = tuple(page.name for page in edition_pages(dataset, voices[0], downloads))
    for signpost in signposts(dataset, voices):
        yield speech.artefact(f"{SITE}/{signpost.path}index.html", signpost)
    yield speech.artefact(f"{SITE}/404.html", error_page(dataset, voices))
    yield speech.artefact(f"{SITE}/sitemap.xml", Sitemap(names, locales, url))
    for name in ("root.css", "signpost.js", "resolver.js", "favicon.svg", "robots.txt"):
        yield speech.plain(f"{SITE}/{name}", url)
    yield Artefact(f"{SITE}/_headers", headers())
    yield Artefact(f"{SITE}/_redirects", redirects(spellings(dataset)))
    listed = FileList(dataset.data_version, downloads)
    for release in ("latest", dataset.data_version):
        yield speech.artefact(f"{SITE}/downloads/{release}/index.html", listed)
