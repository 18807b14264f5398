"""Addresses without a language, or without a page: who answers, and with what."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


@pytest.mark.parametrize(
    ("path", "language", "target"),
    [
        ("404/", "ja-JP", "ja/404/"),
        ("not-found/", "en-GB", "en/404/"),
        ("NotFound/", "zh-CN", "zh-Hans/404/"),
        ("payload-too-large/", "zh-TW", "zh-Hant/413/"),
        ("request-entity-too-large/", "ja", "ja/413/"),
        ("4xx/", "ja", "ja/4xx/"),
    ],
)
def test_a_signpost_leads_to_the_readers_language(
    visit: Visit, site: str, path: str, language: str, target: str
) -> None:
    visit(path, language=language).wait_for_url(site + target)


def test_a_signpost_leads_to_english_without_script(visit: Visit, site: str) -> None:
    visit("not-found/", script=False, language="ja").wait_for_url(f"{site}en/404/")


def test_a_signpost_offers_every_language_to_a_reader_of_another(visit: Visit, site: str) -> None:
    page = visit("not-found/", language="fi-FI")
    page.get_by_role("link", name="日本語").click()
    page.wait_for_url(f"{site}ja/404/")


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("notfound", "ja/404/"),  # no signpost has this spelling
        ("NOT_FOUND", "ja/404/"),
        ("status/404.html", "ja/404/"),
        ("en/http-404-error", "en/404/"),
        ("zh-hans/Payload%20Too%20Large/", "zh-Hans/413/"),
        ("５XX", "ja/5xx/"),
    ],
)
def test_an_unknown_address_with_a_code_or_a_name_leads_to_its_page(
    visit: Visit, site: str, path: str, target: str
) -> None:
    visit(path, language="ja").wait_for_url(site + target)


def test_an_unregistered_code_is_explained(visit: Visit, site: str) -> None:
    page = visit("en/499/")
    expect(page.get_by_role("heading", level=1)).to_have_text("499 is not registered with IANA")
    expect(page.get_by_text("nginx — Client Closed Request")).to_be_visible()
    expect(page.get_by_text("must treat it as 400 (RFC 9110 §15)")).to_be_visible()
    page.get_by_role("link", name="All status codes of the class 4xx").click()
    page.wait_for_url(f"{site}en/4xx/")


def test_a_vendors_name_is_known_too(visit: Visit) -> None:
    page = visit("Web-server-is-down", language="zh-CN")
    expect(page.get_by_role("heading", level=1)).to_have_text("521 没有在 IANA 注册")
    expect(page.get_by_text("Cloudflare — Web server is down")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_a_code_that_nobody_uses_has_no_list_of_users(visit: Visit) -> None:
    page = visit("en/477/")
    expect(page.get_by_role("heading", level=1)).to_have_text("477 is not registered with IANA")
    expect(page.get_by_text("It is used by")).to_be_hidden()


@pytest.mark.parametrize("number", ["000", "600", "999"])
def test_a_number_outside_the_classes_is_no_code(visit: Visit, number: str) -> None:
    page = visit(f"en/{number}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        f"{number} is not a valid status code"
    )
    expect(page.get_by_text("Status codes range from 100 to 599")).to_be_visible()


@pytest.mark.parametrize("path", ["en/nowhere/", "nowhere", "en/40404/", "%E0%A4%A/x"])
def test_whatever_else_is_missing_is_said_to_be_missing(visit: Visit, site: str, path: str) -> None:
    page = visit(path)
    expect(page.get_by_role("heading", level=1)).to_have_text("No such page")
    page.get_by_role("link", name="All status codes").click()
    page.wait_for_url(f"{site}en/")


def test_the_error_page_offers_every_language_without_script(visit: Visit, site: str) -> None:
    page = visit("nowhere/", script=False)
    page.get_by_role("link", name="English").click()
    page.wait_for_url(f"{site}en/")
