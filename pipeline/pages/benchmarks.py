"""What was measured of this project against others, as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from math import floor, log10
from typing import ClassVar

from pipeline.pages.chart import WIDTH, Plot, Stretch, bar, grouped, plot
from pipeline.records.measurement import Measurement, Measurements

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "site": ("site-cold", "site-unchanged", "site-edited", "site-served"),
    "scale": ("site-pages", "site-locales"),
    "reading": ("parse", "check"),
    "catalogues": ("update",),
    "exports": ("exports", "workbook"),
}
# What is drawn as curves: which value of the topic grows.
GROWING: Mapping[str, str] = {
    "site-pages": "pages",
    "parse": "rows",
    "update": "messages",
    "exports": "codes",
}
FEWEST_POINTS = 3
# Units from the largest: below which value which divisor holds.
UNITS: Mapping[str, tuple[tuple[float, str], ...]] = {
    "wall": ((1, "s"), (1e-3, "ms")),
    "cpu": ((1, "s"), (1e-3, "ms")),
    "memory": ((1e6, "MB"),),
    "bytes": ((1e3, "kB"),),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure as the page shows it; `bar` is ours, of which the peer's would fill the line."""

    figure: Measurement
    values: Mapping[str, str]
    ours: str
    theirs: str
    ratio: str
    spread: str
    target: str
    bar: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """Curves of a topic: ours and the peer's, by a value that grows."""

    first: Measurement
    values: Mapping[str, str]
    plot: Plot


@dataclass(frozen=True, slots=True)
class BenchmarksPage:
    """Every figure by section, what grows as curves, and on what machine all was measured."""

    template: ClassVar[str] = "benchmarks.md.jinja"
    name: ClassVar[str] = "benchmarks"
    measured: Measurements
    sections: Mapping[str, tuple[Compared, ...]]
    growths: Mapping[str, tuple[Growth, ...]]

    @property
    def gigabytes(self) -> int:
        """The machine's memory in gigabytes of 1024³ bytes, as machines are sold."""
        return round(self.measured.memory / (1 << 30))


def benchmarks_page(measured: Measurements) -> BenchmarksPage:
    """Return the page; a section that has no figures is not there."""
    sections = {
        section: tuple(_compared(each) for each in measured.figures if each.topic in topics)
        for section, topics in SECTIONS.items()
    }
    return BenchmarksPage(
        measured,
        {section: figures for section, figures in sections.items() if figures},
        {
            section: tuple(_growths(each for each in measured.figures if each.topic in topics))
            for section, topics in SECTIONS.items()
        },
    )


def _compared(figure: Measurement) -> Compared:
    full = max(figure.ours, figure.theirs)
    return Compared(
        figure,
        {name: grouped(value) for name, value in figure.values.items()},
        amount(figure.measure, figure.ours),
        amount(figure.measure, figure.theirs),
        _ratio(figure.ratio),
        f"{_ratio(figure.lowest)}–{_ratio(figure.highest)}",
        "" if figure.target is None else f"≤ {_ratio(figure.target)}",
        bar({"author": round(WIDTH * figure.ours / full)}, WIDTH),
    )


def _growths(figures: Iterable[Measurement]) -> Iterator[Growth]:
    """Yield curves for each topic, peer and measure that was measured at three sizes or more."""
    by_kind: dict[tuple[object, ...], list[Measurement]] = {}
    for figure in figures:
        if figure.topic in GROWING:
            rest = {k: v for k, v in figure.values.items() if k != GROWING[figure.topic]}
            key = (figure.topic, figure.peer, figure.measure, *rest.items())
            by_kind.setdefault(key, []).append(figure)
    for found in by_kind.values():
        growing = GROWING[found[0].topic]
        sides = {
            "ours": {each.values[growing]: each.ours for each in found},
            "theirs": {each.values[growing]: each.theirs for each in found},
        }
        if len(sides["ours"]) >= FEWEST_POINTS:
            first = found[0]
            values = {name: grouped(value) for name, value in first.values.items()}
            yield Growth(first, values, plot(sides, partial(amount, first.measure)))


def amount(measure: str, value: float) -> str:
    """Return a quantity with its unit, to three significant digits."""
    units = UNITS[measure]
    divisor, unit = next((each for each in units if value >= each[0]), units[-1])
    number = value / divisor
    decimals = max(0, 2 - floor(log10(number)))
    return f"{number:.{decimals}f} {unit}"


def _ratio(ratio: float) -> str:
    return f"{ratio:.2g}" if ratio < 1 else f"{ratio:.2f}"
