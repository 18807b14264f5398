"""`make bench`: how fast we are, as ratios to what others use for the same work."""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.records.measurement import read_measurements
from pipeline.span import Document
from tests.bench import catalogues, exports, machine, reading, scale, serving, site
from tests.bench.arena import make_arena
from tests.bench.cost import adopt_orphans
from tests.bench.drawing import charts
from tests.bench.figure import HEADING, Figure
from tests.bench.measuring import FEW_ROUNDS, ROUNDS, Comparison, Race
from tests.bench.quotation import PUBLISHED, quote

OUTPUT = Path("build/bench")


def say(line: str) -> None:
    """Say what is being done, to those who wait."""
    print(f"  … {line}", file=sys.stderr, flush=True)


BENCHMARKS: dict[str, Callable[..., Iterator[Comparison | Race]]] = {
    "catalogues": catalogues.comparisons,
    "exports": exports.comparisons,
    "hostile": reading.hostile,
    "reading": reading.comparisons,
}
SITES: dict[str, Callable[..., Iterator[Race]]] = {
    "site": site.comparisons,
    "serving": serving.comparisons,
    "scale": scale.comparisons,
}
FEW_TAGS = ("de", "en")


def main() -> None:
    """Measure, print each figure as it comes, and write them all for programs."""
    options = _options()
    adopt_orphans()
    about = machine.description()
    print("; ".join(f"{key} {value}" for key, value in about.items() if isinstance(value, str)))
    print(f"medians\n\n{HEADING}", flush=True)
    OUTPUT.mkdir(parents=True, exist_ok=True)
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for figure in _figures(options, Path(folder)):
            print(figure.line(), flush=True)
            figures.append(figure)
            write(OUTPUT / "bench.json", about, figures)  # a run that is broken off leaves it
    draw(OUTPUT)
    if options.publish:
        write(PUBLISHED, about, [each for each in figures if each.topic != "hostile"])
        quote()
    print(f"\n{reading.corpus_figures()}", end="")


def _options() -> argparse.Namespace:
    known = ", ".join((*BENCHMARKS, *SITES))
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short inputs, few rounds")
    parser.add_argument("--rounds", type=int, help="as many rounds of everything")
    parser.add_argument(
        "--publish",
        action="store_true",
        help="write source/benchmarks.json, which the site shows, and quote it in README.md",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {known}")
    options = parser.parse_args()
    if options.publish and options.names:
        parser.error("only a whole run is published")
    return options


def _figures(options: argparse.Namespace, folder: Path) -> Iterator[Figure]:
    usual = FEW_ROUNDS if options.quick else ROUNDS
    for comparison in _comparisons(options, folder):
        yield from comparison.figures(options.rounds or comparison.rounds or usual)


def _comparisons(options: argparse.Namespace, folder: Path) -> Iterator[Comparison | Race]:
    names, quick = options.names or (*BENCHMARKS, *SITES), options.quick
    for name in names:
        if name in BENCHMARKS:
            yield from BENCHMARKS[name](quick=quick)
    if sites := [SITES[name] for name in names if name in SITES]:
        say("writing the pages of the site, and arranging them for the others")
        arena = make_arena(folder, FEW_TAGS if quick else None)
        for comparisons in sites:
            yield from comparisons(arena, quick=quick, report=say)


def write(path: Path, about: machine.Description, figures: list[Figure]) -> None:
    """Write what was measured, and on what."""
    content = {**about, "figures": [figure.json() for figure in figures]}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def draw(folder: Path) -> None:
    """Draw the charts of the run that was written to `folder`."""
    text = (folder / "bench.json").read_text("utf-8")
    measured = read_measurements(Document("bench.json", text))
    for name, drawn in charts(measured) if measured else ():
        (folder / f"{name}.svg").write_text(drawn, "utf-8")


if __name__ == "__main__":
    main()
