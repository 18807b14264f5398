"""`registry`: how old our snapshot of IANA's registry is, and what a newer file changes."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

from pipeline.cli.console import Console
from pipeline.cli.judging import today
from pipeline.cli.reading import read_files
from pipeline.failure import ExitStatus
from pipeline.records.iana import Change, Record, Registration, Snapshot, changes, read_snapshot
from pipeline.records.registry import vendored_snapshot
from pipeline.wording import Language, Wording


def registry(options: argparse.Namespace, console: Console) -> int:
    """Say what the snapshot is, or compare a file with it; 1 if that has something else."""
    if options.action == "status":
        return _status(options, console)
    return _diff(options.file, console, as_json=options.json)


def _status(options: argparse.Namespace, console: Console) -> int:
    snapshot, day = vendored_snapshot(), today()
    if options.json:
        console.report(_json(_status_json(snapshot, day)))
    else:
        lines = _status_lines(snapshot, day)
        console.report("".join(f"{line.text(console.language)}\n" for line in lines))
    return ExitStatus.CLEAN


def _status_json(snapshot: Snapshot, day: date) -> object:
    temporary = (each for each in snapshot.records.values() if each.expires)
    return {
        "updated": snapshot.updated,
        "age_days": _age(snapshot, day),
        "codes": Counter(each.registration for each in snapshot.records.values()),
        "temporary": [
            {
                "code": each.code,
                "phrase": each.phrase,
                "registered": each.registered,
                "expires": each.expires,
                "expired": each.expired(day),
            }
            for each in temporary
        ],
    }


def _status_lines(snapshot: Snapshot, day: date) -> Iterator[Wording]:
    yield SNAPSHOT.about(updated=snapshot.updated, age=_age(snapshot, day))
    counts = Counter(each.registration for each in snapshot.records.values())
    yield CODES.about(total=len(snapshot.records), **{each: counts[each] for each in Registration})
    for record in snapshot.records.values():
        if record.expires:
            said = EXPIRED if record.expired(day) else TEMPORARY
            yield said.about(code=record.code, phrase=record.phrase, day=record.expires)


def _age(snapshot: Snapshot, day: date) -> int:
    return (day - date.fromisoformat(snapshot.updated)).days


def _diff(file: Path, console: Console, *, as_json: bool) -> int:
    files = read_files([file])
    if files.failure:
        raise files.failure
    ((_, document),) = files.documents
    ours, theirs = vendored_snapshot(), read_snapshot(document)
    found = changes(ours, theirs)
    if as_json:
        listed = [
            {"code": each.code, "before": _record(each.before), "after": _record(each.after)}
            for each in found
        ]
        console.report(_json({"ours": ours.updated, "theirs": theirs.updated, "changes": listed}))
    else:
        console.report("".join(_change_lines(each, console.language) for each in found))
        console.say(COMPARED.about(ours=ours.updated, theirs=theirs.updated, count=len(found)))
    return ExitStatus.FINDINGS if found else ExitStatus.CLEAN


def _record(record: Record | None) -> object:
    return asdict(record) if record else None


def _change_lines(change: Change, language: Language) -> str:
    """Return the code with `-` and `+` before what the two say of it, as a diff does."""
    kind = ADDED if change.before is None else REMOVED if change.after is None else CHANGED
    lines = [kind.about(code=change.code).text(language)]
    for sign, record in (("-", change.before), ("+", change.after)):
        if record:
            lines += (f"  {sign} {name}: {_value(record, name)}" for name in change.fields)
    return "\n".join(lines) + "\n"


def _value(record: Record, name: str) -> str:
    value = getattr(record, name)
    if name == "references":
        return ", ".join(reference.title for reference in record.references)
    return str(value) if value is not None else "—"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


SNAPSHOT = Wording(
    "IANA 注册表快照：{updated}（{age} 天前）",
    "snapshot of IANA's registry: {updated} ({age} days ago)",
)
CODES = Wording(
    "状态码 {total} 个：已分配 {assigned}，临时 {temporary}，已废止 {obsoleted}，保留不用 {unused}",
    "codes: {total} (assigned {assigned}, temporary {temporary}, obsoleted {obsoleted}, "
    "unused {unused})",
)
TEMPORARY = Wording(
    "{code} {phrase}：临时注册，有效期至 {day}", "{code} {phrase}: temporary, expires {day}"
)
EXPIRED = Wording(
    "{code} {phrase}：临时注册，按快照已于 {day} 到期；IANA 此后有无变动，快照不知道",
    "{code} {phrase}: temporary, expired on {day} by the snapshot, which does not know whether "
    "IANA has changed that since",
)
COMPARED = Wording(
    "快照 {ours}，所给文件 {theirs}：有 {count} 个状态码不同",
    "snapshot {ours}, your file {theirs}: codes that differ: {count}",
)
ADDED = Wording("{code}：新增", "{code}: added")
REMOVED = Wording("{code}：移除", "{code}: removed")
CHANGED = Wording("{code}：变更", "{code}: changed")
