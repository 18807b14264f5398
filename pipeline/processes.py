"""Work divided among the cores, by processes that begin with all that this one has."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
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
    out, into = os.pipe()
    process = os.fork()
    if not process:
        os.close(out)  # so that it ends when nobody else would read
        _deliver(parts, into)
    os.close(into)

    def received() -> list[Made]:
        with suppress(EOFError, pickle.UnpicklingError):
            return pickle.load(pipe)  # type: ignore[no-any-return]  # noqa: S301 - our own process wrote it
        return _all_made(parts)

    try:
        with os.fdopen(out, "rb") as pipe:
            yield received
    finally:
        os.waitpid(process, 0)


def _deliver(parts: Sequence[Callable[[], Made]], into: int) -> NoReturn:
    """Send what `parts` make, or nothing; then end without what else this process would do."""
    try:
        made = _all_made(parts)
        with os.fdopen(into, "wb") as pipe:
            pickle.dump(made, pipe)
    finally:
        os._exit(0)


def _all_made(parts: Sequence[Callable[[], Made]]) -> list[Made]:
    return [part() for part in parts]
