"""Documents judged by the settings nearest to them."""

from __future__ import annotations

from pathlib import Path

from pipeline.findings import Finding
from pipeline.project import Project, find_project
from pipeline.records.erratum import Erratum, read_errata
from pipeline.records.listing import join
from pipeline.records.record import NO_HEADINGS, read_records
from pipeline.records.registry import vendored_registry
from pipeline.rules import judge
from pipeline.span import Document


def judge_file(file: Path, document: Document, *, baseline: bool = True) -> tuple[Finding, ...]:
    """Judge `document`, which stands (or will stand) in `file`.

    Errata and baseline are those of the nearest project; outside any project there are none.
    Without `baseline` nothing is answered by it.
    """
    project = find_project(file.resolve().parent)
    errata = _errata(project, file) if project else ()
    reading = read_records(document, project.headings if project else NO_HEADINGS)
    listing = join(reading, vendored_registry(), errata)
    return judge(listing, project.baseline() if project and baseline else ())


def _errata(project: Project, file: Path) -> tuple[Erratum, ...]:
    """Return the errata if they are this file's: they correct the project's source alone."""
    if file.resolve() != (project.root / project.settings.source).resolve():
        return ()
    return read_errata(project.document(project.settings.errata))
