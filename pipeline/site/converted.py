"""Pages as MkDocs converted and indexed them before, so that only what changed is done again.

Converting is three fifths of an edition's work, and its search index an eighth. What comes of a
page depends on its own text, on the extensions with their settings, and on which files there are to
link to; menus and templates do not matter, and are done anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypedDict

import jinja2
from material.plugins.search.plugin import (  # type: ignore[import-untyped]
    SearchIndex,
    SearchPlugin,
)
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from pipeline.site.memory import Memory


class Heading(TypedDict):
    """An entry of a page's table of contents, as the extension `toc` has it."""

    level: int
    id: str
    name: str
    children: list[Heading]


class Conversion(TypedDict):
    """What a page becomes; `links` are anchors in other files, with the links as written."""

    content: str
    toc: list[Heading]
    title: str | None
    anchors: list[str]
    links: dict[str, dict[str, str]]


class Converted(BasePlugin):  # type: ignore[type-arg, no-untyped-call]  # it has no settings
    """Takes the place of `Page.render` and of the search's parser where the same was done before.

    `makers` stands for all that makes pages but is not in MkDocs' configuration.
    """

    def __init__(self, memory: Memory, makers: str) -> None:
        """Have what is in `memory`, and remember more."""
        self._memory, self._makers = memory, makers

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:  # noqa: ARG002 - MkDocs calls it
        """Let the page be rendered from what is known."""
        page.render = partial(self._render, page, page.render)  # type: ignore[method-assign]
        return page

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Index all pages, those too that need not be rendered; once rendered, none is any more."""
        for plugin in config.plugins.values():
            if isinstance(plugin, SearchPlugin):
                for page in filter(None, (file.page for file in files.documentation_pages())):
                    self._index(plugin.search_index, page)
                plugin.search_index.add_entry_from_context = _indexed
        return env

    def _render(
        self,
        page: Page,
        render: Callable[[MkDocsConfig, Files], None],
        config: MkDocsConfig,
        files: Files,
    ) -> None:
        basis = (
            self._makers,
            page.file.src_uri,
            page.markdown,
            config.markdown_extensions,
            config.mdx_configs,
            config.validation,
            config.site_url,
            config.use_directory_urls,
            sorted(files.src_uris),
        )

        def conversion() -> Conversion:
            render(config, files)
            return _conversion(page)

        _restore(page, self._memory.recall(basis, conversion), files)

    def _index(self, index: SearchIndex, page: Page) -> None:
        """Add to `index` what is to be found on the page."""
        before = len(index.entries)

        def added() -> list[object]:
            index.add_entry_from_context(page)
            return index.entries[before:]  # type: ignore[no-any-return]

        basis = (self._makers, page.url, page.title, page.meta, page.content)
        index.entries[before:] = self._memory.recall(basis, added)


def _indexed(page: Page) -> None:
    """Do nothing for `page`: it is in the index."""


def _conversion(page: Page) -> Conversion:
    links = page.links_to_anchors or {}
    return {
        "content": page.content or "",
        "toc": _headings(page.toc),
        "title": page._title_from_render,  # noqa: SLF001 - it has no other name
        "anchors": sorted(page.present_anchor_ids or ()),
        "links": {file.src_uri: anchors for file, anchors in links.items()},
    }


def _headings(toc: Iterable[AnchorLink]) -> list[Heading]:
    return [
        {
            "level": each.level,
            "id": each.id,
            "name": each.title,
            "children": _headings(each.children),
        }
        for each in toc
    ]


def _restore(page: Page, known: Conversion, files: Files) -> None:
    page.content = known["content"]
    page.toc = get_toc(known["toc"])
    page._title_from_render = known["title"]  # noqa: SLF001
    page.present_anchor_ids = set(known["anchors"])
    page.links_to_anchors = {
        files.src_uris[path]: anchors for path, anchors in known["links"].items()
    }
