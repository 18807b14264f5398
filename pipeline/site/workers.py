"""The processes that build editions: they load MkDocs once, and end with the one that asks them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context, parent_process, set_forkserver_preload
from multiprocessing.forkserver import ensure_running
from threading import Thread

from pipeline.processes import usable_cores

EDITION = "pipeline.site.edition"


@contextmanager
def employed() -> Iterator[None]:
    """Begin to load MkDocs, once for all workers, beside what is done before they are needed.

    They end when this does: a process that has been forked would wait for them for ever.
    """
    set_forkserver_preload([EDITION])
    ensure_running()
    try:
        yield
    finally:
        dismiss()


def workers() -> ProcessPoolExecutor:
    """Return the workers, one a core that we may use; they start as they are needed."""
    return _workers(os.getpid())


@cache  # for `serve`: they stay from one build to the next. A process that was forked has none yet.
def _workers(_process: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(len(usable_cores(0)), get_context("forkserver"), initializer=_begin)


def dismiss() -> None:
    """End the workers, if there are any; `workers` starts others."""
    if _workers.cache_info().currsize:
        workers().shutdown()
        _workers.cache_clear()


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the parent's end, and end at once: it has the lock no more, others may build now."""
    parent_process().join()  # type: ignore[union-attr]  # a worker has one
    os._exit(1)
