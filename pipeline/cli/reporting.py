"""How `check` and `catalogue check` print: which printer gets what."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pipeline import __version__
from pipeline.cli.console import Console
from pipeline.cli.ruling import BY_ID
from pipeline.failure import ExitStatus, Fault
from pipeline.findings import Finding, Severity
from pipeline.printers.concise import render_concise
from pipeline.printers.full import render_full
from pipeline.printers.github import render_github
from pipeline.printers.json import render_json
from pipeline.printers.sarif import Scope, Tool, render_sarif
from pipeline.project import Settings, find_project
from pipeline.span import Document
from pipeline.wording import TAGS


@dataclass(frozen=True, slots=True)
class Report:
    """What there is to print: findings, the files they are in, the faults of those unread.

    `rules` are the ids of the rules that were asked for.
    """

    findings: tuple[Finding, ...]
    files: tuple[tuple[Path, Document], ...]
    faults: tuple[Fault, ...] = ()
    rules: frozenset[str] = frozenset()

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents by their paths."""
        return {document.path: document for _, document in self.files}

    @property
    def uris(self) -> Mapping[str, str]:
        """The URIs of all files by their paths."""
        unread = {fault.path: Path(fault.path) for fault in self.faults}
        read = {document.path: file for file, document in self.files}
        return {path: _uri(file) for path, file in {**unread, **read}.items()}


def print_report(report: Report, options: argparse.Namespace, console: Console) -> ExitStatus:
    """Print `report` as --format asks; return what it means by --fail-on."""
    console.report(FORMATS[options.format](report, console))
    limit = Severity[options.fail_on.upper()]
    failing = any(found.answer is None and found.severity >= limit for found in report.findings)
    return ExitStatus.FINDINGS if failing else ExitStatus.CLEAN


def _uri(file: Path) -> str:
    """Return the URI of `file`, relative to the working directory if that has it."""
    folder = Path.cwd()
    absolute = Path(os.path.normpath(folder / file))  # not resolved: a link keeps its name
    if absolute.is_relative_to(folder):
        return quote(absolute.relative_to(folder).as_posix().encode(errors="surrogateescape"))
    return absolute.as_uri()


def _full(report: Report, console: Console) -> str:
    return render_full(
        report.findings,
        report.documents,
        console.language,
        colour=console.colour,
        width=console.width,
    )


def _sarif(report: Report, console: Console) -> str:
    project = find_project(Path.cwd())
    settings = project.settings if project else Settings()
    pages = f"{settings.site_url}{TAGS[console.language]}/rules/"
    rules = tuple(rule for name, rule in BY_ID.items() if name in report.rules)
    scope = Scope(report.documents, report.uris, console.language)
    tool = Tool(__version__, rules, pages)
    return render_sarif(report.findings, report.faults, scope, tool)


FORMATS: Mapping[str, Callable[[Report, Console], str]] = {
    "full": _full,
    "concise": lambda report, console: render_concise(report.findings, console.language),
    "json": lambda report, console: render_json(report.findings, console.language),
    "sarif": _sarif,
    "github": lambda report, console: render_github(
        report.findings, report.faults, report.uris, console.language
    ),
}
