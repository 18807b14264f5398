"""From saving an edit to the new text being served, ours and other servers with one edition."""

import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tests.bench.arena import MKDOCS, OURS, PYTHON, Arena
from tests.bench.cost import ENVIRONMENT, Cost
from tests.bench.measuring import Peer, Race
from tests.bench.site import EDITED, new_words, with_words

TAG = "de"
PATIENCE = 300  # seconds; what has no answer by then is broken
POLL = 0.005
Report = Callable[[str], None]


def comparisons(arena: Arena, *, quick: bool, report: Report) -> Iterator[Race]:
    """Yield the one race of three servers, each with its own copy of the same pages."""
    with ExitStack() as servers:
        report("site-served: starting three servers")
        ours, plain, zensical = (_port() for _ in range(3))
        catalogue = arena.ours / EDITED
        served = (*OURS, "serve", "--locale", TAG, "--port", str(ours))
        servers.enter_context(_running(served, arena.ours, f"http://127.0.0.1:{ours}/{TAG}/404/"))
        peers = tuple(_peers(arena, plain, zensical, servers))
        work, rounds = _saved(catalogue, with_words, ours), 1 if quick else None
        yield Race("site-served", {}, work, peers, rounds, report)


def _peers(arena: Arena, plain: int, zensical: int, servers: ExitStack) -> Iterator[Peer]:
    settings = {"plain": f"build/mkdocs/{TAG}.yml", "zensical": f"{TAG}/mkdocs.yml"}
    pages = {"plain": f"build/pages/{TAG}/404.md", "zensical": f"{TAG}/docs/404.md"}
    started = {
        "plain": (*MKDOCS, "serve", "--dev-addr", f"127.0.0.1:{plain}"),
        "zensical": (PYTHON, "-m", "zensical", "serve", "--dev-addr", f"127.0.0.1:{zensical}"),
    }
    ports = {"plain": plain, "zensical": zensical}
    targets = {"plain": 1 / 20, "zensical": 1.0}
    for name, command in started.items():
        place = arena.peer(name)
        url = f"http://127.0.0.1:{ports[name]}/{TAG}/404/"
        servers.enter_context(_running((*command, "-f", settings[name]), place, url))
        page = place / pages[name]
        shown = {"plain": "mkdocs serve", "zensical": "zensical serve"}[name]
        yield Peer(shown, _saved(page, _with_heading, ports[name]), {"wall": targets[name]})


def _saved(path: Path, edit: Callable[[str, str], str], port: int) -> Callable[[], Cost]:
    original = path.read_text("utf-8")
    url = f"http://127.0.0.1:{port}/{TAG}/404/"

    def work() -> Cost:
        time.sleep(1)  # a server that is still at rest from the edit before
        text = new_words()
        content = edit(original, text)
        start = time.perf_counter()
        path.write_text(content, "utf-8")
        _await(url, text)
        return Cost(time.perf_counter() - start)

    return work


def _with_heading(page: str, text: str) -> str:
    return f"{page}\n## {text}\n"


@contextmanager
def _running(command: Sequence[str], folder: Path, url: str) -> Iterator[None]:
    with (folder / "said.log").open("wb") as said:
        server = subprocess.Popen(
            command,
            cwd=folder,
            env=ENVIRONMENT,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        try:
            _await(url, "404")
            yield
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(PATIENCE)


def _await(url: str, text: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while text not in _page(url):
        assert time.monotonic() < deadline, f"{url} never served {text}"
        time.sleep(POLL)


def _page(url: str) -> str:
    with suppress(OSError), urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - it is our own
        return str(answer.read().decode())
    return ""


def _port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
