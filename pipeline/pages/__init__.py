"""The dataset as pages: Markdown and a MkDocs configuration an edition, and the site's root."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from pipeline.artefacts import Artefact
from pipeline.dataset import Dataset
from pipeline.pages.edition import Page, edition_pages
from pipeline.pages.language import Voice
from pipeline.pages.page import Chooser, ClassPage, CodePage, LocaleConfig, Sitemap
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
    voices = tuple(Voice(edition, source) for edition in dataset.editions)
    names: tuple[str, ...] = ()
    for voice in voices:
        pages = tuple(edition_pages(dataset, voice, downloads))
        names = tuple(page.name for page in pages)
        for page in pages:
            name = f"{page.name}/index" if isinstance(page, ClassPage) else page.name
            path = f"build/pages/{voice.locale.tag}/{name}.md"
            yield _artefact(path, page, voice, templates)
        path = f"build/mkdocs/{voice.locale.tag}.yml"
        yield _artefact(path, _config(pages, dataset, voice), voice, templates)
    yield from _root(dataset, voices, names, templates)


def _config(pages: tuple[Page, ...], dataset: Dataset, voice: Voice) -> LocaleConfig:
    codes = [page for page in pages if isinstance(page, CodePage)]
    menu = tuple(
        (name, tuple(page for page in codes if page.code.status_class == name))
        for name in dataset.classes
    )
    locales = tuple(edition.locale for edition in dataset.editions)
    return LocaleConfig(voice.locale, locales, dataset.site_url, dataset.registry_updated, menu)


def _root(
    dataset: Dataset, voices: tuple[Voice, ...], names: tuple[str, ...], templates: Templates
) -> Iterator[Artefact]:
    """Yield the language chooser, the host's error page, and what crawlers ask for."""
    base = urlsplit(dataset.site_url).path
    voice, url = voices[0], dataset.site_url
    locales = tuple(voice.locale for voice in voices)
    yield _artefact(f"{SITE}/index.html", Chooser(voices, url, "", missing=False), voice, templates)
    yield _artefact(f"{SITE}/404.html", Chooser(voices, url, base, missing=True), voice, templates)
    yield _artefact(f"{SITE}/sitemap.xml", Sitemap(names, locales, url), voice, templates)
    for name in ("chooser.css", "chooser.js", "favicon.svg", "robots.txt"):
        text = templates.render(f"{name}.jinja", {"site_url": url})
        yield Artefact(f"{SITE}/{name}", text.encode())


def _artefact(
    path: str,
    page: Page | LocaleConfig | Chooser | Sitemap,
    voice: Voice,
    templates: Templates,
) -> Artefact:
    text = templates.render(page.template, {"page": page, "voice": voice, "_": voice.say})
    return Artefact(path, text.encode())
