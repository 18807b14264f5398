"""Which columns of a table hold what: by their headings, and by what stands in them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.records.cell import Row
from pipeline.records.heading import (
    Column,
    column_of,
    folded,
    names_phrases,
    speaks_of_messages,
    speaks_of_status,
)
from pipeline.records.naming import Names, plausible, split, whole
from pipeline.records.statement import Shape, Stated, shape, statements
from pipeline.records.visible import Visible, plain

# How many rows, spread evenly over the table, decide which column holds what.
SAMPLE = 30
HALF, MOST, NEARLY_ALL = 0.5, 0.6, 0.9


class Basis(StrEnum):
    """Why a column is taken for what it is."""

    HEADING = "heading"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Use:
    """What the column at `index` (0-based) holds."""

    index: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that belong together: one of codes, and those that have its texts.

    `phrase_with_code`: the phrases stand in the cells of the codes.
    """

    uses: Mapping[Column, Use]
    phrase_with_code: bool = False

    @property
    def code(self) -> Use:
        """The column of the codes."""
        return self.uses[Column.CODE]

    def moved(self, by: int) -> Group:
        """Return the same group `by` columns further to the right."""
        uses = {column: Use(use.index + by, use.basis) for column, use in self.uses.items()}
        return replace(self, uses=uses)


@dataclass(frozen=True, slots=True)
class Sample:
    """Some rows as seen: `columns[i]`, a cell each row that has one, is headed by `heads[i]`.

    `kinds[i]` is what the heading says that the column holds.
    """

    heads: tuple[str, ...]
    kinds: tuple[Column | None, ...]
    columns: tuple[tuple[Visible, ...], ...]

    def stated(self, index: int) -> tuple[tuple[Stated, ...], ...]:
        """Return what each cell of a column states."""
        return tuple(statements(cell) for cell in self.columns[index])

    def first(self, count: int) -> Sample:
        """Return the first `count` columns."""
        return Sample(self.heads[:count], self.kinds[:count], self.columns[:count])


def sample(header: Row, rows: Sequence[Row], headings: Mapping[str, Column]) -> Sample:
    """Return a sample of `rows` under `header`; `headings` come before all that are known."""
    some = rows[:: -(-len(rows) // SAMPLE) or 1]
    heads = tuple(cell.seen.text for cell in header.cells)
    columns = tuple(
        tuple(row.cells[index].seen for row in some if index < len(row.cells))
        for index in range(len(heads))
    )
    kinds = tuple(headings.get(folded(head)) or column_of(head) for head in heads)
    return Sample(heads, kinds, columns)


def find_groups(sampled: Sample, names: Names) -> tuple[Group, ...]:
    """Return the groups of columns: none where no column has codes, several where they repeat.

    A table may be set in two or more parts side by side under the same headings, or have a
    column for each class of codes.
    """
    classes = [index for index, head in enumerate(sampled.heads) if _is_class(head)]
    if len(classes) > 1:
        uses = [Use(i, Basis.HEADING) for i in classes if _stating(sampled, i) >= HALF]
        with_code = [_with_code(sampled.stated(use.index)) for use in uses]
        return tuple(
            Group({Column.CODE: use}, phrase_with_code=share >= HALF)
            for use, share in zip(uses, with_code, strict=True)
        )
    width = _period(sampled)
    group = _group(sampled.first(width), names)
    if group is None:
        return ()
    return tuple(group.moved(by) for by in range(0, len(sampled.heads), width))


def has_numbers(sampled: Sample) -> bool:
    """Tell whether a column is headed as codes and has numbers, though none of HTTP's."""
    return any(
        kind is Column.CODE
        and _share(shape(cell) is Shape.NUMBER for cell in sampled.columns[index]) >= HALF
        for index, kind in enumerate(sampled.kinds)
    )


def names_codes(sampled: Sample) -> bool:
    """Tell whether any heading names codes."""
    return any(_is_named(sampled, index) for index in range(len(sampled.heads)))


def _is_class(head: str) -> bool:
    return shape(plain(head)) is Shape.CLASS


def _period(sampled: Sample) -> int:
    """Return after how many columns the headings begin anew; all of them if they do not."""
    heads = tuple(map(folded, sampled.heads))
    count = len(heads)
    for width in range(2, count // 2 + 1):
        if count % width == 0 and heads[:width] * (count // width) == heads and any(heads):
            return width
    return count


def _group(sampled: Sample, names: Names) -> Group | None:
    code = _code_column(sampled)
    if code is None:
        return None
    stated = sampled.stated(code.index)
    with_code = _with_code(stated) >= HALF
    uses = {Column.CODE: code}
    phrase = None if with_code else _phrase_column(sampled, code, stated, names)
    if phrase:
        uses[Column.PHRASE] = phrase
    _add_texts(sampled, uses)
    return Group(uses, with_code)


def _with_code(stated: Iterable[tuple[Stated, ...]]) -> float:
    """Return the share of cells with codes that have a phrase too."""
    filled = [each for each in stated if each]
    return _share(bool(s[-1].rest.text and split(s[-1].rest).phrase) for s in filled)


def _code_column(sampled: Sample) -> Use | None:
    """Return the column of the codes: by its heading if one names it, else by what it holds.

    Where the column that is headed so has only classes, the table is one of classes: what stands
    beside are examples.
    """
    every = range(len(sampled.heads))
    shares = [_stating(sampled, index) for index in every]
    headed = [index for index in every if _is_named(sampled, index)]
    named = [index for index in headed if shares[index]]
    if named:
        best = max(named, key=lambda index: (speaks_of_status(sampled.heads[index]), -index))
        return Use(best, Basis.HEADING) if shares[best] >= HALF else None
    if any(_classes(sampled.columns[index]) >= HALF for index in headed):
        return None
    full = [index for index in every if shares[index] >= MOST]
    return Use(full[0], Basis.CONTENT) if full else None


def _is_named(sampled: Sample, index: int) -> bool:
    """Whether a heading names codes, or speaks of a status where codes may stand, or is a class."""
    head, kind = sampled.heads[index], sampled.kinds[index]
    return kind is Column.CODE or (kind is None and speaks_of_status(head)) or _is_class(head)


def _classes(cells: Iterable[Visible]) -> float:
    return _share(shape(cell) is Shape.CLASS for cell in cells if cell.text)


def _stating(sampled: Sample, index: int) -> float:
    """Return which share of the filled cells that are no class states a code."""
    cells = [cell for cell in sampled.columns[index] if cell.text]
    others = [cell for cell in cells if not statements(cell)]
    classes = sum(shape(cell) is Shape.CLASS for cell in others)
    return (len(cells) - len(others)) / (len(cells) - classes or 1)


def _phrase_column(
    sampled: Sample, code: Use, stated: Iterable[tuple[Stated, ...]], names: Names
) -> Use | None:
    """Return the column of the phrases: one headed so with words in it, or one that has them."""
    others = _texts(sampled, {code.index})
    for index in others:
        headed = sampled.kinds[index] is Column.PHRASE and names_phrases(sampled.heads[index])
        if headed and _worded(sampled.columns[index]) >= HALF:
            return Use(index, Basis.HEADING)
    codes = [{one.code for one in each} for each in stated]
    for index in others:
        fitting = _fitting(sampled, index, codes, names)
        brief = len(others) > 1 and _is_brief(sampled, index)
        if fitting >= HALF or (fitting and brief):
            return Use(index, Basis.CONTENT)
    return None


def _texts(sampled: Sample, taken: Container[int]) -> list[int]:
    """Return the columns that may hold texts: vendors' own codes are none."""
    kinds = enumerate(sampled.kinds)
    return [index for index, kind in kinds if index not in taken and kind is not Column.CODE]


def _worded(cells: Iterable[Visible]) -> float:
    phrases = [whole(cell).phrase for cell in cells if cell.text]
    return _share(phrase is not None and phrase.text[0].isalpha() for phrase in phrases)


def _is_brief(sampled: Sample, index: int) -> bool:
    """Whether the cells are a few words each, as a vendor's own phrases are; messages are none."""
    if speaks_of_messages(sampled.heads[index]):
        return False
    splits = [split(cell) for cell in sampled.columns[index] if cell.text]
    return _share(each.rest is None and plausible(each) for each in splits) >= NEARLY_ALL


def _fitting(sampled: Sample, index: int, codes: Iterable[set[int]], names: Names) -> float:
    """Return the share of rows with a code in which this column has one of its names."""
    pairs = zip(sampled.columns[index], codes, strict=False)
    phrases = [(split(cell).phrase, each) for cell, each in pairs if each]
    return _share(
        phrase is not None and any(names.fits(phrase.text, code) for code in each)
        for phrase, each in phrases
    )


def _add_texts(sampled: Sample, uses: dict[Column, Use]) -> None:
    """Find the columns of titles and descriptions among those that are left."""
    left = _texts(sampled, {use.index for use in uses.values()})
    for column, others in ((Column.TITLE, {Column.PHRASE}), (Column.DESCRIPTION, set[Column]())):
        headed = [index for index in left if sampled.kinds[index] is column]
        headed = headed or [index for index in left if sampled.kinds[index] in others]
        if headed:
            uses[column] = Use(headed[0], Basis.HEADING)
            left.remove(headed[0])
    if left and Column.DESCRIPTION not in uses:
        uses[Column.DESCRIPTION] = Use(left[0], Basis.CONTENT)


def _share(truths: Iterable[bool]) -> float:
    found = list(truths)
    return sum(found) / len(found) if found else 0.0
