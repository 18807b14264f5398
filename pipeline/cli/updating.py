"""`catalogue update` and `check`: the translators' files, as the sources want them."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath

from pipeline import build as narrator
from pipeline.artefacts import Artefact
from pipeline.build import Gathered
from pipeline.catalogues.merge import Change, changes
from pipeline.cli.building import compare, own_project, written_or_made_again
from pipeline.cli.console import Console
from pipeline.cli.naming import own_locale
from pipeline.cli.reviewing import print_review, say_reviewed
from pipeline.failure import ExitStatus
from pipeline.wording import Wording

SHOWN = 5
"""How many addresses of one kind a report names."""


def update(_options: argparse.Namespace, console: Console) -> int:
    """Bring every catalogue up to date, and say what changed in each."""
    project = own_project()

    def make() -> Gathered:
        return narrator.gather(project, console.progress)

    made, written = written_or_made_again(
        project, make, lambda gathered: gathered.catalogues, console
    )
    report_written(made, written, console)
    say_reviewed(made.review, console)
    return ExitStatus.CLEAN


def check(options: argparse.Namespace, console: Console) -> int:
    """Judge the translations, and say which catalogues are out of date."""
    project = own_project()
    asked = {own_locale(project, name).name for name in options.locales or ()}
    made = narrator.gather(project, console.progress)

    def wanted(path: str) -> bool:
        return not asked or not asked.isdisjoint(PurePosixPath(path).parts)

    judged = print_review(project, made, wanted, options, console)
    catalogues = (each for each in made.catalogues if wanted(each.path))
    return max(judged, compare(project, catalogues, console))


def report_written(made: Gathered, written: Iterable[Artefact], console: Console) -> None:
    """Say of each file that was written what happened to its messages."""
    paths = [artefact.path for artefact in written]
    told = {found.path: _told(made, key) for key, found in made.library.catalogues.items()}
    for path in paths:
        console.say(UPDATED.about(path=path))
        for sentence in told.get(path, ()):
            console.say(sentence)
    if not paths:
        console.say(UP_TO_DATE)


def _told(made: Gathered, key: tuple[str, str]) -> list[Wording]:
    before, after = made.library.stored[key], made.library.catalogues[key]
    found: dict[Change, list[str]] = defaultdict(list)
    for change, address in changes(before, after) if before else ():
        found[change].append(address)
    return [
        CHANGES[change].about(count=len(addresses), which=_some(addresses))
        for change, addresses in found.items()
    ]


def _some(addresses: list[str]) -> str:
    more = ["…"] if len(addresses) > SHOWN else []
    return ", ".join((*addresses[:SHOWN], *more))


UPDATED = Wording("已更新 {path}", "updated {path}")
UP_TO_DATE = Wording("翻译目录无需更新", "catalogues are up to date")
CHANGES = {
    Change.ADDED: Wording("  新增 {count} 条：{which}", "  new: {count} ({which})"),
    Change.RENAMED: Wording("  改名 {count} 条：{which}", "  renamed: {count} ({which})"),
    Change.REVIVED: Wording("  恢复 {count} 条：{which}", "  came back: {count} ({which})"),
    Change.COSMETIC: Wording(
        "  只改了空格或标点，译文仍有效 {count} 条：{which}",
        "  only spaces or punctuation changed, still approved: {count} ({which})",
    ),
    Change.RESTORED: Wording(
        "  原文改回，译文重新有效 {count} 条：{which}",
        "  the approved text is back, approved again: {count} ({which})",
    ),
    Change.REWORDED: Wording(
        "  原文已改，译文待核对 {count} 条：{which}",
        "  reworded, to be looked at: {count} ({which})",
    ),
    Change.OBSOLETE: Wording(
        "  原文已删，译文留作备用 {count} 条：{which}",
        "  gone, kept as obsolete: {count} ({which})",
    ),
}
