"""On what was measured: without it no figure means anything."""

import os
import platform
import re
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

Description = Mapping[str, str | int | Mapping[str, str]]
PEERS = (
    "babel",
    "markdown-it-py",
    "mkdocs",
    "mkdocs-material",
    "mkdocs-static-i18n",
    "zensical",
)


def description() -> Description:
    """Return the machine, the day, and the versions of the peers."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
        "memory": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "system": platform.freedesktop_os_release()["PRETTY_NAME"],
        "python": platform.python_version(),
        "versions": {**{name: version(name) for name in PEERS}, "gettext": _gettext()},
    }


def _processor() -> str:
    found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found[1] if found else platform.machine()


def _gettext() -> str:
    command = ("msgmerge", "--version")
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[0].rpartition(" ")[2]
