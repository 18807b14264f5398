"""All catalogues of the project, brought up to date with the templates, in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from pipeline.catalogues.extract import with_pivot
from pipeline.catalogues.merge import merge, needs_write, new_catalogue, with_known_references
from pipeline.catalogues.message import Catalogue
from pipeline.catalogues.po import decode_po, read_po, write_po
from pipeline.catalogues.renames import former_addresses
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.locale import Locale
from pipeline.span import Document
from pipeline.wording import Wording

PIVOT = "en"
# Catalogues: while the site is served, an edit changes one of them.
REMEMBERED = 128

Content = Callable[[str], bytes | None]
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Library:
    """The templates as published, each locale's catalogues by locale and domain, and their files.

    `pots` are the templates without the pivot, `stored` the catalogues as they were read. By
    paths relative to the project: `files` are the bytes to be written, `read` those that were
    read (None: there was no file), `documents` the same of catalogues as texts. `renames` are
    the addresses that were renamed, each with its new one.
    """

    pots: Mapping[str, Catalogue]
    templates: tuple[Catalogue, ...]
    stored: Mapping[tuple[str, str], Catalogue | None]
    catalogues: Mapping[tuple[str, str], Catalogue]
    files: Mapping[str, bytes]
    read: Mapping[str, bytes | None]
    documents: Mapping[str, Document]
    renames: Mapping[str, str]

    def of(self, locale: Locale) -> tuple[Catalogue, ...]:
        """Return the catalogues of `locale`, one a domain."""
        return tuple(found for (name, _), found in self.catalogues.items() if name == locale.name)

    def places(self, locale: Locale) -> Mapping[str, tuple[str, int]]:
        """Return where each message of `locale` stands, by address: its file and line (1-based).

        In the files as they are once `files` are written.
        """
        return {
            message.address: (found.path, message.span.start.line)
            for found in self.of(locale)
            for message in self._as_written(found)
            if message.span
        }

    def _as_written(self, found: Catalogue) -> Catalogue:
        """Return the same catalogue with the places in its file."""
        path = found.path
        return _read(path, self.files[path])[1] if path in self.files else found


def catalogue_path(locale: str, domain: str) -> str:
    """Return where the catalogue of `domain` in `locale` is, relative to the project."""
    return f"locales/{locale}/LC_MESSAGES/{domain}.po"


def update(
    pots: Mapping[str, Catalogue],
    locales: Iterable[Locale],
    content: Content,
    renames: Mapping[str, str] = MappingProxyType({}),
) -> Library:
    """Merge every catalogue with its template; `content` returns the bytes of a path, or None.

    Translations follow the `renames` of their addresses. English first: it is the pivot that the
    templates show to the other translators. Raises one failure with the faults of all files that
    are not understood, or of the renames.
    """
    living = {message.address for pot in pots.values() for message in pot}
    former = tuple(former_addresses(renames, living).items())
    order = sorted(locales, key=lambda locale: locale.name != PIVOT)
    paths = [catalogue_path(locale.name, domain) for locale in order for domain in pots]
    read = {path: content(path) for path in (*paths, *(pot.path for pot in pots.values()))}
    documents, stored = _stored(pots, order, read)
    templates, catalogues, files = dict(pots), {}, {}
    for locale in order:
        for domain in pots:
            path = catalogue_path(locale.name, domain)
            old = stored[locale.name, domain]
            new = _updated(old, templates[domain], locale, path, former)
            catalogues[locale.name, domain] = new
            if old is None or needs_write(old, new):
                files[path] = faithful(with_known_references(old, new))
            if locale.name == PIVOT:
                templates[domain] = with_pivot(pots[domain], new)
    files |= _changed_templates(templates, read)
    published = tuple(templates.values())
    return Library(pots, published, stored, catalogues, files, read, documents, renames)


def revised(library: Library, locales: Iterable[Locale], changed: Iterable[Catalogue]) -> Library:
    """Return the library with the `changed` catalogues in it, and all that follows from them."""
    stored = {found.path: found for found in library.stored.values() if found}
    known = (with_known_references(stored.get(each.path), each) for each in changed)
    files = {**library.files, **{catalogue.path: faithful(catalogue) for catalogue in known}}
    again = update(library.pots, locales, {**library.read, **files}.get, library.renames)
    files |= again.files
    return replace(again, stored=library.stored, files=files, read=library.read)


def _stored(
    pots: Mapping[str, Catalogue], locales: Iterable[Locale], read: Mapping[str, bytes | None]
) -> tuple[dict[str, Document], dict[tuple[str, str], Catalogue | None]]:
    """Return what was read, as texts by path and as catalogues."""
    documents: dict[str, Document] = {}
    stored: dict[tuple[str, str], Catalogue | None] = {}
    faults: list[Fault] = []
    for key in ((locale.name, domain) for locale in locales for domain in pots):
        path = catalogue_path(*key)
        content = read[path]
        stored[key] = None
        try:
            if content is not None:
                documents[path], stored[key] = _read(path, content)
        except Failure as failure:
            faults += failure.faults
    if faults:
        raise Failure(ExitStatus.INPUT, *faults)
    return documents, stored


@lru_cache(REMEMBERED)
def _read(path: str, content: bytes) -> tuple[Document, Catalogue]:
    document = decode_po(path, content)
    return document, read_po(document)


def read_catalogue(path: str, content: bytes | None) -> Catalogue | None:
    """Read the catalogue at `path` from its bytes; None stays None."""
    return None if content is None else read_po(decode_po(path, content))


def faithful(catalogue: Catalogue) -> bytes:
    """Return the bytes of `catalogue`; a failure unless reading them gives the same again."""
    content = write_po(catalogue).encode()
    if read_catalogue(catalogue.path, content) != catalogue:
        raise Failure(ExitStatus.INPUT, Fault(catalogue.path, UNFAITHFUL, REPORT_IT))
    return content


def _updated(
    old: Catalogue | None, template: Catalogue, locale: Locale, path: str, former: Pairs
) -> Catalogue:
    if old is None:
        return new_catalogue(template, path, locale.name, locale.plural_forms, locale.autonym)
    return _merged(old, template, locale, former)


@lru_cache(REMEMBERED)
def _merged(old: Catalogue, template: Catalogue, locale: Locale, former: Pairs) -> Catalogue:
    decided = {"Language": locale.name, "Plural-Forms": locale.plural_forms}
    return merge(old, template, dict(former), decided)


def _changed_templates(
    templates: Mapping[str, Catalogue], read: Mapping[str, bytes | None]
) -> dict[str, bytes]:
    """Return the templates that say something else than on disk; references alone do not count."""
    files = {}
    for template in templates.values():
        old = read_catalogue(template.path, read[template.path])
        if old is None or needs_write(old, template):
            files[template.path] = faithful(with_known_references(old, template))
    return files


UNFAITHFUL = Wording(
    "写出后再读会得到不同的内容，因此没有写入", "would not read back the same; not written"
)
REPORT_IT = Wording(
    "请把原文与此文件一并报告给我们", "please report it, with the sources and this file"
)
