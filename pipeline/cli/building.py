"""`build`: what follows from the sources, compared or written."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeVar

from pipeline import build as narrator
from pipeline.artefacts import SITE, Artefact, alone, prune, stale, surplus, write
from pipeline.build import Build, Gathered
from pipeline.cli.console import Console
from pipeline.cli.reviewing import say_reviewed
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.kept import FAULTLESS, STAMPS
from pipeline.project import Project, find_project
from pipeline.wording import Wording

Made = TypeVar("Made", Build, Gathered)


def build(options: argparse.Namespace, console: Console) -> int:
    """Write catalogues, pages and exports; with --check only compare them."""
    project = own_project()
    if options.check:
        return _check(project, console)
    with in_turn(project, console):
        project = own_project()  # as it is now that nobody else builds
        made = write_build(
            project, lambda: publishable(narrator.build(project, console.progress)), console
        )
    say_reviewed(made.review, console)
    return ExitStatus.CLEAN


def _check(project: Project, console: Console) -> int:
    made = publishable(narrator.build(project, console.progress))
    artefacts = (*made.catalogues, *made.pages, *made.exports)
    old = [
        path
        for folder, kept in _own(project)
        for path in surplus(project.root, folder, artefacts, kept)
    ]
    return compare(project, artefacts, console, old)


def in_turn(project: Project, console: Console) -> AbstractContextManager[None]:
    """Return what holds off other builds of `project`, and says so when it has to wait for one."""
    return alone(project.root, lambda: console.say(WAITING))


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


def edition_tags(project: Project, asked: Iterable[str] | None) -> tuple[str, ...]:
    """Return the language tags asked for (all by default); a failure names those that exist."""
    known = tuple(locale.tag for locale in (project.source_locale, *project.locales))
    for tag in asked or ():
        if tag not in known:
            remedy = KNOWN_TAGS.about(tags=", ".join(known))
            raise Failure(ExitStatus.SETTINGS, Fault("--locale", NO_EDITION.about(tag=tag), remedy))
    return tuple(dict.fromkeys(asked or known))


def write_build(
    project: Project, make: Callable[[], Build], console: Console, only: Collection[str] = ()
) -> Build:
    """Write what `make` returns, delete what former builds made, return what was written.

    `only` are the tags of the editions whose pages were made; those of others stay as they are.
    """

    def artefacts(build: Build) -> tuple[Artefact, ...]:
        return (*build.catalogues, *build.pages, *build.exports, *build.stamps)

    made, written = written_or_made_again(project, make, artefacts, console)
    for folder, kept in _own(project, only):
        prune(project.root, folder, (*made.pages, *made.exports), kept)
    console.progress(WRITTEN.about(count=len(written)))
    return made


def written_or_made_again(
    project: Project,
    make: Callable[[], Made],
    artefacts: Callable[[Made], Iterable[Artefact]],
    console: Console,
) -> tuple[Made, tuple[Artefact, ...]]:
    """Write the artefacts of what `make` returns, and return both.

    If somebody saved a catalogue meanwhile, make it once more with what they wrote; a second
    time is a failure.
    """
    made = make()
    try:
        return made, write(project.root, artefacts(made), made.library.read)
    except Failure as failure:
        if failure.status is not ExitStatus.CONFLICT:
            raise
    console.say(SAVED_MEANWHILE)
    made = make()
    return made, write(project.root, artefacts(made), made.library.read)


def compare(
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


def _own(project: Project, only: Collection[str] = ()) -> Iterator[tuple[str, Collection[str]]]:
    """Yield the folders in which every file is the build's own, so that what it does not make goes.

    With what is to stay there: the editions that were not asked for, and HTML, which is MkDocs'.
    """
    tags = edition_tags(project, None)
    others = [tag for tag in tags if only and tag not in only]
    yield "build/pages", [f"build/pages/{tag}" for tag in others]
    yield "build/mkdocs", [f"build/mkdocs/{tag}.yml" for tag in others]
    yield SITE, [f"{SITE}/{tag}" for tag in tags]
    stamps = (f"{tag}{kind}" for tag in tags for kind in ("", ".json", ".pages"))
    yield STAMPS, [f"{STAMPS}/{name}" for name in (FAULTLESS, *stamps)]


NO_PROJECT = Wording("这里不是项目", "this is no project")
GO_TO_PROJECT = Wording(
    "在 pyproject.toml 含 [tool.pipeline] 的目录中运行",
    "run it in a folder whose pyproject.toml has [tool.pipeline]",
)
NO_EDITION = Wording("没有语言 {tag}", "no edition {tag}")
KNOWN_TAGS = Wording("可选：{tags}", "the editions are: {tags}")
SAVED_MEANWHILE = Wording(
    "有人同时保存了翻译目录；以其内容重新合并",
    "a catalogue was saved meanwhile; merging again with what it says now",
)
WAITING = Wording(
    "另一个构建正在进行，等它结束……", "another build is going on; waiting for its end ..."
)
WRITTEN = Wording("写入 {count} 个文件", "{count} files written")
OUTDATED = Wording("已过期：{path}", "out of date: {path}")
