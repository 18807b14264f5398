"""Each core makes a share; what goes wrong elsewhere goes wrong here."""

import os
import subprocess
import sys
import threading

from pipeline.processes import divided
from tests.golden_project import ROOT

START = """
import os, signal
from functools import partial
from pipeline import processes
from pipeline.processes import divided

processes.usable_cores = lambda _: range(3)
here = os.getpid()
def place(number):
    return number, os.getpid()
"""


def said(program: str) -> str:
    """Return what the program says: here, where tests run, there may be threads."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", START + program],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.stdout + done.stderr


def test_what_is_made_comes_in_order_from_as_many_processes_as_there_are_cores() -> None:
    program = """
made = divided([partial(place, number) for number in range(8)])
print([number for number, _ in made], len({process for _, process in made}))
print([process == here for _, process in made], divided([]))
"""
    assert said(program).splitlines() == [
        "[0, 1, 2, 3, 4, 5, 6, 7] 3",
        "[True, False, False, True, False, False, True, False] ()",
    ]


def test_a_failure_elsewhere_is_raised_here_and_said_once() -> None:
    program = "divided([here.bit_length, lambda: 1 // 0, here.bit_length])"
    told = said(program)
    assert told.endswith("ZeroDivisionError: integer division or modulo by zero\n")
    assert told.count("Traceback") == 1


def test_a_failure_here_waits_for_the_others() -> None:
    program = """
try:
    divided([lambda: 1 // 0, partial(bytes, 1 << 20), partial(bytes, 1 << 20)])
except ZeroDivisionError:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        print("nobody is left")
"""
    assert said(program) == "nobody is left\n"


def test_what_a_killed_process_did_not_deliver_is_made_here() -> None:
    program = """
def deadly(number):
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return place(number)
made = divided([partial(deadly, number) for number in range(5)])
print(made == tuple((number, here) for number in range(5)))
"""
    assert said(program) == "True\n"


def test_where_threads_run_nothing_is_divided() -> None:
    end = threading.Event()
    other = threading.Thread(target=end.wait)
    other.start()
    made = divided([os.getpid, os.getpid])
    end.set()
    other.join()
    assert made == (os.getpid(), os.getpid())
