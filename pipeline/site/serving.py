"""The site on this machine, following edits."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from pipeline.artefacts import SITE
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.wording import TAGS, Language, Wording

HOST = "127.0.0.1"
POLICY = re.compile(rb'<meta http-equiv="?Content-Security-Policy"?[^>]*>')
WATCHED = ("pyproject.toml", "source", "locales", "site_templates", "mkdocs.yml")
LOOK_EVERY = 0.2  # seconds
# It needs no file, for there may be none where a build has failed.
BOX = (
    '<div role="alert" dir="ltr" style="position:fixed;inset:auto 0 0;z-index:99;max-height:60%;'
    "overflow:auto;padding:1em;background:#7f1d1d;color:#fff;font:14px/1.5 monospace;"
    'white-space:pre-wrap"><strong lang="{language}">{heading}</strong>\n{faults}</div>'
)


def serve(
    root: Path, tag: str, port: int, rebuild: Callable[[], None], language: Language = "en"
) -> None:
    """Serve the site on this machine alone, and follow edits of the sources until Ctrl-C.

    `rebuild` makes everything anew; a failure that it raises is shown on every page, in
    `language`, until a rebuild succeeds. `tag` is the edition that is said to be there.
    """
    server = _Server(rebuild, port, root, language)
    server.url += f"{tag}/"
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
    """Shows what is wrong, if anything, on each page, beside MkDocs' script.

    Leaves out the policy, which forbids both.
    """

    def __init__(
        self, rebuild: Callable[[], None], port: int, root: Path, language: Language
    ) -> None:
        super().__init__(self._follow, HOST, port, str(root / SITE), polling_interval=LOOK_EVERY)
        self._rebuild, self._language = rebuild, language
        self._fault = b""
        self.error_handler = self._missing

    def _follow(self) -> None:
        """Build; the browsers are to reload whether or not that succeeds."""
        try:
            self._rebuild()
        except Failure as failure:
            faults = (html.escape(fault.text(self._language)) for fault in failure.faults)
            self._fault = BOX.format(
                language=TAGS[self._language],
                heading=BROKEN.text(self._language),
                faults="\n".join(faults),
            ).encode()
        else:
            self._fault = b""

    def _missing(self, code: int) -> bytes | None:
        """Return a page for an address that has none; while all is well, MkDocs' own."""
        if not self._fault:
            return None
        page = b"<!doctype html><title>%d</title><body></body>" % code
        return self._inject_js_into_html(page, self._visible_epoch)

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        before, end, after = POLICY.sub(b"", content).rpartition(b"</body>")
        shown = b"".join((before, self._fault, end, after))
        return super()._inject_js_into_html(shown, epoch)  # type: ignore[no-any-return, no-untyped-call]  # MkDocs has not typed it


BROKEN = Wording(
    "有错误，以下页面是上一次生成的。改正后会自动更新。",
    "Something is wrong; what you see is older. Mend it, and the page follows.",
)
NO_PORT = Wording("无法使用端口 {port}：{reason}", "port {port} cannot be used: {reason}")
OTHER_PORT = Wording("用 --port 选择另一个端口", "choose another with --port")
