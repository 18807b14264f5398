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
from pipeline.records.aliases import aliases_of
from pipeline.records.comparison import letters
from pipeline.records.union import StatusCode
from pipeline.wording import TAGS, Wording

EXACT = (0, 1)


def lookup(options: argparse.Namespace, console: Console) -> int:
    """Print the codes that a number or words lead to, exact matches first."""
    project = own_project()
    edition_tags(project, [options.locale] if options.locale else None)
    made = narrator.gather(project, console.progress)
    edition = _edition(made.dataset, options.locale, TAGS[console.language])
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
    editions = {edition.locale.tag: edition for edition in dataset.editions}
    return editions.get(asked or preferred, dataset.editions[0])


def _matching(query: str, dataset: Dataset) -> list[StatusCode]:
    """Return the codes that are called so, else those whose names or texts have all the words."""
    ranks = [(_rank(query, code, dataset), code) for code in dataset.codes]
    found = sorted((pair for pair in ranks if pair[0] is not None), key=lambda pair: pair[0] or 0)
    exact = [code for rank, code in found if rank in EXACT]
    return exact or [code for _, code in found]


def _rank(query: str, code: StatusCode, dataset: Dataset) -> int | None:
    """Return how well the query fits: an own name, another's for it, words of names, of texts."""
    own, others = _names(code, dataset), [alias.name for alias in aliases_of(code)]
    wanted = letters(query)
    for rank, names in enumerate((own, others)):
        if wanted in {letters(name) for name in names}:
            return rank
    words = query.casefold().split()
    described = (edition.status(code.code, "description") for edition in dataset.editions)
    names = "\n".join((*own, *others)).casefold()
    texts = "\n".join(text.text for text in described if text).casefold()
    for rank, text in enumerate((names, f"{names}\n{texts}"), start=len(EXACT)):
        if words and all(word in text for word in words):
            return rank
    return None


def _names(code: StatusCode, dataset: Dataset) -> tuple[str, ...]:
    """Return what the code is called by right: number, class, phrase, titles in all languages."""
    addresses = (f"status.{code.code}.title", f"ui.class.{code.status_class}")
    texts = (edition.texts.get(address) for edition in dataset.editions for address in addresses)
    names = (
        str(code.code),
        code.status_class,
        code.phrase,
        *(text and text.text for text in texts),
    )
    return tuple(name for name in names if name)


def _shown(code: StatusCode, edition: Edition) -> str:
    texts = (edition.status(code.code, field) for field in ("title", "description"))
    title, description = (text.text if text else "" for text in texts)
    heading = " ".join(part for part in (str(code.code), code.phrase, title) if part)
    return f"{heading}\n    {description}\n"


NOTHING_FOUND = Wording("没有找到“{query}”", "nothing found for “{query}”")
