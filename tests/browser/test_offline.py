"""The archive, unpacked and read from the disk: no server, no network."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.build import Build
from pipeline.site.offline import packed, page, search_index
from tests.browser.conftest import visiting
from tests.browser.kinds import kinds, tags
from tests.browser.test_search import results

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def disk(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the unpacked archive."""
    folder = tmp_path_factory.mktemp("disk")
    archive = folder / "site.zip"
    archive.write_bytes(packed(site_folder.parent.parent).content)
    with zipfile.ZipFile(archive) as zipped:
        zipped.extractall(folder)
    return (folder / "http-status-codes").as_uri() + "/"


@pytest.fixture
def visit(chromium: Browser, disk: str) -> Iterator[Visit]:
    """Open a page of the archive; no console message, error, dialog or request elsewhere."""
    yield from visiting(chromium, disk)


def test_every_link_leads_to_a_file(visit: Visit, disk: str, real: Build) -> None:
    opened = visit("index.html#choose")
    for path in (f"{tag}/{kind}index.html" for tag in tags(real) for kind in kinds(real)):
        opened.goto(disk + path)
        links = opened.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
        local = {str(link).partition("#")[0] for link in links if str(link).startswith("file:")}
        assert [link for link in local if link.endswith(("/", "/."))] == [], path
        assert [link for link in local if not Path(link.removeprefix("file://")).is_file()] == []


def test_it_leads_to_the_readers_language(visit: Visit, disk: str) -> None:
    visit("index.html", language="ja").wait_for_url(f"{disk}ja/index.html")


@pytest.mark.parametrize(
    ("tag", "query", "code"),
    [("zh-Hans", "未找到", 404), ("en", "not found", 404), ("ja", "リダイレクト", 307)],
)
def test_search_works_and_its_results_open(
    visit: Visit, disk: str, tag: str, query: str, code: int
) -> None:
    opened = visit(f"{tag}/200/index.html")
    results(opened, query)
    link = opened.locator(f'.hs-finder li > a[href*="/{code}/index.html"]').first
    link.click()
    opened.wait_for_url(f"{disk}{tag}/{code}/index.html*")
    expect(opened.locator("h1")).to_contain_text(str(code))


def test_the_switcher_stays_on_the_page(visit: Visit, disk: str) -> None:
    opened = visit("zh-Hans/404/index.html")
    opened.hover(".hs-switcher")
    opened.click('.hs-switcher a[hreflang="ja"]')
    opened.wait_for_url(f"{disk}ja/404/index.html")
    opened.goto(f"{disk}index.html")
    opened.wait_for_url(f"{disk}ja/index.html")


def test_the_same_site_gives_the_same_bytes(site_folder: Path) -> None:
    root = site_folder.parent.parent
    first, again = packed(root), packed(root)
    assert first == again
    assert first.path == "build/http-status-codes-offline.zip"


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("../404/", "../404/index.html"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("../404/#source", "../404/index.html#source"),
        ("?class=4xx", "index.html?class=4xx"),
        ("#source", "#source"),
        ("../../api/v1/full.json", "../../api/v1/full.json"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_a_link_names_the_file_that_a_server_would_send(link: str, file: str) -> None:
    assert page(f'<a class="x" href="{link}">') == f'<a class="x" href="{file}">'
    assert page(f"<a class=x href={link}>") == f"<a class=x href={file}>"


def test_the_index_is_a_script() -> None:
    index = b'{"docs": [{"location": "404/#source", "text": "a"}]}'
    assert search_index(index) == (
        b'var __index = {"docs": [{"location": "404/index.html#source", "text": "a"}]};\n'
    )
