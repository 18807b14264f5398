"""IANA's registry and what the RFCs say of each code, from the vendored snapshot."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from types import MappingProxyType

from pipeline.data import vendored
from pipeline.records import iana
from pipeline.records.citation import cited
from pipeline.span import Document

HEADER_FIELD = re.compile(r"[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)*")
SECTION = re.compile(r"\d+(?:\.\d+)+|\d+(?= \(|;|$)")


@dataclass(frozen=True, slots=True)
class PastPhrase:
    """A reason phrase that `source` once gave a code, in `sections`, and a later RFC replaced."""

    phrase: str
    source: str
    sections: tuple[str, ...]

    @property
    def citation(self) -> str:
        """The place as one cites it: `RFC 2616 §6.1.1, §10.4.14`."""
        return f"{self.source} {', '.join(f'§{section}' for section in self.sections)}"


@dataclass(frozen=True, slots=True)
class Specification:
    """Where a code is defined today, and what is said there.

    `cacheable` and `content` are "yes", "no" or "n/a" (not applicable: the code is not to be
    sent). `header_fields` are the names of the header fields that belong to it. Each has the
    sections that say so (`…_by`). `deprecated`: the section says that the code is not to be used.
    """

    document: str
    section: str
    url: str
    cacheable: str
    cacheable_by: str
    content: str
    content_by: str
    header_fields: tuple[str, ...]
    header_fields_by: str
    deprecated: bool

    @property
    def citation(self) -> str:
        """The section as one cites it: `RFC 9110 §15.5.5`."""
        return _citation(self.document, self.section)


@dataclass(frozen=True, slots=True)
class Assignment(iana.Record):
    """One registered code: IANA's record (no phrase for 306 and 418), and what RFCs say of it."""

    specification: Specification
    history: tuple[PastPhrase, ...]


@dataclass(frozen=True, slots=True)
class Unofficial:
    """A use of a code that IANA does not know, by `vendor`; `meaning` is English, or empty."""

    code: int
    phrase: str
    vendor: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class LibraryPhrase:
    """What `library` (with its version) calls a code."""

    library: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Registry:
    """IANA's HTTP Status Code Registry as of `updated` (ISO 8601), by code, ascending.

    Beside it, what vendors and libraries call the codes, whether IANA knows these or not.
    """

    updated: str
    assignments: Mapping[int, Assignment]
    unofficial: Mapping[int, tuple[Unofficial, ...]]
    libraries: Mapping[int, tuple[LibraryPhrase, ...]]

    def owner(self, phrase: str) -> int | None:
        """Return the code whose registered phrase this is, if it is one's."""
        codes = (code for code, found in self.assignments.items() if found.phrase == phrase)
        return next(codes, None)


@cache
def vendored_registry() -> Registry:
    """Return the registry that comes with the package."""
    snapshot = vendored_snapshot()
    specifications = {int(row["code"]): _specification(row) for row in _rows("rfc-sections")}
    history = _history()
    assignments = {
        code: _assignment(record, specifications[code], history.get(code, ()))
        for code, record in snapshot.records.items()
    }
    known = MappingProxyType(assignments)
    return Registry(snapshot.updated, known, _unofficial(), _libraries())


@cache
def vendored_snapshot() -> iana.Snapshot:
    """Return IANA's file as it comes with the package."""
    name = "registry/http-status-codes.xml"
    return iana.read_snapshot(Document(name, vendored(name)))


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(vendored(f"registry/{name}.csv").splitlines()))


def _specification(row: Mapping[str, str]) -> Specification:
    fields = (HEADER_FIELD.match(part.strip()) for part in row["related_headers"].split(";"))
    own = _citation(row["current_rfc"], row["section"])
    return Specification(
        row["current_rfc"],
        row["section"],
        row["url_httpwg"] or row["url_rfc_editor"],
        row["heuristically_cacheable"],
        cited(row["cacheable_source"]) or own,
        row["body_allowed"],
        cited(row["body_note"]) or own,
        tuple(field.group() for field in fields if field),
        cited(row["header_requirement"]) or own,
        row["header_requirement"].startswith("deprecated"),
    )


def _citation(document: str, section: str) -> str:
    return f"{document} §{section.removeprefix('#')}"


def _history() -> dict[int, tuple[PastPhrase, ...]]:
    superseded = (row for row in _rows("names-history") if row["kind"] == "superseded")
    return {
        code: tuple(
            PastPhrase(row["phrase"], row["source"], tuple(SECTION.findall(row["section"])))
            for row in rows
        )
        for code, rows in groupby(superseded, key=lambda row: int(row["code"]))
    }


def _unofficial() -> Mapping[int, tuple[Unofficial, ...]]:
    uses: dict[int, tuple[Unofficial, ...]] = {}
    for row in _rows("unofficial"):
        code = int(row["code"])
        use = Unofficial(code, row["phrase"], row["vendor"], row["meaning"])
        uses[code] = (*uses.get(code, ()), use)
    return MappingProxyType(uses)


def _libraries() -> Mapping[int, tuple[LibraryPhrase, ...]]:
    phrases: dict[int, tuple[LibraryPhrase, ...]] = {}
    for row in _rows("library-names"):
        code = int(row["code"])
        phrase = LibraryPhrase(row["library"], row["phrase"])
        phrases[code] = (*phrases.get(code, ()), phrase)
    return MappingProxyType(phrases)


def _assignment(
    record: iana.Record, specification: Specification, history: tuple[PastPhrase, ...]
) -> Assignment:
    return Assignment(
        record.code,
        record.phrase,
        record.registration,
        record.references,
        record.registered,
        record.updated,
        record.expires,
        specification,
        history,
    )
