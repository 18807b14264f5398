"""The static API: an entry document, collections, every code in all languages and in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.artefacts import SITE, Artefact
from pipeline.dataset import Dataset, Edition
from pipeline.exports.documents import Json, collection, line, pretty, sha256
from pipeline.exports.edition import Flat
from pipeline.exports.record import Record, code_json, finding_json
from pipeline.exports.schema import NAMES, Checker, identified, record_checker, schema_url
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.records.aliases import Alias, Aliases
from pipeline.records.union import StatusCode

API = f"{SITE}/api/v1"
SCHEMA_VERSION = "1.0.0"
FIELDS = ("title", "description")


def records(dataset: Dataset) -> tuple[Record, ...]:
    """Return every record; a failure lists each place where one breaks the published schema."""
    check: Checker = record_checker()
    made: list[Record] = []
    faults: list[Fault] = []
    for code in dataset.codes:
        value = code_json(code, dataset)
        faults += check(value)
        made.append(Record(code.code, value, pretty(value), line(value)))
    if faults:
        raise Failure(ExitStatus.INPUT, *faults)
    return tuple(made)


def full_json(dataset: Dataset, made: Iterable[Record]) -> bytes:
    """Return everything in one file."""
    head = {"$schema": schema_url(dataset.site_url, "full"), **_about(dataset)}
    return collection(head, "codes", (record.pretty for record in made))


def render_api(
    dataset: Dataset,
    made: Iterable[Record],
    flats: Iterable[Flat],
    aliases: Aliases,
    full: bytes,
) -> Iterator[Artefact]:
    """Yield the files of `api/v1/` and `schema/v1/`."""
    yield _file(dataset, "index", "index", _index(dataset, aliases, full))
    yield Artefact(f"{API}/full.json", full)
    yield from _collections(dataset, aliases)
    head = _opened({"$schema": schema_url(dataset.site_url, "code")})
    for record in made:
        content = head + record.pretty.removeprefix(b"{")
        yield Artefact(f"{API}/codes/{record.code}.json", content)
    for flat in flats:
        yield from _edition(dataset, flat)
    for name in NAMES:
        yield Artefact(
            f"{SITE}/schema/v1/{name}.schema.json", pretty(identified(dataset.site_url, name))
        )


def _collections(dataset: Dataset, aliases: Aliases) -> Iterator[Artefact]:
    briefs = [(code.status_class, _brief(code, dataset)) for code in dataset.codes]
    yield _file(dataset, "codes", "codes", {"codes": [brief for _, brief in briefs]})
    for name in dataset.classes:
        chosen = [brief for status_class, brief in briefs if status_class == name]
        yield _file(dataset, f"classes/{name}", "codes", {"codes": chosen})
    yield _file(dataset, "aliases", "aliases", _aliases(aliases))
    languages = [_progress(edition, dataset) for edition in dataset.editions]
    yield _file(dataset, "languages", "languages", {"languages": languages})
    findings = [finding_json(finding) for finding in dataset.findings]
    yield _file(dataset, "findings", "findings", {"findings": findings})


def _edition(dataset: Dataset, flat: Flat) -> Iterator[Artefact]:
    head = _opened({"$schema": schema_url(dataset.site_url, "edition-code")})
    pieces = []
    for code in flat.codes:
        content = pretty(code)
        pieces.append(content)
        path = f"{API}/{flat.tag}/codes/{code['code']}.json"
        yield Artefact(path, head + content.removeprefix(b"{"))
    about = {"$schema": schema_url(dataset.site_url, "edition"), "language": flat.tag}
    yield Artefact(f"{API}/{flat.tag}/codes.json", collection(about, "codes", pieces))


def _opened(head: Json) -> bytes:
    """Return the members of `head` as the beginning of a document that has more."""
    return pretty(head).removesuffix(b"\n}\n") + b","


def _file(dataset: Dataset, path: str, schema: str, value: Json) -> Artefact:
    content = pretty({"$schema": schema_url(dataset.site_url, schema), **value})
    return Artefact(f"{API}/{path}.json", content)


def _about(dataset: Dataset) -> Json:
    return {
        "schema_version": SCHEMA_VERSION,
        "data_version": dataset.data_version,
        "registry_updated": dataset.registry_updated,
        "languages": [_language(edition) for edition in dataset.editions],
    }


def _language(edition: Edition) -> dict[str, object]:
    locale = edition.locale
    return {"tag": locale.tag, "autonym": locale.autonym, "direction": locale.direction}


def _index(dataset: Dataset, aliases: Aliases, full: bytes) -> Json:
    url = f"{dataset.site_url}api/v1/"
    tags = [edition.locale.tag for edition in dataset.editions]
    return {
        **_about(dataset),
        "counts": {
            "codes": len(dataset.codes),
            "registered": sum(code.assignment is not None for code in dataset.codes),
            "languages": len(tags),
            "aliases": len(aliases.unique) + len(aliases.ambiguous),
            "findings": len(dataset.findings),
        },
        "links": {
            **{name: f"{url}{name}.json" for name in ("aliases", "languages", "findings")},
            "openapi": f"{dataset.site_url}api/openapi.json",
            "downloads": f"{dataset.site_url}downloads/latest/datapackage.json",
            "collection": f"{url}codes.json",
            "classes": {name: f"{url}classes/{name}.json" for name in dataset.classes},
            "schemas": {name: schema_url(dataset.site_url, name) for name in NAMES},
            "editions": {tag: f"{url}{tag}/codes.json" for tag in tags},
        },
        "full": {"url": f"{url}full.json", "sha256": sha256(full)},
        "codes": {str(code.code): f"{url}codes/{code.code}.json" for code in dataset.codes},
    }


def _brief(code: StatusCode, dataset: Dataset) -> Json:
    titles = {
        edition.locale.tag: title.text
        for edition in dataset.editions
        if (title := edition.status(code.code, "title"))
    }
    return {
        "code": code.code,
        "class": code.status_class,
        "phrase": code.phrase,
        "registration": code.assignment.registration if code.assignment else "unregistered",
        "title": titles,
        "url": f"{dataset.site_url}api/v1/codes/{code.code}.json",
    }


def _aliases(aliases: Aliases) -> Json:
    return {
        "aliases": {name: _alias(alias) for name, alias in aliases.unique.items()},
        "ambiguous": {
            name: [_alias(alias) for alias in found] for name, found in aliases.ambiguous.items()
        },
    }


def _alias(alias: Alias) -> Json:
    return {"code": alias.code, "kind": alias.kind, "origin": alias.origin}


def _progress(edition: Edition, dataset: Dataset) -> Json:
    found = (edition.status(code.code, field) for code in dataset.codes for field in FIELDS)
    texts = [text for text in found if text]
    own = [text for text in texts if text.locale == edition.locale]
    return {
        **_language(edition),
        "texts": len(texts),
        "states": dict(sorted(Counter(str(text.state) for text in texts).items())),
        "drafts": sum(text.draft for text in own),
        "codes": f"{dataset.site_url}api/v1/{edition.locale.tag}/codes.json",
    }
