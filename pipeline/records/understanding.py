"""How a table is understood: what its rows state, and whether its codes are HTTP's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from pipeline.records.cell import Cell, Row, Table
from pipeline.records.columns import (
    HALF,
    SAMPLE,
    Basis,
    Group,
    Sample,
    Use,
    find_groups,
    has_numbers,
    names_codes,
    sample,
)
from pipeline.records.heading import (
    Column,
    folded,
    speaks_of_another_protocol,
    speaks_of_status,
)
from pipeline.records.naming import Names, split
from pipeline.records.statement import ALONE, Shape, Stated, shape, statements
from pipeline.records.visible import plain

# Codes that every list of HTTP status codes has; replies of FTP, SMTP and the like have few.
CORE = frozenset({301, 302, 304, 400, 401, 403, 404, 405, 409, 429, 500, 502, 503})
MOST_OF_CORE = 8
COMMON = CORE | {200, 201, 202, 204, 206, 410, 412, 413, 415, 422, 504}
# Replies of FTP (RFC 959) and SMTP (RFC 5321), whose numbers HTTP has no use for.
REPLIES = frozenset(
    {125, 150, 211, 212, 213, 214, 215, 220, 221, 225, 227, 230, 250, 251, 252, 257}
    | {331, 332, 350, 354, 450, 452, 530, 532, 550, 551, 552, 553, 554}
)
# Where nothing but a number speaks for HTTP: as many of CORE, and every code known.
SOME = 3
# Where a heading says only "code": as many of its codes are known.
FIRM = 0.85
OK = 200
SENTENCE_ENDS = (".", "。", ";", "；")


class Refusal(StrEnum):
    """Why a table is not read."""

    NO_CODES = "no-codes"
    NOT_HTTP = "not-http-status"


@dataclass(frozen=True, slots=True)
class Understanding:
    """One table as understood. `groups` is empty where it has no column of codes.

    `stated[g][r]` is what row r of `rows` states in group g. `registered` of the `codes` different
    codes are known; both are 0 where no column has codes.
    """

    table: Table
    groups: tuple[Group, ...] = ()
    rows: tuple[Row, ...] = ()
    stated: tuple[tuple[tuple[Stated, ...], ...], ...] = ()
    codes: int = 0
    registered: int = 0
    refusal: Refusal | None = None


def understand(
    tables: Iterable[Table], names: Names, headings: Mapping[str, Column]
) -> Iterator[Understanding]:
    """Find out what the columns of `tables` hold, from their headings and from their rows.

    Tables of one document under the same headings that name codes are understood alike: a list
    is often cut by classes, and a part of two rows shows little. A part with known codes only
    belongs to a list that is read. `headings` are words of the
    project's own, folded; they come before all others.
    """
    understood = tuple(_understandings(tuple(tables), names, headings))
    accepted = {_heads(each.table) for each in understood if each.refusal is None}
    for each in understood:
        is_part = each.registered == each.codes > 0 and _heads(each.table) in accepted
        is_part = is_part and not speaks_of_another_protocol(*each.table.titles)
        yield replace(each, refusal=None) if is_part else each


def _understandings(
    known: tuple[Table, ...], names: Names, headings: Mapping[str, Column]
) -> Iterator[Understanding]:
    alike: dict[tuple[str, ...], list[Table]] = {}
    for table in known:
        alike.setdefault(_heads(table), []).append(table)
    shared: dict[tuple[str, ...], tuple[Group, ...]] = {}
    for table in known:
        key = _heads(table)
        sampled = sample(table.header, table.rows, headings)
        if key not in shared:
            rows = [row for each in alike[key] for row in each.rows]
            every = sample(table.header, rows, headings) if len(alike[key]) > 1 else sampled
            shared[key] = find_groups(every, names) if names_codes(every) else ()
        groups = shared[key] or find_groups(sampled, names)
        yield _judged(table, groups, sampled, names)


def _heads(table: Table) -> tuple[str, ...]:
    return tuple(cell.text for cell in table.header.cells)


def _judged(
    table: Table, groups: tuple[Group, ...], sampled: Sample, names: Names
) -> Understanding:
    if not groups:
        numbers = has_numbers(sampled)
        return Understanding(table, refusal=Refusal.NOT_HTTP if numbers else Refusal.NO_CODES)
    rows = _rows(table, groups)
    stated = tuple(tuple(_stated(row, group.code) for row in rows) for group in groups)
    codes = {one.code for column in stated for each in column for one in each}
    step = -(-len(rows) // SAMPLE) or 1
    every = zip(rows[::step], *(column[::step] for column in stated), strict=True)
    some = tuple((row, tuple(chain(*each))) for row, *each in every)
    evidence = _Evidence(table, sampled, groups[0].code, frozenset(codes), names, some)
    by_heading = evidence.code.basis is Basis.HEADING
    refusal = None
    if not evidence.for_http():
        refusal = Refusal.NOT_HTTP if by_heading else Refusal.NO_CODES
    return Understanding(table, groups, rows, stated, len(codes), evidence.known, refusal)


def _rows(table: Table, groups: Iterable[Group]) -> tuple[Row, ...]:
    """Return the rows that may state codes: with the header, if that does."""
    header = table.header
    if any(_stated(header, group.code) for group in groups):
        return (header, *table.rows)
    return table.rows


def _stated(row: Row, use: Use) -> tuple[Stated, ...]:
    cell = cell_at(row, use)
    return (ALONE.get(cell.text) or statements(cell.seen)) if cell else ()


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for and against that the `codes` of a table are those of HTTP.

    `rows` are some of its rows, each with what it states.
    """

    table: Table
    sampled: Sample
    code: Use
    codes: frozenset[int]
    names: Names
    rows: tuple[tuple[Row, tuple[Stated, ...]], ...]

    @property
    def known(self) -> int:
        """How many of the codes are registered, or in well-known use."""
        return len(self.codes & self.names.numbers)

    def for_http(self) -> bool:
        """Weigh it up."""
        if "http" in folded(self.sampled.heads[self.code.index]):
            return True
        if self._are_of_another():
            return False
        headed = self.code.basis is Basis.HEADING
        if headed and self._is_told():
            return self._is_known(HALF) or self._core >= MOST_OF_CORE
        if self._are_named():
            return self._is_known(HALF)
        return self._by_codes() if headed else self._by_content()

    def _are_of_another(self) -> bool:
        """Whether a heading, or the codes, speak of another protocol."""
        if speaks_of_another_protocol(*self.table.titles, *self.sampled.heads):
            return True
        replies = len(self.codes & REPLIES)
        return replies >= SOME and self._core < min(replies, MOST_OF_CORE)

    def _by_content(self) -> bool:
        firm = self._is_known(FIRM) and self._is_common() and self._is_bare()
        return firm and (self._is_told() or (self._is_known(1) and self._core >= SOME))

    def _by_codes(self) -> bool:
        # Where others begin to count, HTTP has the codes that are seen least.
        informational = sum(code < OK for code in self.codes)
        few = 2 * informational <= len(self.codes)
        return self._is_common() or (self._is_known(FIRM) and few)

    def _are_named(self) -> bool:
        """Whether most rows that state codes have the very name of one beside it."""
        stating = [(row, stated) for row, stated in self.rows if stated]
        named = sum(_has_name(row, stated, self.names) for row, stated in stating)
        return 2 * named >= len(stating) > 0

    @property
    def _core(self) -> int:
        return len(self.codes & CORE)

    def _is_known(self, share: float) -> bool:
        return self.known >= share * len(self.codes)

    def _is_common(self) -> bool:
        return 2 * len(self.codes & COMMON) >= len(self.codes)

    def _is_told(self) -> bool:
        """Whether a heading speaks of a status, or of a class of codes."""
        heads = self.sampled.heads
        classes = any(shape(plain(head)) is Shape.CLASS for head in heads)
        return classes or any(map(speaks_of_status, (*self.table.titles[-1:], *heads)))

    def _is_bare(self) -> bool:
        """Whether no sentences and no units of measurement follow the codes in their cells."""
        cells = self.sampled.stated(self.code.index)
        rests = [stated[-1].rest.text for stated in cells if stated]
        other = (rest.endswith(SENTENCE_ENDS) or rest[:1].islower() for rest in rests)
        return 2 * sum(other) < len(rests)


def _has_name(row: Row, stated: Iterable[Stated], names: Names) -> bool:
    texts = [split(cell.seen).phrase for cell in row.cells]
    return any(
        phrase is not None and names.fits(phrase.text, one.code)
        for one in stated
        for phrase in (split(one.rest).phrase, *texts)
    )


def cell_at(row: Row, use: Use | None) -> Cell | None:
    """Return the cell of `row` in the column of `use`, if the row reaches so far."""
    return row.cells[use.index] if use and use.index < len(row.cells) else None
