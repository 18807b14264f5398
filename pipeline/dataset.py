"""The waist: everything that pages and exports show, decided once."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.catalogues.coverage import State, state
from pipeline.catalogues.message import Catalogue, Message
from pipeline.findings import Finding
from pipeline.locale import Locale
from pipeline.records.measurement import Measurements
from pipeline.records.registry import Unofficial
from pipeline.records.union import StatusCode
from pipeline.span import Document


@dataclass(frozen=True, slots=True)
class Text:
    """A text as published in one edition.

    `locale` is the language it is in: the edition's own, or that of the fallback. `state` is
    that of the edition's own translation; `draft` says that a machine wrote what is shown.
    Digests are the first 16 hexadecimal digits of SHA-256 over the Chinese text (UTF-8): today's
    and, where they differ, the one that was translated; `translated_from` is that older text.
    """

    text: str
    locale: Locale
    state: State
    draft: bool
    source_digest: str
    translated_from_digest: str | None
    translated_from: str | None = None


@dataclass(frozen=True, slots=True)
class Translations:
    """What a locale has: its catalogues, and by address what must not be published, and places.

    A place is the file in which a message stands, and its line (1-based).
    """

    catalogues: tuple[Catalogue, ...]
    blocked: Collection[str]
    places: Mapping[str, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Edition:
    """The dataset in one language: every address with the text to show there.

    `places` says where the translation of an address stands, as path and line; the edition of the
    source has none.
    """

    locale: Locale
    texts: Mapping[str, Text]
    places: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def status(self, code: int, field: str) -> Text | None:
        """Return a text of a status code: its `title`, `description` or `erratum`."""
        return self.texts.get(f"status.{code}.{field}")


@dataclass(frozen=True, slots=True)
class Dataset:
    """All codes, all editions (the source's first), all findings.

    `unofficial` are uses of codes that IANA does not know, by code, whether we have it or not.
    `repository_url` is what a path of the project follows where people read it in a browser;
    empty where there is no such place. `measurements` are of our speed, if any are published.
    `by_code` has the codes by number.
    """

    codes: tuple[StatusCode, ...]
    editions: tuple[Edition, ...]
    findings: tuple[Finding, ...]
    registry_updated: str
    site_url: str
    data_version: str
    unofficial: Mapping[int, tuple[Unofficial, ...]]
    repository_url: str = ""
    measurements: Measurements | None = None
    by_code: Mapping[int, StatusCode] = field(init=False, repr=False, compare=False)
    _findings: Mapping[int | None, tuple[Finding, ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Sort all by code, so that nobody looks through all of it for each code."""
        codes = {code.code: code for code in self.codes}
        object.__setattr__(self, "by_code", MappingProxyType(codes))
        by_code: dict[int | None, list[Finding]] = {}
        for finding in self.findings:
            by_code.setdefault(finding.code, []).append(finding)
        found = {code: tuple(findings) for code, findings in by_code.items()}
        object.__setattr__(self, "_findings", MappingProxyType(found))

    @property
    def documents(self) -> tuple[Document, ...]:
        """The tables that have the rows."""
        rows = (row for code in self.codes for row in (code.author, code.supplement) if row)
        return tuple({row.document.path: row.document for row in rows}.values())

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes that have codes: `1xx` to `5xx`."""
        return tuple(dict.fromkeys(code.status_class for code in self.codes))

    def findings_on(self, code: int) -> tuple[Finding, ...]:
        """Return the findings on the rows of `code`."""
        return self._findings.get(code, ())


def digest(text: str) -> str:
    """Return the short digest by which a translation knows its source text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def source_edition(locale: Locale, templates: Iterable[Catalogue]) -> Edition:
    """Return the edition in the language of the source: each text is its own."""
    texts = {
        message.address: Text(
            message.id,
            locale,
            State.TRANSLATED,
            draft=False,
            source_digest=digest(message.id),
            translated_from_digest=digest(message.id),
        )
        for template in templates
        for message in template
    }
    return Edition(locale, MappingProxyType(texts))


def edition(
    locale: Locale, translations: Translations, source: Edition, pivot: Edition | None
) -> Edition:
    """Return the edition of `locale`.

    Where there is nothing fit to publish, the text is the pivot's, then the source's. Editions
    in a variety of the source's language skip the pivot.
    """
    catalogues, blocked = translations.catalogues, translations.blocked
    messages = {message.address: message for catalogue in catalogues for message in catalogue}
    related = locale.language == source.locale.language
    fallback = source if pivot is None or related else pivot
    texts = {}
    for address, original in source.texts.items():
        message = messages.get(address)
        current = state(message, blocked) if message else State.MISSING
        texts[address] = _published(message, current, locale, original, fallback.texts[address])
    return Edition(locale, MappingProxyType(texts), translations.places)


def _published(
    message: Message | None, current: State, locale: Locale, original: Text, fallback: Text
) -> Text:
    if message is None or current not in {State.TRANSLATED, State.STALE}:
        return Text(
            fallback.text, fallback.locale, current, fallback.draft, original.source_digest, None
        )
    approved = message.id if message.previous_id is None else message.previous_id
    return Text(
        message.text,
        locale,
        current,
        message.is_draft,
        original.source_digest,
        digest(approved),
        approved if current is State.STALE else None,
    )
