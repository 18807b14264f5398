"""The page of benchmarks: every figure with its peer and target, growth as curves."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape

import pytest

from pipeline.build import Build
from pipeline.dataset import Dataset
from pipeline.pages.benchmarks import SECTIONS, amount, benchmarks_page
from pipeline.records.measurement import Measurement, Measurements
from tests.bench.figure import PEERS, TOPICS
from tests.bench.quotation import published
from tests.pages.rendering import has, rendered, shown

NAMES = ("base", "changed", "codes", "locales", "messages", "pages", "rows")
VALUES = dict.fromkeys(NAMES, 12_345)


def measurement(topic: str, peer: str, *, ratio: float = 0.5, **changes: object) -> Measurement:
    figure = Measurement(topic, VALUES, peer, "wall", 0.3, 5, ratio, 0.25, 1.5, 2.0, 4.0)
    return replace(figure, **changes)  # type: ignore[arg-type]


def with_figures(build: Build, *figures: Measurement) -> Build:
    versions = {"mkdocs": "1.6.1"}
    measured = Measurements(
        "2026-12-01", "A <b>processor</b>", 2, 25_179_869_184, "Debian", "3.11.7", versions, figures
    )
    return rendered(build, replace(build.dataset, measurements=measured))


def raw(build: Build) -> str:
    return shown(build, "pages/zh-Hans/benchmarks.md")


def page(build: Build) -> str:
    """Return the page with its character references as the characters that they stand for."""
    return unescape(raw(build))


def test_without_measurements_there_is_no_such_page(golden: Build) -> None:
    paths = [artefact.path for artefact in golden.pages]
    assert not [path for path in paths if "benchmarks" in path]
    assert "benchmarks.md" not in shown(golden, "mkdocs/zh-Hans.yml")
    assert "/benchmarks/" not in shown(golden, "site/sitemap.xml")


def test_the_page_is_in_the_menu_and_the_sitemap(golden: Build) -> None:
    build = with_figures(golden, measurement("parse", "markdown-it-py"))
    has(shown(build, "mkdocs/zh-Hans.yml"), '  - "性能对比": benchmarks.md\n')
    has(shown(build, "site/sitemap.xml"), "https://golden.example/ja/benchmarks/")


def test_a_figure_has_its_work_peer_ratio_and_target(golden: Build) -> None:
    slow, quick = measurement("parse", "a `tool`"), measurement("check", "plain-one", ratio=0.3)
    free = measurement("site-cold", "copy", target=None, measure="memory", ours=2e8)
    text = page(with_figures(golden, slow, quick, free))
    has(
        text,
        '| 读取 12\u202f345 行的表格<br><code dir="ltr">a `tool`</code> · 时间<br><svg',
        '<rect class="hs-fill--author" x="0" width="500" height="10"/>',
        '<span dir="ltr">2.00 s</span> | <span dir="ltr">4.00 s</span> | ',
        '<span dir="ltr">**0.5**<br>(0.25–1.50; n=5)</span> | ',
        '<span dir="ltr">≤ 0.3</span><br>✗ 未达到 |',
        '<span dir="ltr">≤ 0.3</span><br>✓ 达到 |',
        '<span dir="ltr">200 MB</span>',
        "| — |",
    )
    assert text.index("{: #site }") < text.index("{: #reading }")
    assert "{: #exports }" not in text, "nothing of it was measured"


def test_the_machine_and_the_day_are_told(golden: Build) -> None:
    build = with_figures(golden, measurement("parse", "markdown-it-py"))
    has(page(build), '<time dir="ltr" datetime="2026-12-01">', "Python 3.11.7 · mkdocs 1.6.1")
    has(raw(build), "A &#60;b&#62;processor&#60;/b&#62; · 2 × · 23 GiB · Debian")


def test_every_topic_that_is_published_has_a_section_and_words(golden: Build) -> None:
    published = TOPICS.keys() - {"hostile"}
    assert published == {each for topics in SECTIONS.values() for each in topics}
    text = page(with_figures(golden, *(measurement(topic, "copy") for topic in published)))
    works = re.findall(r"^\| (\S.*)<br>复制生成的文件 · 时间<br>", text, re.MULTILINE)
    assert len(set(works)) == len(published)


def test_every_peer_has_words_of_its_own(golden: Build) -> None:
    peers = PEERS.keys() - {"once"}
    text = page(with_figures(golden, *(measurement("site-cold", peer) for peer in peers)))
    words = re.findall(r"<br>(.*) · 时间<br>", text)
    assert len(set(words)) == len(peers)
    assert not [peer for peer in peers if f">{peer}</code>" in text]


def growing(peer: str, sizes: Mapping[int, float]) -> tuple[Measurement, ...]:
    return tuple(
        measurement("parse", peer, values={"rows": size}, ours=seconds, theirs=10 * seconds)
        for size, seconds in sizes.items()
    )


def test_three_sizes_are_a_curve(golden: Build) -> None:
    figures = growing("markdown-it-py", {10: 0.01, 100: 0.1, 1_000: 1.0})
    text = page(with_figures(golden, *figures, *growing("other", {10: 1.0, 20: 2.0})))
    assert text.count('<svg class="hs-plot"') == 1
    has(
        text,
        '<polyline class="hs-curve hs-curve--ours" points="90,270 345,187 600,103"/>',
        '<polyline class="hs-curve hs-curve--theirs" points="90,187 345,103 600,20"/>',
        ">10.0 ms</text>",
        ">10.0 s</text>",
        ">1\u202f000</text>",
    )


def test_curves_apart_are_drawn_apart(golden: Build) -> None:
    dataset: Dataset = with_figures(
        golden,
        *growing("one", {10: 1.0, 20: 1.0, 30: 1.0}),
        *growing("two", {10: 1.0, 20: 1.0, 30: 1.0}),
    ).dataset
    assert dataset.measurements
    growths = benchmarks_page(dataset.measurements).growths["reading"]
    assert [growth.first.peer for growth in growths] == ["one", "two"]


@pytest.mark.parametrize(
    ("measure", "value", "text"),
    [
        ("wall", 12.345, "12.3 s"),
        ("wall", 1234.5, "1234 s"),
        ("cpu", 0.0123, "12.3 ms"),
        ("cpu", 0.00000123, "0.00123 ms"),
        ("memory", 212_151_296, "212 MB"),
        ("bytes", 23_400, "23.4 kB"),
    ],
)
def test_quantities_have_three_digits_and_a_unit(measure: str, value: float, text: str) -> None:
    assert amount(measure, value) == text


def test_what_is_published_has_words_on_the_page(golden: Build) -> None:
    measured = published()
    assert measured
    text = page(rendered(golden, replace(golden.dataset, measurements=measured)))
    assert text.count('<svg class="hs-bar"') == len(measured.figures)
