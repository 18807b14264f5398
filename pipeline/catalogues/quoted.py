"""Where the characters of a translation stand in its PO file, behind quotes and escapes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.catalogues.lines import lines, pieces, statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.span import Document, Span


def text_span(
    document: Document, entry: Span, keyword: str, text: str, at: tuple[int, int]
) -> Span:
    """Return the place of `text[at[0]:at[1]]`, which `keyword` says in `entry` of `document`.

    An empty range is the whole text; where the file says something else (it was merged since),
    the place is the whole entry.
    """
    places = tuple(_characters(document, entry, keyword))
    start, end = at if at[0] < at[1] else (0, len(text))
    if len(places) != len(text) or not places:
        return entry
    return document.span(places[start][0], places[end - 1][1])


def _characters(document: Document, entry: Span, keyword: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets between which each character of the text stands in the document."""
    is_said = False
    for said in filter(None, map(statement, lines(document, entry.start.line, entry.end.line))):
        is_said = said.keyword == keyword or (is_said and not said.keyword)
        if is_said:
            for (start, meaning), (end, _) in pairwise(pieces(said.quoted)):
                yield from [(said.quote + start, said.quote + end)] * len(meaning)
