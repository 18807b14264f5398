"""`parse`: what was read of tables, nothing judged."""

from __future__ import annotations

import argparse
import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.cli.console import Console
from pipeline.cli.explaining import explain
from pipeline.cli.reading import read_files
from pipeline.failure import ExitStatus
from pipeline.project import find_project
from pipeline.records.record import NO_HEADINGS, Reading, StatusRecord, read_records
from pipeline.span import Document, Span
from pipeline.wording import Wording

COLUMNS = ("code", "phrase", "title", "description", "path", "line", "column")


def parse(options: argparse.Namespace, console: Console) -> int:
    """Print the records of files; files that cannot be read are reported last."""
    files = read_files(options.files)
    readings = [_reading(file, document) for file, document in files.documents]
    if options.explain:
        for reading in readings:
            console.report(explain(reading, console.language))
        return console.fail(files.failure) if files.failure else ExitStatus.CLEAN
    for text in FORMATS[options.format](readings):
        console.report(text)
    left = sum(len(reading.leftovers) for reading in readings)
    if left and options.format != "json":
        console.say(LEFT_OUT.about(count=left))
    return console.fail(files.failure) if files.failure else ExitStatus.CLEAN


def _reading(file: Path, document: Document) -> Reading:
    """Read `document` with the headings of the nearest project."""
    project = find_project(file.resolve().parent)
    return read_records(document, project.headings if project else NO_HEADINGS)


def _json(readings: Iterable[Reading]) -> Iterator[str]:
    records, findings = [], []
    for reading in readings:
        records += [_record(reading.document, record) for record in reading.records]
        findings += _leftovers(reading)
    parsed = {"records": records, "findings": findings}
    yield json.dumps(parsed, ensure_ascii=False, indent=2) + "\n"


def _ndjson(readings: Iterable[Reading]) -> Iterator[str]:
    for reading in readings:
        records = (_record(reading.document, record) for record in reading.records)
        yield "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)


def _csv(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield a header and a row a record, as RFC 4180 has them; a missing cell is empty."""
    yield ",".join(COLUMNS) + "\r\n"
    for reading in readings:
        text = io.StringIO()
        rows = csv.DictWriter(text, COLUMNS)
        rows.writerows(_record(reading.document, record) for record in reading.records)
        yield text.getvalue()


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


FORMATS: Mapping[str, Callable[[Iterable[Reading]], Iterator[str]]] = {
    "json": _json,
    "ndjson": _ndjson,
    "csv": _csv,
}
LEFT_OUT = Wording(
    "有 {count} 处未能读成记录；--format json 会列出",
    "not read as records: {count}; --format json lists them",
)
