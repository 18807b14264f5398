"""Published measurements: what `make bench` writes, and nothing else."""

import json

import pytest

from pipeline.failure import ExitStatus, Failure
from pipeline.records.measurement import read_measurements
from pipeline.span import Document
from tests.bench.figure import Figure

ABOUT = {
    "date": "2026-12-01",
    "processor": "A processor",
    "cores": 2,
    "memory": 25_000_000_000,
    "system": "Debian",
    "python": "3.11.7",
    "versions": {"mkdocs": "1.6.1"},
}
FIGURE = Figure(
    "parse", "markdown-it-py", "cpu", 0.25, (1.0, 3.0, 2.0), (8.0, 8.0, 10.0), {"rows": 50}
)


def document(content: object) -> Document:
    return Document("source/benchmarks.json", json.dumps(content))


def test_what_make_bench_writes_is_read() -> None:
    measured = read_measurements(document({**ABOUT, "figures": [FIGURE.json()]}))
    assert measured
    assert (measured.date, measured.cores, measured.versions["mkdocs"]) == (
        "2026-12-01",
        2,
        "1.6.1",
    )
    (figure,) = measured.figures
    assert (figure.ratio, figure.lowest, figure.highest) == (0.2, 0.125, 0.375)
    assert (figure.ours, figure.theirs, figure.rounds, figure.met) == (2.0, 8.0, 3, True)


@pytest.mark.parametrize(("target", "met"), [(None, True), (0.2, True), (0.19, False)])
def test_a_target_is_met_or_missed(target: float | None, met: bool) -> None:  # noqa: FBT001 - what is expected
    figure = {**FIGURE.json(), "target": target}
    measured = read_measurements(document({**ABOUT, "figures": [figure]}))
    assert measured
    assert measured.figures[0].met is met


def test_without_a_file_nothing_was_measured() -> None:
    assert read_measurements(Document("source/benchmarks.json", "")) is None


@pytest.mark.parametrize(
    "content",
    [
        [],
        {},
        {"figures": 1},
        {"figures": [{"topic": "parse"}]},
        {"figures": [1]},
        {**ABOUT, "figures": [], "mood": "good"},
    ],
)
def test_anything_else_is_a_failure(content: object) -> None:
    with pytest.raises(Failure, match="no result that make bench wrote") as caught:
        read_measurements(document(content))
    assert caught.value.status is ExitStatus.INPUT


@pytest.mark.parametrize("text", ["{", "[" * 100_000])
def test_what_is_no_json_is_a_failure(text: str) -> None:
    with pytest.raises(Failure, match="measure again with make bench"):
        read_measurements(Document("source/benchmarks.json", text))
