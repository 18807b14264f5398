"""`catalogue todo LOCALE`: what a translator has to do, with its places and reasons."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from pipeline import build as narrator
from pipeline.build import Gathered
from pipeline.catalogues.coverage import State
from pipeline.catalogues.todo import Task, tasks
from pipeline.catalogues.upkeep import PIVOT
from pipeline.catalogues.worddiff import Piece
from pipeline.cli.building import own_project
from pipeline.cli.console import Console
from pipeline.cli.naming import own_locale
from pipeline.cli.progress import STATES
from pipeline.failure import ExitStatus
from pipeline.findings import Finding, Severity
from pipeline.locale import Locale
from pipeline.wording import Language, Wording

RED, GREEN, PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[0m"


def todo(options: argparse.Namespace, console: Console) -> int:
    """List the messages to work on, how many first."""
    project = own_project()
    locale = own_locale(project, options.locale)
    made = narrator.gather(project, console.progress)
    found = tuple(_tasks(made, locale))
    drafts = sum(each.is_draft for catalogue in made.library.of(locale) for each in catalogue)
    reasons = _reasons(made, locale)
    if options.json:
        told = {**_as_json(locale, found, reasons), "drafts": drafts}
        console.report(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        return ExitStatus.CLEAN
    blocks = [_count(found).text(console.language)]
    blocks += [DRAFTS.about(count=drafts).text(console.language)] if drafts else []
    blocks += [_shown(task, reasons.get(task.message.address, []), console) for task in found]
    console.report("\n\n".join(blocks) + "\n")
    if any(path.startswith(f"locales/{locale.name}/") for path in made.library.files):
        console.say(OUT_OF_DATE)
    return ExitStatus.CLEAN


def _tasks(made: Gathered, locale: Locale) -> Iterator[Task]:
    """Yield the tasks of a locale; English has no pivot but the Chinese."""
    for (name, domain), catalogue in made.library.catalogues.items():
        if name == locale.name:
            english = None if name == PIVOT else made.library.catalogues.get((PIVOT, domain))
            yield from tasks(catalogue, english, made.review.blocked[name])


def _reasons(made: Gathered, locale: Locale) -> dict[str, list[Finding]]:
    """Return the errors that block translations of `locale`, by address."""
    paths = {catalogue.path for catalogue in made.library.of(locale)}
    reasons: dict[str, list[Finding]] = {}
    for finding in made.review.findings:
        address = finding.violation.address
        blocking = finding.severity is Severity.ERROR and finding.answer is None
        if address and blocking and finding.span.path in paths:
            reasons.setdefault(address, []).append(finding)
    return reasons


def _count(found: tuple[Task, ...]) -> Wording:
    if not found:
        return NOTHING
    numbers = Counter(task.state for task in found)
    states = [(numbers[state], STATES[state]) for state in State if numbers[state]]
    zh = "，".join(f"{word.zh} {number}" for number, word in states)
    en = ", ".join(f"{number} {word.en}" for number, word in states)
    return Wording(
        COUNT.zh.format(count=len(found), states=zh), COUNT.en.format(count=len(found), states=en)
    )


def _shown(task: Task, reasons: Iterable[Finding], console: Console) -> str:
    language = console.language
    heading = f"{task.place}: {STATES[task.state].text(language)} {task.message.address}"
    source = _diff(task.change, colour=console.colour) or task.message.id
    lines = [source]
    lines += [OLD_ENGLISH.about(text=task.old_english).text(language)] if task.old_english else []
    lines += [ENGLISH.about(text=task.english).text(language)] if task.english else []
    lines += [PRESENT.about(text=text).text(language) for text in task.message.strings if text]
    lines += [_reason(finding, language) for finding in reasons]
    body = "\n".join(lines).replace("\n", "\n    ")
    return f"{heading}\n    {body}"


def _reason(finding: Finding, language: Language) -> str:
    said = finding.violation.message.text(language)
    return REASON.about(rule=finding.rule, said=said).text(language)


def _diff(change: tuple[Piece, ...], *, colour: bool) -> str:
    """Return the change as `git diff --word-diff` shows one, or in colours."""
    marks = {"-": ("[-", "-]"), "+": ("{+", "+}")}
    if colour:
        marks = {"-": (RED + "[-", "-]" + PLAIN), "+": (GREEN + "{+", "+}" + PLAIN)}
    return "".join(text.join(marks.get(kind, ("", ""))) for kind, text in change)


def _as_json(
    locale: Locale, found: tuple[Task, ...], reasons: Mapping[str, Iterable[Finding]]
) -> dict[str, object]:
    return {
        "locale": locale.name,
        "count": len(found),
        "states": Counter(str(task.state) for task in found),
        "tasks": [_task(task, reasons.get(task.message.address, ())) for task in found],
    }


def _task(task: Task, reasons: Iterable[Finding]) -> dict[str, object]:
    message = task.message
    return {
        "address": message.address,
        "state": str(task.state),
        "path": task.path,
        "line": message.span.start.line if message.span else None,
        "source": message.id,
        "previous_source": message.previous_id,
        "change": [{"kind": kind, "text": text} for kind, text in task.change],
        "english": task.english,
        "previous_english": task.old_english,
        "translation": list(message.strings) if message.is_translated else [],
        "errors": [
            {"rule": each.rule, "message": each.violation.message.text("en")} for each in reasons
        ],
    }


COUNT = Wording("待办 {count} 条：{states}", "{count} to do: {states}")
DRAFTS = Wording(
    "另有机译初稿 {count} 条，尚无人核对：在目录文件中查找 draft: machine",
    "Machine drafts that no person has reviewed: {count}; search the files for “draft: machine”.",
)
NOTHING = Wording("没有待办：全部已译。", "Nothing to do: all is translated.")
ENGLISH = Wording("英文：{text}", "EN: {text}")
OLD_ENGLISH = Wording("英文（旧原文）：{text}", "EN of the old text: {text}")
REASON = Wording("不予发布 [{rule}]：{said}", "blocked by [{rule}] {said}")
PRESENT = Wording("现有译文：{text}", "now: {text}")
OUT_OF_DATE = Wording(
    "目录文件尚未更新；行号以现有文件为准。运行 catalogue update 更新。",
    "The files are out of date; lines are those of the files as they are. Run catalogue update.",
)
