"""The dataset as files for programs: the static API and the downloads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.artefacts import SITE, Artefact
from pipeline.dataset import Dataset
from pipeline.exports.api import full_json, records, render_api
from pipeline.exports.differences import changelog, understated
from pipeline.exports.documents import pretty
from pipeline.exports.edition import Flat, flat_editions
from pipeline.exports.openapi import openapi
from pipeline.exports.package import descriptor
from pipeline.exports.phrases import catalogue, mo, po
from pipeline.exports.record import Record
from pipeline.exports.release import Release, number, release_json, release_of
from pipeline.exports.scanning import scanning_log
from pipeline.exports.tables import Table, excel_csv, tables
from pipeline.exports.terms import license_data, notice
from pipeline.exports.types import declarations
from pipeline.exports.workbook import workbook
from pipeline.failure import Fault
from pipeline.project import SETTINGS_FILE
from pipeline.published import Download
from pipeline.records.aliases import aliases_of, gather


@dataclass(frozen=True, slots=True)
class Exports:
    """What programs get. `downloads` are the files of a release; `faults` forbid to publish it."""

    artefacts: tuple[Artefact, ...]
    downloads: tuple[Download, ...]
    faults: tuple[Fault, ...]


def render_exports(dataset: Dataset, past: tuple[Release, ...] = ()) -> Exports:
    """Return every file of the API and the downloads; `past` are the releases, newest first."""
    number(dataset.data_version)
    made = records(dataset)
    full = full_json(dataset, made)
    aliases = gather(
        (alias for code in dataset.codes for alias in aliases_of(code)),
        dataset.by_code.keys(),
    )
    flats = flat_editions(dataset, made)
    listed = tuple(tables(dataset, made, flats))
    now = release_of(dataset, made, listed, past[0].data_version if past else None)
    files = (
        *_data_files(dataset, made, full),
        *_table_files(dataset, listed, flats),
        *_gettext_files(dataset),
        Download("findings.sarif", scanning_log(dataset), len(dataset.findings)),
        Download("release.json", pretty(release_json(now))),
        Download("CHANGELOG.md", changelog((now, *past))),
        Download("LICENSE-DATA", license_data()),
        Download("NOTICE", notice(dataset)),
    )
    package = Download("datapackage.json", pretty(descriptor(dataset, listed, files)))
    downloads = (*files, package, _checksums((*files, package)))
    api = (
        *render_api(dataset, made, flats, aliases, full),
        Artefact(f"{SITE}/api/openapi.json", pretty(openapi(dataset))),
    )
    faults = understated(past[0], now, SETTINGS_FILE) if past else ()
    return Exports((*api, *_placed(dataset, downloads)), downloads, faults)


def _data_files(dataset: Dataset, made: tuple[Record, ...], full: bytes) -> Iterator[Download]:
    count = len(made)
    yield Download("http-status-codes.json", full, count, "full.schema.json")
    lines = b"".join(record.line for record in made)
    yield Download("http-status-codes.ndjson", lines, count, "code.schema.json")
    yield Download("http-status-codes.d.ts", declarations(dataset.data_version))


def _table_files(
    dataset: Dataset, listed: tuple[Table, ...], flats: tuple[Flat, ...]
) -> Iterator[Download]:
    for table in listed:
        yield Download(f"{table.name}.csv", table.csv, len(table.rows))
    count = len(dataset.codes)
    for flat in flats:
        yield Download(f"codes.{flat.tag}.excel.csv", excel_csv(flat), count)
    book = workbook(dataset.registry_updated, listed[0], flats)
    yield Download("codes.xlsx", book, count)


def _gettext_files(dataset: Dataset) -> Iterator[Download]:
    for edition in dataset.editions:
        found = catalogue(edition, dataset)
        name, count = f"http-status-{edition.locale.tag}", len(found.messages)
        yield Download(f"{name}.po", po(found), count)
        yield Download(f"{name}.mo", mo(found), count)


def _checksums(files: tuple[Download, ...]) -> Download:
    """Return the list that `sha256sum --check` reads in the folder of the files."""
    lines = (f"{file.sha256}  {file.name}\n" for file in files)
    return Download("SHA256SUMS", "".join(lines).encode())


def _placed(dataset: Dataset, downloads: tuple[Download, ...]) -> Iterator[Artefact]:
    """Yield the files where this version stays, and where the latest always is."""
    for folder in (dataset.data_version, "latest"):
        for file in downloads:
            yield Artefact(f"{SITE}/downloads/{folder}/{file.name}", file.content)
