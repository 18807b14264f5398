"""All catalogues of the project, judged: what was found, and what must not be published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.catalogues.glossary import Glossary
from pipeline.catalogues.upkeep import Library
from pipeline.findings import Finding, Severity
from pipeline.locale import Locale
from pipeline.rules.translation import blocked_addresses, judge_translations
from pipeline.rules.translation.subject import Translated
from pipeline.rules.waiver import Waiver

# Catalogues: while the site is served, an edit changes one of them.
REMEMBERED = 128


@dataclass(frozen=True, slots=True)
class Review:
    """The findings on all translations, by catalogue; `blocked` are addresses, by locale name."""

    findings: tuple[Finding, ...]
    blocked: Mapping[str, frozenset[str]]

    @property
    def blocked_count(self) -> int:
        """How many translations are blocked, in all locales."""
        return sum(map(len, self.blocked.values()))

    @property
    def warning_count(self) -> int:
        """How many warnings nobody has answered."""
        open_ = (found for found in self.findings if found.answer is None)
        return sum(found.severity < Severity.ERROR for found in open_)


def review_translations(
    library: Library, locales: Iterable[Locale], glossary: Glossary, waivers: Iterable[Waiver]
) -> Review:
    """Judge what is in the files of `library`; places are those in the files as they were read.

    Knows no day, so that the same input makes the same site: no waiver expires here.
    """
    given = tuple(waivers)
    findings: list[Finding] = []
    blocked: dict[str, frozenset[str]] = {}
    for locale in locales:
        found = [
            each
            for catalogue in library.of(locale)
            if (document := library.documents.get(catalogue.path))
            for each in _judged(Translated(catalogue, locale, document, glossary), given)
        ]
        findings += found
        blocked[locale.name] = blocked_addresses(found)
    return Review(tuple(findings), blocked)


@lru_cache(REMEMBERED)
def _judged(translated: Translated, waivers: tuple[Waiver, ...]) -> tuple[Finding, ...]:
    return judge_translations(translated, waivers)
