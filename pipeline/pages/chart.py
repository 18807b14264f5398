"""Drawings for pages: bars, a number of each kind as stretches of one line; and curves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil, floor, log10

WIDTH = 1000
# Of curves: the drawing, and what is left of it for the numbers at its sides.
PLOT_WIDTH, PLOT_HEIGHT = 640, 300
LEFT, BOTTOM, MARGIN = 90, 30, 20


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a bar: what it stands for, and where it begins and how wide it is."""

    kind: str
    start: int
    width: int


def bar(counts: Mapping[str, int], whole: int) -> tuple[Stretch, ...]:
    """Return the stretches of a bar of which `whole` would fill WIDTH; no count, no stretch.

    Every edge is rounded by itself, so that a full bar ends exactly at WIDTH.
    """
    stretches, before = [], 0
    for kind, count in counts.items():
        start, end = (round(WIDTH * each / whole) for each in (before, before + count))
        if count:
            stretches.append(Stretch(kind, start, end - start))
        before += count
    return tuple(stretches)


@dataclass(frozen=True, slots=True)
class Tick:
    """A number at an axis, at `place` along it."""

    place: int
    text: str


@dataclass(frozen=True, slots=True)
class Curve:
    """Points that a line connects, from left to right."""

    kind: str
    points: tuple[tuple[int, int], ...]

    @property
    def path(self) -> str:
        """The points as SVG's `polyline` takes them."""
        return " ".join(f"{x},{y}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Plot:
    """Curves on axes of logarithms, where what grows linearly is a straight line of slope 1."""

    curves: tuple[Curve, ...]
    across: tuple[Tick, ...]
    upward: tuple[Tick, ...]


def plot(sides: Mapping[str, Mapping[int, float]], label: Callable[[float], str]) -> Plot:
    """Return curves by kind, each of values (above 0) by sizes; `label` writes a value."""
    sizes = sorted({size for side in sides.values() for size in side})
    values = [value for side in sides.values() for value in side.values()]
    lowest, highest = floor(log10(min(values))), ceil(log10(max(values)))
    highest = max(highest, lowest + 1)

    def across(size: int) -> int:
        part = log10(size / sizes[0]) / log10(sizes[-1] / sizes[0])
        return round(LEFT + part * (PLOT_WIDTH - LEFT - 2 * MARGIN))

    def upward(value: float) -> int:
        part = (log10(value) - lowest) / (highest - lowest)
        return round(PLOT_HEIGHT - BOTTOM - part * (PLOT_HEIGHT - BOTTOM - MARGIN))

    def curves() -> Iterator[Curve]:
        for kind, side in sides.items():
            points = ((across(size), upward(value)) for size, value in sorted(side.items()))
            yield Curve(kind, tuple(points))

    return Plot(
        tuple(curves()),
        tuple(Tick(across(size), grouped(size)) for size in sizes),
        tuple(Tick(upward(10**power), label(10**power)) for power in range(lowest, highest + 1)),
    )


def grouped(number: int) -> str:
    """Return a number with its digits in groups of three, as no language misreads it."""
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
