"""Bars: every edge on a whole number, and a full bar full."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.pages.chart import WIDTH, Stretch, bar


def test_a_bar_has_a_stretch_for_each_count() -> None:
    counts = {"error": 1, "warning": 0, "note": 2}
    assert bar(counts, 4) == (Stretch("error", 0, 250), Stretch("note", 250, 500))


@given(st.lists(st.integers(0, 500), min_size=1).filter(any))
def test_stretches_touch_and_a_full_bar_is_full(counts: list[int]) -> None:
    stretches = bar({str(kind): count for kind, count in enumerate(counts)}, sum(counts))
    edges = [stretch.start for stretch in stretches[1:]] + [WIDTH]
    assert [stretch.start + stretch.width for stretch in stretches] == edges
