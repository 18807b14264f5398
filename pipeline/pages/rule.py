"""The rules of an edition: one page for each, from what its code says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pipeline.dataset import Dataset
from pipeline.findings import Finding
from pipeline.pages.language import Voice, attributes
from pipeline.rules import RULES
from pipeline.wording import Wording

# Keys of `words.fixes`.
FIXES = {True: "safe", False: "unsafe", None: "none"}
EXAMPLE = re.compile(r"^(Bad|Good):\n((?:    .*\n?|\n)+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule: what it finds and why, an example of each kind, and what it finds in our tables.

    `paragraphs` and the examples are as its documentation has them, in English.
    """

    template: ClassVar[str] = "rule.md.jinja"
    id: str
    severity: str
    title: Wording
    fix: str
    paragraphs: tuple[str, ...]
    bad: str
    good: str
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
        examples = {kind: _dedented(text) for kind, text in EXAMPLE.findall(rule.documentation)}
        said = EXAMPLE.sub("", rule.documentation).strip()
        yield RulePage(
            rule.id,
            rule.severity.label,
            rule.title,
            FIXES[rule.safe_fix],
            tuple(" ".join(paragraph.split()) for paragraph in said.split("\n\n")),
            examples["Bad"],
            examples["Good"],
            tuple(finding for finding in dataset.findings if finding.rule == rule.id),
            attributes(voice.source),
        )


def _dedented(text: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in text.strip("\n").splitlines())
