"""`build` and `catalogue`: what follows from the sources, compared or written."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from pipeline import build as narrator
from pipeline.artefacts import Artefact, prune, stale, surplus, write
from pipeline.build import Build
from pipeline.catalogues.coverage import State, coverage
from pipeline.cli.console import Console
from pipeline.cli.reviewing import print_review, say_reviewed
from pipeline.dataset import Dataset
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.project import Project, find_project
from pipeline.wording import Wording


def build(options: argparse.Namespace, console: Console) -> int:
    """Write catalogues, pages and exports; with --check only compare them."""
    project = own_project()
    made = publishable(narrator.build(project, console.progress))
    if options.check:
        artefacts = (*made.catalogues, *made.pages, *made.exports)
        old = [path for folder in OWN_FOLDERS for path in surplus(project.root, folder, artefacts)]
        return _compare(project, artefacts, console, old)
    write_build(project, made, console)
    say_reviewed(made.review, console)
    return ExitStatus.CLEAN


def catalogue(options: argparse.Namespace, console: Console) -> int:
    """Update the catalogues, judge and compare them, or show how far they are."""
    project = own_project()
    made = narrator.build(project, console.progress)
    if options.action == "check":
        judged = print_review(project, made, options, console)
        return max(judged, _compare(project, made.catalogues, console))
    if options.action == "status":
        console.report(_status(made))
        return ExitStatus.CLEAN
    written = write(project.root, made.catalogues)
    for artefact in written:
        console.say(UPDATED.about(path=artefact.path))
    if not written:
        console.say(UP_TO_DATE)
    say_reviewed(made.review, console)
    return ExitStatus.CLEAN


def own_project() -> Project:
    """Return the project that we are in; a failure says where one is."""
    project = find_project(Path.cwd())
    if project is None:
        raise Failure(ExitStatus.SETTINGS, Fault(str(Path.cwd()), NO_PROJECT, GO_TO_PROJECT))
    return project


def publishable(made: Build) -> Build:
    """Return what was made; a failure if its version says less than has changed."""
    if made.refusals:
        raise Failure(ExitStatus.SETTINGS, *made.refusals)
    return made


def edition_tags(dataset: Dataset, asked: Iterable[str] | None) -> tuple[str, ...]:
    """Return the language tags asked for (all by default); a failure names those that exist."""
    known = tuple(edition.locale.tag for edition in dataset.editions)
    for tag in asked or ():
        if tag not in known:
            remedy = KNOWN_TAGS.about(tags=", ".join(known))
            raise Failure(ExitStatus.SETTINGS, Fault("--locale", NO_EDITION.about(tag=tag), remedy))
    return tuple(asked or known)


def write_build(project: Project, made: Build, console: Console) -> None:
    """Write what was made, and delete pages and exports of former builds."""
    written = write(project.root, (*made.catalogues, *made.pages, *made.exports))
    for folder in OWN_FOLDERS:
        prune(project.root, folder, (*made.pages, *made.exports))
    console.progress(WRITTEN.about(count=len(written)))


def _compare(
    project: Project,
    artefacts: Iterable[Artefact],
    console: Console,
    old: Iterable[Path] = (),
) -> int:
    """Say which artefacts are not as on disk, and which files are `old`: no artefacts at all."""
    outdated = [artefact.path for artefact in stale(project.root, artefacts)]
    outdated += [path.relative_to(project.root).as_posix() for path in old]
    for path in outdated:
        console.say(OUTDATED.about(path=path))
    return ExitStatus.FINDINGS if outdated else ExitStatus.CLEAN


def _status(made: Build) -> str:
    """Return a table: for each catalogue the messages in each state, and the drafts among them."""
    lines = [" " * 24 + "".join(f"{state:>12}" for state in State) + f"{'draft':>12}"]
    for (locale, domain), found in made.library.catalogues.items():
        counts = coverage(found, made.review.blocked[locale])
        cells = "".join(f"{counts.states[state].messages:>12}" for state in State)
        lines.append(f"{locale + ' ' + domain:<24}{cells}{counts.drafts.messages:>12}")
    return "\n".join(lines) + "\n"


# Where every file is the build's own, so that what it no longer makes can go.
OWN_FOLDERS = ("build/pages", "build/site/api", "build/site/downloads", "build/site/schema")
NO_PROJECT = Wording("这里不是项目", "this is no project")
GO_TO_PROJECT = Wording(
    "在 pyproject.toml 含 [tool.pipeline] 的目录中运行",
    "run it in a folder whose pyproject.toml has [tool.pipeline]",
)
NO_EDITION = Wording("没有语言 {tag}", "no edition {tag}")
KNOWN_TAGS = Wording("可选：{tags}", "the editions are: {tags}")
UPDATED = Wording("已更新 {path}", "updated {path}")
UP_TO_DATE = Wording("翻译目录无需更新", "catalogues are up to date")
WRITTEN = Wording("写入 {count} 个文件", "{count} files written")
OUTDATED = Wording("已过期：{path}", "out of date: {path}")
