"""`site` and `serve`: the HTML. Only these commands wait for MkDocs to load."""

from __future__ import annotations

import argparse
from importlib import import_module

from pipeline import build as narrator
from pipeline import site as html
from pipeline.artefacts import write
from pipeline.cli.building import edition_tags, in_turn, own_project, publishable, write_build
from pipeline.cli.console import Console
from pipeline.failure import ExitStatus, Failure
from pipeline.project import Project
from pipeline.site.offline import packed
from pipeline.wording import Wording


def site(options: argparse.Namespace, console: Console) -> int:
    """Build everything, HTML included. Findings are published, and stop nothing."""
    html.warm_up()
    project = own_project()
    with in_turn(project, console):
        _publish(project, options, console)
    return ExitStatus.CLEAN


def offline(options: argparse.Namespace, console: Console) -> int:
    """Build everything, then pack the site for readers without a network."""
    html.warm_up()
    project = own_project()
    with in_turn(project, console):
        _publish(project, options, console)
        archive = packed(project.root)
        write(project.root, [archive])
    size = f"{len(archive.content) / 1_000_000:.1f} MB"
    console.say(PACKED.about(path=project.root / archive.path, size=size))
    return ExitStatus.CLEAN


def serve(options: argparse.Namespace, console: Console) -> int:
    """Show one edition on this machine and follow edits."""
    project = own_project()
    made = narrator.build(project, console.progress)
    asked = [options.locale] if options.locale else None
    tag = edition_tags(made.dataset, asked)[0]
    with in_turn(project, console):
        write_build(project, made, console)

    def rebuild() -> None:
        try:
            with in_turn(project, console):
                write_build(project, narrator.build(project, console.progress), console)
        except Failure as failure:
            console.fail(failure)

    import_module("pipeline.site.serving").serve(project.root, tag, options.port, rebuild)
    return ExitStatus.CLEAN


def _publish(project: Project, options: argparse.Namespace, console: Console) -> None:
    made = publishable(narrator.build(project, console.progress))
    tags = edition_tags(made.dataset, options.locale)
    write_build(project, made, console)
    html.build_site(project.root, tags, console.progress)
    unanswered = sum(finding.answer is None for finding in made.dataset.findings)
    console.say(PUBLISHED.about(path=project.root / "build/site", open=unanswered))


PACKED = Wording("离线版：{path}（{size}）", "The archive is {path} ({size}).")
PUBLISHED = Wording(
    "网站已生成：{path}（待处理的发现 {open} 处）",
    "The site is in {path} (unanswered findings: {open}).",
)
