"""`build`, `catalogue`, `site`, `serve` and `lookup`: the project, built and shown."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from pipeline import build as narrator
from pipeline import site as html
from pipeline.artefacts import Artefact, prune, stale, write
from pipeline.build import Build
from pipeline.catalogues.coverage import State, coverage
from pipeline.cli.console import Console
from pipeline.dataset import Dataset, Edition
from pipeline.exports.record import code_json
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.project import Project, find_project
from pipeline.records.union import StatusCode
from pipeline.wording import Wording


def build(options: argparse.Namespace, console: Console) -> int:
    """Write catalogues, pages and exports; with --check only compare them."""
    project = _project()
    made = narrator.build(project, console.progress)
    artefacts = (*made.catalogues, *made.pages, *made.exports)
    if options.check:
        return _compare(project, artefacts, console)
    _write(project, made, console)
    return ExitStatus.CLEAN


def site(options: argparse.Namespace, console: Console) -> int:
    """Build everything, HTML included. Findings are published, and stop nothing."""
    project = _project()
    made = narrator.build(project, console.progress)
    tags = _tags(made.dataset, options.locale)
    _write(project, made, console)
    html.build_site(project.root, tags, console.progress)
    unanswered = sum(finding.answer is None for finding in made.dataset.findings)
    console.say(PUBLISHED.about(path=project.root / "build/site", open=unanswered))
    return ExitStatus.CLEAN


def serve(options: argparse.Namespace, console: Console) -> int:
    """Show one edition on this machine and follow edits."""
    project = _project()
    made = narrator.build(project, console.progress)
    asked = [options.locale] if options.locale else None
    tag = _tags(made.dataset, asked)[0]
    _write(project, made, console)

    def rebuild() -> None:
        try:
            _write(project, narrator.build(project, console.progress), console)
        except Failure as failure:
            console.fail(failure)

    html.serve(project.root, tag, options.port, rebuild)
    return ExitStatus.CLEAN


def catalogue(options: argparse.Namespace, console: Console) -> int:
    """Update the catalogues, compare them, or show how far they are."""
    project = _project()
    made = narrator.build(project, console.progress)
    if options.action == "check":
        return _compare(project, made.catalogues, console)
    if options.action == "status":
        console.report(_status(made, console))
        return ExitStatus.CLEAN
    written = write(project.root, made.catalogues)
    for artefact in written:
        console.say(UPDATED.about(path=artefact.path))
    if not written:
        console.say(UP_TO_DATE)
    return ExitStatus.CLEAN


def lookup(options: argparse.Namespace, console: Console) -> int:
    """Print the codes that a number or words lead to, exact matches first."""
    made = narrator.build(_project(), console.progress)
    asked = [options.locale] if options.locale else None
    tag = _tags(made.dataset, asked or [{"zh": "zh-Hans", "en": "en"}[console.language]])[0]
    edition = next(found for found in made.dataset.editions if found.locale.tag == tag)
    codes = _matching(options.query, made.dataset)
    if options.json:
        records = [code_json(code, made.dataset) for code in codes]
        console.report(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
    else:
        console.report("\n".join(_shown(code, edition) for code in codes))
    if not codes:
        console.say(NOTHING_FOUND.about(query=options.query))
        return ExitStatus.FINDINGS
    return ExitStatus.CLEAN


def _project() -> Project:
    project = find_project(Path.cwd())
    if project is None:
        raise Failure(ExitStatus.SETTINGS, Fault(str(Path.cwd()), NO_PROJECT, GO_TO_PROJECT))
    return project


def _tags(dataset: Dataset, asked: Iterable[str] | None) -> tuple[str, ...]:
    """Return the language tags asked for (all by default); a failure names those that exist."""
    known = tuple(edition.locale.tag for edition in dataset.editions)
    for tag in asked or ():
        if tag not in known:
            remedy = KNOWN_TAGS.about(tags=", ".join(known))
            raise Failure(ExitStatus.SETTINGS, Fault("--locale", NO_EDITION.about(tag=tag), remedy))
    return tuple(asked or known)


def _write(project: Project, made: Build, console: Console) -> None:
    written = write(project.root, (*made.catalogues, *made.pages, *made.exports))
    for folder in ("build/pages", "build/site/api", "build/site/downloads"):
        prune(project.root, folder, (*made.pages, *made.exports))
    console.progress(WRITTEN.about(count=len(written)))


def _compare(project: Project, artefacts: Iterable[Artefact], console: Console) -> int:
    outdated = tuple(stale(project.root, artefacts))
    for artefact in outdated:
        console.say(OUTDATED.about(path=artefact.path))
    return ExitStatus.FINDINGS if outdated else ExitStatus.CLEAN


def _status(made: Build, console: Console) -> str:
    """Return a table: for each catalogue the messages in each state, and the drafts among them."""
    heading = STATUS_HEADING.text(console.language)
    lines = [f"{heading:<24}" + "".join(f"{state:>12}" for state in State) + f"{'draft':>12}"]
    for (locale, domain), found in made.library.catalogues.items():
        counts = coverage(found)
        cells = "".join(f"{counts.messages[state]:>12}" for state in State)
        lines.append(f"{locale + ' ' + domain:<24}{cells}{counts.drafts:>12}")
    return "\n".join(lines) + "\n"


def _matching(query: str, dataset: Dataset) -> list[StatusCode]:
    wanted = query.strip().casefold()
    names = [(code, _names(code, dataset)) for code in dataset.codes]
    exact = [code for code, known in names if wanted in known]
    return exact or [code for code, known in names if any(wanted in name for name in known)]


def _names(code: StatusCode, dataset: Dataset) -> set[str]:
    """Return everything that people call a code: number, class, phrases, titles."""
    names = {str(code.code), code.status_class, code.phrase or ""}
    names |= {past.phrase for past in code.assignment.history} if code.assignment else set()
    if code.author and code.author.record.phrase:
        names.add(code.author.record.phrase.text)
    titles = (edition.status(code.code, "title") for edition in dataset.editions)
    names |= {title.text for title in titles if title}
    return {name.casefold() for name in names if name}


def _shown(code: StatusCode, edition: Edition) -> str:
    texts = (edition.status(code.code, field) for field in ("title", "description"))
    title, description = (text.text if text else "" for text in texts)
    heading = " ".join(part for part in (str(code.code), code.phrase, title) if part)
    return f"{heading}\n    {description}\n"


NO_PROJECT = Wording("这里不是项目", "this is no project")
GO_TO_PROJECT = Wording(
    "在 pyproject.toml 含 [tool.pipeline] 的目录中运行",
    "run it in a folder whose pyproject.toml has [tool.pipeline]",
)
NO_EDITION = Wording("没有语言 {tag}", "no edition {tag}")
KNOWN_TAGS = Wording("可选：{tags}", "the editions are: {tags}")
PUBLISHED = Wording(
    "网站已生成：{path}（待处理的发现 {open} 处）",
    "The site is in {path} (unanswered findings: {open}).",
)
UPDATED = Wording("已更新 {path}", "updated {path}")
UP_TO_DATE = Wording("翻译目录无需更新", "catalogues are up to date")
WRITTEN = Wording("写入 {count} 个文件", "{count} files written")
OUTDATED = Wording("已过期：{path}", "out of date: {path}")
STATUS_HEADING = Wording("目录", "catalogue")
NOTHING_FOUND = Wording("没有找到“{query}”", "nothing found for “{query}”")
