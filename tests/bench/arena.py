"""A copy of the project to build in, and the same pages arranged for other programs."""

import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.bench.cost import ROOT, run

PARTS = ("source", "locales", "site_templates", "mkdocs.yml", "pyproject.toml")
PYTHON = sys.executable
OURS = (PYTHON, "-m", "pipeline")
MKDOCS = (PYTHON, "-m", "mkdocs", "--quiet")
TYPICAL = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
)
"""The extensions of "typ": what a site with Material usually has; its menu is on every page."""
MATERIAL = {"zh-Hans": "zh"}  # what Material calls a language, where we call it otherwise


@dataclass(frozen=True, slots=True)
class Arena:
    """A project with its Markdown written, in `ours`; and one folder a peer, beside it.

    `tags` are the editions that take part: the `whole` site, or some of it.
    """

    folder: Path
    tags: tuple[str, ...]
    whole: bool

    @property
    def ours(self) -> Path:
        """The project."""
        return self.folder / "ours"

    def peer(self, name: str) -> Path:
        """Return the folder of a peer."""
        return self.folder / name


def make_arena(folder: Path, tags: Iterable[str] | None = None) -> Arena:
    """Copy the project into `folder`, write its pages, and arrange them for the peers.

    `tags` are the editions that take part, by default all.
    """
    ours = folder / "ours"
    ours.mkdir(parents=True)
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, ours / part)
    run((*OURS, "build"), ours)
    known = sorted(path.stem for path in (ours / "build/mkdocs").glob("*.yml"))
    arena = Arena(folder, tuple(tags or known), tags is None)
    _arrange_plain(arena)
    for name, arrange in (("typ", typical), ("zensical", zensical)):
        for tag in arena.tags:
            settings = arrange(own_settings(arena, tag), tag)
            place = arena.peer(name) / tag
            shutil.copytree(ours / "build/pages" / tag, place / "docs")
            write_settings(place / "mkdocs.yml", settings)
    for name in ("plain", "typ", "zensical"):
        _write_makefile(arena, name)
    _arrange_static(arena)
    return arena


def own_settings(arena: Arena, tag: str) -> dict[str, object]:
    """Return the settings that we wrote for an edition, without what it inherits."""
    own = yaml.safe_load((arena.ours / f"build/mkdocs/{tag}.yml").read_text("utf-8"))
    assert isinstance(own, dict)
    return own


def typical(own: Mapping[str, object], tag: str) -> dict[str, object]:
    """Return settings of stock Material, with the extensions that many have, and our menu."""
    return {
        **{key: own[key] for key in ("site_name", "site_url", "nav") if key in own},
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {"name": "material", "language": MATERIAL.get(tag, tag)},
        "plugins": ["search"],
        "markdown_extensions": [
            {"toc": {"permalink": True}} if name == "toc" else name for name in TYPICAL
        ],
    }


def zensical(own: Mapping[str, object], tag: str) -> dict[str, object]:
    """Return settings as lean as ours, with the successor's own theme: ours it cannot read."""
    shared = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    language = {"language": MATERIAL.get(tag, tag)}
    return {
        **shared,
        **{key: own[key] for key in ("site_name", "site_url", "nav")},
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {**shared["theme"], **language},
        "strict": False,  # it finds more to complain of
        "extra_css": [],
        "extra_javascript": [],
    }


def write_settings(path: Path, settings: Mapping[str, object]) -> None:
    """Write settings for MkDocs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(dict(settings), allow_unicode=True, sort_keys=False), "utf-8")


def build_command(name: str, tag: str) -> Sequence[str]:
    """Return the command by which the peer `name` builds an edition in its folder."""
    if name == "plain":
        return (*MKDOCS, "build", "-f", f"build/mkdocs/{tag}.yml")
    if name == "typ":
        return (*MKDOCS, "build", "-f", f"{tag}/mkdocs.yml")
    return (PYTHON, "-m", "zensical", "build", "--config-file", f"{tag}/mkdocs.yml")


def outputs(name: str, tag: str) -> tuple[str, ...]:
    """Return what has to go, so that the peer's next build is cold."""
    return (f"build/site/{tag}",) if name == "plain" else (f"{tag}/site", f"{tag}/.cache")


def _arrange_plain(arena: Arena) -> None:
    for part in ("build/pages", "build/mkdocs", "site_templates"):
        shutil.copytree(arena.ours / part, arena.peer("plain") / part)
    shutil.copy(arena.ours / "mkdocs.yml", arena.peer("plain"))


def _write_makefile(arena: Arena, name: str) -> None:
    rules = [f"all: {' '.join(arena.tags)}", f".PHONY: all {' '.join(arena.tags)}"]
    rules += (f"{tag}:\n\t{' '.join(build_command(name, tag))}" for tag in arena.tags)
    (arena.peer(name) / "Makefile").write_text("\n".join(rules) + "\n")


def _arrange_static(arena: Arena) -> None:
    """Arrange one site of folders for mkdocs-static-i18n, with the settings of "typ"."""
    place = arena.peer("static-i18n")
    for tag in arena.tags:
        shutil.copytree(arena.ours / "build/pages" / tag, place / "docs" / tag)
    first, *_ = arena.tags
    languages = [
        {
            "locale": tag,
            "name": tag,
            "build": True,
            "default": tag == first,
            "nav": own_settings(arena, tag)["nav"],
            "theme": {"language": MATERIAL.get(tag, tag)},
        }
        for tag in arena.tags
    ]
    settings = typical(own_settings(arena, first), first)
    settings["plugins"] = ["search", {"i18n": {"docs_structure": "folder", "languages": languages}}]
    write_settings(place / "mkdocs.yml", settings)
