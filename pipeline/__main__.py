"""`python -m pipeline`: the one way in, and the quick way out where there is nothing to do."""

from __future__ import annotations

import sys
from importlib import import_module

from pipeline.unchanged import said_before


def run() -> int:
    """Run the command that the process was asked for, unless it would change nothing."""
    said = said_before(sys.argv[1:])
    if said is not None:
        sys.stderr.write(f"{said}\n")
        return 0
    try:
        status: int = import_module("pipeline.cli.main").main()
    except KeyboardInterrupt:  # before there is anybody who could say so
        return 130
    return status


sys.exit(run())
