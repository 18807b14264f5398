"""The exports of many codes in 13 languages, against `json.dumps` of the same JSON documents."""

import json
from collections.abc import Iterator
from dataclasses import replace

from pipeline.dataset import Dataset
from pipeline.exports import render_exports
from pipeline.exports.api import records
from pipeline.exports.edition import Flat, flat_editions
from pipeline.exports.tables import Table, tables
from pipeline.exports.workbook import workbook
from tests.bench.measuring import Comparison
from tests.golden_project import ROOT, build_project

PEER = "json.dumps"
LONG = 3_000  # codes; from there on a round takes long
CODES, FEW_CODES = (1_000, 3_000, 10_000), (500, 1_000)
TAGS = ("en", "ja", "ko", "vi", "id", "de", "es", "fr", "pt-BR", "ru", "ar", "zh-Hant")


def comparisons(*, quick: bool) -> Iterator[Comparison]:
    """Yield all exports, and the workbook alone, for more and more codes."""
    own = build_project(ROOT).dataset
    for count in FEW_CODES if quick else CODES:
        dataset = enlarged(own, count)
        values = documents(dataset)
        flats = flat_editions(dataset, records(dataset))
        codes = next(tables(dataset, (), ()))

        def theirs(values: list[object] = values) -> list[str]:
            return [json.dumps(value, ensure_ascii=False) for value in values]

        def ours(dataset: Dataset = dataset) -> object:
            return render_exports(dataset)

        def book(
            updated: str = own.registry_updated,
            codes: Table = codes,
            flats: tuple[Flat, ...] = flats,
        ) -> bytes:
            return workbook(updated, codes, flats)

        rounds = 3 if count >= LONG else None
        yield Comparison("exports", {"codes": count}, PEER, 3.0, ours, theirs, rounds)
        yield Comparison("workbook", {"codes": count}, PEER, 3.0, book, theirs, rounds)


def enlarged(dataset: Dataset, count: int) -> Dataset:
    """Return `count` codes in 13 languages; numbers repeat, since there are only 500 of them."""
    codes = dataset.codes
    source = dataset.editions[0]
    more = []
    for number in range(count):
        code = codes[number % len(codes)]
        assignment = code.assignment
        phrase = f"{assignment.phrase} {number}" if assignment and assignment.phrase else None
        assigned = replace(assignment, phrase=phrase) if assignment else None
        more.append(replace(code, assignment=assigned))
    editions = (
        source,
        *(replace(source, locale=replace(source.locale, name=tag, tag=tag)) for tag in TAGS),
    )
    return replace(dataset, codes=tuple(more), editions=editions)


def documents(dataset: Dataset) -> list[object]:
    """Return the values of all JSON that is made, each once: some files have the same bytes."""
    made = render_exports(dataset).artefacts
    different = {id(each.content): each.content for each in made if ".json" in each.path}
    return [json.loads(content) for content in different.values()]
