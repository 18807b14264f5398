"""The dataset as CSV (RFC 4180: commas, CRLF, UTF-8 without a byte order mark)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from pipeline.dataset import Dataset
from pipeline.records.union import StatusCode

CODE_COLUMNS = (
    "code",
    "class",
    "phrase",
    "registration",
    "specification",
    "specification_url",
    "heuristically_cacheable",
    "content_allowed",
    "source_line",
    "source_phrase",
    "source_match",
)
TRANSLATION_COLUMNS = ("code", "lang", "field", "text", "state", "draft", "source_digest")


def codes_csv(dataset: Dataset) -> bytes:
    """Return one row a code, language-neutral."""
    return _csv(CODE_COLUMNS, (_code_row(code) for code in dataset.codes))


def translations_csv(dataset: Dataset) -> bytes:
    """Return one row a text and language; `text` is empty where that language has none yet."""
    rows = (
        (
            code.code,
            edition.locale.tag,
            field,
            text.text if (own := text.locale == edition.locale) else "",
            text.state,
            str(own and text.draft).lower(),
            text.source_digest,
        )
        for code in dataset.codes
        for edition in dataset.editions
        for field in ("title", "description")
        if (text := edition.status(code.code, field))
    )
    return _csv(TRANSLATION_COLUMNS, rows)


def _code_row(code: StatusCode) -> Sequence[object]:
    assignment, entry = code.assignment, code.author
    specification = assignment.specification if assignment else None
    phrase = entry.record.phrase if entry else None
    return (
        code.code,
        code.status_class,
        code.phrase,
        assignment.registration if assignment else "unregistered",
        specification.citation if specification else None,
        specification.url if specification else None,
        specification.cacheable if specification else None,
        specification.content if specification else None,
        entry.record.code_cell.span.start.line if entry else None,
        phrase.text if phrase else None,
        entry.comparison.match if entry and entry.comparison else None,
    )


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()
