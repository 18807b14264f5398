"""`rule`, and the rules that the options of `check` name."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from difflib import get_close_matches

from pipeline.cli.console import Console
from pipeline.cli.reading import shown
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.printers.explained import render_explanation
from pipeline.rules import RULES
from pipeline.wording import Language, Wording

BY_ID = {each.id: each for each in RULES}


def rule(options: argparse.Namespace, console: Console) -> int:
    """Print what one rule is for, or every rule in a line."""
    if options.id is None:
        console.report(_list(console.language))
        return ExitStatus.CLEAN
    _known([options.id], "rule")
    found = BY_ID[options.id]
    heading = f"{found.id} ({found.severity.label}): {found.title.text(console.language)}"
    said = render_explanation(found.explanation, console.language, console.width)
    console.report(f"{heading}\n\n{said}\n")
    return ExitStatus.CLEAN


def chosen_rules(select: Iterable[str] | None, ignore: Iterable[str] | None) -> frozenset[str]:
    """Return the ids that --select and --ignore leave; a failure for ids that no rule has."""
    _known(select or (), "--select")
    _known(ignore or (), "--ignore")
    return frozenset(BY_ID if select is None else select).difference(ignore or ())


def _known(ids: Iterable[str], where: str) -> None:
    faults = []
    for each in ids:
        if each not in BY_ID:
            close = get_close_matches(each, BY_ID)
            remedy = CLOSE.about(ids=", ".join(close)) if close else LIST_THEM
            faults.append(Fault(where, NO_RULE.about(id=shown(each)), remedy))
    if faults:
        raise Failure(ExitStatus.SETTINGS, *faults)


def _list(language: Language) -> str:
    width = max(map(len, BY_ID))
    lines = (
        f"{each.id:<{width}}  {each.severity.label:<7}  {each.title.text(language)}\n"
        for each in sorted(RULES, key=lambda each: each.id)
    )
    return "".join(lines)


NO_RULE = Wording("没有规则“{id}”", "there is no rule “{id}”")
CLOSE = Wording("是否指：{ids}", "did you mean: {ids}")
LIST_THEM = Wording("用 rule 命令列出全部规则", "the command `rule` lists all rules")
