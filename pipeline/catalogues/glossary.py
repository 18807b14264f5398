"""The words that translations share: what each language calls a thing, and what none translates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from types import MappingProxyType

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.locale import known_locale
from pipeline.span import Document, Span
from pipeline.toml import read_toml
from pipeline.wording import Wording

RFC = re.compile(r"(?<![A-Za-z0-9])RFC\s*(?P<number>\d+)")
# Scripts that do not part words by spaces, or do not part all of them.
UNPARTED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")
_NAME = "A-Za-z0-9-"  # what header field names are made of; Chinese may touch them


@dataclass(frozen=True, slots=True)
class Usage:
    """How one language says one thing: the terms to use, and those not to, each with the reason."""

    preferred: tuple[str, ...] = ()
    rejected: Mapping[str, str] = field(default_factory=dict, hash=False)

    def slips(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where `text` has a rejected term, as offsets, and that term.

        A rejected term within a preferred one (サーバ in サーバー) is none.
        """
        right = [found.span() for term in self.preferred for found in _word(term).finditer(text)]
        for term in self.rejected:
            for found in _word(term).finditer(text):
                start, end = found.span()
                if not any(first <= start and end <= last for first, last in right):
                    yield start, end, term


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing: the Chinese words for it in the source, and its usage by locale."""

    source: tuple[str, ...]
    usages: Mapping[str, Usage] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Glossary:
    """`locales/glossary.toml`: terms that stay as they are, and concepts."""

    keep: tuple[str, ...] = ()
    concepts: tuple[Concept, ...] = ()

    def concepts_in(self, text: str) -> tuple[Concept, ...]:
        """Return what the source `text` speaks of."""
        sources = tuple(concept.source for concept in self.concepts)
        return tuple(self.concepts[place] for place in _met(sources, text))

    def kept_terms(self, text: str) -> tuple[str, ...]:
        """Return what a translation of `text` must leave as it is, in the order met there."""
        found = _kept(self.keep).finditer(text)
        terms = (f"RFC {each['number']}" if each["number"] else each[0] for each in found)
        return tuple(dict.fromkeys(terms))


def keeps(text: str, term: str) -> bool:
    """Tell whether the translation `text` has the kept `term`, an RFC's number spaced as it may."""
    if RFC.fullmatch(term):
        return any(f"RFC {found['number']}" == term for found in RFC.finditer(text))
    return term in text


@lru_cache(1)  # for `serve`: it is as it was nearly always
def read_glossary(document: Document) -> Glossary:
    """Read a glossary; a failure lists everything in it that is not understood."""
    content = read_toml(document, ExitStatus.SETTINGS)
    faults = tuple(_faults(document, content))
    if faults:
        raise Failure(ExitStatus.SETTINGS, *faults)
    concepts = tuple(_concept(table) for table in content.get("concepts", ()))
    return Glossary(tuple(content.get("keep", ())), concepts)


@lru_cache(1 << 14)  # a text is met again in each language
def _met(sources: tuple[tuple[str, ...], ...], text: str) -> tuple[int, ...]:
    """Return which of `sources` has a word in `text`."""
    return tuple(
        place for place, words in enumerate(sources) if any(word in text for word in words)
    )


@cache
def _kept(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of the kept `terms`, of two that begin alike the longer one first."""
    words = "|".join(map(re.escape, sorted(terms, reverse=True)))
    return re.compile(
        rf"{RFC.pattern}|(?<![{_NAME}])(?:{words})(?![{_NAME}])" if words else RFC.pattern
    )


@cache
def _word(term: str) -> re.Pattern[str]:
    """Return the pattern of `term`: whole words, where its script parts words by spaces."""
    start, end = (_parts_words(letter) for letter in (term[0], term[-1]))
    before, after = r"(?<!\w)" if start else "", r"(?!\w)" if end else ""
    return re.compile(f"{before}{re.escape(term)}{after}", re.IGNORECASE)


def _parts_words(letter: str) -> bool:
    """Tell whether a word that begins or ends with `letter` does so at a space.

    Korean has spaces too, but particles follow a word at once.
    """
    return letter.isalpha() and not unicodedata.name(letter, "").startswith(UNPARTED)


def _concept(table: Mapping[str, object]) -> Concept:
    usages = {
        name: Usage(tuple(usage.get("preferred", ())), MappingProxyType(usage.get("rejected", {})))
        for name, usage in table.items()
        if isinstance(usage, dict)
    }
    source = table["source"]
    words = source if isinstance(source, list) else []
    return Concept(tuple(words), MappingProxyType(usages))


def _faults(document: Document, content: Mapping[str, object]) -> Iterator[Fault]:
    for key in content.keys() - {"keep", "concepts"}:
        yield Fault(_place(document, key), UNKNOWN.about(key=key), FORMAT)
    if not _words(content.get("keep", [])):
        yield Fault(_place(document, "keep"), NOT_WORDS.about(key="keep"), FORMAT)
    concepts = content.get("concepts", [])
    if not (isinstance(concepts, list) and all(isinstance(table, dict) for table in concepts)):
        yield Fault(_place(document, "concepts"), NOT_TABLES, FORMAT)
        return
    begins = [found.start() for found in _CONCEPT.finditer(document.text)]
    known: dict[str, int] = {}
    for number, table in enumerate(concepts):
        start = begins[number] if number < len(begins) else 0
        span = document.span(start, start)
        yield from _concept_faults(span, table)
        words = table.get("source")
        for word in words if _words(words) else ():
            if known.setdefault(word, span.start.line) != span.start.line:
                yield Fault(span, TWICE.about(word=word, line=known[word]), ONE_CONCEPT)


def _concept_faults(span: Span, table: Mapping[str, object]) -> Iterator[Fault]:
    if not (table.get("source") and _words(table["source"])):
        yield Fault(span, NOT_WORDS.about(key="source"), FORMAT)
    for name, usage in table.items():
        if name == "source":
            continue
        if known_locale(name) is None:
            yield Fault(span, UNKNOWN_LOCALE.about(name=name), SPELL_LOCALE)
        if not (isinstance(usage, dict) and _is_usage(usage)):
            yield Fault(span, NOT_USAGE.about(name=name), FORMAT)
        elif both := set(usage.get("preferred", ())) & set(usage.get("rejected", ())):
            yield Fault(span, BOTH.about(name=name, terms="、".join(sorted(both))), CHOOSE)


def _is_usage(usage: Mapping[str, object]) -> bool:
    rejected = usage.get("rejected", {})
    return (
        usage.keys() <= {"preferred", "rejected"}
        and _words(usage.get("preferred", []))
        and isinstance(rejected, dict)
        and _words([*rejected, *rejected.values()])
    )


def _words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and word.strip() for word in value)


def _place(document: Document, key: str) -> Span:
    found = re.search(rf"^[ \t]*\[*{re.escape(key)}\b", document.text, re.MULTILINE)
    return document.span(*found.span()) if found else document.span(0, 0)


_CONCEPT = re.compile(r"^[ \t]*\[\[concepts\]\]", re.MULTILINE)
UNKNOWN = Wording("术语表没有名为 {key} 的键", "a glossary has no key {key}")
NOT_WORDS = Wording(
    "{key} 应是非空字符串的列表", "{key} must be a list of words, none of them empty"
)
NOT_TABLES = Wording("concepts 应写成多个 [[concepts]] 表", "write concepts as [[concepts]] tables")
UNKNOWN_LOCALE = Wording("未知的语言区域：{name}", "unknown locale: {name}")
SPELL_LOCALE = Wording(
    "用 POSIX 写法，如 zh_Hant、pt_BR", "spell it as POSIX does, such as zh_Hant or pt_BR"
)
NOT_USAGE = Wording(
    "{name} 的用词应只含 preferred（词的列表）与 rejected（词 = 理由）",
    "the usage of {name} has preferred (a list of terms) and rejected (term = reason), only",
)
BOTH = Wording("{name} 既采用又弃用：{terms}", "{name} both prefers and rejects: {terms}")
CHOOSE = Wording("只留其一", "decide for one")
TWICE = Wording(
    "“{word}”已在第 {line} 行的条目中", "“{word}” is in the concept of line {line} already"
)
ONE_CONCEPT = Wording("合并这两个条目", "make one concept of the two")
FORMAT = Wording(
    "格式见 TRANSLATING.md 的“Words”一节", "TRANSLATING.md shows the format under “Words”"
)
