"""axe finds nothing: in every language, on every kind of page, light and dark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from pipeline.build import Build
from tests.browser.kinds import kinds, tags

Visit = Callable[..., Page]

JUDGE = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  const said = (id) => (node) => `${id}: ${node.target} ${node.html}`;
  return violations.flatMap(({ id, nodes }) => nodes.map(said(id)));
}"""


def violations(page: Page, axe: str) -> list[str]:
    """Return what axe finds on the page, once it stands still."""
    page.wait_for_load_state("networkidle")
    page.evaluate(axe)
    found: list[str] = page.evaluate(JUDGE)
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(
    visit: Visit, site: str, real: Build, tools: Path, *, dark: bool
) -> None:
    axe = (tools / "axe-core/axe.min.js").read_text()
    page = visit("#choose", dark=dark)
    found: dict[str, list[str]] = {}
    root = ("#choose", "404/#choose", "nowhere/", "en/499/")
    for path in (*root, *(f"{tag}/{kind}" for tag in tags(real) for kind in kinds(real))):
        page.goto("about:blank")
        page.goto(site + path)
        found[path] = violations(page, axe)
    assert len(found) == len(root) + len(tags(real)) * len(kinds(real))
    assert {path: said for path, said in found.items() if said} == {}


def test_axe_would_find_something(visit: Visit, tools: Path) -> None:
    page = visit("en/404/")
    page.evaluate("document.body.append(document.createElement('img'))")
    found = violations(page, (tools / "axe-core/axe.min.js").read_text())
    assert any(said.startswith("image-alt: img") for said in found)
