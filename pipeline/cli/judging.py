"""Documents judged by the settings nearest to them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from pipeline.cli.reading import shown
from pipeline.files import read_document
from pipeline.findings import Finding
from pipeline.project import SETTINGS_FILE, Project, find_project
from pipeline.records.erratum import Erratum, read_errata
from pipeline.records.listing import Listing, join
from pipeline.records.record import NO_HEADINGS, read_records
from pipeline.records.registry import vendored_registry
from pipeline.rules import judge, settings_waivers
from pipeline.rules.drift import Texts
from pipeline.rules.waiver import Waiver
from pipeline.rules.waivers import review_settings
from pipeline.span import Document


def list_file(file: Path, document: Document) -> Listing:
    """Read and join `document`, which stands (or will stand) in `file`.

    Headings and errata are those of the nearest project; outside any project there are none.
    """
    project = find_project(file.resolve().parent)
    errata = _errata(project, file) if project else ()
    reading = read_records(document, project.headings if project else NO_HEADINGS)
    return join(reading, vendored_registry(), errata)


def judge_file(
    file: Path, document: Document, *, earlier: Sequence[Texts] = (), baseline: bool = True
) -> tuple[Finding, ...]:
    """Judge `document`, which stands (or will stand) in `file`.

    Waivers and baseline are those of the nearest project. Without `baseline` nothing is answered
    by it. `earlier` are the texts of the files judged before, which may have copies.
    """
    project = find_project(file.resolve().parent)
    accepted = project.baseline() if project and baseline else ()
    waivers = _waivers(project, file)
    listing = list_file(file, document)
    return judge(listing, accepted, waivers=waivers, today=today(), earlier=earlier)


def judge_waivers(
    findings: Iterable[Finding], files: Iterable[tuple[Path, Document]]
) -> Iterator[tuple[tuple[Path, Document], tuple[Finding, ...]]]:
    """Yield the settings of the projects of `files`, with what is wrong with their waivers.

    `findings` are those of the files. A waiver that some other file may need is not unused.
    """
    projects: dict[Path, tuple[Project, dict[str, str]]] = {}
    for file, document in files:
        project = find_project(file.resolve().parent)
        if project and project.settings.waivers:
            _, checked = projects.setdefault(project.root, (project, {}))
            checked[document.path] = _within(project, file)
    found = tuple(findings)
    for project, checked in projects.values():
        file = Path(os.path.relpath(project.root / SETTINGS_FILE))
        document = read_document(file, shown(str(file)))
        yield (file, document), tuple(_review(project, checked, found, document))


def today() -> date:
    """Return the day by UTC; where builds are made reproducible, the one that they are given."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return now.date()


def _review(
    project: Project, checked: dict[str, str], found: Iterable[Finding], document: Document
) -> Iterator[Finding]:
    """Review the waivers of `project`; `checked` are its files as reported, with their paths."""
    placed = [(checked[each.span.path], each) for each in found if each.span.path in checked]
    tables = (project.settings.source, project.settings.supplement)
    paths = set(checked.values())

    def complete(waiver: Waiver) -> bool:
        wanted = filter(waiver.covers, project.paths()) if waiver.paths else tables
        return paths.issuperset(wanted)

    waivers = (waiver for waiver in settings_waivers(document) if not waiver.addresses)
    return review_settings(waivers, placed, complete, document, today())


def _waivers(project: Project | None, file: Path) -> tuple[Waiver, ...]:
    if project is None or not project.settings.waivers:
        return ()
    waivers = settings_waivers(project.document(SETTINGS_FILE))
    return tuple(waiver for waiver in waivers if waiver.covers(_within(project, file)))


def _within(project: Project, file: Path) -> str:
    return file.resolve().relative_to(project.root.resolve()).as_posix()


def _errata(project: Project, file: Path) -> tuple[Erratum, ...]:
    """Return the errata if they are this file's: they correct the project's source alone."""
    if os.path.realpath(file) != os.path.realpath(project.root / project.settings.source):
        return ()
    return read_errata(project.document(project.settings.errata))
