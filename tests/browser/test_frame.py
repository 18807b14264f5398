"""What stands around the text: the menu, the colours, the languages, the sections, the way back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]

MENU = ".hs-menu"
BUTTON = ".hs-header label"
NARROW = 360  # pixels
DARK, LIGHT = "dark", "light"


def inside(page: Page, selector: str) -> bool:
    """Tell whether the focus is in what `selector` names."""
    return bool(page.evaluate("(wanted) => !!document.activeElement.closest(wanted)", selector))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_drawer_opens_and_closes(visit: Visit, *, script: bool) -> None:
    page = visit("en/404/", width=NARROW, script=script)
    expect(page.locator(MENU)).to_be_hidden()
    page.click(BUTTON)
    expect(page.locator(MENU)).to_be_visible()
    expect(page.locator(".hs-veil")).to_be_visible()
    page.mouse.click(NARROW - 5, 400)  # beside the menu
    expect(page.locator(MENU)).to_be_hidden()


def test_the_keyboard_opens_the_drawer_and_escape_closes_it(visit: Visit) -> None:
    page = visit("en/404/", width=NARROW)
    switch = page.get_by_role("checkbox", name="Navigation")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(switch).to_be_focused()
    page.keyboard.press("Enter")
    expect(switch).to_be_checked()
    expect(page.locator(f"{MENU} [aria-current=page]")).to_be_in_viewport()
    assert inside(page, MENU)
    expect(page.locator("main")).to_have_attribute("inert", "")
    page.keyboard.press("Escape")
    expect(page.locator(MENU)).to_be_hidden()
    expect(switch).to_be_focused()
    expect(page.locator("main")).not_to_have_attribute("inert", "")


def test_the_drawer_is_closed_when_one_comes_back(visit: Visit, site: str) -> None:
    page = visit("en/404/", width=NARROW)
    page.click(BUTTON)
    page.click(f"{MENU} >> text=405 Method")
    page.wait_for_url(f"{site}en/405/")
    page.go_back()
    expect(page.locator(MENU)).to_be_hidden()
    expect(page.locator("main")).not_to_have_attribute("inert", "")


def test_colours_are_chosen_and_remembered(visit: Visit) -> None:
    page = visit("en/404/", dark=True)
    root = page.locator("html")
    expect(root).to_have_css("color-scheme", DARK)
    page.get_by_role("button", name="Switch to light colors").click()
    expect(root).to_have_css("color-scheme", LIGHT)
    page.reload()
    expect(root).to_have_css("color-scheme", LIGHT)
    page.emulate_media(color_scheme="light")
    page.get_by_role("button", name="Switch to dark colors").click()
    expect(root).to_have_css("color-scheme", DARK)
    page.get_by_role("button", name="Follow the system's colors").click()
    expect(root).to_have_css("color-scheme", LIGHT)


def test_escape_closes_the_list_of_languages(visit: Visit) -> None:
    page = visit("en/404/")
    page.get_by_role("button", name="Select language").focus()
    expect(page.locator(".hs-switcher ul")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".hs-switcher ul")).to_be_hidden()


def test_the_head_and_the_list_of_sections_follow_the_reader(visit: Visit) -> None:
    page = visit("en/404/")
    expect(page.locator(".hs-site")).to_have_text("HTTP status codes")
    page.click(".hs-toc >> text=What programs call it")
    expect(page.locator(".hs-toc [aria-current]")).to_have_text("What programs call it")
    expect(page.locator(".hs-site")).to_have_text("404 Not Found")
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator(".hs-toc [aria-current]")).to_have_count(0)
    expect(page.locator(".hs-site")).to_have_text("HTTP status codes")


def test_a_way_to_the_top_is_offered_to_those_who_turn_back(visit: Visit) -> None:
    page = visit("en/413/")
    button = page.get_by_role("button", name="Back to top")
    page.mouse.wheel(0, 2000)
    expect(page.locator("h1")).not_to_be_in_viewport()
    expect(button).to_be_hidden()
    page.mouse.wheel(0, -100)
    button.click()
    expect(page.locator("h1")).to_be_in_viewport()
    expect(button).to_be_hidden()


def test_the_menu_shows_where_the_reader_is(visit: Visit) -> None:
    page = visit("en/451/")
    expect(page.locator(f"{MENU} [aria-current=page]")).to_be_in_viewport()


def test_examples_are_copied(visit: Visit) -> None:
    page = visit("en/429/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy Request").click()
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    assert re.match(r"GET /\S* HTTP/1.1\n", page.evaluate("navigator.clipboard.readText()"))


def test_what_needs_script_is_not_shown_without(visit: Visit) -> None:
    page = visit("en/404/", script=False)
    for control in (".hs-find", ".hs-colours"):
        expect(page.locator(control)).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 1700, 2100])
def test_icons_grow_with_the_text(visit: Visit, width: int) -> None:
    page = visit("en/404/", width=width)
    drawn = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.hs-colours'), '::before').scale) * 24"
    )
    size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert drawn == pytest.approx(1.2 * size, rel=0.01)
    assert size == {1280: 20, 1700: 22, 2100: 24}[width]


SHIFTS = """() => new Promise((done) => {
  const values = (seen) => seen.getEntries().map((each) => each.value);
  const watch = new PerformanceObserver((seen) => done(values(seen)));
  watch.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done([]), 500);
})"""


@pytest.mark.parametrize("path", ["", "404/"])
@pytest.mark.parametrize("tag", ["zh-Hans", "en", "ja", "ar"])
def test_nothing_moves_as_a_page_comes(visit: Visit, site: str, tag: str, path: str) -> None:
    """On a slow line the styles and the scripts come one after the other."""
    page = visit("#choose", width=NARROW)
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    line = {"offline": False, "latency": 100, "downloadThroughput": 2e5, "uploadThroughput": 2e5}
    slow.send("Network.emulateNetworkConditions", line)
    page.goto(f"{site}{tag}/{path}")
    page.wait_for_load_state("networkidle")
    assert sum(page.evaluate(SHIFTS)) < 0.005
