"""What programs of readers ask for, an edition: the feed of changes and the search description."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from pipeline.pages.page import CodePage


@dataclass(frozen=True, slots=True)
class Feed:
    """The registrations and their changes, newest first, as Atom (RFC 4287).

    Its dates are IANA's. `updated` is that of the registry: the feed has no clock.
    """

    template: ClassVar[str] = "feed.xml.jinja"
    site_url: str
    updated: str
    entries: tuple[tuple[str, CodePage], ...]


@dataclass(frozen=True, slots=True)
class SearchDescription:
    """How a browser searches this edition (OpenSearch 1.1)."""

    template: ClassVar[str] = "opensearch.xml.jinja"
    site_url: str


def feed(pages: Iterable[CodePage], site_url: str, updated: str) -> Feed:
    """Return the feed of those codes whose registration has a date."""
    dated = [(dates[-1], page) for page in pages if (dates := _dates(page))]
    newest = sorted(dated, key=lambda entry: (entry[0], entry[1].code.code), reverse=True)
    return Feed(site_url, updated, tuple(newest))


def _dates(page: CodePage) -> list[str]:
    return [date for key, date in page.dates.items() if key != "expires"]
