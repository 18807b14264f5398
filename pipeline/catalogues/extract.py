"""What there is to translate: the texts of the tables and of the templates, as POT templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.catalogues.glossary import Glossary
from pipeline.catalogues.message import Catalogue, Message
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.records.erratum import Erratum, Field
from pipeline.records.guidance import Statement
from pipeline.records.union import StatusCode
from pipeline.span import Document, Span
from pipeline.templates import Call
from pipeline.wording import Wording

STATUSES, SITE = ("statuses", "site")
ENGLISH = "EN: "
ENGLISH_DRAFT = "EN (draft): "
CLIENT = "What a client should do"
SERVER = "What a server should do"
CONTRAST = "What tells the two codes apart"
HISTORY = "Where the code or its phrase comes from"
KEEP = "Keep: "
NO_GLOSSARY = Glossary()

TEMPLATE_HEADERS = (
    ("Project-Id-Version", "http-status-i18n"),
    ("Report-Msgid-Bugs-To", ""),
    ("PO-Revision-Date", ""),
    ("Last-Translator", ""),
    ("Language-Team", ""),
    ("Language", ""),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text to translate: its address, the Chinese, what a translator should know, its place."""

    address: str
    text: str
    comments: tuple[str, ...]
    span: Span | None

    @property
    def message(self) -> Message:
        """The text as a message of a template."""
        place = (f"{self.span.path}:{self.span.start.line}",) if self.span else ()
        return Message(
            context=self.address, id=self.text, extracted=self.comments, references=place
        )


def status_phrases(codes: Iterable[StatusCode]) -> Iterator[Phrase]:
    """Yield title, description, correction and guidance of every code."""
    known = {code.code: code for code in codes}
    for code in known.values():
        comments = (_heading(code), f"Page: {code.code}/")
        for field in Field:
            text = code.text(field)
            if text:
                address = f"status.{code.code}.{field}"
                yield Phrase(address, text, comments, code.span(field))
        for erratum in code.author.errata if code.author else ():
            yield _reason(erratum, comments)
        yield from _guidance(code, known)


def site_phrases(calls: Iterable[tuple[Document, Call]]) -> Iterator[Phrase]:
    """Yield the texts of the page templates."""
    for document, call in calls:
        start = document.line_starts[call.line - 1]
        yield Phrase(call.address, call.text, (), document.span(start, start))


def template(domain: str, phrases: Iterable[Phrase], glossary: Glossary = NO_GLOSSARY) -> Catalogue:
    """Return the POT of `domain`; each message names the words that the `glossary` keeps.

    One address with two texts is a failure, at its second place.
    """
    by_address: dict[str, Phrase] = {}
    faults = []
    for phrase in phrases:
        first = by_address.setdefault(phrase.address, phrase)
        if first.text != phrase.text:
            place = phrase.span or phrase.address
            said = TWO_TEXTS.about(address=phrase.address, first=first.text, second=phrase.text)
            faults.append(Fault(place, said, RENAME))
    if faults:
        raise Failure(ExitStatus.INPUT, *faults)
    messages = tuple(_with_kept(phrase.message, glossary) for phrase in by_address.values())
    return Catalogue(f"locales/{domain}.pot", TEMPLATE_HEADERS, messages)


def with_pivot(pot: Catalogue, english: Catalogue) -> Catalogue:
    """Return the template with the English text of each message as its first comment.

    Most translators do not read Chinese. Only English that belongs to today's Chinese is shown.
    """
    return replace(pot, messages=tuple(_pivoted(message, english) for message in pot))


def _with_kept(message: Message, glossary: Glossary) -> Message:
    kept = glossary.kept_terms(message.id)
    if not kept:
        return message
    return replace(message, extracted=(*message.extracted, KEEP + ", ".join(kept)))


def _pivoted(message: Message, english: Catalogue) -> Message:
    found = english.find(message.address)
    if found is None or not found.text or found.is_fuzzy or found.id != message.id:
        return message
    label = ENGLISH_DRAFT if found.is_draft else ENGLISH
    return replace(message, extracted=(label + found.text, *message.extracted))


def _heading(code: StatusCode) -> str:
    """`404 Not Found · RFC 9110 §15.5.5`, as far as IANA knows the code."""
    name = f"{code.code} {code.phrase}" if code.phrase else str(code.code)
    return f"{name} · {code.assignment.specification.citation}" if code.assignment else name


def _guidance(code: StatusCode, known: Mapping[int, StatusCode]) -> Iterator[Phrase]:
    """Yield advice and history, and each contrast with a higher code: one message a pair."""
    address, comments = f"status.{code.code}", (_heading(code), f"Page: {code.code}/")
    if code.advice:
        yield _statement(f"{address}.client", code.advice.client, *comments, CLIENT)
        yield _statement(f"{address}.server", code.advice.server, *comments, SERVER)
    for contrast in code.contrasts:
        other = contrast.other(code.code)
        if other > code.code:
            both = (_heading(code), _heading(known[other]), f"Page: {code.code}/ {other}/")
            yield _statement(contrast.address, contrast.difference, *both, CONTRAST)
    if code.history:
        yield _statement(f"{address}.history", code.history, *comments, HISTORY)


def _statement(address: str, statement: Statement, *comments: str) -> Phrase:
    cited = ", ".join(authority.citation for authority in statement.authority)
    return Phrase(address, statement.text, (*comments, f"Authority: {cited}"), statement.span)


def _reason(erratum: Erratum, comments: tuple[str, ...]) -> Phrase:
    as_written = f"As written: {' '.join(erratum.as_written.split())}"
    quote = f"{erratum.authority}: {erratum.quote}"
    address = f"status.{erratum.code}.erratum"
    return Phrase(address, erratum.reason, (*comments, as_written, quote), erratum.span)


TWO_TEXTS = Wording(
    "地址 {address} 有两种文字：“{first}”与“{second}”",
    "the address {address} has two texts: “{first}” and “{second}”",
)
RENAME = Wording("给其中之一另取地址", "give one of them another address")
