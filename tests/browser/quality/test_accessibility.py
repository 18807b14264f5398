"""axe finds nothing: in every language, on every kind of page, light and dark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from pipeline.build import Build
from tests.browser.kinds import everywhere

Visit = Callable[..., Page]

JUDGE = """async (options) => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"], ...options });
  const said = (id) => (node) => `${id}: ${node.target} ${node.html}`;
  return violations.flatMap(({ id, nodes }) => nodes.map(said(id)));
}"""
# In the dark the same elements stand on the page, in other colours.
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
BACKGROUND = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"


@pytest.fixture(scope="module")
def axe(tools: Path) -> str:
    """The script of axe."""
    return (tools / "axe-core/axe.min.js").read_text()


def violations(page: Page, axe: str) -> list[str]:
    """Return what axe finds on the page in the light, and in the dark."""
    page.evaluate(axe)
    found: list[str] = page.evaluate(JUDGE, {})
    page.emulate_media(color_scheme="dark")
    page.evaluate(SETTLED)
    assert max(page.evaluate(BACKGROUND)[:3]) < 64, "the page is dark"
    found += [f"dark: {said}" for said in page.evaluate(JUDGE, COLOURS)]
    page.emulate_media(color_scheme="light")
    return found


def test_axe_finds_nothing(visit: Visit, site: str, real: Build, axe: str) -> None:
    page = visit("#choose")
    page.emulate_media(reduced_motion="reduce")  # no colour is on its way to another
    found: dict[str, list[str]] = {}
    for path in ("#choose", "404/#choose", "nowhere/", "en/499/", *everywhere(real)):
        page.goto("about:blank")
        page.goto(site + path)
        found[path] = violations(page, axe)
    assert {path: said for path, said in found.items() if said} == {}


def test_axe_would_find_something(visit: Visit, axe: str) -> None:
    page = visit("en/404/")
    page.evaluate("document.body.append(document.createElement('img'))")
    found = violations(page, axe)
    assert any(said.startswith("image-alt: img") for said in found)


def test_axe_would_find_what_is_faint_in_the_dark(visit: Visit, axe: str) -> None:
    page = visit("en/404/")
    page.evaluate("document.querySelector('.hs-lead').attributeStyleMap.set('color', '#333')")
    found = violations(page, axe)
    assert found
    assert all(said.startswith("dark: color-contrast: .hs-lead") for said in found)
