"""Pages of the golden project to look at, also with other data."""

from collections.abc import Callable
from dataclasses import replace

from pipeline.build import Build
from pipeline.dataset import Dataset, Text
from pipeline.exports import render_exports
from pipeline.pages import render_pages
from pipeline.project import find_project
from pipeline.templates import Templates
from tests.golden_project import ROOT


def shown(build: Build, path: str) -> str:
    """Return the page at `build/<path>`."""
    return next(page.content.decode() for page in build.pages if page.path == f"build/{path}")


def has(text: str, *snippets: str) -> None:
    """See that every snippet is in `text`."""
    missing = [snippet for snippet in snippets if snippet not in text]
    assert not missing, text


def with_text(build: Build, address: str, text: str, direction: str = "ltr") -> Build:
    """Return the build with this text at `address`, the last edition written in `direction`."""
    last = build.dataset.editions[-1]
    locale = replace(last.locale, direction=direction)
    texts = {
        at: replace(found, text=text, locale=locale) if at == address else found
        for at, found in last.texts.items()
    }
    others = replace_texts(build, address, text).dataset.editions[:-1]
    editions = (*others, replace(last, locale=locale, texts=texts))
    return rendered(build, replace(build.dataset, editions=editions))


def replace_texts(build: Build, address: str, text: str) -> Build:
    """Return the build with this text at `address`, in every edition."""
    editions = tuple(
        replace(
            edition,
            texts={
                at: replace(found, text=text) if at == address else found
                for at, found in edition.texts.items()
            },
        )
        for edition in build.dataset.editions
    )
    return rendered(build, replace(build.dataset, editions=editions))


def change_texts(build: Build, change: Callable[[Text], Text]) -> Build:
    """Return the build with every text changed, in every edition."""
    editions = tuple(
        replace(edition, texts={at: change(text) for at, text in edition.texts.items()})
        for edition in build.dataset.editions
    )
    return rendered(build, replace(build.dataset, editions=editions))


def rendered(build: Build, dataset: Dataset) -> Build:
    """Return the build with the pages of another dataset."""
    project = find_project(ROOT)
    assert project is not None
    exports = render_exports(dataset)
    pages = render_pages(dataset, Templates(project.templates()), exports.downloads)
    return replace(build, dataset=dataset, pages=pages.artefacts, exports=exports.artefacts)
