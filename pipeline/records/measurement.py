"""What `make bench` measured, on one machine and day, as it was published with the sources."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.span import Document
from pipeline.wording import Wording


@dataclass(frozen=True, slots=True)
class Measurement:
    """Ours against one peer: medians, and the ratio with the lowest and highest of its rounds.

    `topic` and `values` say of what, `measure` which quantity: seconds ("wall", "cpu") or bytes
    ("memory", "bytes"). `target` is the highest ratio aimed at, None if there is none.
    """

    topic: str
    values: Mapping[str, int]
    peer: str
    measure: str
    target: float | None
    rounds: int
    ratio: float
    lowest: float
    highest: float
    ours: float
    theirs: float

    @property
    def met(self) -> bool:
        """Whether the ratio is within its target."""
        return self.target is None or self.ratio <= self.target


@dataclass(frozen=True, slots=True)
class Measurements:
    """One run. `memory` is the machine's, in bytes; `versions` are the peers'."""

    date: str
    processor: str
    cores: int
    memory: int
    system: str
    python: str
    versions: Mapping[str, str]
    figures: tuple[Measurement, ...]


def read_measurements(document: Document) -> Measurements | None:
    """Return what the file says; an empty one says nothing.

    Raises a failure if it is not what `make bench` writes.
    """
    if not document.text:
        return None
    try:
        content = json.loads(document.text)
        figures = tuple(Measurement(**each) for each in content.pop("figures"))
        return Measurements(**content, figures=figures)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        fault = Fault(document.path, NO_MEASUREMENTS, MEASURE_AGAIN)
        raise Failure(ExitStatus.INPUT, fault) from error


NO_MEASUREMENTS = Wording("不是 make bench 写出的结果", "this is no result that make bench wrote")
MEASURE_AGAIN = Wording(
    "用 make bench PUBLISH=1 重新测量，或删除此文件",
    "measure again with make bench PUBLISH=1, or delete the file",
)
