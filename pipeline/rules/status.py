"""Rules on reason phrases, judged by IANA's registry and the RFCs."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings import Severity, Violation, replacement, rule
from pipeline.records.comparison import Match
from pipeline.records.listing import Entry
from pipeline.wording import Wording


@rule(Severity.ERROR, "原因短语拼写有误", "Misspelt reason phrase", safe_fix=True)
def phrase_typo(entry: Entry) -> Iterator[Violation]:
    """Find a phrase that is a slip of the pen away from the registered one.

    指出与注册短语只差一处笔误的原因短语。

    Bad:
        | 205 | Rest Content |
    Good:
        | 205 | Reset Content |
    """
    yield from _phrase(entry, Match.TYPO, TYPO, safe=True)


@rule(Severity.ERROR, "原因短语空格或标点有误", "Reason phrase with other spacing", safe_fix=True)
def phrase_spacing(entry: Entry) -> Iterator[Violation]:
    """Find a phrase with the letters of the registered one, but other spaces or punctuation.

    指出字母与注册短语相同，空格或标点却不同的原因短语。

    Bad:
        | 404 | NotFound |
    Good:
        | 404 | Not Found |
    """
    yield from _phrase(entry, Match.SPACING, SPACING, safe=True)


@rule(Severity.WARNING, "原因短语大小写有误", "Reason phrase in other case", safe_fix=True)
def phrase_case(entry: Entry) -> Iterator[Violation]:
    """Find a phrase that differs from the registered one in case alone.

    指出仅大小写与注册短语不同的原因短语。

    Bad:
        | 404 | not found |
    Good:
        | 404 | Not Found |
    """
    yield from _phrase(entry, Match.CASE, CASE, safe=True)


@rule(Severity.WARNING, "原因短语已被取代", "Superseded reason phrase", safe_fix=False)
def phrase_superseded(entry: Entry) -> Iterator[Violation]:
    """Find a phrase that an older RFC registered and a later one replaced.

    指出由较早的 RFC 注册、后来已被取代的原因短语。

    Bad:
        | 413 | Request Entity Too Large |
    Good:
        | 413 | Content Too Large |
    """
    past = entry.comparison.past if entry.comparison else None
    written = entry.record.phrase.text if entry.record.phrase else ""
    exact = past is not None and past.phrase == written
    yield from _phrase(entry, Match.SUPERSEDED, SUPERSEDED if exact else NEARLY_PAST, safe=False)


@rule(Severity.ERROR, "原因短语未注册", "Unregistered reason phrase", safe_fix=False)
def phrase_unregistered(entry: Entry) -> Iterator[Violation]:
    """Find a phrase that no RFC ever gave this registered code.

    状态码已注册，而没有任何 RFC 给过它这个原因短语时，予以指出。

    Bad:
        | 504 | ServerTimeout |
    Good:
        | 504 | Gateway Timeout |
    """
    if entry.assignment:
        yield from _phrase(entry, Match.UNREGISTERED, UNREGISTERED, safe=False)


@rule(Severity.ERROR, "原因短语属于另一状态码", "Reason phrase of another code")
def phrase_of_another_code(entry: Entry) -> Iterator[Violation]:
    """Find a phrase that is registered for another code: the phrase may be wrong, or the code.

    指出注册给另一状态码的原因短语：有误的可能是短语，也可能是状态码。

    Bad:
        | 403 | Not Found |
    Good:
        | 403 | Forbidden |
    """
    yield from _phrase(entry, Match.ANOTHER_CODE, OTHER_CODE, safe=None)


def _phrase(
    entry: Entry, match: Match, message: Wording, *, safe: bool | None
) -> Iterator[Violation]:
    """Yield a violation if the phrase is a `match`; `safe` None: there is no fix to offer."""
    phrase, comparison = entry.record.phrase, entry.comparison
    if phrase is None or comparison is None or comparison.match is not match:
        return
    past, registered = comparison.past, comparison.registered or ""
    said = message.about(
        written=phrase.text,
        registered=registered,
        past=past.phrase if past else "",
        source=past.citation if past else "",
        owner=comparison.owner,
    )
    # Where marks stand within the phrase, or a character is escaped, a person has to look.
    fix = None
    if safe is not None and entry.document.excerpt(phrase.span) == phrase.text:
        fix = replacement(entry.document, phrase.span, registered, safe=safe)
    help_ = CORRECT.about(code=entry.code, registered=registered)
    yield Violation(phrase.span, said, entry.code, help_, fix)


CORRECT = Wording(
    "IANA 为 {code} 注册的短语是“{registered}”",
    "the phrase that IANA registers for {code} is “{registered}”",
)
TYPO = Wording(
    "“{written}”是“{registered}”的误写", "“{written}” is a misspelling of “{registered}”"
)
SPACING = Wording(
    "“{written}”的字母无误，空格或标点有误，应为“{registered}”",
    "“{written}” has the letters of “{registered}”, but not its spacing",
)
CASE = Wording(
    "“{written}”的大小写有误，应为“{registered}”", "“{written}” is “{registered}” in another case"
)
SUPERSEDED = Wording(
    "“{written}”是 {source} 的旧短语，今为“{registered}”",
    "“{written}” is the phrase of {source}, since replaced by “{registered}”",
)
NEARLY_PAST = Wording(
    "“{written}”近似 {source} 的旧短语“{past}”，今为“{registered}”",
    "“{written}” is nearly “{past}” of {source}, since replaced by “{registered}”",
)
UNREGISTERED = Wording(
    "“{written}”不是任何 RFC 给过此状态码的短语", "no RFC ever called this code “{written}”"
)
OTHER_CODE = Wording(
    "“{written}”是 {owner} 的注册短语", "“{written}” is the registered phrase of {owner}"
)
