"""All catalogues of the project, judged: what was found, and what must not be published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from pipeline.catalogues.glossary import Glossary
from pipeline.catalogues.upkeep import Library
from pipeline.findings import Finding, Severity
from pipeline.locale import Locale
from pipeline.processes import divided
from pipeline.rules.translation import blocked_addresses, judge_translations
from pipeline.rules.translation.subject import Translated
from pipeline.rules.waiver import Waiver

# A locale's catalogues, with the waivers.
Asked = tuple[tuple[Translated, ...], tuple[Waiver, ...]]
Findings = tuple[Finding, ...]


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
    order = tuple(locales)
    judged = _judged([(tuple(_translated(library, each, glossary)), given) for each in order])
    blocked = {
        locale.name: blocked_addresses(found) for locale, found in zip(order, judged, strict=True)
    }
    return Review(tuple(chain.from_iterable(judged)), blocked)


def _translated(library: Library, locale: Locale, glossary: Glossary) -> Iterator[Translated]:
    """Yield those catalogues of `locale` that have a file."""
    for catalogue in library.of(locale):
        if document := library.documents.get(catalogue.path):
            yield Translated(catalogue, locale, document, glossary)


def _judged(asked: Sequence[Asked]) -> tuple[Findings, ...]:
    """Return what is found in each of `asked`; what was asked the last time is known."""
    unknown = [each for each in asked if each not in _known]
    found = dict(zip(unknown, divided([partial(_judge, each) for each in unknown]), strict=True))
    now = {each: found[each] if each in found else _known[each] for each in asked}
    _known.clear()
    _known.update(now)
    return tuple(now[each] for each in asked)


def _judge(asked: Asked) -> Findings:
    catalogues, waivers = asked
    return tuple(found for each in catalogues for found in judge_translations(each, waivers))


_known: dict[Asked, Findings] = {}  # for `serve`, where an edit changes one catalogue
