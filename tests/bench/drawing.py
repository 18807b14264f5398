"""The charts of a run as files, drawn as on the site."""

from collections.abc import Iterable, Iterator
from html import escape

from pipeline.pages.benchmarks import Growth, benchmarks_page
from pipeline.pages.chart import PLOT_HEIGHT, PLOT_WIDTH
from pipeline.records.measurement import Measurements
from tests.bench.figure import PEERS, TOPICS

COLOURS = {"ours": "#2559a8", "theirs": "#9a4a00"}


def charts(measured: Measurements) -> Iterator[tuple[str, str]]:
    """Yield a name and an SVG for each topic that was measured at three sizes or more."""
    for growths in benchmarks_page(measured).growths.values():
        for growth in growths:
            first = growth.first
            extra = (f"-{value}" for name, value in first.values.items() if name == "changed")
            peer = first.peer.split()[0]
            yield f"{first.topic}-{first.measure}-{peer}{''.join(extra)}", _svg(growth)


def _svg(growth: Growth) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {PLOT_WIDTH} {PLOT_HEIGHT + 30}" '
        f'font-family="sans-serif" font-size="13"><rect width="100%" height="100%" fill="#fff"/>'
        f"{''.join(_shapes(growth))}</svg>\n"
    )


def _shapes(growth: Growth) -> Iterable[str]:
    first = growth.first
    peer = PEERS.get(first.peer, first.peer).format(**first.values)
    title = escape(f"{TOPICS[first.topic].partition(',')[0]}, {first.measure}: ours, {peer}")
    yield f'<text x="90" y="{PLOT_HEIGHT + 20}">{title}</text>'
    for tick in growth.plot.upward:
        yield f'<line x1="90" x2="620" y1="{tick.place}" y2="{tick.place}" stroke="#ccc"/>'
        yield f'<text x="82" y="{tick.place + 4}" text-anchor="end">{tick.text}</text>'
    for tick in growth.plot.across:
        yield f'<text x="{tick.place}" y="290" text-anchor="middle">{tick.text}</text>'
    for curve in growth.plot.curves:
        colour = COLOURS[curve.kind]
        yield f'<polyline points="{curve.path}" fill="none" stroke="{colour}" stroke-width="2.5"/>'
        for x, y in curve.points:
            yield f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>'
