"""Ways to do one thing, measured in turns in one run; what counts are the ratios."""

import gc
import resource
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from tests.bench.cost import Cost
from tests.bench.figure import Figure

Work = Callable[[], object]
ROUNDS, FEW_ROUNDS = 5, 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """CPU seconds of ours and of a peer on the same input: they vary less than a clock's.

    The time of child processes counts. Both sides run once to warm up.
    """

    topic: str
    values: Mapping[str, int | str]
    peer: str
    target: float
    ours: Work
    theirs: Work
    rounds: int | None = None

    def figures(self, rounds: int) -> Iterator[Figure]:
        """Yield the one figure, of `rounds` rounds."""
        _seconds(self.ours), _seconds(self.theirs)
        times = [(_seconds(self.ours), _seconds(self.theirs)) for _ in range(rounds)]
        ours, theirs = zip(*times, strict=True)
        yield Figure(self.topic, self.peer, "cpu", self.target, ours, theirs, self.values)


@dataclass(frozen=True, slots=True)
class Peer:
    """Another way: its name, how to run it once, and what ratio of each measure we aim at."""

    name: str
    run: Callable[[], Cost]
    targets: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Race:
    """Whole commands against each other: in each round ours, then each peer.

    `rounds` is how many there are, where as many as usual would take too long.
    """

    topic: str
    values: Mapping[str, int | str]
    ours: Callable[[], Cost]
    peers: tuple[Peer, ...]
    rounds: int | None = None
    report: Callable[[str], None] = field(default=lambda _: None)

    def figures(self, rounds: int) -> Iterator[Figure]:
        """Yield a figure a peer and measure."""
        ours: list[Cost] = []
        theirs: dict[str, list[Cost]] = {peer.name: [] for peer in self.peers}
        for number in range(rounds):
            ours.append(self._told(number, "ours", self.ours))
            for peer in self.peers:
                theirs[peer.name].append(self._told(number, peer.name, peer.run))
        for peer in self.peers:
            for measure, target in peer.targets.items():
                our, their = (
                    tuple(getattr(cost, measure) for cost in costs)
                    for costs in (ours, theirs[peer.name])
                )
                yield Figure(self.topic, peer.name, measure, target, our, their, self.values)

    def _told(self, number: int, name: str, run: Callable[[], Cost]) -> Cost:
        self.report(f"{self.topic}, round {number + 1}: {name}")
        return run()


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
