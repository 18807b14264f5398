"""What an earlier build made from the same is taken from where it lies, and only then."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.artefacts import Artefact, write
from pipeline.build import Build, build
from pipeline.kept import noted
from pipeline.project import find_project

ENGLISH = "locales/en/LC_MESSAGES/statuses.po"
PAGE = "build/pages/ja/404.md"
STAMP = "build/stamps/ja.pages"


def built(folder: Path) -> Build:
    """Build the project in `folder` once more, and write what it makes."""
    project = find_project(folder)
    assert project is not None
    made = build(project, lambda _: None, again=True)
    write(folder, (*made.catalogues, *made.pages, *made.exports, *made.stamps))
    return made


def contents(artefacts: tuple[Artefact, ...]) -> dict[str, bytes]:
    return {each.path: each.content for each in artefacts}


def alter(folder: Path, path: str, old: str, new: str) -> None:
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def kept(build: Build) -> bool:
    """Tell whether the Japanese pages were taken from where they lay: only others have stamps."""
    return STAMP not in contents(build.stamps)


def test_what_follows_from_the_same_is_taken_from_where_it_lies(golden_folder: Path) -> None:
    first = built(golden_folder)
    again = built(golden_folder)
    assert (kept(first), kept(again)) == (False, True)
    assert contents(again.pages) == contents(first.pages)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("locales/ja/LC_MESSAGES/statuses.po", 'msgstr "', 'msgstr "・'),
        (ENGLISH, 'msgstr "Continue"', 'msgstr "Go on"'),
        ("source/http-status-codes.md", "所请求的资源不存在", "那里什么也没有"),
        ("site_templates/code.md.jinja", "<dt>JSON</dt>", "<dt>json</dt>"),
        ("pyproject.toml", "golden.example", "gold.example"),
    ],
)
def test_what_follows_from_something_else_is_made_anew(
    golden_folder: Path, path: str, old: str, new: str
) -> None:
    built(golden_folder)
    alter(golden_folder, path, old, new)
    made = built(golden_folder)
    assert not kept(made)
    project = find_project(golden_folder)
    assert project is not None
    assert contents(made.pages) == contents(build(project, lambda _: None).pages)


def to_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


SPOILED: dict[str, Callable[[Path], object]] = {
    "a pipe for a page": lambda folder: to_pipe(folder / PAGE),
    "a pipe for a stamp": lambda folder: to_pipe(folder / STAMP),
    "half a stamp": lambda folder: (folder / STAMP).write_text(
        "".join((folder / STAMP).read_text().splitlines(keepends=True)[:9])
    ),
    "the page": lambda folder: (folder / PAGE).write_text("by hand"),
    "no page": lambda folder: (folder / PAGE).unlink(),
    "no stamp": lambda folder: (folder / STAMP).unlink(),
    "another stamp": lambda folder: (folder / STAMP).write_text("no stamp"),
    "bytes": lambda folder: (folder / STAMP).write_bytes(b"\xff"),
    "a path": lambda folder: alter(folder, STAMP, PAGE, "../404.md"),
}


@pytest.mark.parametrize("spoilt", SPOILED)
def test_what_somebody_has_touched_is_made_anew(golden_folder: Path, spoilt: str) -> None:
    first = built(golden_folder)
    SPOILED[spoilt](golden_folder)
    again = built(golden_folder)
    assert not kept(again)
    assert contents(again.pages) == contents(first.pages)


def test_catalogues_without_a_finding_are_not_judged_again(golden_folder: Path) -> None:
    alter(golden_folder, ENGLISH, 'msgstr "Continue"', 'msgstr "Continue\u200b"')
    built(golden_folder)  # which writes the catalogues that there are not
    first = built(golden_folder)
    assert {found.span.path for found in first.review.findings} == {ENGLISH}
    stamp = golden_folder / "build/stamps/faultless"
    assert noted(golden_folder, "faultless") == first.review.faultless != frozenset()
    assert built(golden_folder).review == first.review
    stamp.write_bytes(b"\xff")
    assert noted(golden_folder, "faultless") == frozenset()
    assert built(golden_folder).review == first.review
    assert noted(golden_folder, "faultless") == first.review.faultless
