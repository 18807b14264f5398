"""The entrance: which command runs, and what becomes of what stops it."""

from __future__ import annotations

import argparse
from importlib import import_module

from pipeline.cli.arguments import parser
from pipeline.cli.console import Console, console
from pipeline.failure import Failure
from pipeline.wording import Wording

MODULES = {
    "build": "building",
    "catalogue": "building",
    "check": "checking",
    "lookup": "answering",
    "parse": "parsing",
    "registry": "registering",
    "rule": "ruling",
    "serve": "publishing",
    "site": "publishing",
}
# What a shell reports for a command that SIGINT ended.
INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run the command that `arguments` (those of the process by default) ask for."""
    terminal = console()
    options = parser(terminal.language).parse_args(arguments)
    try:
        return _run(options, terminal)
    except Failure as failure:
        return terminal.fail(failure)
    except KeyboardInterrupt:
        terminal.say(STOPPED)
        return INTERRUPTED


def _run(options: argparse.Namespace, terminal: Console) -> int:
    """Run the command; what others need (MkDocs, Babel) is not loaded for it."""
    module = import_module(f"pipeline.cli.{MODULES[options.command]}")
    status: int = getattr(module, options.command)(options, terminal)
    return status


STOPPED = Wording("已中断；重新运行即可继续。", "Interrupted; run it again to go on.")
