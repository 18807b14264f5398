"""Artefacts that an earlier run made from the same, taken from where they lie."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from pipeline.artefacts import Artefact
from pipeline.unchanged import digest

STAMPS = "build/stamps"
BASIS = ":basis"  # in a stamp, beside the paths of artefacts
FAULTLESS = "faultless"
MAKERS = ("babel", "jinja2", "markdown-it-py", "markupsafe")


@dataclass(frozen=True, slots=True)
class Kept:
    """The artefacts of earlier runs below `root`, in sets that have names.

    `basis` is what all sets follow from, beside what each of them follows from alone. Without a
    root there are none.
    """

    root: Path | None
    basis: str = ""

    def find(self, owns: Mapping[str, str]) -> dict[str, tuple[Artefact, ...]]:
        """Return those sets that followed from the same, if nobody has touched them since.

        `owns` has what each set follows from alone, by name.
        """
        if self.root is None:
            return {}
        found = {name: self._found(self.root, name, own) for name, own in owns.items()}
        return {name: artefacts for name, artefacts in found.items() if artefacts}

    def stamp(self, name: str, own: str, artefacts: Iterable[Artefact]) -> Artefact:
        """Return what lets the next run find the set `name` again: its stamp."""
        made = {each.path: _digest(each.content) for each in artefacts}
        stamp = {BASIS: self._basis(own, made), **made}
        content = "".join(f"{name}\t{value}\n" for name, value in stamp.items())
        return Artefact(f"{STAMPS}/{name}.pages", content.encode())

    def _found(self, root: Path, name: str, own: str) -> tuple[Artefact, ...]:
        try:
            lines = _content(root / STAMPS / f"{name}.pages").decode().splitlines()
            known = dict(line.split("\t", 1) for line in lines)
            if known.pop(BASIS, None) != self._basis(own, known):
                return ()
            found = tuple(Artefact(path, _content(root / path)) for path in known)
        except (OSError, ValueError):
            return ()
        return found if all(_digest(each.content) == known[each.path] for each in found) else ()

    def _basis(self, own: str, made: Mapping[str, str]) -> str:
        """Return a digest of what a set follows from, and of its list, which may have been cut."""
        return _digest(f"{programs()}\n{self.basis}\n{own}\n{made}".encode())


NOTHING = Kept(None)


def noted(root: Path, name: str) -> frozenset[str]:
    """Return the digests that the stamp `name` has; none if there is no such stamp."""
    try:
        return frozenset(_content(root / STAMPS / name).decode().split())
    except (OSError, ValueError):
        return frozenset()


def note(name: str, digests: Iterable[str]) -> Artefact:
    """Return the stamp `name`, for the next run."""
    return Artefact(f"{STAMPS}/{name}", "".join(f"{each}\n" for each in sorted(digests)).encode())


@cache  # as they were when they were loaded
def programs() -> str:
    """Return a digest of this package, its facts included, and of what pages are made with."""
    files = sorted(path for path in Path(__file__).parent.rglob("*") if path.is_file())
    ours = (f"{path.name} {digest(str(path))}" for path in files if path.suffix != ".pyc")
    others = (f"{name} {version(name)}" for name in MAKERS)
    python = f"{sys.version} {sys.flags.optimize}"  # -OO leaves rules without explanations
    return _digest("\n".join((python, *others, *ours)).encode())


def _content(path: Path) -> bytes:
    """Return what is in a file; an error, and no waiting, where there is something else."""
    if not path.is_file():
        raise FileNotFoundError(path)
    return path.read_bytes()


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
