"""The rules of an edition: one page for each, from what its code says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pipeline.dataset import Dataset
from pipeline.explanation import Explanation
from pipeline.findings import Finding
from pipeline.pages.language import Voice, attributes
from pipeline.rules import RULES
from pipeline.wording import Wording

# Keys of `words.fixes`.
FIXES = {True: "safe", False: "unsafe", None: "none"}


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule: what it finds and why, an example of each kind, and what it finds in our tables."""

    template: ClassVar[str] = "rule.md.jinja"
    id: str
    severity: str
    title: Wording
    fix: str
    explanation: Explanation
    findings: tuple[Finding, ...]
    example_attributes: str

    @property
    def name(self) -> str:
        """The file's name: `rules/phrase-typo`."""
        return f"rules/{self.id}"


@dataclass(frozen=True, slots=True)
class RulesPage:
    """All rules in a table."""

    template: ClassVar[str] = "rules.md.jinja"
    name: ClassVar[str] = "rules"
    rules: tuple[RulePage, ...]


def rules_page(dataset: Dataset, voice: Voice) -> RulesPage:
    """Return the page of all rules, by id."""
    return RulesPage(tuple(sorted(_rule_pages(dataset, voice), key=lambda page: page.id)))


def _rule_pages(dataset: Dataset, voice: Voice) -> Iterator[RulePage]:
    for rule in RULES:
        yield RulePage(
            rule.id,
            rule.severity.label,
            rule.title,
            FIXES[rule.safe_fix],
            rule.explanation,
            tuple(finding for finding in dataset.findings if finding.rule == rule.id),
            attributes(voice.source),
        )
