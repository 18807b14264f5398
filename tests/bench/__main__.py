"""`make bench`: how fast we are, as ratios to what others use for the same work."""

import argparse
import json
import platform
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import catalogues, exports, reading
from tests.bench.measuring import HEADING, Comparison, measure_all

BENCHMARKS: dict[str, Callable[..., Iterator[Comparison]]] = {
    "catalogues": catalogues.comparisons,
    "exports": exports.comparisons,
    "hostile": reading.hostile,
    "reading": reading.comparisons,
}
OUTPUT = Path("build/bench/bench.json")


def main() -> None:
    """Measure, print each figure as it comes, and write them all for programs."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short inputs, three rounds, a minute")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}; CPU seconds; medians\n")
    print(HEADING, flush=True)
    figures = []
    for name in options.names or BENCHMARKS:
        comparisons = BENCHMARKS[name](quick=options.quick)
        for measured in measure_all(comparisons, 3 if options.quick else 5):
            print(measured.line(), flush=True)
            figures.append(measured.json())
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", "utf-8")
    print(f"\n{reading.corpus_figures()}", end="")


if __name__ == "__main__":
    main()
