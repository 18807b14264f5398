"""What every reader gets: pages that fit the screen, work without script, and ask no other host."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pipeline.build import Build

Visit = Callable[..., Page]

# `make quality` looks at every language.
LONG_WORDS = ("de", "ru", "ar", "vi")
PAGES = (
    *("", "4xx/", "103/", "306/", "404/", "413/", "report/", "downloads/"),
    *("errata/", "rules/", "rules/mixed-line-endings/", "translations/"),
)


def test_nothing_scrolls_sideways_on_a_phone(visit: Visit, site: str) -> None:
    page = visit("#choose", width=360)
    widths = {"": page.evaluate("document.documentElement.scrollWidth")}
    for path in (f"{tag}/{path}" for tag in LONG_WORDS for path in PAGES):
        page.goto(site + path)
        widths[path] = page.evaluate("document.documentElement.scrollWidth")
    assert {path: width for path, width in widths.items() if width > 360} == {}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_pages_are_dark_where_the_system_is(visit: Visit, site: str, *, script: bool) -> None:
    page = visit("zh-Hans/", dark=True, script=script)
    for path in PAGES:
        page.goto(f"{site}zh-Hans/{path}")
        expect(page.locator("html")).to_have_css("color-scheme", "dark")


def test_the_page_of_code_404_is_not_the_error_page(visit: Visit, site: str) -> None:
    page = visit("en/404/")
    expect(page.locator("h1")).to_contain_text("404 Not Found")
    page.goto(f"{site}en/nowhere")
    expect(page.locator("h1")).to_have_text("No such page")


def test_pages_are_read_without_script(visit: Visit) -> None:
    page = visit("zh-Hans/", script=False)
    page.get_by_role("link", name="404", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("404 Not Found 未找到")
    expect(page.get_by_text("默认可缓存", exact=True)).to_be_visible()
    page.get_by_role("link", name="RFC 9110 §15.5.5").first.wait_for()


def test_the_authors_tab_is_still_a_tab(visit: Visit) -> None:
    written = visit("en/413/").locator("del.hs-verbatim")
    assert (written.text_content() or "").startswith("e\t由于请求的实体过大")


def test_headings_have_the_same_anchors_in_every_language(
    visit: Visit, site: str, real: Build
) -> None:
    found, page = set(), visit("#choose")
    for edition in real.dataset.editions:
        page.goto(f"{site}{edition.locale.tag}/413/")
        headings = page.locator("article :is(h1, h2, h3)").all()
        found.add(tuple(heading.get_attribute("id") for heading in headings))
    assert found == {
        (
            "top",
            "what-to-do",
            "at-a-glance",
            "source",
            "erratum-description",
            "history",
            "libraries",
            "confused-with",
            "example",
            "copy",
            "languages",
            "findings",
            "data",
        )
    }


def test_a_row_of_the_index_has_an_address(visit: Visit) -> None:
    expect(visit("ja/#404").locator(":target")).to_have_text("404")


def test_data_and_neighbours_are_a_click_away(visit: Visit, site: str) -> None:
    page = visit("zh-Hans/404/")
    link = page.get_by_role("link", name="api/v1/codes/404.json")
    answer = page.request.get(page.evaluate("link => link.href", link.element_handle()))
    assert answer.json()["code"] == 404
    page.click(".hs-footer a[rel=next]")
    page.wait_for_url(f"{site}zh-Hans/405/")
    page.click(".hs-footer a[rel=prev]")
    page.wait_for_url(f"{site}zh-Hans/404/")


def test_texts_of_other_languages_say_so(visit: Visit) -> None:
    page = visit("ja/404/")
    expect(page.locator("h1 [lang=en]")).to_have_text("Not Found")
    expect(page.locator("blockquote")).to_have_attribute("lang", "zh-Hans")
