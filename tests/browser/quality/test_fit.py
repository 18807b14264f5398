"""Every kind of page fits: small screens, enlarged text, paper, no motion, no mouse, from right."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from pipeline.artefacts import write
from pipeline.build import Build
from pipeline.site import build_site
from tests.browser.conftest import visiting
from tests.browser.host import served
from tests.browser.kinds import everywhere, kinds
from tests.golden_project import build_project, copy_golden

Visit = Callable[..., Page]

WIDTH = "document.documentElement.scrollWidth"
STEPS = 40  # more than the stops of the tabulator before the text


# 640 pixels are a screen of 1280 at 200 %, 320 one at 400 % (WCAG 1.4.10).
WIDTHS = (320, 360, 640)


def test_nothing_scrolls_sideways(visit: Visit, site: str, real: Build) -> None:
    page = visit("#choose")
    found = {}
    for path in ("#choose", "404/#choose", "en/499/", *everywhere(real)):
        page.goto("about:blank")
        page.goto(site + path)
        for width in WIDTHS:
            page.set_viewport_size(ViewportSize(width=width, height=800))
            found[path, width] = page.evaluate(WIDTH)
    assert {place: wide for place, wide in found.items() if wide > place[1]} == {}


def test_nothing_moves_for_those_who_ask(visit: Visit) -> None:
    page = visit("en/404/", width=360)
    page.emulate_media(reduced_motion="reduce")
    page.click(".hs-header label")
    expect(page.locator(".hs-menu")).to_be_in_viewport()
    moving = "document.getAnimations().filter((each) => each.playState === 'running').length"
    assert page.evaluate(moving) == 0


def test_paper_has_the_text_and_no_controls(visit: Visit, site: str, real: Build) -> None:
    page = visit("#choose")
    page.emulate_media(media="print")
    for path in kinds(real):
        page.goto(f"{site}en/{path}")
        expect(page.locator("h1").first).to_be_visible()
        for control in (".hs-header", ".hs-menu", ".hs-toc", ".hs-footer", ".hs-top"):
            for each in page.locator(control).all():
                expect(each).to_be_hidden()


def tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until what `selector` names has the focus."""
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def test_the_keyboard_alone_skips_to_the_text(visit: Visit) -> None:
    page = visit("en/404/")
    page.keyboard.press("Tab")
    expect(page.locator(".hs-skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#top")


def test_the_keyboard_alone_changes_the_language(visit: Visit, site: str) -> None:
    page = visit("en/404/")
    tab_to(page, ".hs-switcher a[hreflang=ja]")
    expect(page.locator(".hs-switcher a[hreflang=ja]")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}ja/404/")


def test_the_keyboard_alone_finds_and_opens_a_code(visit: Visit, site: str) -> None:
    page = visit("en/200/")
    page.keyboard.press("/")
    expect(page.locator(".hs-finder input")).to_be_focused()
    page.keyboard.type("not found")
    expect(page.locator(".hs-finder li").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}en/404/**")


def test_what_has_the_focus_can_be_seen(visit: Visit) -> None:
    page = visit("en/404/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the menu
    tab_to(page, "article a")
    style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style != "none"


@pytest.fixture
def arabic(chromium: Browser, tmp_path: Path) -> Iterator[Visit]:
    """Open a page of the golden project in a language that is written from right to left."""
    folder = copy_golden(tmp_path / "project")
    settings = folder / "pyproject.toml"
    settings.write_text(settings.read_text().replace('"ja"', '"ar"'))
    made = build_project(folder)
    write(folder, (*made.pages, *made.exports))
    build_site(folder, ("ar",), lambda _: None)
    with served(folder / "build/site") as address:
        yield from visiting(chromium, address)


def test_pages_are_read_from_the_right(arabic: Visit) -> None:
    page = arabic("ar/413/", width=360)
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.evaluate(WIDTH) <= 360
    isolated = "getComputedStyle(document.querySelector('.hs-place')).direction"
    assert page.evaluate(isolated) == "ltr"
    phrase = page.locator("h1 [lang=en]")
    expect(phrase).to_have_attribute("dir", "ltr")
