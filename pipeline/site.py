"""HTML from the pages, an edition at a time. Only this module knows MkDocs."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Collection
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.wording import Wording

Progress = Callable[[Wording], None]

HOST = "127.0.0.1"
WATCHED = ("source", "locales", "site_templates", "mkdocs.yml")


def build_site(root: Path, tags: Collection[str], progress: Progress) -> None:
    """Build the HTML of the editions `tags` from `build/pages` and `build/mkdocs`.

    Each is built in a process of its own: MkDocs keeps state. Raises one failure with all that
    MkDocs complains of, in any edition.
    """
    workers = min(len(tags), os.cpu_count() or 1)
    with ProcessPoolExecutor(
        workers,
        get_context("spawn"),
        initializer=signal.signal,  # Ctrl-C is the parent's business
        initargs=(signal.SIGINT, signal.SIG_IGN),
    ) as pool:
        configs = [f"build/mkdocs/{tag}.yml" for tag in tags]
        building = {pool.submit(build_edition, str(root / config)): config for config in configs}
        faults: list[Fault] = []
        for done in as_completed(building):
            faults += _faults(building[done], done)
            progress(BUILT.about(done=building[done]))
    if faults:
        raise Failure(ExitStatus.INPUT, *sorted(faults, key=lambda fault: fault.place))


def build_edition(config_file: str) -> tuple[str, ...]:
    """Build one edition in this process; return what MkDocs complains of, if anything."""
    complaints = _Complaints()
    logger = logging.getLogger("mkdocs")
    logger.propagate = False
    logger.addHandler(complaints)
    try:
        config = load_config(config_file)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except MkDocsException as error:
        return tuple(complaints.said) or (error.format_message(),)
    finally:
        logger.removeHandler(complaints)
    return ()


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

    server = LiveReloadServer(follow, HOST, port, str(root / "build/site"))
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


class _Complaints(logging.Handler):
    """Keeps what is logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def _faults(config: str, built: Future[tuple[str, ...]]) -> list[Fault]:
    try:
        return [Fault(config, COMPLAINT.about(said=said), MEND) for said in built.result()]
    except OSError as error:
        said = UNWRITABLE.about(reason=error.strerror)
        raise Failure(
            ExitStatus.STORAGE, Fault(error.filename or config, said, FREE_DISK)
        ) from error


def _silent(_: Wording) -> None:
    """Show no progress."""


BUILT = Wording("已生成 {done} 的网页", "built the HTML of {done}")
COMPLAINT = Wording("MkDocs：{said}", "MkDocs: {said}")
MEND = Wording(
    "检查 mkdocs.yml 与 site_templates/",
    "look into mkdocs.yml and the templates in site_templates/",
)
UNWRITABLE = Wording("无法读写：{reason}", "cannot be read or written: {reason}")
FREE_DISK = Wording(
    "检查磁盘空间与写入权限，然后重新运行", "check free space and permissions, then run again"
)
NO_PORT = Wording("无法使用端口 {port}：{reason}", "port {port} cannot be used: {reason}")
OTHER_PORT = Wording("用 --port 选择另一个端口", "choose another with --port")
