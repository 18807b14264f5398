"""`catalogue`: which of its actions runs. What the others need is not loaded for it."""

from __future__ import annotations

import argparse
from importlib import import_module

from pipeline.cli.console import Console

ACTIONS = {
    "update": "updating",
    "check": "updating",
    "status": "progress",
    "todo": "tasking",
    "new": "founding",
    "accept": "approving",
    "pack": "packing",
    "merge-driver": "merging",
}


def catalogue(options: argparse.Namespace, console: Console) -> int:
    """Run the action asked for."""
    module = import_module(f"pipeline.cli.{ACTIONS[options.action]}")
    status: int = getattr(module, options.action.replace("-", "_"))(options, console)
    return status
