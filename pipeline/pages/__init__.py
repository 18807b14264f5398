"""The dataset as pages: Markdown and a MkDocs configuration an edition, and the site's root."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from pipeline.artefacts import SITE, Artefact
from pipeline.dataset import Dataset
from pipeline.kept import NOTHING, Kept
from pipeline.locale import Locale
from pipeline.pages.configuration import LocaleConfig
from pipeline.pages.edition import Common, Page, common, edition_pages
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

Artefacts = tuple[Artefact, ...]
Filled = Page | LocaleConfig | Feed | SearchDescription | Signpost | ErrorPage | Sitemap | FileList


@dataclass(frozen=True, slots=True)
class Pages:
    """What MkDocs needs, and stamps: they tell the next run what need not be rendered again."""

    artefacts: Artefacts
    stamps: Artefacts


def render_pages(
    dataset: Dataset,
    templates: Templates,
    downloads: tuple[Download, ...],
    only: Collection[str] = (),
    kept: Kept = NOTHING,
) -> Pages:
    """Return all that MkDocs needs for each edition, then what stands at the site's root.

    `downloads` are the files for programs, of which each edition has a page. `only` are the tags
    of the editions that are wanted; empty, all are. The root is the same in any case. Editions
    that are `kept` are not rendered; its basis is all but the translations.
    """
    source = dataset.editions[0].locale
    voices = tuple(Voice(edition, source, dataset.repository_url) for edition in dataset.editions)
    facts, beside = replace(dataset, editions=()), common(dataset, voices, downloads)
    names = tuple(page.name for page in edition_pages(facts, voices[0], beside))
    wanted = {voice.locale.tag: voice for voice in voices if not only or voice.locale.tag in only}
    kept = replace(kept, basis=f"{kept.basis}{beside!r}")
    owns = {tag: repr(voice.edition) for tag, voice in wanted.items()}
    editions = kept.find(owns)

    def edition(tag: str) -> Artefacts:
        return tuple(_edition(facts, Speech(wanted[tag], templates), beside))

    def root() -> Artefacts:
        return tuple(_root(dataset, voices, Speech(voices[0], templates), downloads, names))

    missing = [tag for tag in wanted if tag not in editions]
    parts: list[Callable[[], Artefacts]] = [*(partial(edition, tag) for tag in missing), root]
    *made, at_root = divided(parts)
    editions |= zip(missing, made, strict=True)
    stamps = tuple(kept.stamp(tag, owns[tag], editions[tag]) for tag in missing)
    return Pages((*chain.from_iterable(editions[tag] for tag in wanted), *at_root), stamps)


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


def _edition(facts: Dataset, speech: Speech, beside: Common) -> Iterator[Artefact]:
    """Yield all that MkDocs needs for one edition."""
    tag = speech.voice.locale.tag
    pages = tuple(edition_pages(facts, speech.voice, beside))
    for page in pages:
        folder = isinstance(page, ClassPage | RulesPage)
        name = f"{page.name}/index" if folder else page.name
        yield speech.artefact(f"build/pages/{tag}/{name}.md", page)
    yield speech.artefact(
        f"build/mkdocs/{tag}.yml", _config(pages, facts, speech.voice.locale, beside)
    )
    codes = (page for page in pages if isinstance(page, CodePage))
    url = facts.site_url
    changes = feed(codes, url, facts.registry_updated)
    yield speech.artefact(f"build/pages/{tag}/feed.xml", changes)
    yield speech.artefact(f"build/pages/{tag}/opensearch.xml", SearchDescription(url))


def _config(
    pages: tuple[Page, ...], dataset: Dataset, locale: Locale, beside: Common
) -> LocaleConfig:
    codes = [page for page in pages if isinstance(page, CodePage)]
    menu = tuple(
        (name, tuple(page for page in codes if page.code.status_class == name))
        for name in dataset.classes
    )
    return LocaleConfig(
        locale,
        beside.locales,
        dataset.site_url,
        dataset.registry_updated,
        POLICY,
        menu,
        tuple(page for page in pages if isinstance(page, RulePage)),
        dataset.measurements is not None,
    )


def _root(
    dataset: Dataset,
    voices: tuple[Voice, ...],
    speech: Speech,
    downloads: tuple[Download, ...],
    names: tuple[str, ...],
) -> Iterator[Artefact]:
    """Yield the ways to each language, the host's error page, and what crawlers and hosts read.

    `names` are those of the pages of an edition.
    """
    url = dataset.site_url
    locales = tuple(voice.locale for voice in voices)
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
