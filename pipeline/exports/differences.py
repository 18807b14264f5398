"""What became different since a release, what that asks of the version, and the changelog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby, pairwise

from pipeline.exports.release import Release, number
from pipeline.failure import Fault
from pipeline.wording import Wording

SHOWN = 3


class Level(IntEnum):
    """The part of the version that has to rise (semver.org, of data)."""

    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was: `verb` is the changelog's heading."""

    level: Level
    verb: str
    what: str


def differences(old: Release, new: Release) -> tuple[Difference, ...]:
    """Return all differences, the gravest first."""
    found = (
        *_names("code", old.phrases, new.phrases),
        *_names("language", old.languages, new.languages),
        *_names("address", old.addresses, new.addresses),
        *_fields(old, new),
        *_columns(old, new),
        *_phrases(old, new),
        *_texts(old, new),
    )
    return tuple(sorted(found, key=lambda each: -each.level))


def least_version(old: Release, found: Sequence[Difference]) -> str:
    """Return the least version that may follow `old` with these differences."""
    major, minor, patch = number(old.data_version)
    level = found[0].level if found else None
    if level is Level.MAJOR:
        return f"{major + 1}.0.0"
    if level is Level.MINOR:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}" if level else old.data_version


def understated(old: Release, new: Release, settings: str) -> tuple[Fault, ...]:
    """Return a fault, placed at `settings`, if the version of `new` says less than has changed."""
    found = differences(old, new)
    least = least_version(old, found)
    if number(new.data_version) >= number(least):
        return ()
    gravest = [each for each in found if each.level is found[0].level][:SHOWN]
    said = UNDERSTATED.about(
        version=new.data_version,
        old=old.data_version,
        what="; ".join(f"{each.verb.lower()} {each.what}" for each in gravest) or "-",
        count=len(found),
    )
    return (Fault(f"{settings}: data-version", said, RAISE.about(least=least)),)


def changelog(releases: Sequence[Release]) -> bytes:
    """Return what changed, by version; `releases` are the newest first."""
    parts = ["# Changelog of the data\n"]
    for new, old in pairwise(releases):
        parts.append(f"## {new.data_version}\n")
        parts += _sections(differences(old, new))
    first = releases[-1]
    parts.append(f"## {first.data_version}\n")
    parts.append(f"First release: {len(first.phrases)} codes, {len(first.languages)} languages.\n")
    return "\n".join(parts).encode()


def _sections(found: Sequence[Difference]) -> Iterator[str]:
    if not found:
        yield "No change.\n"
    by_verb = sorted(found, key=lambda each: each.verb)
    for verb, group in groupby(by_verb, key=lambda each: each.verb):
        yield f"### {verb}\n"
        yield "".join(f"- {each.what}\n" for each in group)


def _names(
    kind: str, old: Mapping[str, object] | Sequence[str], new: Mapping[str, object] | Sequence[str]
) -> Iterator[Difference]:
    yield from (
        Difference(Level.MAJOR, "Removed", f"{kind} {name}") for name in old if name not in new
    )
    yield from (
        Difference(Level.MINOR, "Added", f"{kind} {name}") for name in new if name not in old
    )


def _fields(old: Release, new: Release) -> Iterator[Difference]:
    yield from _names("field", old.types, new.types)
    for name, before in old.types.items():
        after = new.types.get(name, before)
        if after != before:
            wider = set(before.split(" | ")) <= set(after.split(" | "))
            level = Level.MINOR if wider else Level.MAJOR
            yield Difference(level, "Changed", f"field {name}: {before} → {after}")


def _columns(old: Release, new: Release) -> Iterator[Difference]:
    yield from _names("table", old.columns, new.columns)
    for name, before in old.columns.items():
        after = new.columns.get(name, before)
        yield from _names(f"column of {name}:", before, after)


def _phrases(old: Release, new: Release) -> Iterator[Difference]:
    """Yield renamed codes: programs know a phrase as the msgid of the gettext files."""
    for code, before in old.phrases.items():
        after = new.phrases.get(code, before)
        if after != before:
            yield Difference(Level.MAJOR, "Renamed", f"code {code}: {before} → {after}")


def _texts(old: Release, new: Release) -> Iterator[Difference]:
    for code, facts in new.facts.items():
        if old.facts.get(code, facts) != facts:
            yield Difference(Level.PATCH, "Corrected", f"{code} facts")
    for name, text in new.texts.items():
        words, _, state = text.partition(" ")
        before, _, former = old.texts.get(name, text).partition(" ")
        if words != before:
            yield Difference(Level.PATCH, "Reworded", name)
        elif state != former:
            yield Difference(Level.PATCH, "Reviewed", f"{name}: {former} → {state}")
    codes, tags = old.phrases.keys() & new.phrases.keys(), set(old.languages) & set(new.languages)
    for name in [*old.texts, *new.texts]:
        code, _, tag = name.removesuffix(")").replace(" (", " ").split(" ")
        if code in codes and tag in tags and (name in old.texts) != (name in new.texts):
            verb = "Translated" if name in new.texts else "Withdrawn"
            yield Difference(Level.PATCH, verb, name)


UNDERSTATED = Wording(
    "版本 {version} 说得太少：自 {old} 以来有 {count} 处不同，其中：{what}",
    "version {version} says too little: {count} differences since {old}, among them: {what}",
)
RAISE = Wording(
    "在 [tool.pipeline] 中把 data-version 至少设为 {least}",
    "set data-version in [tool.pipeline] to {least} at least",
)
