"""Bars for pages: a number of each kind as stretches of one line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WIDTH = 1000


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
