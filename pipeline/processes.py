"""Work divided among the cores, by processes that begin with all that this one has."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing.connection import Connection, Pipe
from typing import NoReturn, TypeVar

Made = TypeVar("Made")
# Not every system tells which cores a process may use.
usable_cores = getattr(os, "sched_getaffinity", lambda _: range(os.cpu_count() or 1))


def divided(parts: Sequence[Callable[[], Made]]) -> tuple[Made, ...]:
    """Return what each of `parts` makes, in their order; each core makes a share.

    What another process does not deliver is made here, so that whatever is wrong with a part is
    raised here. Where other threads run nothing is divided: a fork takes along the locks that they
    hold, and nobody would ever open those.
    """
    alone = threading.active_count() == 1
    count = max(1, min(len(parts), len(usable_cores(0)))) if alone else 1
    with ExitStack() as others:
        elsewhere = [
            others.enter_context(_made_elsewhere(parts[first::count])) for first in range(1, count)
        ]
        shares = [_all_made(parts[::count]), *(made() for made in elsewhere)]
    return tuple(shares[place % count][place // count] for place in range(len(parts)))


@contextmanager
def _made_elsewhere(parts: Sequence[Callable[[], Made]]) -> Iterator[Callable[[], list[Made]]]:
    """Have another process make `parts`; what this yields waits for them."""
    out, into = Pipe(duplex=False)
    process = os.fork()
    if not process:
        out.close()  # so that it ends when nobody else would read
        _deliver(parts, into)
    into.close()

    def received() -> list[Made]:
        with suppress(EOFError, OSError):  # it has sent nothing, or half of it
            return out.recv()  # type: ignore[no-any-return]
        return _all_made(parts)

    try:
        with out:
            yield received
    finally:
        os.waitpid(process, 0)


def _deliver(parts: Sequence[Callable[[], Made]], into: Connection) -> NoReturn:
    """Send what `parts` make, or nothing; then end without what else this process would do."""
    try:
        made = _all_made(parts)
        into.send(made)
    finally:
        os._exit(0)


def _all_made(parts: Sequence[Callable[[], Made]]) -> list[Made]:
    return [part() for part in parts]
