"""One page of each kind: what is looked at where looking at every page would take too long."""

import os
from itertools import groupby

from pipeline.build import Build

# Codes that are each peculiar: unused, omitted, corrected, with an expiry, with a history.
CODES = ("104", "306", "404", "413", "418", "429")


def tags(build: Build) -> list[str]:
    """Return the language of each edition."""
    return [edition.locale.tag for edition in build.dataset.editions]


def chosen_tags(build: Build) -> list[str]:
    """Return the languages that `make quality LOCALE="en ar"` asks for; all if it names none."""
    asked = os.environ.get("LOOKED_AT", "").split()
    return [tag for tag in tags(build) if not asked or tag in asked]


def kinds(build: Build) -> list[str]:
    """Return a path a kind of page, below the folder of a language."""
    folder = f"build/pages/{tags(build)[0]}/"
    names = sorted(
        page.path.removeprefix(folder).removesuffix(".md").removesuffix("index")
        for page in build.pages
        if page.path.startswith(folder) and page.path.endswith(".md")
    )
    codes = [name for name in names if name.isdigit()]
    rest = [name for name in names if not name.isdigit()]
    grouped = groupby(rest, key=_kind)
    firsts = [name for _, members in grouped for name in _chosen(list(members))]
    chosen = [name for name in codes if name in CODES] + firsts
    return [f"{name.rstrip('/')}/" if name else "" for name in chosen]


def everywhere(build: Build) -> list[str]:
    """Return, in each language, a path a kind of page.

    Of the peculiar codes two a language, other ones in the next: each is looked at in several.
    """
    return [
        f"{tag}/{kind}"
        for number, tag in enumerate(chosen_tags(build))
        for kind in kinds(build)
        if not kind[:3].isdigit() or kind[:3] in _in_turn(number)
    ]


def _in_turn(number: int) -> tuple[str, str]:
    half = len(CODES) // 2
    return CODES[number % len(CODES)], CODES[(number + half) % len(CODES)]


def _kind(name: str) -> str:
    if name.endswith("xx/"):
        return "class"
    return name.partition("/")[0] + ("/*" if name.partition("/")[2] else "")


def _chosen(members: list[str]) -> list[str]:
    return members[-2:-1] or members[:1]
