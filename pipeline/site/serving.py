"""The site on this machine, following edits."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.site import build_site
from pipeline.wording import Wording

HOST = "127.0.0.1"
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
WATCHED = ("source", "locales", "site_templates", "mkdocs.yml")


def serve(root: Path, tag: str, port: int, rebuild: Callable[[], None]) -> None:
    """Serve the site on this machine alone, and follow edits of the sources until Ctrl-C.

    `rebuild` writes the pages anew; of the HTML, the edition `tag` follows.
    """
    build_site(root, (tag,), _silent)

    def follow() -> None:
        rebuild()
        try:
            build_site(root, (tag,), _silent)
        except Failure as failure:
            raise Abort(str(failure)) from failure  # which the server prints, and serves on

    server = _Server(follow, HOST, port, str(root / "build/site"))
    server.url += f"{tag}/"  # what it says it serves; the other editions may not be built
    for name in WATCHED:
        if (root / name).exists():
            server.watch(str(root / name))
    logger, console = logging.getLogger("mkdocs.livereload"), logging.StreamHandler()
    logger.addHandler(console)
    logger.setLevel(logging.INFO)
    try:
        with suppress(KeyboardInterrupt):
            server.serve()  # type: ignore[no-untyped-call]  # MkDocs has not typed it
    except OSError as error:
        said = NO_PORT.about(port=port, reason=error.strerror)
        raise Failure(ExitStatus.STORAGE, Fault(f"{HOST}:{port}", said, OTHER_PORT)) from error
    finally:
        server.shutdown()
        logger.removeHandler(console)


class _Server(LiveReloadServer):
    """Adds MkDocs' script to each page, and leaves out the policy, which forbids it."""

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        unguarded = POLICY.sub(b"", content)
        return super()._inject_js_into_html(unguarded, epoch)  # type: ignore[no-any-return, no-untyped-call]  # MkDocs has not typed it


def _silent(_: Wording) -> None:
    """Show no progress."""


NO_PORT = Wording("无法使用端口 {port}：{reason}", "port {port} cannot be used: {reason}")
OTHER_PORT = Wording("用 --port 选择另一个端口", "choose another with --port")
