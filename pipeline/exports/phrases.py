"""Registered phrases and their titles as gettext catalogues, for programs that translate."""

from __future__ import annotations

from pipeline.catalogues.message import DRAFT, Catalogue, Message
from pipeline.catalogues.mo import write_mo
from pipeline.catalogues.po import write_po
from pipeline.dataset import Dataset, Edition


def catalogue(edition: Edition, dataset: Dataset) -> Catalogue:
    """Return what `edition` calls each registered phrase; what it has not translated is left out.

    The header has no dates: the version says which data it is.
    """
    messages = []
    for code in dataset.codes:
        title = edition.status(code.code, "title")
        if code.phrase and title and title.locale == edition.locale:
            comments = (DRAFT,) if title.draft else ()
            extracted = (f"HTTP {code.code}",)
            message = Message(
                id=code.phrase, strings=(title.text,), comments=comments, extracted=extracted
            )
            messages.append(message)
    path = f"http-status-{edition.locale.tag}.po"
    return Catalogue(path, _headers(edition, dataset), tuple(messages))


def po(found: Catalogue) -> bytes:
    """Return the catalogue as translators and `msgfmt` read it."""
    return write_po(found).encode()


def mo(found: Catalogue) -> bytes:
    """Return the catalogue as programs read it."""
    header = "".join(f"{name}: {value}\n" for name, value in found.headers)
    return write_mo({"": header, **{message.id: message.text for message in found}})


def _headers(edition: Edition, dataset: Dataset) -> tuple[tuple[str, str], ...]:
    locale = edition.locale
    return (
        ("Project-Id-Version", f"http-status-codes {dataset.data_version}"),
        ("Report-Msgid-Bugs-To", dataset.site_url),
        ("PO-Revision-Date", f"{dataset.registry_updated} 00:00+0000"),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", locale.name),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", locale.plural_forms),
    )
