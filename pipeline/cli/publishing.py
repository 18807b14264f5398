"""`site` and `serve`: the HTML. Only these commands wait for MkDocs to load."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module

from pipeline import build as narrator
from pipeline import site as html
from pipeline.artefacts import SITE, write
from pipeline.cli.building import edition_tags, in_turn, own_project, publishable, write_build
from pipeline.cli.console import Console
from pipeline.cli.remembering import before_reading, remember
from pipeline.failure import ExitStatus, Failure
from pipeline.site.offline import packed
from pipeline.site.workers import employed
from pipeline.wording import Wording


def site(options: argparse.Namespace, console: Console) -> int:
    """Build everything, HTML included. Findings are published, and stop nothing."""
    with employed(), in_turn(own_project(), console):
        _publish(options, console)
    return ExitStatus.CLEAN


def offline(options: argparse.Namespace, console: Console) -> int:
    """Build everything, then pack the site for readers without a network."""
    project = own_project()
    with employed(), in_turn(project, console):
        _publish(options, console)
        archive = packed(project.root)
        write(project.root, [archive])
    size = f"{len(archive.content) / 1_000_000:.1f} MB"
    console.say(PACKED.about(path=project.root / archive.path, size=size))
    return ExitStatus.CLEAN


def serve(options: argparse.Namespace, console: Console) -> int:
    """Show one edition or more on this machine, and follow edits."""
    root = own_project().root

    def rebuild() -> None:
        try:
            _preview(options.locale, console)
        except Failure as failure:
            console.fail(failure)
            raise

    with employed():
        first = _preview(options.locale, console)
        serving = import_module("pipeline.site.serving")
        serving.serve(root, first, options.port, rebuild, console.language)
    return ExitStatus.CLEAN


def _publish(options: argparse.Namespace, console: Console) -> None:
    before = before_reading(own_project())
    project = own_project()  # read again: what was noted before is what the build goes by
    asked = tuple(options.locale or ())
    tags = edition_tags(project, asked)
    made = write_build(
        project,
        lambda: publishable(narrator.build(project, console.progress, asked, again=True)),
        console,
        asked,
    )
    html.build_site(project.root, tags, console.progress)
    unanswered = sum(finding.answer is None for finding in made.dataset.findings)
    said = PUBLISHED.about(path=project.root / SITE, open=unanswered)
    console.say(said)
    arguments = ["site", *(word for tag in asked for word in ("--locale", tag))]
    remember(project, arguments, said.text(console.language), before, made.catalogues)


def _preview(asked: Sequence[str] | None, console: Console) -> str:
    """Build what is shown while people edit; return the tag of its first edition.

    Of the editions asked for, else the source's; settings are read anew like all else.
    """
    with in_turn(own_project(), console):
        project = own_project()  # as it is now that nobody else builds
        tags = edition_tags(project, asked or (project.source_locale.tag,))
        write_build(
            project,
            lambda: narrator.build(project, console.progress, tags, again=True),
            console,
            tags,
        )
        html.build_site(project.root, tags, console.progress)
    return tags[0]


PACKED = Wording("离线版：{path}（{size}）", "The archive is {path} ({size}).")
PUBLISHED = Wording(
    "网站已生成：{path}（待处理的发现 {open} 处）",
    "The site is in {path} (unanswered findings: {open}).",
)
