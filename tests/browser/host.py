"""A host of static files as the site will have: its error page, its headers, and gzip."""

import functools
import gzip
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TEXTS = (".css", ".html", ".js", ".json", ".svg", ".txt", ".xml")


class Host(SimpleHTTPRequestHandler):
    """Serves files, says nothing, and does what `_headers` asks for."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, rules: "Rules", directory: str) -> None:
        self.rules = rules
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with the file, or with the error page where there is none."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            if not self.path.partition("?")[0].endswith("/"):
                super().do_GET()  # which leads to the address with a slash
                return
            path /= "index.html"
        if path.is_file():
            self._answer(HTTPStatus.OK, path)
        else:
            self._answer(HTTPStatus.NOT_FOUND, Path(self.directory) / "404.html")

    def _answer(self, status: HTTPStatus, path: Path) -> None:
        zipped = path.suffix in TEXTS
        content = _zipped(path) if zipped else path.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        for pattern, fields in self.rules:
            if fnmatchcase(self.path, pattern):
                for name, value in fields:
                    self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Goes on in silence where a browser hangs up."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of what a browser no longer wants to know."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


Rules = list[tuple[str, list[tuple[str, str]]]]


@functools.cache
def _zipped(path: Path) -> bytes:
    return gzip.compress(path.read_bytes())


def rules(folder: Path) -> Rules:
    """Read `_headers` below `folder`: paths, and below each its header fields."""
    read: Rules = []
    for line in (folder / "_headers").read_text().splitlines():
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            read[-1][1].append((name, value))
        else:
            read.append((line, []))
    return read


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve `folder`; yield its address."""
    handler = functools.partial(Host, rules=rules(folder), directory=str(folder))
    with Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
