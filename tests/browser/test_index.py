"""The index: rows are found as one types, the state can be sent, and it prints on one sheet."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pipeline.build import Build

Visit = Callable[..., Page]

ROWS = ".hs-codes tbody tr:visible"


def test_every_code_has_a_row_and_an_address(visit: Visit, real: Build) -> None:
    page = visit("zh-Hans/#429")
    expect(page.locator(ROWS)).to_have_count(len(real.dataset.codes))
    expect(page.locator(":target")).to_have_text("429")
    expect(page.locator("tr:has(:target)")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("tag", "query", "codes"),
    [
        ("zh-Hans", "40", ["402", "403", "404", "405", "406", "407", "408", "409", "401", "400"]),
        ("en", "not found", ["404"]),
        ("en", "NOT_FOUND", ["404"]),
        ("zh-Hans", "未找", ["404"]),
        ("en", "request entity too large", ["413"]),  # as RFC 2616 called it
        ("zh-Hans", "４０４", ["404"]),
    ],
)
def test_rows_are_found_by_code_phrase_title_and_alias(
    visit: Visit, tag: str, query: str, codes: list[str]
) -> None:
    page = visit(f"{tag}/")
    page.fill("#hs-filter", query)
    expect(page.locator(ROWS)).to_have_count(len(codes))
    found = page.locator(f"{ROWS} >> a[id]").all_text_contents()
    assert sorted(found) == sorted(codes)


def test_what_is_shown_is_announced(visit: Visit) -> None:
    page = visit("en/")
    status = page.locator(".hs-filter output")
    expect(status).to_have_text("")
    page.fill("#hs-filter", "too")
    expect(status).to_have_text(re.compile(r"^\d of \d+ shown$"))
    page.fill("#hs-filter", "nothing of this kind")
    expect(status).to_have_text("No status code matches")
    expect(page.locator(".hs-section:visible")).to_have_count(0)


def test_a_class_is_chosen_and_left(visit: Visit) -> None:
    page = visit("en/")
    chip = page.locator('.hs-chips [data-class="5xx"]')
    chip.click()
    expect(page.locator(ROWS)).to_have_count(11)
    expect(chip).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile(r"/en/\?class=5xx$"))
    chip.click()
    expect(chip).not_to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile(r"/en/$"))


def test_the_state_is_in_the_address(visit: Visit, site: str) -> None:
    page = visit("en/?class=4xx&q=not")
    expect(page.locator("#hs-filter")).to_have_value("not")
    found = page.locator(f"{ROWS} >> a[id]")
    expect(found).to_have_text(["404", "405", "406", "416"])
    expect(page.locator(".hs-finder")).to_be_hidden()
    page.fill("#hs-filter", "too large")
    expect(page).to_have_url(f"{site}en/?class=4xx&q=too+large")
    page.reload()
    expect(found).to_have_text(["413", "414", "431"])  # as libraries call 414


def test_words_that_fit_no_row_are_searched_for_in_the_whole_site(visit: Visit) -> None:
    page = visit("en/?q=Retry-After")
    expect(page.locator(".hs-finder input")).to_have_value("Retry-After")
    expect(page.locator(".hs-finder li").first).to_be_visible()


def test_enter_opens_the_only_row(visit: Visit, site: str) -> None:
    page = visit("en/")
    page.fill("#hs-filter", "teapot")
    page.fill("#hs-filter", "gone")
    page.press("#hs-filter", "Enter")
    page.wait_for_url(f"{site}en/410/")


def test_without_script_chips_lead_to_their_class(visit: Visit, site: str) -> None:
    page = visit("en/", script=False)
    expect(page.locator(".hs-filter")).to_be_hidden()
    page.locator('.hs-chips [data-class="5xx"]').click()
    page.wait_for_url(f"{site}en/#5xx")


def test_the_index_prints_on_one_sheet(visit: Visit, site: str, real: Build) -> None:
    page = visit("#choose")
    pages = {}
    for tag in (edition.locale.tag for edition in real.dataset.editions):
        page.goto(f"{site}{tag}/")
        sheet = page.pdf(prefer_css_page_size=True)
        pages[tag] = len(re.findall(rb"/Type\s*/Page\b(?!s)", sheet))
        assert re.search(rb"/MediaBox \[0 0 84[12][.\d]* 59[45][.\d]*\]", sheet), "A4 landscape"
    assert set(pages.values()) == {1}, pages
