"""`check` and `parse`: tables of any origin, read and judged."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable
from pathlib import Path

from pipeline.artefacts import Artefact, write
from pipeline.cli.console import Console
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.findings import Answer, Finding, Severity
from pipeline.printers.baseline import render_baseline
from pipeline.printers.full import render_full
from pipeline.printers.json import render_json
from pipeline.project import Project, find_project, read_document
from pipeline.records.erratum import Erratum, read_errata
from pipeline.records.listing import join
from pipeline.records.record import Reading, StatusRecord, read_records
from pipeline.records.registry import vendored_registry
from pipeline.rules import judge
from pipeline.span import Document, Span
from pipeline.wording import Wording


def check(options: argparse.Namespace, console: Console) -> int:
    """Judge files (the project's own tables by default); print the findings."""
    documents = _documents(options.files or _own_tables())
    findings = tuple(finding for path, each in documents for finding in _judged(path, each))
    if options.write_baseline:
        return _write_baseline(options.write_baseline, findings, console)
    if options.format == "json":
        console.report(render_json(findings, console.language))
    else:
        by_path = {document.path: document for _, document in documents}
        console.report(render_full(findings, by_path, console.language, colour=console.colour))
    limit = Severity[options.fail_on.upper()]
    failing = any(found.answer is None and found.severity >= limit for found in findings)
    return ExitStatus.FINDINGS if failing else ExitStatus.CLEAN


def parse(options: argparse.Namespace, console: Console) -> int:
    """Print the records of files as JSON, and what in them could not be read."""
    readings = [read_records(document) for _, document in _documents(options.files)]
    parsed = {
        "records": [
            _record(reading.document, record) for reading in readings for record in reading.records
        ],
        "findings": [leftover for reading in readings for leftover in _leftovers(reading)],
    }
    console.report(json.dumps(parsed, ensure_ascii=False, indent=2) + "\n")
    return ExitStatus.CLEAN


def _documents(files: Iterable[Path]) -> list[tuple[Path, Document]]:
    """Read all files; one failure lists every one that is unreadable."""
    documents: list[tuple[Path, Document]] = []
    faults: list[Fault] = []
    for file in files:
        try:
            documents.append((file, read_document(file, str(file))))
        except Failure as failure:
            faults += failure.faults
    if faults:
        raise Failure(ExitStatus.INPUT, *faults)
    return documents


def _own_tables() -> tuple[Path, ...]:
    project = find_project(Path.cwd())
    if project is None:
        raise Failure(ExitStatus.SETTINGS, Fault(str(Path.cwd()), NO_FILES, NAME_FILES))
    tables = (project.settings.source, project.settings.supplement)
    return tuple(Path(os.path.relpath(project.root / table)) for table in tables)


def _judged(file: Path, document: Document) -> tuple[Finding, ...]:
    """Judge a document by the settings nearest to it; by the defaults outside any project."""
    project = find_project(file.resolve().parent)
    errata = _errata(project, file) if project else ()
    listing = join(read_records(document), vendored_registry(), errata)
    return judge(listing, project.baseline() if project else ())


def _errata(project: Project, file: Path) -> tuple[Erratum, ...]:
    """Return the errata if they are this file's: they correct the project's source alone."""
    if file.resolve() != (project.root / project.settings.source).resolve():
        return ()
    return read_errata(project.document(project.settings.errata))


def _write_baseline(file: Path, findings: Iterable[Finding], console: Console) -> int:
    unanswered = [found for found in findings if found.answer is not Answer.ERRATUM]
    write(Path(), [Artefact(str(file), render_baseline(unanswered).encode())])
    console.say(BASELINE_WRITTEN.about(count=len(unanswered), path=file))
    return ExitStatus.CLEAN


def _record(document: Document, record: StatusRecord) -> dict[str, object]:
    phrase, title, description = record.phrase, record.title, record.description
    start = record.code_cell.span.start
    return {
        "code": record.code,
        "phrase": phrase.text or None if phrase else None,
        "title": title.text or None if title else None,
        "description": description.text if description else "",
        "path": document.path,
        "line": start.line,
        "column": start.column,
    }


def _leftovers(reading: Reading) -> list[dict[str, object]]:
    return [
        {"rule": leftover.why, "text": leftover.text, **_place(leftover.span)}
        for leftover in reading.leftovers
    ]


def _place(span: Span) -> dict[str, object]:
    return {"path": span.path, "line": span.start.line, "column": span.start.column}


NO_FILES = Wording("没有给出文件，这里也不是项目", "no file given, and this is no project")
NAME_FILES = Wording("给出 Markdown 文件的路径", "name a Markdown file")
BASELINE_WRITTEN = Wording("已把 {count} 处发现写入 {path}", "{count} findings written to {path}")
