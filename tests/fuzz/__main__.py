"""`make fuzz`: texts by a coverage-guided fuzzer, begun with those of the fixtures.

Stops at the first one for which a law does not hold, and keeps it in build/fuzz/…/crash-…; mended,
it belongs into tests/fuzz/found/ or a fixture.
"""

import argparse
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import atheris
from markdown_it.utils import read_fixture_file

FOLDER = Path("build/fuzz")
LONGEST = 3_000  # bytes of a text
BEGINNING = 1_000  # of a file; what is short is tried more often


def fixtures() -> list[bytes]:
    """Return the documents of all fixtures of rules and records."""
    files = sorted(Path("tests").glob("r*/fixtures/*.md"))
    return [each[2].encode() for file in files for each in read_fixture_file(file)]


def attacks() -> Iterable[str]:
    """Return the attacks that real browsers are shown."""
    found: tuple[str, ...] = import_module("tests.browser.test_injections").ATTACKS
    return found


def contents(*patterns: str) -> list[bytes]:
    """Return the beginnings of files."""
    files = (file for pattern in patterns for file in sorted(Path().glob(pattern)))
    return [file.read_bytes()[:BEGINNING] for file in files]


@dataclass(frozen=True, slots=True)
class Target:
    """What is fuzzed: the packages that new branches count in, and what to begin with."""

    packages: tuple[str, ...]
    beginnings: Callable[[], Iterable[bytes]]


TARGETS = {
    "documents": Target(("pipeline",), fixtures),
    "catalogues": Target(
        ("pipeline.catalogues", "pipeline.rules.translation"),
        lambda: contents("tests/fixtures/po-faults/*.po"),
    ),
    "settings": Target(
        ("pipeline.toml", "pipeline.project", "pipeline.records", "pipeline.rules.waiver"),
        lambda: contents("pyproject.toml", "source/*.toml", "locales/*.toml"),
    ),
    "pages": Target(("pipeline.templates", "markdown"), lambda: map(str.encode, attacks())),
}


def main() -> None:
    """Fuzz one target for as many seconds as asked for."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("seconds", nargs="?", type=int, default=60)
    options = parser.parse_args()
    target = TARGETS[options.target]
    with atheris.instrument_imports(include=target.packages):
        uphold = import_module(f"tests.fuzz.{options.target}").uphold
    here = FOLDER / options.target
    for folder in (here / "beginnings", here / "grown"):
        folder.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(target.beginnings()):
        (here / f"beginnings/{number}").write_bytes(content)
    words = Path(__file__).with_name("words") / f"{options.target}.dict"
    arguments = [f"-max_total_time={options.seconds}", f"-max_len={LONGEST}", f"-dict={words}"]
    arguments += [f"-artifact_prefix={here}/", str(here / "grown"), str(here / "beginnings")]
    atheris.Setup([sys.argv[0], *arguments], uphold)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
