"""The entrance: which command runs, and what becomes of what stops it."""

from __future__ import annotations

import argparse
from importlib import import_module

from pipeline.cli.arguments import parser
from pipeline.cli.console import Console, console
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.wording import Wording

MODULES = {
    "build": "building",
    "catalogue": "cataloguing",
    "check": "checking",
    "lookup": "answering",
    "offline": "publishing",
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
    finally:
        terminal.settle()


def _run(options: argparse.Namespace, terminal: Console) -> int:
    """Run the command; what others need (MkDocs, Babel) is not loaded for it."""
    try:
        module = import_module(f"pipeline.cli.{MODULES[options.command]}")
    except ModuleNotFoundError as error:
        if str(error.name).startswith("pipeline"):
            raise
        fault = Fault(options.command, LACKS.about(package=error.name), FROM_CHECKOUT)
        raise Failure(ExitStatus.SETTINGS, fault) from error
    status: int = getattr(module, options.command)(options, terminal)
    return status


LACKS = Wording(
    "此处安装的部分没有这个命令（缺少 {package}）",
    "not a command of what is installed here, which lacks {package}",
)
FROM_CHECKOUT = Wording(
    "在本项目的检出目录中运行 make site，再用 python -m pipeline",
    "run make site in a checkout of this project, then use python -m pipeline there",
)
STOPPED = Wording("已中断；重新运行即可继续。", "Interrupted; run it again to go on.")
