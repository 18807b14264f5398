"""No way in: data cannot run, cannot choose a file, and a build asks no network."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.failure import ExitStatus
from tests.golden_project import ROOT

Run = Callable[..., tuple[int, str, str]]

# What makes code of a text, or gives it to a shell.
RUNNERS = {"eval", "exec", "compile", "__import__", "system", "popen", "Popen"}
# Modules that do so, or that speak to a network.
MODULES = {
    *("code", "codeop", "marshal", "pickle", "pty", "runpy", "shelve", "subprocess"),
    *("ftplib", "http", "requests", "smtplib", "socket", "ssl", "urllib.request", "urllib3"),
}
HOSTILE_RULE = "nplurals=2; plural=__import__('os').system('touch owned');"


def wanted(tree: ast.AST) -> Iterator[str]:
    """Yield what a module imports, and what it calls by a bare or a last name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)
        elif isinstance(node, ast.Call):
            called = node.func
            yield getattr(called, "id", "") or f".{getattr(called, 'attr', '')}"
            yield from (f"{word.arg}=" for word in node.keywords if word.arg == "shell")


def forbidden(source: str) -> list[str]:
    modules = {f"{module}." for module in MODULES}
    return [
        name
        for name in wanted(ast.parse(source))
        if name in RUNNERS
        or name in {".system", ".popen", "shell="}
        or f"{name}.".startswith(tuple(modules))
    ]


def test_nothing_makes_code_of_a_text_or_asks_a_network() -> None:
    for name in ("eval(x)", "import os; os.system(x)", "from http.client import x", "f(shell=1)"):
        assert forbidden(name), "it would be found"
    files = sorted((ROOT / "pipeline").rglob("*.py"))
    found = {file.relative_to(ROOT).as_posix(): forbidden(file.read_text()) for file in files}
    assert {path: names for path, names in found.items() if names} == {}


def test_a_plural_rule_is_compared_and_never_run(golden_folder: Path, run: Run) -> None:
    assert run("catalogue", "update")[0] == 0
    catalogue = Path("locales/en/LC_MESSAGES/site.po")
    text = catalogue.read_text("utf-8")
    kept = next(line for line in text.splitlines() if "Plural-Forms" in line)
    catalogue.write_text(text.replace(kept, rf'"Plural-Forms: {HOSTILE_RULE}\n"'), "utf-8")
    status, _, said = run("build")
    assert (status, "Plural-Forms" in said) == (ExitStatus.INPUT, True)
    assert not (golden_folder / "owned").exists()


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('locales = ["../x"]', "unknown locale: ../x"),
        ('locales = ["en/../../x"]', "unknown locale: en/../../x"),
        ('source-locale = "/tmp"', "unknown locale: /tmp"),
        ('data-version = "../../1"', "is no version"),
        ('previous-release = "../../x"', "is no version"),
    ],
)
def test_no_setting_names_a_file_to_write(
    golden_folder: Path, run: Run, setting: str, said: str
) -> None:
    Path("pyproject.toml").write_text(f"[tool.pipeline]\n{setting}\n")
    before = [*golden_folder.parent.rglob("*")]
    status, _, complaint = run("build")
    assert (status, said in complaint) == (ExitStatus.SETTINGS, True)
    assert {*golden_folder.parent.rglob("*")} == {*before}


def test_a_build_needs_no_network(golden_folder: Path) -> None:
    apart = ("unshare", "--net", "--map-root-user")
    asks = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    alone = subprocess.run(
        [*apart, sys.executable, "-c", asks], capture_output=True, text=True, check=False
    )
    if "unshare" in alone.stderr:
        pytest.skip(f"this system gives us no network of our own: {alone.stderr.strip()}")
    assert "Network is unreachable" in alone.stderr, "not even this machine can be reached"
    command = [*apart, sys.executable, "-m", "pipeline", "site"]
    # What `make site` runs. A proxy would be a way out, were there one.
    kept = {name: text for name, text in os.environ.items() if not name.lower().endswith("_proxy")}
    subprocess.run(command, check=True, env={**kept, "PYTHONPATH": str(ROOT)})
    for page in ("index.html", "zh-Hans/404/index.html", "en/search/search_index.json"):
        assert (golden_folder / "build/site" / page).is_file()
    shutil.rmtree(golden_folder / "build")
