"""How a table is understood: which column holds what, why, and whether its codes are HTTP's."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.records.cell import Cell, Row, Table
from pipeline.records.heading import Column, column_of, folded, speaks_of_status
from pipeline.records.naming import Names, plausible, split, whole
from pipeline.records.statement import Shape, Stated, codes_of, shape, statements
from pipeline.records.visible import Visible, plain

# How many rows, spread evenly over the table, decide which column holds what.
SAMPLE = 60
# Codes that every list of HTTP status codes has; replies of FTP, SMTP and the like have few.
CORE = frozenset({301, 302, 304, 400, 401, 403, 404, 405, 409, 429, 500, 502, 503})
MOST_OF_CORE = 8
# Replies of FTP, SMTP and SIP that HTTP has not, and codes that only HTTP has.
ELSEWHERE = frozenset(
    {110, 120, 125, 150, 180, 181, 182, 183, 211, 212, 213, 214, 215, 220, 221, 225, 227, 228}
    | {229, 230, 231, 232, 234, 235, 250, 251, 252, 257, 331, 332, 334, 350, 354, 380, 432, 450}
    | {452, 454, 455, *range(480, 490), 491, 493, 530, 532, 534, 535, 536, 537, 538}
    | {*range(550, 557)}
)
ONLY_HTTP = frozenset({201, 206, 304, 307, 308, 409, 411, 418, 429, 431})
# As many of these are no list of sizes, ports or keys, whatever the headings say.
SOME = 3
HALF, MOST, NEARLY_ALL = 0.5, 0.6, 0.9


class Basis(StrEnum):
    """Why a column is taken for what it is."""

    HEADING = "heading"
    CONTENT = "content"


class Refusal(StrEnum):
    """Why a table is not read."""

    NO_CODES = "no-codes"
    NOT_HTTP = "not-http-status"


@dataclass(frozen=True, slots=True)
class Use:
    """What the column at `index` (0-based) holds."""

    index: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Understanding:
    """One table as understood. `uses` is empty where it has no column of codes.

    `phrase_with_code`: the phrases stand in the cells of the codes. `registered` of the `codes`
    different codes are known; both are 0 where no column has codes.
    """

    table: Table
    uses: Mapping[Column, Use]
    phrase_with_code: bool = False
    codes: int = 0
    registered: int = 0
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class _Sample:
    """Some rows of a table, as seen: `columns[i]`, a cell each row, is headed by `heads[i]`.

    `kinds[i]` is what the heading says that the column holds.
    """

    heads: tuple[str, ...]
    kinds: tuple[Column | None, ...]
    columns: tuple[tuple[Visible, ...], ...]

    def stated(self, index: int) -> tuple[tuple[Stated, ...], ...]:
        return tuple(statements(cell) for cell in self.columns[index])


def understand(table: Table, names: Names, headings: Mapping[str, Column]) -> Understanding:
    """Find out what the columns of `table` hold, from its headings and from its rows.

    `headings` are words of the project's own, folded; they come before all others.
    """
    sample = _sample(table, headings)
    code = _code_column(sample)
    if code is None:
        numbers = any(_is_of_numbers(sample, index) for index in range(len(sample.heads)))
        return Understanding(table, {}, refusal=Refusal.NOT_HTTP if numbers else Refusal.NO_CODES)
    stated = sample.stated(code.index)
    with_code = _share(
        bool(s and s[-1].rest.text and split(s[-1].rest).phrase) for s in stated if s
    )
    uses = {Column.CODE: code}
    phrase = None if with_code >= HALF else _phrase_column(sample, code, stated, names)
    if phrase:
        uses[Column.PHRASE] = phrase
    _add_texts(sample, uses)
    fits = phrase is not None and phrase.basis is Basis.CONTENT
    return _judged(Understanding(table, uses, with_code >= HALF), sample, names, fits=fits)


def rows_of(understanding: Understanding) -> tuple[Row, ...]:
    """Return the rows that may state codes: with the header, if that does."""
    table, code = understanding.table, understanding.uses[Column.CODE]
    cells = table.header.cells
    if code.index < len(cells) and statements(cells[code.index].seen):
        return (table.header, *table.rows)
    return table.rows


def _sample(table: Table, headings: Mapping[str, Column]) -> _Sample:
    step = -(-len(table.rows) // SAMPLE) or 1
    rows = table.rows[::step]
    heads = tuple(cell.seen.text for cell in table.header.cells)
    columns = tuple(
        tuple(row.cells[index].seen for row in rows if index < len(row.cells))
        for index in range(len(heads))
    )
    kinds = tuple(headings.get(folded(head)) or column_of(head) for head in heads)
    return _Sample(heads, kinds, columns)


def _code_column(sample: _Sample) -> Use | None:
    """Return the column of the codes: by its heading if one names it, else by what it holds."""
    shares = [_stating(sample, index) for index in range(len(sample.heads))]
    named = [index for index, share in enumerate(shares) if share and _is_named(sample, index)]
    if named:
        best = max(named, key=lambda index: (speaks_of_status(sample.heads[index]), -index))
        return Use(best, Basis.HEADING) if shares[best] >= HALF else None
    full = [index for index, share in enumerate(shares) if share >= MOST]
    return Use(full[0], Basis.CONTENT) if full else None


def _is_named(sample: _Sample, index: int) -> bool:
    """Whether a heading names codes, or speaks of a status where codes may stand, or is a class."""
    head, kind = sample.heads[index], sample.kinds[index]
    told = kind is Column.CODE or (kind is None and speaks_of_status(head))
    return told or shape(plain(head, 0)) is Shape.CLASS


def _stating(sample: _Sample, index: int) -> float:
    """Return which share of the filled cells that are no class states a code."""
    cells = [cell for cell in sample.columns[index] if cell.text and shape(cell) is not Shape.CLASS]
    return _share(bool(statements(cell)) for cell in cells)


def _is_of_numbers(sample: _Sample, index: int) -> bool:
    """Whether a column is headed as codes and has numbers, though not HTTP's."""
    if sample.kinds[index] is not Column.CODE:
        return False
    return _share(shape(cell) is Shape.NUMBER for cell in sample.columns[index]) >= HALF


def _phrase_column(
    sample: _Sample, code: Use, stated: Iterable[tuple[Stated, ...]], names: Names
) -> Use | None:
    """Return the column of the phrases: one headed so with words in it, or one that has them."""
    others = _texts(sample, {code.index})
    named = [index for index in others if sample.kinds[index] is Column.PHRASE]
    worded = [index for index in named if _worded(sample.columns[index]) >= HALF]
    if worded:
        return Use(worded[0], Basis.HEADING)
    codes = [{one.code for one in each} for each in stated]
    for index in others:
        fitting = _fitting(sample, index, codes, names)
        brief = len(others) > 1 and _brief(sample.columns[index]) >= NEARLY_ALL
        if fitting >= HALF or (fitting and brief):
            return Use(index, Basis.CONTENT)
    return None


def _texts(sample: _Sample, taken: Container[int]) -> list[int]:
    """Return the columns that may hold texts: vendors' own codes are none, nor are classes."""
    return [
        index
        for index, kind in enumerate(sample.kinds)
        if index not in taken and kind is not Column.CODE and not _is_of_classes(sample, index)
    ]


def _is_of_classes(sample: _Sample, index: int) -> bool:
    filled = [cell for cell in sample.columns[index] if cell.text]
    return _share(shape(cell) is Shape.CLASS for cell in filled) >= HALF


def _worded(cells: Iterable[Visible]) -> float:
    phrases = [whole(cell).phrase for cell in cells if cell.text]
    return _share(phrase is not None and phrase.text[0].isalpha() for phrase in phrases)


def _brief(cells: Iterable[Visible]) -> float:
    """Return the share of cells that are a few words, as a vendor's own phrases are."""
    splits = [split(cell) for cell in cells if cell.text]
    return _share(each.rest is None and plausible(each) for each in splits)


def _fitting(sample: _Sample, index: int, codes: Iterable[set[int]], names: Names) -> float:
    """Return the share of rows with a code in which this column has one of its names."""
    pairs = zip(sample.columns[index], codes, strict=False)
    phrases = [(split(cell).phrase, each) for cell, each in pairs if each]
    return _share(
        phrase is not None and any(names.fits(phrase.text, code) for code in each)
        for phrase, each in phrases
    )


def _add_texts(sample: _Sample, uses: dict[Column, Use]) -> None:
    """Find the columns of titles and descriptions among those that are left."""
    left = _texts(sample, {use.index for use in uses.values()})
    for column, others in ((Column.TITLE, {Column.PHRASE}), (Column.DESCRIPTION, set[Column]())):
        headed = [index for index in left if sample.kinds[index] is column]
        headed = headed or [index for index in left if sample.kinds[index] in others]
        if headed:
            uses[column] = Use(headed[0], Basis.HEADING)
            left.remove(headed[0])
    if left and Column.DESCRIPTION not in uses:
        uses[Column.DESCRIPTION] = Use(left[0], Basis.CONTENT)


def _judged(
    understood: Understanding, sample: _Sample, names: Names, *, fits: bool
) -> Understanding:
    """Return the understanding with its verdict: are these the codes of HTTP?

    Where no heading names the codes, they must have their names beside them; or else something
    must speak of HTTP, or all of them be known, and most of them stand there only once.
    """
    code = understood.uses[Column.CODE]
    cells = (row.cells for row in rows_of(understood))
    stated = [one for row in cells if code.index < len(row) for one in codes_of(row[code.index])]
    codes = set(stated)
    known = codes & names.numbers
    http = "http" in folded(sample.heads[code.index]) or len(codes & CORE) >= MOST_OF_CORE
    others = len(codes & ELSEWHERE) >= max(SOME, len(codes & ONLY_HTTP) + 1)
    verdict = http or (2 * len(known) >= len(codes) and not others)
    if code.basis is Basis.CONTENT:
        named = fits or understood.phrase_with_code
        told = _told(understood.table, sample) or (codes == known and len(codes & CORE) >= SOME)
        verdict = verdict and (named or (told and 2 * len(codes) > len(stated)))
    refusal = Refusal.NOT_HTTP if code.basis is Basis.HEADING else Refusal.NO_CODES
    refused = None if verdict else refusal
    return replace(understood, codes=len(codes), registered=len(known), refusal=refused)


def _told(table: Table, sample: _Sample) -> bool:
    return speaks_of_status(table.title) or any(speaks_of_status(head) for head in sample.heads)


def _share(truths: Iterable[bool]) -> float:
    found = list(truths)
    return sum(found) / len(found) if found else 0.0


def cell_at(row: Row, use: Use | None) -> Cell | None:
    """Return the cell of `row` in the column of `use`, if the row reaches so far."""
    return row.cells[use.index] if use and use.index < len(row.cells) else None
