"""From one language to another, and to the reader's own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pipeline.build import Build

Visit = Callable[..., Page]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_switcher_stays_on_the_page(visit: Visit, site: str, *, script: bool) -> None:
    page = visit("zh-Hans/", script=script)
    for path in ("", "404/", "4xx/", "report/"):
        page.goto(f"{site}zh-Hans/{path}")
        page.hover(".hs-switcher")
        page.click('.hs-switcher a[hreflang="ja"]')
        page.wait_for_url(f"{site}ja/{path}")
        expect(page.locator("html")).to_have_attribute("lang", "ja")


def test_every_edition_names_its_language(visit: Visit, site: str, real: Build) -> None:
    page = visit("#choose")
    for edition in real.dataset.editions:
        tag = edition.locale.tag
        page.goto(f"{site}{tag}/404/")
        expect(page.locator("html")).to_have_attribute("lang", tag)
        expect(page.locator(".hs-switcher [aria-current]")).to_have_text(edition.locale.autonym)


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("zh-CN", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("en-GB", "en"),
        ("ja-JP", "ja"),
    ],
)
def test_the_root_leads_to_the_readers_language(
    visit: Visit, site: str, language: str, tag: str
) -> None:
    visit("", language=language).wait_for_url(f"{site}{tag}/")


def test_the_root_stays_where_the_readers_language_is_missing(visit: Visit, site: str) -> None:
    page = visit("", language="fi-FI")
    expect(page.get_by_role("link", name="日本語")).to_be_visible()
    assert page.url == site


def test_the_root_stays_for_those_who_want_to_choose(visit: Visit, site: str) -> None:
    assert visit("#choose", language="ja-JP").url == f"{site}#choose"


def test_the_root_remembers_what_was_chosen(visit: Visit, site: str) -> None:
    page = visit("zh-Hans/404/", language="en-US")
    page.hover(".hs-switcher")
    page.click('.hs-switcher a[hreflang="ja"]')
    page.wait_for_url(f"{site}ja/404/")
    page.goto(site)
    page.wait_for_url(f"{site}ja/")
    page.goto(f"{site}#choose")
    page.reload()
    page.get_by_role("link", name="简体中文").click()
    page.goto(site)
    page.wait_for_url(f"{site}zh-Hans/")


def test_the_root_works_without_script(visit: Visit, site: str, real: Build) -> None:
    page = visit("", script=False)
    expect(page.get_by_role("link")).to_have_count(len(real.dataset.editions))
    page.get_by_role("link", name="English").click()
    page.wait_for_url(f"{site}en/")
