"""How far each language has come: the states of its texts, and which of them need a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import ClassVar

from pipeline.catalogues.coverage import State
from pipeline.dataset import Dataset, Edition, Text
from pipeline.locale import Locale
from pipeline.pages.chart import Stretch, bar
from pipeline.pages.language import Place
from pipeline.records.erratum import Field

# What a code's letter tells is the worst of its texts, so the worst stands first.
KINDS = ("missing", "blocked", "unsure", "stale", "draft", "translated")
LETTERS: Mapping[str, str] = {
    "translated": "T",
    "draft": "D",
    "stale": "S",
    "unsure": "U",
    "blocked": "B",
    "missing": "M",
}


@dataclass(frozen=True, slots=True)
class Progress:
    """A language with its five states in numbers, drafts apart, drawn as a bar."""

    locale: Locale
    states: Mapping[str, int]
    drafts: int
    bar: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a Chinese text: `kind` is "kept", "removed" or "added"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Stale:
    """A translation whose source has changed since, and how."""

    locale: Locale
    address: str
    place: Place
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class TranslationsPage:
    """Every translated language: numbers, a letter for each code, what is stale."""

    template: ClassVar[str] = "translations.md.jinja"
    name: ClassVar[str] = "translations"
    states: ClassVar[tuple[str, ...]] = tuple(State)
    letters: ClassVar[Mapping[str, str]] = LETTERS
    progress: tuple[Progress, ...]
    codes: tuple[tuple[int, tuple[str, ...]], ...]
    stale: tuple[Stale, ...]


def translations_page(dataset: Dataset) -> TranslationsPage:
    """Return the page of all editions but the source's; it is the same in every language."""
    source, *translated = dataset.editions
    codes = (
        (code.code, tuple(_code_kind(edition, code.code) for edition in translated))
        for code in dataset.codes
    )
    return TranslationsPage(
        tuple(_progress(edition) for edition in translated),
        tuple(codes),
        tuple(
            stale for each in translated for stale in _stale(each, source, dataset.repository_url)
        ),
    )


def _progress(edition: Edition) -> Progress:
    kinds = Counter(map(_kind, edition.texts.values()))
    states = Counter(text.state for text in edition.texts.values())
    in_order = {kind: kinds[kind] for kind in LETTERS}
    counts = {str(state): states[state] for state in State}
    return Progress(edition.locale, counts, kinds["draft"], bar(in_order, kinds.total()))


def _kind(text: Text) -> str:
    if text.state is State.TRANSLATED:
        return "draft" if text.draft else "translated"
    return str(text.state)


def _code_kind(edition: Edition, code: int) -> str:
    found = (edition.status(code, field) for field in (*Field, "erratum"))
    return min((_kind(text) for text in found if text), key=KINDS.index)


def _stale(edition: Edition, source: Edition, repository: str) -> Iterator[Stale]:
    for address, text in edition.texts.items():
        if text.translated_from is not None:
            changes = tuple(_changes(text.translated_from, source.texts[address].text))
            place = Place(*edition.places[address], None, repository)
            yield Stale(edition.locale, address, place, changes)


def _changes(before: str, after: str) -> Iterator[Change]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            yield Change("kept", before[i:j])
            continue
        pieces = (("removed", before[i:j]), ("added", after[k:m]))
        yield from (Change(each, text) for each, text in pieces if text)
