"""Bars: every edge on a whole number, and a full bar full. Curves: logarithms, in the frame."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.pages.chart import (
    BOTTOM,
    LEFT,
    MARGIN,
    PLOT_HEIGHT,
    PLOT_WIDTH,
    WIDTH,
    Stretch,
    Tick,
    bar,
    grouped,
    plot,
)


def test_a_bar_has_a_stretch_for_each_count() -> None:
    counts = {"error": 1, "warning": 0, "note": 2}
    assert bar(counts, 4) == (Stretch("error", 0, 250), Stretch("note", 250, 500))


@given(st.lists(st.integers(0, 500), min_size=1).filter(any))
def test_stretches_touch_and_a_full_bar_is_full(counts: list[int]) -> None:
    stretches = bar({str(kind): count for kind, count in enumerate(counts)}, sum(counts))
    edges = [stretch.start for stretch in stretches[1:]] + [WIDTH]
    assert [stretch.start + stretch.width for stretch in stretches] == edges


def test_what_grows_linearly_is_a_straight_line() -> None:
    drawn = plot({"ours": {10: 0.1, 100: 1.0, 1_000: 10.0}}, str)
    (curve,) = drawn.curves
    assert curve.path == "90,270 345,145 600,20"
    assert drawn.across == (Tick(90, "10"), Tick(345, "100"), Tick(600, "1\u202f000"))
    assert drawn.upward == (Tick(270, "0.1"), Tick(145, "1"), Tick(20, "10"))


def test_what_does_not_grow_is_flat_and_has_a_scale() -> None:
    drawn = plot({"ours": {10: 1.0, 20: 1.0}}, str)
    assert drawn.curves[0].points == ((90, 270), (600, 270))
    assert [tick.text for tick in drawn.upward] == ["1", "10"]


positive = st.floats(1e-6, 1e9)


@given(st.dictionaries(st.integers(1, 10**6), st.tuples(positive, positive), min_size=2))
def test_every_point_is_in_the_frame(pairs: dict[int, tuple[float, float]]) -> None:
    sides = {
        name: {size: pair[side] for size, pair in pairs.items()} for side, name in enumerate("ab")
    }
    for curve in plot(sides, str).curves:
        for x, y in curve.points:
            assert LEFT <= x <= PLOT_WIDTH - 2 * MARGIN
            assert MARGIN <= y <= PLOT_HEIGHT - BOTTOM


def test_numbers_are_grouped_by_spaces_that_do_not_break() -> None:
    assert (grouped(999), grouped(1_234_567)) == ("999", "1\u202f234\u202f567")
