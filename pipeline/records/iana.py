"""IANA's registry file (XML) as published, and what changed from one file to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from xml.etree import ElementTree as ET

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.span import Document
from pipeline.wording import Wording

NAMESPACE = "{http://www.iana.org/assignments}"
REMARK = re.compile(r"\s*\((?P<remark>OBSOLETED|TEMPORARY[^)]*)\)$")
EXPIRES = re.compile(r"\bexpires (\d{4}-\d\d-\d\d)")


class Registration(StrEnum):
    """What IANA says of a code."""

    ASSIGNED = "assigned"
    TEMPORARY = "temporary"
    OBSOLETED = "obsoleted"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that defines a code, as IANA cites it."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Record:
    """One registered code, as IANA's file has it.

    `phrase` is None where it says "(Unused)". Dates are ISO 8601; `expires` is set for temporary
    registrations alone.
    """

    code: int
    phrase: str | None
    registration: Registration
    references: tuple[Reference, ...]
    registered: str | None
    updated: str | None
    expires: str | None

    def expired(self, today: date) -> bool:
        """Tell whether the last day of a temporary registration is past."""
        return self.expires is not None and date.fromisoformat(self.expires) < today


@dataclass(frozen=True, slots=True)
class Snapshot:
    """IANA's file as of `updated` (ISO 8601): the registered codes, ascending."""

    updated: str
    records: Mapping[int, Record]


@dataclass(frozen=True, slots=True)
class Change:
    """What two snapshots say of one code; None where one of them does not have it."""

    code: int
    before: Record | None
    after: Record | None

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ; all of them for a code that came or went."""
        names = (field.name for field in fields(Record))
        return tuple(
            name
            for name in names
            if getattr(self.before, name, None) != getattr(self.after, name, None)
        )


def read_snapshot(document: Document) -> Snapshot:
    """Read a registry file; a failure with its place where it is none.

    A document type is refused: IANA's file has none, and entities can be made to explode.
    """
    declared = document.text.find("<!DOCTYPE")
    if declared >= 0:
        raise _failure(document, declared, HAS_DOCTYPE)
    try:
        root = ET.fromstring(document.text.encode())  # noqa: S314 - without entities, see above
    except ET.ParseError as error:
        line, column = error.position
        start = document.line_starts[min(line, len(document.line_starts)) - 1]
        said = NOT_XML.about(said=str(error).partition(":")[0])
        raise _failure(document, start + column, said) from error
    updated = root.findtext(f"{NAMESPACE}updated", "")
    records = {record.code: record for record in sorted(_records(root), key=lambda each: each.code)}
    if not records or not _is_day(updated):
        raise _failure(document, 0, NO_REGISTRY)
    return Snapshot(updated, MappingProxyType(records))


def changes(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """Return the codes of which the snapshots say different things, ascending."""
    codes = sorted(before.records.keys() | after.records.keys())
    compared = (Change(code, before.records.get(code), after.records.get(code)) for code in codes)
    return tuple(change for change in compared if change.before != change.after)


def _records(root: ET.Element) -> Iterator[Record]:
    for record in root.iter(f"{NAMESPACE}record"):
        value = record.findtext(f"{NAMESPACE}value", "")
        description = record.findtext(f"{NAMESPACE}description", "")
        if description != "Unassigned" and re.fullmatch(r"[1-9][0-9]{2}", value):
            registration, phrase, expires = _described(description)
            yield Record(
                int(value),
                phrase,
                registration,
                tuple(_references(record)),
                record.get("date"),
                record.get("updated"),
                expires,
            )


def _described(description: str) -> tuple[Registration, str | None, str | None]:
    """Take IANA's Description apart: what it is, the phrase, and when it expires."""
    if description == "(Unused)":
        return Registration.UNUSED, None, None
    remark = REMARK.search(description)
    if not remark:
        return Registration.ASSIGNED, description, None
    phrase = description[: remark.start()]
    if remark["remark"] == "OBSOLETED":
        return Registration.OBSOLETED, phrase, None
    expires = EXPIRES.search(remark["remark"])
    day = expires[1] if expires and _is_day(expires[1]) else None
    return Registration.TEMPORARY, phrase, day


def _references(record: ET.Element) -> Iterator[Reference]:
    for xref in record.iter(f"{NAMESPACE}xref"):
        data = xref.get("data", "")
        if xref.get("type") == "rfc":
            number = data.removeprefix("rfc")
            yield Reference(f"RFC {number}", f"https://www.rfc-editor.org/rfc/rfc{number}.html")
        elif xref.get("type") == "draft":
            yield Reference(data, f"https://datatracker.ietf.org/doc/{data}/")
        else:
            yield Reference((xref.text or data).strip(), data)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _failure(document: Document, offset: int, message: Wording) -> Failure:
    return Failure(ExitStatus.INPUT, Fault(document.span(offset, offset), message, SAVE_XML))


HAS_DOCTYPE = Wording(
    "含有 DOCTYPE，IANA 的文件没有；未读取", "it has a document type, as IANA's has not; not read"
)
NOT_XML = Wording("不是格式正确的 XML：{said}", "no well-formed XML: {said}")
NO_REGISTRY = Wording(
    "这不是 IANA 的 HTTP 状态码注册表", "this is not IANA's registry of HTTP status codes"
)
SAVE_XML = Wording(
    "从 https://www.iana.org/assignments/http-status-codes/ 下载 XML 文件",
    "download the XML file from https://www.iana.org/assignments/http-status-codes/",
)
