"""Every status code once: the author's row, the supplement's row and the registration."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.records.erratum import Field
from pipeline.records.listing import Entry, Listing
from pipeline.records.registry import Assignment, LibraryPhrase, Unofficial
from pipeline.span import Span
from pipeline.wording import Wording


@dataclass(frozen=True, slots=True)
class StatusCode:
    """All that the sources say of one code; at least one of `author` and `supplement` is set.

    `assignment` is None where IANA has not registered the code. `unofficial` and `libraries` are
    what others call it, vendors in protocols and products, libraries in programs.
    """

    code: int
    assignment: Assignment | None
    author: Entry | None
    supplement: Entry | None
    unofficial: tuple[Unofficial, ...] = ()
    libraries: tuple[LibraryPhrase, ...] = ()

    @property
    def status_class(self) -> str:
        """The class of the code: `4xx`."""
        return f"{self.code // 100}xx"

    @property
    def phrase(self) -> str | None:
        """The registered reason phrase; None where there is none (306, 418)."""
        return self.assignment.phrase if self.assignment else None

    def text(self, field: Field) -> str:
        """Return the Chinese text of `field`: the author's as corrected, else the supplement's."""
        return next((entry.text(field) for entry in self._told(field)), "")

    def told_by(self, field: Field) -> Entry | None:
        """Return the row that `text` is from."""
        return next(iter(self._told(field)), None)

    def span(self, field: Field) -> Span | None:
        """Return where the text of `field` stands in its source."""
        entry = self.told_by(field)
        cell = entry.cell(field) if entry else None
        return cell.span if cell else None

    def _told(self, field: Field) -> tuple[Entry, ...]:
        rows = (self.author, self.supplement)
        return tuple(entry for entry in rows if entry and entry.text(field))


def unite(author: Listing, supplement: Listing) -> tuple[StatusCode, ...]:
    """Return every code that either table has, ascending.

    A row that could not be read is left out; the check reports it. Raises a failure where
    nothing can be published: no table of codes, a code in two rows, a code without a title.
    """
    faults = [*_unreadable(author), *_unreadable(supplement)]
    rows = {entry.code: entry for entry in author.entries}
    ours = {entry.code: entry for entry in supplement.entries}
    registry = author.registry
    codes = tuple(
        StatusCode(
            code,
            registry.assignments.get(code),
            rows.get(code),
            ours.get(code),
            registry.unofficial.get(code, ()),
            registry.libraries.get(code, ()),
        )
        for code in sorted(rows.keys() | ours.keys())
    )
    faults += [fault for code in codes if (fault := _untitled(code))]
    if faults:
        raise Failure(ExitStatus.INPUT, *faults)
    return codes


def _unreadable(listing: Listing) -> tuple[Fault, ...]:
    left = () if listing.reading.tables else listing.reading.leftovers
    faults = [Fault(each.span, UNREADABLE.about(why=each.why), SEE_CHECK) for each in left]
    lines: dict[int, int] = {}
    for entry in listing.entries:
        span = entry.record.code_cell.span
        line = lines.setdefault(entry.code, span.start.line)
        if line != span.start.line:
            faults.append(Fault(span, TWICE.about(code=entry.code, line=line), KEEP_ONE))
    return tuple(faults)


def _untitled(code: StatusCode) -> Fault | None:
    row = code.author or code.supplement
    if row is None or code.text(Field.TITLE):
        return None
    return Fault(row.record.code_cell.span, UNTITLED.about(code=code.code), ADD_TITLE)


UNREADABLE = Wording("此处无法读入（{why}）", "this cannot be read ({why})")
SEE_CHECK = Wording("运行 check 查看说明", "run check on the file, which explains it")
TWICE = Wording(
    "状态码 {code} 重复，已见于第 {line} 行", "duplicate {code}, already in line {line}"
)
KEEP_ONE = Wording("保留其中一行", "keep one of the two rows")
UNTITLED = Wording("{code} 没有中文名称", "{code} has no Chinese title")
ADD_TITLE = Wording("在补充表中为它加一行", "add a row for it to the supplement")
