"""`catalogue status`: how far each locale is, as a table or as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from pipeline import build as narrator
from pipeline.build import Gathered
from pipeline.catalogues.coverage import Coverage, State, Tally, coverage
from pipeline.cli.building import own_project
from pipeline.cli.console import Console
from pipeline.failure import ExitStatus
from pipeline.locale import Locale
from pipeline.printers.columns import render_columns
from pipeline.wording import Language, Wording


def status(options: argparse.Namespace, console: Console) -> int:
    """Show the messages in each state, and the Han characters of their sources."""
    project = own_project()
    made = narrator.gather(project, console.progress)
    if options.json:
        locales = [_as_json(locale, made) for locale in project.locales]
        report = json.dumps({"locales": locales}, ensure_ascii=False, indent=2) + "\n"
    else:
        report = _table(made, console.language)
    console.report(report)
    return ExitStatus.CLEAN


def _table(made: Gathered, language: Language) -> str:
    heads = [CATALOGUE, *(STATES[state] for state in State), TOTAL, DRAFT]
    rows = [[head.text(language) for head in heads]]
    rows += [
        [f"{locale} {domain}", *map(_cell, _tallies(coverage(found, made.review.blocked[locale])))]
        for (locale, domain), found in made.library.catalogues.items()
    ]
    return render_columns(rows) + LEGEND.text(language) + "\n"


def _tallies(counted: Coverage) -> Iterator[Tally]:
    yield from (counted.states[state] for state in State)
    yield counted.total
    yield counted.drafts


def _cell(tally: Tally) -> str:
    return f"{tally.messages} / {tally.characters}"


def _as_json(locale: Locale, made: Gathered) -> dict[str, object]:
    return {
        "locale": locale.name,
        "tag": locale.tag,
        "autonym": locale.autonym,
        "domains": {
            domain: _counts(coverage(found, made.review.blocked[name]))
            for (name, domain), found in made.library.catalogues.items()
            if name == locale.name
        },
    }


def _counts(counted: Coverage) -> dict[str, dict[str, int]]:
    names = (*State, "total", "draft")
    tallies = tuple(_tallies(counted))
    return {
        str(name): {"messages": tally.messages, "characters": tally.characters}
        for name, tally in zip(names, tallies, strict=True)
    }


CATALOGUE = Wording("目录", "catalogue")
STATES = {
    State.TRANSLATED: Wording("已译", "translated"),
    State.STALE: Wording("原文已改", "stale"),
    State.UNSURE: Wording("不定", "unsure"),
    State.BLOCKED: Wording("被拦下", "blocked"),
    State.MISSING: Wording("未译", "missing"),
}
TOTAL = Wording("合计", "total")
DRAFT = Wording("其中机译初稿", "machine drafts")
LEGEND = Wording(
    "每格：消息数 / 原文汉字数", "each cell: messages / Han characters of their sources"
)
