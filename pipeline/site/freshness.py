"""What of an edition need not be built: its inputs and its outputs are as they were."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipeline.artefacts import SITE, Artefact, write
from pipeline.kept import STAMPS
from pipeline.unchanged import digest, start

# What all editions are made from, beside their pages and their configuration.
SHARED = ("mkdocs.yml", "site_templates/overrides")
# In a stamp, beside the paths of files.
FRAME, MADE = ":frame", ":made"
MAKERS = ("babel", "jinja2", "markdown", "mkdocs", "mkdocs-material", "pymdown-extensions")


@cache  # for `serve`: as they were when they were loaded
def makers() -> str:
    """Return a digest of the programs that make editions."""
    others = (f"{name} {version(name)}" for name in MAKERS)
    return _digest((sys.version, *others, *_contents(Path(__file__).parent, ("",))))


def shared_inputs(root: Path) -> str:
    """Return a digest of what all editions are made from, and of the programs that make them."""
    return _digest((makers(), *_contents(root, SHARED)))


def outdated(root: Path, tag: str, shared: str) -> Collection[str] | None:
    """Return which files of `build/pages/<tag>` are not those that the edition was made from.

    None if it has to be made from nothing: its configuration, the names of its files or what all
    editions share have changed, or the HTML has. No names: building it would change nothing.
    """
    now = _stamp(root, tag, shared)
    try:
        lines = (root / STAMPS / tag).read_text().splitlines()
        known = dict(line.split("\t", 1) for line in lines)
    except (OSError, ValueError):
        return None
    if known.keys() != now.keys() or any(known[each] != now[each] for each in (FRAME, MADE)):
        return None
    return [path for path in now if now[path] != known[path]]


def mark_fresh(root: Path, tag: str, shared: str) -> None:
    """Remember what the edition `tag` was made from, and what came of it."""
    lines = (f"{name}\t{value}\n" for name, value in _stamp(root, tag, shared).items())
    write(root, [Artefact(f"{STAMPS}/{tag}", "".join(lines).encode())])


def _stamp(root: Path, tag: str, shared: str) -> dict[str, str]:
    """Return digests: of each page by its path, of its frame, and of what was made.

    Inputs count by their bytes, outputs by their size and time of change. And the system's start:
    when it was not shut down in order, outputs may have lost their content.
    """
    site, pages = root / SITE / tag, root / f"build/pages/{tag}"
    config = digest(str(root / f"build/mkdocs/{tag}.yml"))
    outputs = (f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in _files(site))
    return {
        FRAME: _digest((start(), shared, config)),
        MADE: _digest(outputs),
        **{path.relative_to(pages).as_posix(): digest(str(path)) for path in _files(pages)},
    }


def _contents(root: Path, places: Iterable[str]) -> Iterator[str]:
    for place in places:
        for path in _files(root / place):
            yield f"{path.relative_to(root).as_posix()} {digest(str(path))}"


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return sorted(path for path in place.rglob("*") if path.is_file() and path.suffix != ".pyc")


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
