"""Single keys: digits open a code; they leave fields, input methods and commands alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


def press(page: Page, keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize("start", ["en/", "en/413/", "en/rules/phrase-typo/"])
def test_three_digits_open_a_code(visit: Visit, site: str, start: str) -> None:
    page = visit(start)
    press(page, "404")
    page.wait_for_url(f"{site}en/404/")


def test_what_is_typed_is_announced(visit: Visit) -> None:
    page = visit("en/")
    status = page.locator(".hs-typed")
    expect(status).to_have_role("status")
    press(page, "49")
    expect(status).to_have_text("49")
    press(page, "9")
    expect(status).to_have_text("There is no status code 499")
    expect(status).to_be_empty()
    assert page.url.endswith("/en/")


def test_escape_forgets_what_was_typed(visit: Visit) -> None:
    page = visit("en/")
    press(page, "40")
    page.keyboard.press("Escape")
    press(page, "4")
    expect(page.locator(".hs-typed")).to_have_text("4")


def test_brackets_turn_pages(visit: Visit, site: str) -> None:
    page = visit("en/404/")
    press(page, "]")
    page.wait_for_url(f"{site}en/405/")
    press(page, "[")
    page.wait_for_url(f"{site}en/404/")


def test_a_slash_searches(visit: Visit) -> None:
    page = visit("en/404/")
    press(page, "/")
    expect(page.locator(".hs-finder input")).to_be_focused()


def test_fields_keep_their_digits(visit: Visit, site: str) -> None:
    page = visit("en/")
    page.focus("#hs-filter")
    press(page, "404")
    expect(page.locator("#hs-filter")).to_have_value("404")
    expect(page.locator(".hs-typed")).to_be_empty()
    assert page.url.startswith(f"{site}en/?")


@pytest.mark.parametrize(
    "how",
    [
        {"ctrlKey": True},
        {"metaKey": True},
        {"altKey": True},
        {"isComposing": True},
        {"keyCode": 229},
    ],
    ids=str,
)
def test_commands_and_input_methods_keep_their_keys(visit: Visit, how: dict[str, object]) -> None:
    page = visit("en/")
    page.evaluate(
        "how => document.body.dispatchEvent("
        "new KeyboardEvent('keydown', {key: '4', bubbles: true, ...how}))",
        how,
    )
    expect(page.locator(".hs-typed")).to_be_empty()


@pytest.mark.parametrize("digit", ["٤", "۴", "４"])
def test_other_digits_are_digits(visit: Visit, digit: str) -> None:
    page = visit("en/")
    page.evaluate(
        "key => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}))",
        digit,
    )
    expect(page.locator(".hs-typed")).to_have_text("4")


def test_help_can_be_asked_for_and_keys_switched_off(visit: Visit) -> None:
    page = visit("en/404/")
    press(page, "?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Use single-key shortcuts").uncheck()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    page.reload()
    press(page, "4/")
    expect(page.locator(".hs-typed")).to_be_empty()
    expect(page.locator(".hs-finder")).to_be_hidden()
    page.get_by_role("button", name="Keyboard shortcuts").click()
    expect(dialog.get_by_label("Use single-key shortcuts")).not_to_be_checked()
    dialog.get_by_label("Use single-key shortcuts").check()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    press(page, "4")
    expect(page.locator(".hs-typed")).to_have_text("4")


@pytest.mark.parametrize(
    ("row", "copied"),
    [
        ("Link", "https://http-status.example/en/404/"),
        ("Phrase", "Not Found"),
        ("curl", "curl -s https://http-status.example/api/v1/codes/404.json"),
    ],
)
def test_texts_are_copied(visit: Visit, row: str, copied: str) -> None:
    page = visit("en/404/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=f"Copy {row}").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == copied


def test_the_record_is_copied_as_json(visit: Visit, site: str) -> None:
    page = visit("en/404/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy JSON").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    record = page.request.get(f"{site}api/v1/codes/404.json").text()
    assert page.evaluate("navigator.clipboard.readText()") == record
