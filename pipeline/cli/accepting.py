"""`check --write-baseline`: today's findings accepted, so that only new ones fail."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.artefacts import Artefact, write
from pipeline.cli.console import Console
from pipeline.cli.reading import shown
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.files import read_bytes
from pipeline.findings import Finding
from pipeline.printers.baseline import render_baseline
from pipeline.project import NO_BASELINE, WRITE_BASELINE
from pipeline.wording import Wording

Accepted = list[dict[str, object]]


def write_baseline(file: Path, findings: Iterable[Finding], console: Console, *, anew: bool) -> int:
    """Write the baseline `file` anew, or add to it the findings that it does not have yet.

    It does not say of which file a finding is. So it is written `anew` only when all of a
    project's tables were judged by all rules; else what it has may be of the others, and stays.
    """
    name = shown(str(file))
    before = read_bytes(file, name) if file.exists() else None
    kept = [] if anew or before is None else _accepted(name, before)
    added = tuple(_unknown(kept, findings))
    entries = [*kept, *json.loads(render_baseline(added))["findings"]]
    content = json.dumps({"findings": entries}, ensure_ascii=False, indent=2) + "\n"
    artefact = Artefact(str(file.absolute()), content.encode())
    write(Path("/"), [artefact], {artefact.path: before})
    said = ADDED if kept else WRITTEN
    console.say(said.about(count=len(added), path=name, kept=len(kept)))
    return ExitStatus.CLEAN


def _unknown(kept: Accepted, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings that `kept` does not have, or not as often."""
    left = Counter(entry["fingerprint"] for entry in kept)
    for finding in findings:
        if left[finding.fingerprint]:
            left[finding.fingerprint] -= 1
        else:
            yield finding


def _accepted(name: str, content: bytes) -> Accepted:
    try:
        return [
            {**entry, "fingerprint": entry["fingerprint"]}
            for entry in json.loads(content)["findings"]
        ]
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise Failure(ExitStatus.SETTINGS, Fault(name, NO_BASELINE, WRITE_BASELINE)) from error


WRITTEN = Wording("已把 {count} 处发现写入 {path}", "{count} findings written to {path}")
ADDED = Wording(
    "已把 {count} 处发现加入 {path}，原有的 {kept} 处保留",
    "{count} findings added to {path}, which keeps the {kept} that it had",
)
