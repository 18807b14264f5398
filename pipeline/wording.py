"""Sentences for people, in Chinese and English side by side, with their values apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["zh", "en"]
# As BCP 47 has them: the tags of the site's editions in them, too.
TAGS: Mapping[Language, str] = {"zh": "zh-Hans", "en": "en"}


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence as two templates in `str.format` syntax, and the values that fill them.

    The templates stay apart from the values, so that a catalogue can translate the sentence
    once, whatever it is said of. Both are written where the sentence is said: neither can be
    missing on a machine that has only the other's language.
    """

    zh: str
    en: str
    values: Mapping[str, object] = field(default_factory=dict)

    def about(self, **values: object) -> Wording:
        """Return the same sentence, said of these values."""
        return Wording(self.zh, self.en, {**self.values, **values})

    def text(self, language: Language) -> str:
        """Return the sentence in `language`."""
        return self.said_as(self.zh if language == "zh" else self.en)

    def said_as(self, template: str) -> str:
        """Return `template` (this sentence in some language) filled with the values."""
        return template.format_map(self.values)

    def __str__(self) -> str:
        """Return the English sentence."""
        return self.text("en")
