"""What the checks on translations found: printed by `catalogue check`, counted by the others."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from pipeline.build import Gathered
from pipeline.cli.console import Console
from pipeline.cli.judging import today
from pipeline.cli.reporting import Report, print_report
from pipeline.failure import ExitStatus
from pipeline.project import SETTINGS_FILE, Project
from pipeline.rules import settings_waivers
from pipeline.rules.translation import TRANSLATION_RULES
from pipeline.rules.translation.review import Review
from pipeline.rules.waivers import WAIVER_RULES, review_settings
from pipeline.wording import Wording


def print_review(
    project: Project,
    made: Gathered,
    wanted: Callable[[str], bool],
    options: argparse.Namespace,
    console: Console,
) -> ExitStatus:
    """Print what was found in translations and in the waivers for them; return what it means.

    Only what was found in a file that is `wanted` is printed.
    """
    settings = project.document(SETTINGS_FILE)
    waivers = (waiver for waiver in settings_waivers(settings) if waiver.addresses)
    placed = [(found.span.path, found) for found in made.review.findings]
    faulty = review_settings(waivers, placed, lambda _: True, settings, today())
    documents = (*made.library.documents.values(), settings)
    files = tuple((project.root / document.path, document) for document in documents)
    found = (each for each in (*made.review.findings, *faulty) if wanted(each.span.path))
    report = Report(tuple(found), files, rules=REVIEWING)
    return print_report(report, options, console)


def say_reviewed(review: Review, console: Console) -> None:
    """Say how many translations need a look, if any."""
    blocked, warnings = review.blocked_count, review.warning_count
    if blocked or warnings:
        console.say(REVIEWED.about(blocked=blocked, warnings=warnings))


REVIEWING = frozenset(rule.id for rule in (*TRANSLATION_RULES, *WAIVER_RULES))
REVIEWED = Wording(
    "译文：{blocked} 条因错误不予发布，{warnings} 处警告；用 catalogue check 查看",
    "translations: {blocked} blocked by errors, {warnings} warnings; `catalogue check` lists them",
)
