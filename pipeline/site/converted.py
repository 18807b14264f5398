"""Pages as MkDocs converted them the last time, so that only Markdown that changed is converted.

Converting is three fifths of an edition's work. What comes of it depends on the page's own text, on
the extensions with their settings, and on which files there are to link to; menus and templates do
not matter, and are done anew each time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TypedDict

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from pipeline.artefacts import Artefact, write


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
    """Takes the place of `Page.render` where the same was rendered before.

    `makers` stands for all that makes pages but is not in MkDocs' configuration.
    """

    def __init__(self, path: Path, makers: str) -> None:
        """Read what is at `path`; nothing is lost if that is nothing, or broken."""
        self._path, self._makers = path, makers
        self._used: dict[str, Conversion] = {}
        try:
            self._known: Mapping[str, Conversion] = json.loads(path.read_bytes())
        except (OSError, ValueError):
            self._known = {}

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:  # noqa: ARG002 - MkDocs calls it
        """Let the page be rendered from what is known."""
        page.render = partial(self._render, page, page.render)  # type: ignore[method-assign]
        return page

    def keep(self, root: Path) -> None:
        """Write what this build has used, for the next one."""
        content = json.dumps(self._used, ensure_ascii=False, separators=(",", ":")).encode()
        write(root, [Artefact(self._path.relative_to(root).as_posix(), content)])

    def _render(
        self,
        page: Page,
        render: Callable[[MkDocsConfig, Files], None],
        config: MkDocsConfig,
        files: Files,
    ) -> None:
        key = self._key(page, config, files)
        if known := self._known.get(key):
            _restore(page, known, files)
        else:
            render(config, files)
        self._used[key] = _conversion(page)

    def _key(self, page: Page, config: MkDocsConfig, files: Files) -> str:
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
        return hashlib.sha256(repr(basis).encode()).hexdigest()


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
