"""What a release promised, in brief: kept with the sources, so that the next can be compared."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from pipeline.dataset import Dataset, digest
from pipeline.exports.documents import Json, line
from pipeline.exports.openapi import ADDRESSES
from pipeline.exports.record import Record
from pipeline.exports.tables import Table
from pipeline.exports.types import fields_of
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.span import Document
from pipeline.wording import TAGS, Wording

VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
STATUS = re.compile(r"status\.(\d+)\.(.+)")
# Members of a record that hold texts: of itself, and of its parts.
TEXTS = frozenset(("title", "description"))
PARTS = frozenset(("text", "reason", "message"))


@dataclass(frozen=True, slots=True)
class Release:
    """A version of the data as others rely on it.

    `types` are those of the parts of the JSON documents, `columns` those of each CSV
    file, `addresses` the paths. `phrases` and `facts` are by code: the registered phrase, and a
    digest of all that is no text. `texts` are by `404 title (en)`: a digest and, after a space,
    the state; those of findings, by `404 findings (en)`, have none.
    """

    data_version: str
    previous: str | None
    languages: tuple[str, ...]
    types: Mapping[str, str]
    columns: Mapping[str, tuple[str, ...]]
    addresses: tuple[str, ...]
    phrases: Mapping[str, str | None]
    facts: Mapping[str, str]
    texts: Mapping[str, str]


def release_of(
    dataset: Dataset, made: Iterable[Record], tables: Iterable[Table], previous: str | None
) -> Release:
    """Return what the data of today promise."""
    tags = tuple(edition.locale.tag for edition in dataset.editions)
    return Release(
        dataset.data_version,
        previous,
        tags,
        dict(fields_of()),
        {f"{table.name}.csv": tuple(column.name for column in table.columns) for table in tables},
        tuple(address.path for address in ADDRESSES),
        {str(code.code): code.phrase for code in dataset.codes},
        {str(record.code): _facts(record) for record in made},
        dict(_texts(dataset)),
    )


def release_json(release: Release) -> Json:
    """Return `release` as it is kept."""
    return asdict(release)


def read_releases(version: str, load: Callable[[str], Document]) -> tuple[Release, ...]:
    """Return the release `version` and those before it, the newest first; none for no version.

    `load` returns the document of a version. Raises a failure where one is not understood.
    """
    releases: list[Release] = []
    wanted: str | None = version or None
    while wanted:
        number(wanted, "previous-release")
        document = load(wanted)
        release = _read(document)
        if release.data_version != wanted:
            said = OTHER_VERSION.about(found=release.data_version, wanted=wanted)
            raise Failure(ExitStatus.SETTINGS, Fault(document.path, said, RESTORE))
        if release.previous and number(release.previous) >= number(wanted):
            said = NOT_BEFORE.about(previous=release.previous, version=wanted)
            raise Failure(ExitStatus.SETTINGS, Fault(document.path, said, RESTORE))
        releases.append(release)
        wanted = release.previous
    return tuple(releases)


def number(version: str, where: str = "data-version") -> tuple[int, int, int]:
    """Return a version as numbers that compare; a failure, placed at `where`, if it is none."""
    found = VERSION.fullmatch(version)
    if found is None:
        fault = Fault(where, NO_VERSION.about(version=version), THREE)
        raise Failure(ExitStatus.SETTINGS, fault)
    major, minor, patch = map(int, found.groups())
    return major, minor, patch


def _read(document: Document) -> Release:
    try:
        value = json.loads(document.text)
        release = Release(
            value["data_version"],
            value["previous"],
            tuple(value["languages"]),
            dict(value["types"]),
            {name: tuple(columns) for name, columns in value["columns"].items()},
            tuple(value["addresses"]),
            *(dict(value[name]) for name in ("phrases", "facts", "texts")),
        )
        number(release.data_version)
    except json.JSONDecodeError as error:
        place = document.span(error.pos, error.pos)
        said = BROKEN.about(said=error.msg)
        raise Failure(ExitStatus.SETTINGS, Fault(place, said, RESTORE)) from error
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        said = BROKEN.about(said=repr(error))
        raise Failure(ExitStatus.SETTINGS, Fault(document.path, said, RESTORE)) from error
    return release


def _facts(record: Record) -> str:
    facts = {key: _wordless(value) for key, value in record.value.items() if key not in TEXTS}
    return digest(line(facts).decode())


def _wordless(value: object) -> object:
    """Return a part of a record without its texts."""
    if isinstance(value, list):
        return [_wordless(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _wordless(each) for key, each in value.items() if key not in PARTS}
    return value


def _texts(dataset: Dataset) -> Iterator[tuple[str, str]]:
    for edition in dataset.editions:
        for address, text in edition.texts.items():
            found = STATUS.fullmatch(address)
            if found and text.locale == edition.locale:
                draft = ", draft" if text.draft else ""
                name = f"{found[1]} {found[2]} ({edition.locale.tag})"
                yield name, f"{digest(text.text)} {text.state}{draft}"
    for code in dataset.codes:
        if messages := [each.violation.message for each in dataset.findings_on(code.code)]:
            for language, tag in TAGS.items():
                said = "\n".join(message.text(language) for message in messages)
                yield f"{code.code} findings ({tag})", digest(said)


BROKEN = Wording(
    "这份发布快照无法理解：{said}", "this snapshot of a release is not understood: {said}"
)
OTHER_VERSION = Wording(
    "这份快照属于版本 {found}，不是 {wanted}", "this is the snapshot of {found}, not of {wanted}"
)
NOT_BEFORE = Wording(
    "“previous”是 {previous}，并不早于 {version}",
    "“previous” is {previous}, which is not before {version}",
)
RESTORE = Wording(
    "从该版本的下载目录取回 release.json",
    "restore it: it is release.json of that version's downloads",
)
NO_VERSION = Wording("“{version}”不是版本号", "“{version}” is no version")
THREE = Wording("写成三个数字，如 1.2.0（SemVer）", "write three numbers, such as 1.2.0 (SemVer)")
