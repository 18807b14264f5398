"""A text as JSON values, in all languages."""

from __future__ import annotations

from pipeline.dataset import Dataset
from pipeline.exports.documents import Json


def texts_json(code: int, field: str, origin: str, dataset: Dataset) -> Json:
    """Return the `field` of `code` by language: what is shown, in which language and state.

    `origin` says whose words the Chinese text is.
    """
    source, address = dataset.editions[0].locale.tag, f"status.{code}.{field}"
    found = ((each.locale.tag, each.texts.get(address)) for each in dataset.editions)
    return {
        tag: {
            "text": text.text,
            "language": text.locale.tag,
            "state": text.state,
            "draft": text.draft,
            "source_digest": text.source_digest,
            "translated_from_digest": text.translated_from_digest,
            "origin": origin if text.locale.tag == source else "translation",
        }
        for tag, text in found
        if text
    }
