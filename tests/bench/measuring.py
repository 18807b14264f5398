"""Two ways to do one thing, timed in turns in one run; what counts is their ratio."""

import gc
import resource
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is to be timed: ours, and peers by name, on the same input. `target` is a ratio."""

    title: str
    peer: str
    target: float
    ours: Work
    theirs: Work


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU seconds of each round, child processes included: they vary less than a clock's."""

    title: str
    peer: str
    target: float
    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        """Ours by theirs, round by round."""
        return tuple(our / their for our, their in zip(self.ours, self.theirs, strict=True))

    def json(self) -> Mapping[str, object]:
        """Return the figures for programs."""
        return {
            "title": self.title,
            "peer": self.peer,
            "target": self.target,
            "ratio": median(self.ratios),
            "lowest": min(self.ratios),
            "highest": max(self.ratios),
            "ours_seconds": median(self.ours),
            "peer_seconds": median(self.theirs),
        }

    def line(self) -> str:
        """Return the figures as a line of a table."""
        ratio, low, high = median(self.ratios), min(self.ratios), max(self.ratios)
        verdict = "ok" if ratio <= self.target else "MISSED"
        return (
            f"{self.title:<38}{self.peer:<26}{median(self.ours):>9.3f}{median(self.theirs):>9.3f}"
            f"{ratio:>7.2f}  ({low:.2f} to {high:.2f}){self.target:>7.2f}  {verdict}"
        )


HEADING = (
    f"{'what':<38}{'peer':<26}{'ours s':>9}{'peer s':>9}{'ratio':>7}{'spread':>17}{'target':>7}"
)


def measure(comparison: Comparison, rounds: int) -> Measured:
    """Time both sides once for warming up, then `rounds` times in turns."""
    _seconds(comparison.ours), _seconds(comparison.theirs)
    times = [(_seconds(comparison.ours), _seconds(comparison.theirs)) for _ in range(rounds)]
    ours, theirs = zip(*times, strict=True)
    return Measured(comparison.title, comparison.peer, comparison.target, ours, theirs)


def measure_all(comparisons: Iterator[Comparison], rounds: int) -> Iterator[Measured]:
    """Yield the figures of each comparison as soon as it is measured."""
    return (measure(comparison, rounds) for comparison in comparisons)


def _seconds(work: Work) -> float:
    gc.collect()
    children = _children()
    start = time.process_time()
    kept = work()
    end = time.process_time()
    del kept
    return end - start + _children() - children


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
