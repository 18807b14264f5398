"""The strict reader of PO files: all of a file, or every fault of it with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.catalogues import mistakes
from pipeline.catalogues.entry import RANKS, Entry, Text, rank
from pipeline.catalogues.header import header_faults, headers_of
from pipeline.catalogues.lines import BadText, Line, Statement, lines, statement, unquoted
from pipeline.catalogues.message import Catalogue, Message, in_order
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.span import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.catalogues.entry import Lack
    from pipeline.catalogues.mistakes import Mistake

MESSAGE_LIMIT: Final = 64 * 1024
"""How many bytes of a file one message may take."""

FAULT_LIMIT: Final = 1000
"""After how many faults a file is not read on: nobody mends them by a longer list."""

_BYTE_ORDER_MARK = "\ufeff"
_LONE_CR = re.compile(r"\r(?!\n)")
_CONFLICT = re.compile(r"<{7}|\|{7}|={7}|>{7}")


class Reader:
    """Reads one document, line by line, each once."""

    def __init__(self, document: Document, *, addressed: bool) -> None:
        """Be ready to read `document`; `addressed`: its messages must have a msgctxt."""
        self.document = document
        self.addressed = addressed
        self.faults: list[tuple[int, Fault]] = []
        self.entry = Entry()
        self.text: Text | None = None  # what a line without keyword continues
        self.in_conflict = False
        self.has_begun = False  # the first entry, which should be the header, is over
        self.header: Entry | None = None
        self.messages: list[Message] = []
        self.first_lines: dict[tuple[str | None, ...], int] = {}

    def catalogue(self) -> Catalogue:
        """Return what the document holds; raises Failure with every fault."""
        for line in lines(self._without_mark()):
            if len(self.faults) >= FAULT_LIMIT:
                self._report(mistakes.TOO_MANY, line.start)
                break
            if not self._is_conflict(line):
                self._read(line)
        else:
            self._close()
            if not self.has_begun:
                self._report(mistakes.NO_HEADER, 0)
        if self.faults or not self.header:
            from_top = sorted(self.faults, key=lambda fault: fault[0])
            raise Failure(ExitStatus.INPUT, *(fault for _, fault in from_top))
        return Catalogue(
            self.document.path,
            headers_of(self.header),
            tuple(self.messages),
            tuple(self.header.notes.get("#", ())),
            in_order(self.header.flags("#,")),
        )

    def _report(self, mistake: Mistake, start: int, **values: object) -> None:
        line = self.document.position(start).line
        end = self.document.line_starts[line - 1] + len(self.document.line(line))
        where = self.document.span(start, end)
        self.faults.append((start, mistake.at(where, **values)))

    def _report_all(self, found: Iterator[Lack]) -> bool:
        """Report what was found; tell whether that was anything."""
        before = len(self.faults)
        for start, mistake, values in found:
            self._report(mistake, start, **values)
        return len(self.faults) > before

    def _without_mark(self) -> Document:
        """Report what is wrong with the file as a whole; return it with a mark blanked out."""
        text = self.document.text
        if lone := [match.start() for match in _LONE_CR.finditer(text)]:
            self._report(mistakes.LONE_CR, lone[0], count=len(lone))
        if not text.startswith(_BYTE_ORDER_MARK):
            return self.document
        self._report(mistakes.BYTE_ORDER_MARK, 0)
        return Document(self.document.path, text.replace(_BYTE_ORDER_MARK, " ", 1))

    def _is_conflict(self, line: Line) -> bool:
        """Tell whether `line` is of a git conflict; report where each begins."""
        marker = None if line.mark else _CONFLICT.match(line.text)
        if not marker:
            return self.in_conflict
        if not self.in_conflict:
            self._report(mistakes.CONFLICT, line.start)
            self.entry.broken = True
        self.in_conflict = marker[0][0] == "<" or (self.in_conflict and marker[0][0] != ">")
        return True

    def _read(self, line: Line) -> None:
        if (line.is_note or line.is_previous) and self.entry.rank:
            self._close()
        self.entry.take(line)
        if line.is_note:
            self.text = None
            return
        said = statement(line)
        if said is None or (line.is_previous and said.keyword.startswith("msgstr")):
            self._refuse(line, mistakes.GARBAGE)
        elif said.keyword == "domain":
            self._refuse(line, mistakes.DOMAIN)
        elif said.keyword:
            self._begin(line, said)
        elif self.text and self.text.line.mark == line.mark:
            self._add(self.text, said)
        else:
            self._refuse(line, mistakes.STRAY_TEXT)

    def _refuse(self, line: Line, mistake: Mistake, **values: object) -> None:
        """Report a line that is no part of an entry; what follows it continues nothing."""
        self._report(mistake, line.start, **values)
        self.text = None
        # After a whole message the line is between two, and says nothing against the first.
        self.entry.broken |= self.entry.rank < RANKS["msgstr"]

    def _begin(self, line: Line, said: Statement) -> None:
        """Take a line with a keyword; it may be the first of a new entry."""
        place = rank(said.keyword)
        if not line.is_previous and place <= RANKS["msgid"] and place <= self.entry.rank:
            self._close()
            self.entry.take(line)
        texts = self.entry.previous if line.is_previous else self.entry.texts
        if said.keyword in texts or (not line.is_previous and place < self.entry.rank):
            self._refuse(line, mistakes.REPEATED, keyword=said.keyword)
            self.entry.broken = True
            return
        self.text = self.entry.begin(line, said.keyword)
        if said.quoted:
            self._add(self.text, said)
        else:
            self.entry.broken = True
            self._report(mistakes.NO_QUOTES, said.quote, keyword=said.keyword)

    def _add(self, text: Text, said: Statement) -> None:
        """Add what a line quotes to the text that it belongs to."""
        try:
            text.pieces.append((said.quote, unquoted(said.quoted)))
        except BadText as bad:
            self.entry.broken = True
            self._report(bad.mistake, said.quote + bad.start, escape=bad.excerpt)

    def _close(self) -> None:
        """End the entry: keep it, or report what is wrong with it as a whole."""
        entry, self.entry, self.text = self.entry, Entry(), None
        if entry.is_empty:
            return
        is_first, self.has_begun = not self.has_begun, True
        if is_first and not (entry.broken or entry.is_header):
            self._report(mistakes.NO_HEADER, 0)
        if entry.broken or self._report_all(entry.faults()):
            return
        if not self._report_all(self._faults_in_file(entry)):
            self._keep(entry)

    def _faults_in_file(self, entry: Entry) -> Iterator[Lack]:
        """Yield what is wrong with the entry in this file: its size, header, address."""
        size = len(self.document.text[entry.start : entry.end].encode())
        if size > MESSAGE_LIMIT:
            yield entry.first, mistakes.MESSAGE_SIZE, {"size": size, "limit": MESSAGE_LIMIT}
        if entry.is_header:
            yield from header_faults(entry)
        elif self.addressed and not (entry.is_obsolete or entry.said("msgctxt")):
            yield entry.first, mistakes.NO_ADDRESS, {}
        yield from self._repetition(entry)

    def _repetition(self, entry: Entry) -> Iterator[Lack]:
        """Yield the fault if the entry was there before: by gettext's key, or by its address.

        Only one live message may have an address. Obsolete ones may share it, under other words:
        other programs leave them behind so.
        """
        context = entry.said("msgctxt")
        keys: list[tuple[str | None, ...]] = [(context, entry.said("msgid"))]
        if self.addressed and context and not entry.is_obsolete:
            keys.append((context,))
        line = self.document.position(entry.first).line
        first = min(self.first_lines.setdefault(key, line) for key in keys)
        if first < line:
            address = context or f'msgid "{entry.said("msgid")}"'
            yield entry.first, mistakes.DUPLICATE, {"address": address, "first": first}

    def _keep(self, entry: Entry) -> None:
        if entry.is_header:
            self.header = entry
        else:
            span = self.document.span(entry.first, entry.end)
            self.messages.append(entry.message(span))
