"""`make fuzz`: documents by a coverage-guided fuzzer, begun with those of the fixtures.

Stops at the first one for which a law does not hold, and keeps it in build/fuzz/crash-…; mended, it
belongs into tests/fuzz/found/ or a fixture.
"""

import argparse
import sys
from pathlib import Path

import atheris
from markdown_it.utils import read_fixture_file

with atheris.instrument_imports(include=["pipeline"]):
    from tests.fuzz.laws import uphold

FOLDER = Path("build/fuzz")
FIXTURES = sorted(Path("tests").glob("r*/fixtures/*.md"))
LONGEST = 3_000


def main() -> None:
    """Fuzz for as many seconds as asked for."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("seconds", nargs="?", type=int, default=60)
    options = parser.parse_args()
    beginnings, grown = FOLDER / "beginnings", FOLDER / "grown"
    for folder in (beginnings, grown):
        folder.mkdir(parents=True, exist_ok=True)
    for fixture in FIXTURES:
        for number, (_, _, source, _) in enumerate(read_fixture_file(fixture)):
            (beginnings / f"{fixture.stem}-{number}.md").write_text(source, "utf-8")
    words = Path(__file__).with_name("words.dict")
    arguments = [f"-max_total_time={options.seconds}", f"-max_len={LONGEST}", f"-dict={words}"]
    arguments += [f"-artifact_prefix={FOLDER}/", str(grown), str(beginnings)]
    atheris.Setup([sys.argv[0], *arguments], _document)
    atheris.Fuzz()


def _document(content: bytes) -> None:
    uphold(content.decode("utf-8", "replace"))


if __name__ == "__main__":
    main()
