"""Look for a text that breaks a law of `laws.py`, led by what the reader's code has not run yet.

`make fuzz` runs it for a minute, `make fuzz SECONDS=3600` for an hour. It begins with the
fixtures; a text that it finds is printed, and left in build/fuzz/ for a fixture of its own.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore] # Linux has it alone

with atheris.instrument_imports(include=["pipeline", "markdown_it"]):
    from tests.fuzz.laws import uphold

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "build/fuzz"
FIXTURES = (*ROOT.glob("tests/*/fixtures/*.md"), *ROOT.glob("source/*.md"))


def main(seconds: int) -> None:
    """Fuzz for `seconds`; stop at the first text that breaks a law."""
    corpus = FOLDER / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for fixture in FIXTURES:
        cases = fixture.read_text().split("\n.\n")
        for number, case in enumerate(cases):
            (corpus / f"{fixture.stem}-{number}").write_text(case)
    options = [f"-max_total_time={seconds}", "-max_len=2000", "-timeout=20", "-rss_limit_mb=2000"]
    found = [f"-artifact_prefix={FOLDER}/", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, *found, str(corpus)], one_input)
    atheris.Fuzz()


def one_input(content: bytes) -> None:
    """Take any bytes as a text; what is no UTF-8 never reaches the reader."""
    uphold(content.decode(errors="replace"))


if __name__ == "__main__":
    main(int(sys.argv[1]))
