"""The whole site of the real table, as built, served on this machine, looked at in Chromium."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, sync_playwright

from pipeline.artefacts import Artefact, write
from pipeline.build import Build
from pipeline.site import build_site
from tests.browser.host import served
from tests.golden_project import ROOT, build_project

# A container has no sandbox of its own; the rest keeps Chromium from asking Google's hosts.
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def html(folder: Path, artefacts: tuple[Artefact, ...], *tags: str) -> Path:
    """Write the pages of a build to `folder`, build their HTML, and return where the site is."""
    for name in ("mkdocs.yml", "site_templates"):
        (folder / name).symlink_to(ROOT / name)
    write(folder, artefacts)
    build_site(folder, tags, lambda _: None)
    return folder / "build/site"


@pytest.fixture(scope="session")
def real() -> Build:
    """The real project, built in memory."""
    return build_project(ROOT)


@pytest.fixture(scope="session")
def site_folder(real: Build) -> Path:
    """The site that `make site` has built, if it is that of the sources as they are."""
    for page in (*real.pages, *real.exports):
        made = ROOT / page.path
        assert made.is_file(), f"{page.path} is missing: run `make site`"
        assert made.read_bytes() == page.content, f"{page.path} is old: run `make site`"
    return ROOT / "build/site"


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """The address of the real site in all languages."""
    with served(site_folder) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=OPTIONS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Opens pages of one site, and keeps what no page may do."""

    browser: Browser
    address: str
    complaints: list[str] = field(default_factory=list)

    def visit(
        self,
        path: str,
        *,
        width: int = 1280,
        language: str = "en-US",
        script: bool = True,
        dark: bool = False,
    ) -> Page:
        """Open `path` as a reader of `language` with a screen of this width."""
        context = self.browser.new_context(
            viewport=ViewportSize(width=width, height=800),
            locale=language,
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda said: self._heard(said, page))
        page.on("pageerror", lambda error: self._complain(f"error: {error}"))
        page.on("dialog", lambda dialog: self._complain(f"dialog: {dialog.message}"))
        page.on("request", lambda request: self._local(request.url))
        page.goto(self.address + path)
        return page

    def _heard(self, said: ConsoleMessage, page: Page) -> None:
        # Of a page that is not there, Chromium says so.
        if "status of 404" not in said.text or said.location["url"] != page.url:
            self._complain(f"console: {said.text}")

    def _complain(self, complaint: str) -> None:
        self.complaints.append(complaint)

    def _local(self, url: str) -> None:
        if not url.startswith((self.address, "data:")):
            self._complain(f"request to another host: {url}")


def visiting(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Yield what opens pages; afterwards, see that none did what it must not."""
    visitor = Visitor(browser, address)
    yield visitor.visit
    for context in browser.contexts:
        context.close()
    assert visitor.complaints == []


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the real site; no console message, error, dialog or foreign request."""
    yield from visiting(chromium, site)
