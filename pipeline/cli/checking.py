"""`check`: tables of any origin judged, and fixed if that is wished."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from pipeline.cli.accepting import write_baseline
from pipeline.cli.console import Console
from pipeline.cli.fixing import mend_files, patch, write_fixes
from pipeline.cli.judging import judge_file, judge_waivers
from pipeline.cli.reading import Files, own_tables, read_files
from pipeline.cli.reporting import Report, print_report
from pipeline.cli.ruling import chosen_rules
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.findings import Finding
from pipeline.fixes import Mended
from pipeline.wording import Wording


def check(options: argparse.Namespace, console: Console) -> int:
    """Judge files (the project's own tables by default); print the findings, or mend them.

    What cannot be read is reported last, and decides the exit status.
    """
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise Failure(ExitStatus.SETTINGS, Fault("--unsafe-fixes", FIXES_NOTHING, ADD_FIX))
    rules = chosen_rules(options.select, options.ignore)
    files = read_files(options.files or own_tables())
    if options.write_baseline:
        return _accept(files, rules, options, console)
    if options.diff:
        status = _show(files, _permitted(rules, options), console)
    else:
        fixing = options.fix
        report = _fix(files, _permitted(rules, options), console) if fixing else _judge(files)
        report = _with_settings(report, files)
        findings = tuple(found for found in report.findings if found.rule in rules)
        printed = Report(findings, report.files, files.faults, rules)
        status = print_report(printed, options, console)
    return console.fail(files.failure) if files.failure else status


def _permitted(rules: frozenset[str], options: argparse.Namespace) -> Callable[[Finding], bool]:
    def permitted(finding: Finding) -> bool:
        fix = finding.violation.fix
        return finding.rule in rules and fix is not None and (fix.safe or options.unsafe_fixes)

    return permitted


def _judge(files: Files) -> Report:
    return _report(mend_files(files.documents, lambda _: False))


def _fix(files: Files, permitted: Callable[[Finding], bool], console: Console) -> Report:
    """Mend the files; report what is left."""
    mended = list(mend_files(files.documents, permitted))
    write_fixes(mended)
    console.say(FIXED.about(count=sum(each.fixed for _, each in mended)))
    return _report(mended)


def _report(judged: Iterable[tuple[Path, Mended]]) -> Report:
    files = tuple(judged)
    findings = (found for _, each in files for found in each.findings)
    return Report(tuple(findings), tuple((file, each.document) for file, each in files))


def _with_settings(report: Report, files: Files) -> Report:
    """Add to `report` what is wrong with the waivers in settings."""
    reviews = tuple(judge_waivers(report.findings, files.documents))
    return Report(
        (*report.findings, *(finding for _, findings in reviews for finding in findings)),
        (*report.files, *(settings for settings, _ in reviews)),
    )


def _show(files: Files, permitted: Callable[[Finding], bool], console: Console) -> ExitStatus:
    """Print what --fix would write."""
    count = 0
    mended = mend_files(files.documents, permitted)
    for (_, document), (_, each) in zip(files.documents, mended, strict=True):
        console.report(patch(document, each.document))
        count += each.fixed
    console.say(WOULD_FIX.about(count=count))
    return ExitStatus.FINDINGS if count else ExitStatus.CLEAN


def _accept(
    files: Files, rules: frozenset[str], options: argparse.Namespace, console: Console
) -> int:
    """Write the baseline; not if a file is missing from it that should be there."""
    if files.failure:
        raise files.failure
    findings = [
        found
        for file, document in files.documents
        for found in judge_file(file, document, baseline=False)
        if found.rule in rules and found.answer is None
    ]
    anew = not (options.files or options.select or options.ignore)
    return write_baseline(options.write_baseline, findings, console, anew=anew)


FIXED = Wording("已修正 {count} 处", "fixed: {count}")
WOULD_FIX = Wording("可修正 {count} 处", "would be fixed: {count}")
FIXES_NOTHING = Wording("单独使用不起作用", "does nothing by itself")
ADD_FIX = Wording("与 --fix 或 --diff 一起使用", "use it with --fix or --diff")
