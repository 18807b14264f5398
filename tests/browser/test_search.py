"""Search in every language: codes, phrases, titles, words from the middle of a text."""

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from pipeline.build import Build

Visit = Callable[..., Page]


def results(page: Page, query: str) -> list[str]:
    """Search for `query`; return the paths of the results, best first."""
    page.click(".hs-find")
    expect(page.locator(".hs-finder input")).to_be_focused()
    page.keyboard.insert_text(query)
    expect(page.locator(".hs-finder li").first).to_be_attached()
    links = page.locator(".hs-finder li > a").all()
    return [(link.get_attribute("href") or "").split("/", 3)[3] for link in links]


@pytest.mark.parametrize(
    ("tag", "query", "code"),
    [
        ("zh-Hans", "重定向", 307),
        ("zh-Hans", "未找到", 404),
        ("zh-Hans", "意外情况", 500),  # from the middle of a description
        ("zh-Hans", "外情", 500),  # from the middle of a word
        ("zh-Hans", "参与协商", 506),
        ("zh-Hans", "４０４", 404),  # as a Chinese input method may give it
        ("zh-Hant", "重新導向", 307),
        ("ja", "リダイレクト", 307),
        ("ja", "ダイレクト", 307),
        ("en", "redirect", 307),
        ("en", "NOT FOUND", 404),
    ],
)
def test_a_word_finds_its_code(visit: Visit, tag: str, query: str, code: int) -> None:
    assert f"{tag}/{code}/" in results(visit(f"{tag}/200/"), query)[:3]


def test_number_and_phrase_find_their_code_first_in_every_language(
    visit: Visit, site: str, real: Build
) -> None:
    page = visit("#choose")
    for tag in (edition.locale.tag for edition in real.dataset.editions):
        for query in ("404", "not found"):
            page.goto(f"{site}{tag}/")
            assert results(page, query)[0] == f"{tag}/404/"


def test_any_stretch_of_a_description_finds_its_code(visit: Visit, site: str, real: Build) -> None:
    page = visit("#choose")
    for code, edition in product((103, 413), real.dataset.editions):
        described = edition.status(code, "description")
        assert described is not None
        middle = described.text[len(described.text) // 2 :][:20].strip()
        tag = edition.locale.tag
        page.goto(f"{site}{tag}/")
        assert f"{tag}/{code}/" in results(page, middle)[:3]


def test_what_is_found_is_marked_and_little_else_is_found(visit: Visit) -> None:
    page = visit("zh-Hans/")
    found = results(page, "未找到")
    assert found[0] == "zh-Hans/404/"
    assert len(found) < 8, "only pages that say it"
    expect(page.locator(".hs-finder li strong mark")).to_have_text("未找到")
    page.fill(".hs-finder input", '"Retry-After" 过大')  # every word counts
    expect(page.locator(".hs-finder li strong").first).to_have_text(
        "413 Content Too Large 内容过大"
    )
    page.fill(".hs-finder input", "zzz")
    expect(page.locator(".hs-finder [role=status]")).to_have_text("没有找到符合条件的结果")


def test_pasted_text_is_searched(visit: Visit) -> None:
    page = visit("zh-Hans/")
    page.click(".hs-find")
    page.fill(".hs-finder input", "未找到")
    expect(page.locator(".hs-finder li strong").first).to_have_text("404 Not Found 未找到")


def test_the_keyboard_walks_through_the_results(visit: Visit, site: str) -> None:
    page = visit("en/200/")
    page.keyboard.press("/")
    page.keyboard.type("too large")
    links = page.locator(".hs-finder li > a")
    expect(links.first).to_contain_text("413")
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".hs-finder input")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}en/413/")


@pytest.mark.parametrize("name", ["search.js", "search_index.json"])
def test_no_letter_is_lost_while_the_search_is_on_its_way(visit: Visit, name: str) -> None:
    page = visit("en/200/")
    held: list[Route] = []
    page.route(f"**/{name}", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    with page.expect_request(f"**/{name}"):
        page.keyboard.press("/")
        page.keyboard.type("too large")
    expect(page.locator(".hs-finder [role=status]")).to_have_text("Initializing search")
    held[0].continue_()
    expect(page.locator(".hs-finder li strong").first).to_have_text("413 Content Too Large")


@pytest.mark.parametrize("name", ["search.js", "search_index.json"])
def test_a_search_that_does_not_come_says_so_and_is_asked_for_again(
    chromium: Browser, site: str, name: str
) -> None:
    page = chromium.new_context().new_page()  # Chromium complains of what does not come
    page.route(f"**/{name}", lambda route: route.abort())
    page.goto(f"{site}en/200/")
    page.keyboard.press("/")
    page.keyboard.type("too large")
    expect(page.locator(".hs-finder [role=status]")).to_have_text(
        "Search could not be loaded. Check your connection, then press Enter to try again"
    )
    page.unroute(f"**/{name}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}en/413/")
    page.context.close()


def test_escape_leaves_the_search_and_gives_the_focus_back(visit: Visit) -> None:
    page = visit("en/200/")
    page.locator(".hs-find").press("Enter")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog).to_be_visible()
    page.keyboard.type("404")
    expect(page.locator(".hs-typed")).to_be_empty()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator(".hs-find")).to_be_focused()
    page.keyboard.press("/")
    page.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()


def test_the_search_is_fetched_when_it_is_wanted(visit: Visit) -> None:
    page = visit("en/200/")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.click(".hs-find")
    expect(page.locator(".hs-finder [role=status]")).to_have_text("Type to start searching")
    assert asked == ["search.js", "search_index.json"]
