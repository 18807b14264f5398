"""What the tests of the exports share: files as written, our own project, a server."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from pipeline.artefacts import Artefact, write
from pipeline.build import Build
from tests.golden_project import ROOT, build_project, copy_golden

LATEST = "build/site/downloads/latest"


@dataclass(frozen=True)
class Published:
    """The exports of a build, in a folder: `site` is what a host serves."""

    build: Build
    folder: Path

    @property
    def site(self) -> Path:
        return self.folder / "build/site"

    @property
    def latest(self) -> Path:
        return self.folder / LATEST

    def json(self, path: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        return json.loads((self.site / path).read_bytes())


def publish(build: Build, folder: Path) -> Published:
    write(folder, build.exports)
    return Published(build, folder)


@pytest.fixture(scope="session")
def golden_site(golden: Build, tmp_path_factory: pytest.TempPathFactory) -> Published:
    return publish(golden, tmp_path_factory.mktemp("golden-site"))


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """What our own sources become."""
    return publish(build_project(ROOT), tmp_path_factory.mktemp("own-site"))


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """The golden project with the address of a server on this machine, and that server."""
    folder = copy_golden(tmp_path_factory.mktemp("served"))
    site = folder / "build/site"
    handler = partial(Silent, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        settings = folder / "pyproject.toml"
        address = f"http://127.0.0.1:{server.server_port}/"
        text = settings.read_text().replace("https://golden.example/", address)
        settings.write_text(text)
        Thread(target=server.serve_forever, daemon=True).start()
        yield publish(build_project(folder), folder)
        server.shutdown()


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture(scope="session")
def artefact(golden: Build) -> Callable[[str], Artefact]:
    by_path = {each.path: each for each in golden.exports}
    return by_path.__getitem__
