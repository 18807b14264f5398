"""All catalogues of the project, judged: what was found, and what must not be published."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import chain

from pipeline.catalogues.glossary import Glossary
from pipeline.catalogues.upkeep import Library
from pipeline.findings import Finding, Severity
from pipeline.kept import programs
from pipeline.locale import Locale
from pipeline.processes import divided
from pipeline.rules.translation import blocked_addresses, judge_translations
from pipeline.rules.translation.subject import Translated
from pipeline.rules.waiver import Waiver

# A catalogue, with the waivers.
Asked = tuple[Translated, tuple[Waiver, ...]]
Findings = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """The findings on all translations, by catalogue; `blocked` are addresses, by locale name.

    `faultless` are digests of the catalogues in which nothing was found, and of all that was
    asked of them.
    """

    findings: tuple[Finding, ...]
    blocked: Mapping[str, frozenset[str]]
    faultless: frozenset[str] = frozenset()

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
    library: Library,
    locales: Iterable[Locale],
    glossary: Glossary,
    waivers: Iterable[Waiver],
    faultless: Collection[str] = (),
) -> Review:
    """Judge what is in the files of `library`; places are those in the files as they were read.

    What earlier reviews found `faultless` is not judged again. Knows no day, so that the same input
    makes the same site: no waiver expires here.
    """
    given, order = tuple(waivers), tuple(locales)
    asked = [each for locale in order for each in _translated(library, locale, glossary)]
    basis = repr((programs(), library.templates, library.renames, glossary, given))
    digests = [_digest(basis, each) for each in asked]
    doubtful = [n for n, digest in enumerate(digests) if digest not in faultless]
    judged = _judged([(asked[n], given) for n in doubtful])
    found: list[Findings] = [()] * len(asked)
    blocked: dict[str, frozenset[str]] = {locale.name: frozenset() for locale in order}
    for n, findings in zip(doubtful, judged, strict=True):
        found[n] = findings
        blocked[asked[n].locale.name] |= blocked_addresses(findings)
    clean = frozenset(digest for digest, each in zip(digests, found, strict=True) if not each)
    return Review(tuple(chain.from_iterable(found)), blocked, clean)


def _digest(basis: str, asked: Translated) -> str:
    """Return a digest of all that the judgement on a catalogue follows from."""
    return sha256(repr((basis, asked.locale, asked.document)).encode()).hexdigest()


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
    translated, waivers = asked
    return judge_translations(translated, waivers)


_known: dict[Asked, Findings] = {}  # for `serve`, where an edit changes one catalogue
