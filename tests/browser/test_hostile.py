"""A dataset whose every text is an attack: it is read as text, and does nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.build import Build
from pipeline.exports import render_exports
from pipeline.pages import render_pages
from pipeline.project import find_project
from pipeline.span import Document
from pipeline.templates import Templates
from tests.browser.conftest import html, visiting
from tests.browser.host import served
from tests.golden_project import ROOT

Visit = Callable[..., Page]
Value = TypeVar("Value")

ATTACK = (
    """<script>alert(1)</script>"><img src=x onerror=alert(2)> [x](javascript:alert(3)) """
    """{{ 7*7 }} {% raw %} <!-- `code` | ~~~ **b** _i_ {: #x } ![y](z) &amp; \\ </title>"""
)
# Texts that people write, or that a registry could one day hold; not addresses, dates or keys.
TEXTS = {
    "text",
    "phrase",
    "as_written",
    "corrected",
    "reason",
    "authority",
    "quote",
    "section",
    "source",
    "header_fields",
    "autonym",
}

RULE = "en/rules/phrase-typo/"
PATHS = (
    *("en/", "en/4xx/", "en/404/", "en/413/", "en/499/", "en/report/", "en/downloads/"),
    *("en/errata/", "en/rules/", RULE, "en/translations/"),
    *("#choose", "404/#choose", "nowhere", "en/495/"),
)


def poisoned(value: Value) -> Value:
    """Return `value` with an attack in place of each text in it."""
    if isinstance(value, Document) or not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {
        field.name: ATTACK if _is_text(field.name, old) else _inside(old, field.name)
        for field in fields(value)
        if field.init and (old := getattr(value, field.name)) is not None
    }
    return replace(value, **changes)


def _is_text(name: str, value: object) -> bool:
    return name in TEXTS and isinstance(value, str) and not isinstance(value, Enum)


def _inside(value: object, name: str) -> object:
    if isinstance(value, tuple):
        names = getattr(value, "_fields", ())  # those of a named tuple, as cells are
        items = zip(names or (name,) * len(value), value, strict=True)
        inside = [ATTACK if _is_text(each, old) else _inside(old, each) for each, old in items]
        rebuilt: object = getattr(value, "_make", tuple)(inside)
        return rebuilt
    if isinstance(value, Mapping):
        return {
            key: ATTACK if name == "values" else _inside(each, "") for key, each in value.items()
        }
    return poisoned(value)


@pytest.fixture(scope="module")
def hostile_site(golden: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the golden project's site, every text of it an attack."""
    project = find_project(ROOT)
    assert project is not None
    downloads = render_exports(golden.dataset).downloads
    pages = render_pages(poisoned(golden.dataset), Templates(project.templates()), downloads)
    assert not any(b"<script>alert" in page.content for page in pages.artefacts)
    with served(html(tmp_path_factory.mktemp("hostile"), pages.artefacts, "en")) as address:
        yield address


@pytest.fixture
def visit(chromium: Browser, hostile_site: str) -> Iterator[Visit]:
    """Open a page of the hostile site; no console message, error, dialog or foreign request."""
    yield from visiting(chromium, hostile_site)


@pytest.mark.parametrize("path", PATHS)
def test_every_text_is_text(visit: Visit, path: str) -> None:
    page = visit(path, language="fi-FI")
    page.hover("body")
    expect(page.locator("body")).to_contain_text(ATTACK)
    assert page.locator("img").count() == 0
    assert page.locator('a[href^="javascript"], [onerror], [id="x"]').count() == 0
    assert page.locator('main :is(code, b):text-is("code"), main em').count() == 0
    assert ATTACK.split(maxsplit=1)[0] in page.title()
    description = page.locator('meta[name="description"]')
    if path != RULE:  # which describes itself, in words of the code
        assert all(ATTACK in (meta.get_attribute("content") or "") for meta in description.all())


def test_a_search_result_is_text(visit: Visit) -> None:
    page = visit("en/413/")
    page.click(".hs-find")
    expect(page.locator(".hs-finder input")).to_be_focused()
    page.keyboard.insert_text("onerror")
    found = page.locator(".hs-finder li")
    expect(found.first).to_contain_text(ATTACK)
    expect(found.first.locator("mark").first).to_have_text("onerror")
    assert page.locator("img").count() == 0
