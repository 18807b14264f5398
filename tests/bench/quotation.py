"""What the README quotes of the published figures."""

import re
from pathlib import Path

from pipeline.records.measurement import Measurements, read_measurements
from pipeline.span import Document
from tests.bench.cost import ROOT

README, PUBLISHED = ROOT / "README.md", ROOT / "source/benchmarks.json"
QUOTED = re.compile(r"(<!-- Written by `make bench PUBLISH=1` -->\n).*\n")
CLAUSES = (
    ("site-cold", "plain-sequence", "{locales} languages from nothing", "`mkdocs build` for each"),
    ("site-cold", "plain-make", "the same", "that in parallel by `make`"),
    ("site-cold", "zensical", "the same", "Zensical, as many processes"),
    ("site-edited", "plain-one", "after an edited translation", "one `mkdocs build`"),
    ("site-served", "mkdocs serve", "from saving it to its preview", "`mkdocs serve`"),
)


def published() -> Measurements | None:
    """Return what is committed, if anything is."""
    text = PUBLISHED.read_text("utf-8") if PUBLISHED.exists() else ""
    return read_measurements(Document(PUBLISHED.name, text))


def sentence(measured: Measurements | None) -> str:
    """Return the line of the README: of each clause that was measured, the ratio of times."""
    figures = measured.figures if measured else ()
    times = {(each.topic, each.peer): each for each in figures if each.measure == "wall"}
    told = "; ".join(
        f"{work.format(**times[topic, peer].values)}: {times[topic, peer].ratio:.2g} × {words}"
        for topic, peer, work, words in CLAUSES
        if (topic, peer) in times
    )
    if measured is None or not told:
        return "The site is not measured yet."
    return f"Time on {measured.date} ({measured.processor}, {measured.cores} cores): {told}."


def quote(readme: Path = README) -> None:
    """Write the line anew."""
    line = sentence(published())
    readme.write_text(QUOTED.sub(lambda found: f"{found[1]}{line}\n", readme.read_text("utf-8")))
