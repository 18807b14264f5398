"""All catalogues of the project, brought up to date with the templates, in memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pipeline.catalogues.extract import with_pivot
from pipeline.catalogues.merge import merge, needs_write, new_catalogue, with_known_references
from pipeline.catalogues.message import Catalogue
from pipeline.catalogues.po import decode_po, read_po, write_po
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.locale import Locale
from pipeline.span import Document

PIVOT = "en"
CONTEXT = re.compile(r'msgctxt "(?P<address>[^"]+)"')

Content = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Library:
    """The templates as published, each locale's catalogues by locale and domain, and their files.

    `files` are the bytes that each path, relative to the project, should have; `documents` what
    the catalogues were read from, by path.
    """

    templates: tuple[Catalogue, ...]
    catalogues: Mapping[tuple[str, str], Catalogue]
    files: Mapping[str, bytes]
    documents: Mapping[str, Document]

    def of(self, locale: Locale) -> tuple[Catalogue, ...]:
        """Return the catalogues of `locale`, one a domain."""
        return tuple(found for (name, _), found in self.catalogues.items() if name == locale.name)

    def places(self, locale: Locale, content: Content) -> Mapping[str, tuple[str, int]]:
        """Return where each message of `locale` stands, by address: its file and line (1-based).

        `content` returns what is on disk, for the files that stay as they are.
        """
        paths = (found.path for found in self.of(locale))
        files = ((path, self.files.get(path) or content(path) or b"") for path in paths)
        return {
            found["address"]: (path, line)
            for path, stored in files
            for line, text in enumerate(stored.decode().splitlines(), 1)
            if (found := CONTEXT.fullmatch(text))
        }


def catalogue_path(locale: str, domain: str) -> str:
    """Return where the catalogue of `domain` in `locale` is, relative to the project."""
    return f"locales/{locale}/LC_MESSAGES/{domain}.po"


def update(pots: Mapping[str, Catalogue], locales: Iterable[Locale], content: Content) -> Library:
    """Merge every catalogue with its template; `content` returns the bytes of a path, or None.

    English first: it is the pivot that the templates show to the other translators. Raises one
    failure with the faults of all files that are not understood.
    """
    order = sorted(locales, key=lambda locale: locale.name != PIVOT)
    paths = [catalogue_path(locale.name, domain) for locale in order for domain in pots]
    documents, stored = _stored(paths, content)
    templates, catalogues, files = dict(pots), {}, {}
    for locale in order:
        for domain in pots:
            path = catalogue_path(locale.name, domain)
            old = stored.get(path)
            new = _updated(old, templates[domain], locale, path)
            catalogues[locale.name, domain] = new
            if old is None or needs_write(old, new):
                files[path] = write_po(with_known_references(old, new)).encode()
            if locale.name == PIVOT:
                templates[domain] = with_pivot(pots[domain], new)
    files |= _changed_templates(templates, content)
    return Library(tuple(templates.values()), catalogues, files, documents)


def _stored(
    paths: Iterable[str], content: Content
) -> tuple[dict[str, Document], dict[str, Catalogue]]:
    """Return what is at the `paths`, as text and as catalogues."""
    documents: dict[str, Document] = {}
    stored: dict[str, Catalogue] = {}
    faults: list[Fault] = []
    for path in paths:
        raw = content(path)
        try:
            if raw is not None:
                documents[path] = decode_po(path, raw)
                stored[path] = read_po(documents[path])
        except Failure as failure:
            faults += failure.faults
    if faults:
        raise Failure(ExitStatus.INPUT, *faults)
    return documents, stored


def read_catalogue(path: str, content: bytes | None) -> Catalogue | None:
    """Read the catalogue at `path` from its bytes; None stays None."""
    return None if content is None else read_po(decode_po(path, content))


def _updated(old: Catalogue | None, template: Catalogue, locale: Locale, path: str) -> Catalogue:
    if old is None:
        return new_catalogue(template, path, locale.name, locale.plural_forms)
    decided = {"Language": locale.name, "Plural-Forms": locale.plural_forms}
    return merge(old, template, headers=decided)


def _changed_templates(templates: Mapping[str, Catalogue], content: Content) -> dict[str, bytes]:
    """Return the templates that say something else than on disk; references alone do not count."""
    files = {}
    for template in templates.values():
        old = read_catalogue(template.path, content(template.path))
        if old is None or needs_write(old, template):
            files[template.path] = write_po(with_known_references(old, template)).encode()
    return files
