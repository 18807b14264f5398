"""Which editions need no building: their inputs and their outputs are as they were."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipeline.artefacts import SITE, Artefact, write
from pipeline.unchanged import digest, start

STAMPS = "build/stamps"
# What all editions are made from, beside their pages and their configuration.
SHARED = ("mkdocs.yml", "site_templates/overrides")
MAKERS = ("babel", "jinja2", "markdown", "mkdocs", "mkdocs-material", "pymdown-extensions")


@cache  # for `serve`: as they were when they were loaded
def makers() -> str:
    """Return a digest of the programs that make editions."""
    others = (f"{name} {version(name)}" for name in MAKERS)
    return _digest((sys.version, *others, *_contents(Path(__file__).parent, ("",))))


def shared_inputs(root: Path) -> str:
    """Return a digest of what all editions are made from, and of the programs that make them."""
    return _digest((makers(), *_contents(root, SHARED)))


def is_fresh(root: Path, tag: str, shared: str) -> bool:
    """Tell whether building the edition `tag` would give the files that are there already."""
    try:
        return (root / STAMPS / tag).read_text() == _stamp(root, tag, shared)
    except OSError:
        return False


def mark_fresh(root: Path, tag: str, shared: str) -> None:
    """Remember what the edition `tag` was made from, and what came of it."""
    write(root, [Artefact(f"{STAMPS}/{tag}", _stamp(root, tag, shared).encode())])


def _stamp(root: Path, tag: str, shared: str) -> str:
    """Return a digest: inputs count by their bytes, outputs by their size and time of change.

    And the system's start: when it was not shut down in order, outputs may have lost their content.
    """
    inputs = _contents(root, (f"build/mkdocs/{tag}.yml", f"build/pages/{tag}"))
    outputs = (
        f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}"
        for path in _files(root / SITE / tag)
    )
    return _digest((start(), shared, *inputs, *outputs))


def _contents(root: Path, places: Iterable[str]) -> Iterator[str]:
    for place in places:
        for path in _files(root / place):
            yield f"{path.relative_to(root).as_posix()} {digest(str(path))}"


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return sorted(path for path in place.rglob("*") if path.is_file() and path.suffix != ".pyc")


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest() + "\n"
