"""How time and bytes grow: one edition of more and more pages, and more and more editions.

There are no more than 500 codes. What has more pages has the sections of the site several times
over, each section as long as it is: a menu that listed them all on every page would show.
"""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.bench.arena import (
    MKDOCS,
    PYTHON,
    Arena,
    own_settings,
    typical,
    write_settings,
)
from tests.bench.cost import Cost, run
from tests.bench.measuring import Peer, Race

TAG = "de"
BASE = 350
PAGES, FEW_PAGES = (65, BASE, 1_000, 3_000), (65,)
TYPICAL_PAGES = 1_000
"""The most with which a menu on every page is tried: it is quadratic."""
LOCALES = (13, 40)
FREE: Mapping[str, float | None] = {"wall": None, "bytes": None}
BUILD = """
import sys
from pathlib import Path
from pipeline.site import build_site

if __name__ == "__main__":
    build_site(Path(), sys.argv[1:], lambda _: None)
"""
Report = Callable[[str], None]


def comparisons(arena: Arena, *, quick: bool, report: Report) -> Iterator[Race]:
    """Yield a page of many against one of few, and a locale of many against one of few."""
    (arena.ours / "build_site.py").write_text(BUILD)
    rounds = 1 if quick else 3
    base = _page_of(arena, _grown(arena, BASE), BASE)
    for count in FEW_PAGES if quick else PAGES:
        tag = _grown(arena, count)
        targets = {"wall": 1.1, "bytes": 1.05} if count > BASE else FREE
        peers = [Peer("same-few", base, targets)] if count != BASE else []
        if count <= TYPICAL_PAGES:
            peers.append(Peer("typ-one", _typical_page_of(arena, tag, count), FREE))
        values = {"pages": count, "base": BASE}
        yield Race("site-pages", values, _page_of(arena, tag, count), tuple(peers), rounds, report)
    if not quick:
        yield _locales(arena, report)


def _locales(arena: Arena, report: Report) -> Race:
    few, many = (tuple(_copied(arena, number) for number in range(count)) for count in LOCALES)
    peer = Peer("same-few", _locale_of(arena, few), {"wall": 1.1})
    return Race(
        "site-locales",
        {"locales": len(many), "base": len(few)},
        _locale_of(arena, many),
        (peer,),
        3,
        report,
    )


def _grown(arena: Arena, count: int) -> str:
    """Write an edition of `count` code pages; return the name of its folder and settings."""
    tag = f"{TAG}-{count}"
    source, target = (arena.ours / "build/pages" / name for name in (TAG, tag))
    if target.exists():
        return tag
    settings = own_settings(arena, TAG)
    menu = settings["nav"]
    assert isinstance(menu, list)
    sections = [(name, each) for item in menu for name, each in item.items() if _is_class(each)]
    target.mkdir(parents=True)
    for name in ("feed.xml", "opensearch.xml"):
        shutil.copy(source / name, target / name)
    (target / "index.md").write_text("# 404\n", "utf-8")
    grown: list[object] = [{"404": "index.md"}]
    left, copy = count, 0
    while left:
        for name, pages in sections:
            chosen = pages[: left + 1]
            grown.append({f"{name} {copy}": [_copy(source, target, page, copy) for page in chosen]})
            left -= len(chosen) - 1
            if not left:
                break
        copy += 1
    settings |= {"nav": grown, "docs_dir": f"../pages/{tag}", "site_dir": f"../site/{tag}"}
    write_settings(arena.ours / f"build/mkdocs/{tag}.yml", settings)
    return tag


def _is_class(pages: object) -> bool:
    return (
        isinstance(pages, list)
        and any("/index.md" in str(page) for page in pages[:1])
        and any(re.search(r"'\d{3}\.md'", str(page)) for page in pages)
    )


def _copy(source: Path, target: Path, entry: Mapping[str, str], copy: int) -> dict[str, str]:
    """Copy a page under another name; its links to other pages become text."""
    ((title, name),) = entry.items()
    named = f"{copy}-{name.replace('/', '-')}"
    text = (source / name).read_text("utf-8")
    (target / named).write_text(re.sub(r"\]\([^)]*\.md(?:#[^)]*)?\)", "](#top)", text), "utf-8")
    return {title: named}


def _copied(arena: Arena, number: int) -> str:
    """Write a copy of the edition; return the name of its folder and settings."""
    tag = f"copy-{number}"
    pages = arena.ours / "build/pages"
    if not (pages / tag).exists():
        shutil.copytree(pages / TAG, pages / tag)
        settings = own_settings(arena, TAG)
        settings |= {"docs_dir": f"../pages/{tag}", "site_dir": f"../site/{tag}"}
        write_settings(arena.ours / f"build/mkdocs/{tag}.yml", settings)
    return tag


def _built(arena: Arena, *tags: str) -> Cost:
    for tag in tags:
        shutil.rmtree(arena.ours / "build/site" / tag, ignore_errors=True)
        for kind in ("", ".json"):
            (arena.ours / f"build/stamps/{tag}{kind}").unlink(missing_ok=True)
    return run((PYTHON, "build_site.py", *tags), arena.ours)


def _page_of(arena: Arena, tag: str, count: int) -> Callable[[], Cost]:
    def work() -> Cost:
        cost = _built(arena, tag)
        return _divided(cost, arena.ours / "build/site" / tag, count)

    return work


def _typical_page_of(arena: Arena, tag: str, count: int) -> Callable[[], Cost]:
    place = arena.peer("typ") / tag
    settings = typical(own_settings(arena, tag), TAG)
    shutil.copytree(arena.ours / "build/pages" / tag, place / "docs")
    write_settings(place / "mkdocs.yml", settings)

    def work() -> Cost:
        return _divided(run((*MKDOCS, "build"), place), place / "site", count)

    return work


def _locale_of(arena: Arena, tags: tuple[str, ...]) -> Callable[[], Cost]:
    def work() -> Cost:
        cost = _built(arena, *tags)
        return Cost(cost.wall / len(tags), cost.cpu / len(tags))

    return work


def _divided(cost: Cost, site: Path, count: int) -> Cost:
    """Return what a page costs, and how many bytes of HTML it has."""
    pages = [path.stat().st_size for path in site.glob("*/index.html")]
    assert len(pages) >= count, f"{site}: {len(pages)} pages of {count}"
    return Cost(cost.wall / count, cost.cpu / count, 0, sum(pages) // len(pages))
