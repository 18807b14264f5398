"""`lookup`: a code, or words, answered in the terminal from the same data as the site."""

from __future__ import annotations

import argparse
import json

from pipeline import build as narrator
from pipeline.cli.building import edition_tags, own_project
from pipeline.cli.console import Console
from pipeline.dataset import Dataset, Edition
from pipeline.exports.record import code_json
from pipeline.failure import ExitStatus
from pipeline.records.union import StatusCode
from pipeline.wording import Language, Wording

EDITIONS: dict[Language, str] = {"zh": "zh-Hans", "en": "en"}


def lookup(options: argparse.Namespace, console: Console) -> int:
    """Print the codes that a number or words lead to, exact matches first."""
    made = narrator.build(own_project(), console.progress)
    edition = _edition(made.dataset, options.locale, EDITIONS[console.language])
    codes = _matching(options.query, made.dataset)
    if options.json:
        records = [code_json(code, made.dataset) for code in codes]
        console.report(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
    else:
        console.report("\n".join(_shown(code, edition) for code in codes))
    if not codes:
        console.say(NOTHING_FOUND.about(query=options.query))
        return ExitStatus.FINDINGS
    return ExitStatus.CLEAN


def _edition(dataset: Dataset, asked: str | None, preferred: str) -> Edition:
    """Return the edition asked for, else the one preferred, else the source's."""
    if asked:
        edition_tags(dataset, [asked])
    editions = {edition.locale.tag: edition for edition in dataset.editions}
    return editions.get(asked or preferred, dataset.editions[0])


def _matching(query: str, dataset: Dataset) -> list[StatusCode]:
    wanted = query.strip().casefold()
    names = [(code, _names(code, dataset)) for code in dataset.codes]
    exact = [code for code, known in names if wanted in known]
    return exact or [code for code, known in names if any(wanted in name for name in known)]


def _names(code: StatusCode, dataset: Dataset) -> set[str]:
    """Return everything that people call a code: number, class, phrases, titles."""
    names = {str(code.code), code.status_class, code.phrase or ""}
    names |= {past.phrase for past in code.assignment.history} if code.assignment else set()
    if code.author and code.author.record.phrase:
        names.add(code.author.record.phrase.text)
    titles = (edition.status(code.code, "title") for edition in dataset.editions)
    names |= {title.text for title in titles if title}
    return {name.casefold() for name in names if name}


def _shown(code: StatusCode, edition: Edition) -> str:
    texts = (edition.status(code.code, field) for field in ("title", "description"))
    title, description = (text.text if text else "" for text in texts)
    heading = " ".join(part for part in (str(code.code), code.phrase, title) if part)
    return f"{heading}\n    {description}\n"


NOTHING_FOUND = Wording("没有找到“{query}”", "nothing found for “{query}”")
