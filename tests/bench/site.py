"""The whole site, and what an edit costs, against MkDocs, Zensical and others on the same pages."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.arena import MKDOCS, OURS, Arena, build_command, outputs
from tests.bench.cost import Cost, run
from tests.bench.measuring import Peer, Race

CORES = os.cpu_count() or 1
ROUNDS = 3
"""Of the cold site; one of these takes minutes."""
EDITED = "locales/de/LC_MESSAGES/statuses.po"
Report = Callable[[str], None]


def comparisons(arena: Arena, *, quick: bool, report: Report) -> Iterator[Race]:
    """Yield the cold site (time, then memory), the site unchanged, and one entry edited."""
    values = {"locales": len(arena.tags)}
    fast, slow, ours = tuple(_fast_peers(arena)), tuple(_slow_peers(arena)), _ours(arena)
    if quick:
        yield Race("site-cold", values, ours, (*fast, *slow), 1, report)
    else:
        yield Race("site-cold", values, ours, fast, ROUNDS, report)
        yield Race("site-cold", values, ours, slow, 1, report)
        heavy = Peer("plain-make", _made(arena, "plain", weigh=True), {"memory": 0.55})
        yield Race("site-cold", values, _ours(arena, weigh=True), (heavy,), ROUNDS, report)
    rounds = 1 if quick else None
    yield Race("site-unchanged", {}, _again(arena), (_one(arena, 1 / 200),), rounds, report)
    yield Race("site-edited", {}, _edited(arena), (_one(arena, 0.3),), rounds, report)


def _fast_peers(arena: Arena) -> Iterator[Peer]:
    yield Peer("plain-sequence", _in_sequence(arena, "plain"), {"wall": 0.30, "cpu": 0.50})
    yield Peer("plain-make", _made(arena, "plain"), {"wall": 0.55, "cpu": None})
    yield Peer("typ-sequence", _in_sequence(arena, "typ"), {"wall": 0.15, "cpu": None})
    yield Peer("zensical", _made(arena, "zensical"), {"wall": 0.6, "cpu": None})
    yield Peer("copy", _copied(arena), {"wall": None})


def _slow_peers(arena: Arena) -> Iterator[Peer]:
    """Yield those that we promise nothing about, which are asked but once."""
    yield Peer("typ-make", _made(arena, "typ"), {"wall": None, "cpu": None})
    yield Peer("static-i18n", lambda: _static(arena), {"wall": None, "cpu": None})


def _ours(arena: Arena, *, weigh: bool = False) -> Callable[[], Cost]:
    def work() -> Cost:
        shutil.rmtree(arena.ours / "build", ignore_errors=True)
        cost = run(_command(arena), arena.ours, weigh=weigh)
        _see_all(arena, lambda tag: arena.ours / "build/site" / tag)
        return cost

    return work


def _command(arena: Arena) -> tuple[str, ...]:
    asked = () if arena.whole else (part for tag in arena.tags for part in ("--locale", tag))
    return (*OURS, "site", *asked)


def _in_sequence(arena: Arena, name: str) -> Callable[[], Cost]:
    place = arena.peer(name)

    def work() -> Cost:
        _forget(arena, name)
        costs = [run(build_command(name, tag), place) for tag in arena.tags]
        _see_all(arena, lambda tag: _site(arena, name, tag))
        return Cost(sum(cost.wall for cost in costs), sum(cost.cpu for cost in costs))

    return work


def _made(arena: Arena, name: str, *, weigh: bool = False) -> Callable[[], Cost]:
    def work() -> Cost:
        _forget(arena, name)
        cost = run(("make", "--silent", f"-j{CORES}", "all"), arena.peer(name), weigh=weigh)
        _see_all(arena, lambda tag: _site(arena, name, tag))
        return cost

    return work


def _static(arena: Arena) -> Cost:
    place = arena.peer("static-i18n")
    shutil.rmtree(place / "site", ignore_errors=True)
    cost = run((*MKDOCS, "build"), place)
    first = arena.tags[0]
    _see_all(arena, lambda tag: place / "site" / ("" if tag == first else tag))
    return cost


def _copied(arena: Arena) -> Callable[[], Cost]:
    def work() -> Cost:
        copy = arena.folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        return run(("cp", "-r", str(arena.ours / "build/site"), str(copy)), arena.folder)

    return work


def _one(arena: Arena, target: float) -> Peer:
    tag = arena.tags[0]

    def work() -> Cost:
        return run(build_command("plain", tag), arena.peer("plain"))

    return Peer("plain-one", work, {"wall": target, "cpu": None})


def _again(arena: Arena) -> Callable[[], Cost]:
    def work() -> Cost:
        newest = _newest(arena)
        cost = run(_command(arena), arena.ours)
        assert _newest(arena) == newest, "something was written although nothing changed"
        return cost

    return work


def _edited(arena: Arena) -> Callable[[], Cost]:
    po = arena.ours / EDITED
    original = po.read_text("utf-8")

    def work() -> Cost:
        text = new_words()
        po.write_text(with_words(original, text), "utf-8")
        cost = run(_command(arena), arena.ours)
        assert text in (arena.ours / "build/site/de/404/index.html").read_text("utf-8")
        return cost

    return work


def new_words() -> str:
    """Return words that nobody has written yet."""
    letters = str(time.monotonic_ns()).translate(str.maketrans("0123456789", "abcdefghij"))
    return f"Neue Fassung {letters}"


def with_words(catalogue: str, words: str) -> str:
    """Return the catalogue with `words` before the description of code 404.

    Each language shows its own descriptions. Titles are on a page of every one.
    """
    before, address, after = catalogue.partition('msgctxt "status.404.description"\n')
    return before + address + after.replace('msgstr "', f'msgstr "{words}: ', 1)


def _site(arena: Arena, name: str, tag: str) -> Path:
    return arena.peer(name) / (f"build/site/{tag}" if name == "plain" else f"{tag}/site")


def _forget(arena: Arena, name: str) -> None:
    for tag in arena.tags:
        for output in outputs(name, tag):
            shutil.rmtree(arena.peer(name) / output, ignore_errors=True)


def _see_all(arena: Arena, site: Callable[[str], Path]) -> None:
    """Fail unless each edition has a page of HTML for each of Markdown: nobody gets off early."""
    for tag in arena.tags:
        made = sum(1 for _ in site(tag).glob("*/index.html"))
        wanted = len(list((arena.peer("plain") / "build/pages" / tag).glob("*.md"))) - 1
        assert made >= wanted, f"{site(tag)}: {made} pages of {wanted}"


def _newest(arena: Arena) -> int:
    files = (path for path in (arena.ours / "build").rglob("*") if path.is_file())
    return max(path.stat().st_mtime_ns for path in files)
