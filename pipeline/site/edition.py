"""One edition's HTML by MkDocs' own build; what all editions need is made once a process."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.theme import Theme

from pipeline.site.assets import mend_assets
from pipeline.site.converted import Converted
from pipeline.site.markup import Smaller
from pipeline.site.memory import Memory
from pipeline.site.partial import Partial, no_guess


def build_edition(
    root: Path, tag: str, makers: str, changed: Collection[str] | None
) -> tuple[str, ...]:
    """Build the edition `tag` in this process; return what MkDocs complains of, if anything.

    `makers` tells apart what makes pages, beside MkDocs' configuration. `changed` are the files of
    `build/pages/<tag>` that are to be done again; None if there is nothing yet.
    """
    complaints = _Complaints()
    logger = logging.getLogger("mkdocs")
    logger.propagate = False
    logger.addHandler(complaints)
    try:
        memory = Memory(root / f"build/stamps/{tag}.json")
        config = _config(root, tag)
        config.plugins["converted"] = Converted(memory, makers)
        if changed is not None:
            config.plugins["partial"] = Partial(changed)
        build(config, dirty=changed is not None)
        config.plugins.on_shutdown()
        if changed is None:
            mend_assets(Path(config.site_dir))
        memory.keep(root)
    except MkDocsException as error:
        return tuple(complaints.said) or (error.format_message(),)
    except jinja2.TemplateError as error:  # in site_templates/overrides
        return (*complaints.said, _placed(error))
    finally:
        logger.removeHandler(complaints)
    return ()


def _config(root: Path, tag: str) -> MkDocsConfig:
    config = load_config(str(root / f"build/mkdocs/{tag}.yml"))
    config.plugins["smaller"] = Smaller()
    config.theme.get_env = partial(_environment, config.theme)  # type: ignore[method-assign]
    config.plugins.on_startup(command="build", dirty=False)
    return config


def _placed(error: jinja2.TemplateError) -> str:
    """Return what is wrong in a template, after its place where Jinja knows that."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{error.filename}:{error.lineno}: {error.message}"
    return str(error)


class _Complaints(logging.Handler):
    """Keeps what is logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates, by a key that Jinja makes of name and content."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


# The shape of an icon of the theme: an SVG path in a square of 24 pixels.
ICONS = ".icons/"
SHAPE = re.compile(r'<svg [^>]*viewBox="0 0 24 24"><path d="([^"]*)"/></svg>')


class _Loader(jinja2.FileSystemLoader):
    """Gives of an icon its shape, and lists a theme without its hidden folders.

    They hold 14,500 icons, which MkDocs leaves out anyway.
    """

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, path, current = super().get_source(environment, template)
        if template.startswith(ICONS):
            source = SHAPE.sub(r"\1", source)
        return source, path, current

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for top in self.searchpath:
            for folder, names, files in os.walk(top):
                names[:] = (name for name in names if not name.startswith("."))
                found.update(Path(folder, file).relative_to(top).as_posix() for file in files)
        return sorted(found)


class _Unindented(Extension):
    """Templates without indentation, which is a quarter of the HTML; they have no `pre`."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja calls it
        return INDENTATION.sub("\n", source)


logging.getLogger("mkdocs.commands.build").addFilter(no_guess)
COMPILED = _Compiled()
JSON = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
INDENTATION = re.compile(r"\n\s+")


def _environment(theme: Theme) -> jinja2.Environment:
    environment = Theme.get_env(theme)
    environment.loader = _Loader(theme.dirs)
    environment.bytecode_cache = COMPILED
    environment.trim_blocks = True
    environment.policies["json.dumps_kwargs"] = JSON
    environment.add_extension(_Unindented)
    return environment
