"""Findings as data: what was seen, where, how bad it is, and which bytes would mend it."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Generic, TypeVar

from pipeline.explanation import Explanation, read_explanation
from pipeline.span import Document, Span
from pipeline.wording import Wording

Subject = TypeVar("Subject")


class Severity(IntEnum):
    """How bad a finding is."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word that reports and options use."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the bytes `start_byte:end_byte`, provided that they are `expected` (UTF-8)."""

    start_byte: int
    end_byte: int
    expected: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding.

    Safe: the cell becomes exactly the registered phrase, or loses nothing but white space.
    """

    safe: bool
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Violation:
    """What a rule saw at one place; the rule that saw it is stamped on it by `Rule.check`.

    `address` is that of the message, where it was seen in a translation.
    """

    span: Span
    message: Wording
    code: int | None = None
    help: Wording | None = None
    fix: Fix | None = None
    address: str | None = None


class Answer(StrEnum):
    """Why a finding does not fail the check."""

    ERRATUM = "erratum"
    WAIVER = "waiver"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation with its rule and severity, and what it was said of (`matched`).

    `justification` is the reason that a person gave for the `answer`, where one was asked for, and
    `expires` its last day, if it has one; `in_source` tells whether the answer stands in the
    document itself.
    """

    rule: str
    severity: Severity
    violation: Violation
    matched: str
    answer: Answer | None = None
    justification: str | None = None
    in_source: bool = False
    expires: date | None = None

    @property
    def span(self) -> Span:
        """Where it is."""
        return self.violation.span

    @property
    def code(self) -> int | None:
        """The status code of its row, if it has one."""
        return self.violation.code

    @property
    def mendable(self) -> bool:
        """Whether its fix, if it has one, may be applied.

        What the baseline accepts may be mended; any other answer says that the text shall stay.
        An erratum quotes it as written, and would no longer hold.
        """
        return self.answer in (None, Answer.BASELINE)

    @property
    def fingerprint(self) -> str:
        """What stays the same while the line moves: rule, code and matched text, hashed."""
        identity = f"{self.rule}\n{self.code}\n{self.matched}"
        return hashlib.sha256(identity.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """A documented generator of violations of one value; its function's name is its id.

    `safe_fix` tells whether the fix that it offers is safe; None: it offers none.
    """

    id: str
    severity: Severity
    title: Wording
    explanation: Explanation
    violations: Callable[[Subject], Iterator[Violation]]
    safe_fix: bool | None = None

    def check(self, subjects: Iterable[Subject], document: Document) -> Iterator[Finding]:
        """Yield what the rule finds in each of `subjects`, which were read from `document`."""
        for subject in subjects:
            for violation in self.violations(subject):
                yield Finding(self.id, self.severity, violation, document.excerpt(violation.span))


def rule(
    severity: Severity, zh: str, en: str, *, safe_fix: bool | None = None
) -> Callable[[Callable[[Subject], Iterator[Violation]]], Rule[Subject]]:
    """Make a rule of a generator; `zh` and `en` say in a few words what it finds.

    Its docstring says more: English paragraphs, the same in Chinese, and examples. `safe_fix` is
    that of `Rule`.
    """

    def declare(violations: Callable[[Subject], Iterator[Violation]]) -> Rule[Subject]:
        name = violations.__name__.replace("_", "-")
        explanation = read_explanation(inspect.getdoc(violations) or "")
        return Rule(name, severity, Wording(zh, en), explanation, violations, safe_fix)

    return declare


def replacement(document: Document, span: Span, text: str, *, safe: bool) -> Fix:
    """Return the fix that puts `text` in place of `span`."""
    start = document.bytes_before(span.start.offset)
    expected = document.excerpt(span)
    return Fix(safe, (Edit(start, start + len(expected.encode()), expected, text),))
