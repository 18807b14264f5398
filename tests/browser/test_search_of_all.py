"""Every record in every language is found: by its code, each of its names, and its description."""

import re
from collections.abc import Callable, Collection, Iterator

from playwright.sync_api import Page

from pipeline.build import Build
from pipeline.dataset import Dataset, Edition
from pipeline.records.erratum import Field
from pipeline.records.union import StatusCode

Visit = Callable[..., Page]

# The search itself on a page of a language, asked everything at once.
ASK = """
async (queries) => {
  await hsSearch();
  const found = [];
  for (const query of queries) {
    found.push(hsFinder.search(query).map(({ location }) => location));
  }
  return found;
}
"""
WITHOUT_SPACES = ("zh-Hans", "zh-Hant", "ja")
FIRST = 3


def stretches(text: str, size: int, *, spaced: bool) -> Iterator[str]:
    """Yield each stretch of `size` words (or of two characters more), the middle's first."""
    several = (
        rf"\b\w{{4,}}(?:\W+\w+){{{size - 1}}}\b" if spaced else rf"[^\W\d_A-Za-z]{{{size + 2}}}"
    )
    found = list(re.finditer(rf"(?=({several}))", text))
    found.sort(key=lambda match: abs(match.start(1) - len(text) // 2))
    yield from (match[1] for match in found)


def from_the_middle(text: str, texts: Collection[str], *, spaced: bool) -> str:
    """Return the shortest stretch near the middle of `text` that few of `texts` have.

    A word that many codes share in title or description cannot put each of them among the first.
    """
    folded = [each.casefold() for each in texts]
    for size in range(1, len(text)):
        for stretch in stretches(text, size, spaced=spaced):
            if sum(stretch.casefold() in each for each in folded) <= FIRST:
                return stretch
    return text


def names(code: StatusCode) -> Iterator[str]:
    """Yield what else the code is called, as words and as a constant."""
    for past in code.assignment.history if code.assignment else ():
        yield past.phrase
        yield re.sub(r"[\W_]+", "_", past.phrase).upper()
    if code.author and code.author.record.phrase:
        yield code.author.record.phrase.text


def questions(dataset: Dataset, edition: Edition) -> Iterator[tuple[str, int, int]]:
    """Yield each query with the code to be found and among how many results."""
    texts = {
        code.code: [text.text for field in Field if (text := edition.status(code.code, field))]
        for code in dataset.codes
    }
    all_texts = [" ".join((code.phrase or "", *texts[code.code])) for code in dataset.codes]
    spaced = edition.locale.tag not in WITHOUT_SPACES
    for code in dataset.codes:
        yield str(code.code), code.code, 1
        title, description = texts[code.code]
        known = (code.phrase or title, title, *names(code))
        yield from ((name, code.code, FIRST) for name in known)
        yield from_the_middle(description, all_texts, spaced=spaced), code.code, FIRST


def test_every_record_is_found_in_every_language(visit: Visit, site: str, real: Build) -> None:
    page, missed, asked = visit("#choose"), [], 0
    for edition in real.dataset.editions:
        tag = edition.locale.tag
        wanted = list(questions(real.dataset, edition))
        queries = [query for query, _, _ in wanted]
        page.goto(f"{site}{tag}/404/")
        answers = page.evaluate(ASK, queries)
        asked += len(wanted)
        missed += [
            (tag, query, code, found[:FIRST])
            for (query, code, first), found in zip(wanted, answers, strict=True)
            if f"{code}/" not in found[:first]
        ]
    assert missed == []
    assert asked > len(real.dataset.editions) * len(real.dataset.codes) * 4
