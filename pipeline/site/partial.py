"""Of an edition whose frame is as it was, only the pages that changed are rendered again."""

from __future__ import annotations

import logging
from collections.abc import Collection
from functools import partial

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files


class Partial(BasePlugin):  # type: ignore[type-arg, no-untyped-call]  # it has no settings
    """Makes MkDocs' `dirty` build exact: it renders and copies the files `changed`, by path.

    Left to itself, that goes by times, and does not read what it does not render. Here each page is
    read, so that links and the search know all of them.
    """

    def __init__(self, changed: Collection[str]) -> None:
        """Render `changed`; all else that belongs to the edition is there."""
        self._changed = changed

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG002 - MkDocs calls it
        """Let all pages be read."""
        for file in files:
            file.is_modified = lambda: True  # type: ignore[method-assign]
        return files

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Let only what changed be written: nothing is, before this."""
        config.theme.static_templates.clear()
        for file in files:
            changed = partial(self._changed.__contains__, file.src_uri)
            file.is_modified = changed  # type: ignore[method-assign]
        return env


def no_guess(record: logging.LogRecord) -> bool:
    """Leave out MkDocs' warning that a dirty build is likely to be inexact: this one is not."""
    return not record.getMessage().startswith("A 'dirty' build")
