"""What the rules on translations look at: a translated text, and a translated catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.catalogues.coverage import HAN
from pipeline.catalogues.glossary import Glossary
from pipeline.catalogues.message import Catalogue, Message
from pipeline.catalogues.quoted import text_span
from pipeline.findings import Violation
from pipeline.locale import Locale
from pipeline.span import Document, Span
from pipeline.wording import Wording

STATUS = re.compile(r"status\.(?P<code>[1-9][0-9]{2})\.(?P<field>\w+)")
CJK = HAN + "\u3040-\u30ff\u31f0-\u31ff"
# What is quoted, with its quotation marks: words of another language belong there.
QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|«[^»]*»|„[^“”]*[“”]|‘[^’]*’|\"[^\"]*\"|`[^`]*`")
WHOLE = (0, 0)
"""The range that stands for the whole text."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A catalogue of `locale`, as merged with today's template; `document` is its file."""

    catalogue: Catalogue
    locale: Locale
    document: Document
    glossary: Glossary

    @property
    def texts(self) -> Iterator[Translation]:
        """What readers are shown of it, or would be: every form of what was ever approved."""
        for message in self.messages:
            for form, text in enumerate(message.strings):
                if text:
                    yield Translation(self, message, form)

    @property
    def messages(self) -> Iterator[Message]:
        """The translated messages; not those that are fuzzy for a reason other than new words."""
        for message in self.catalogue:
            if message.is_translated and (message.is_stale or not message.is_fuzzy):
                yield message

    def violation(self, message: Message, said: Wording, span: Span | None = None) -> Violation:
        """Return a violation by `message`, at `span` or its whole entry."""
        place = span or message.span or self.document.span(0, 0)
        status = STATUS.fullmatch(message.address)
        code = int(status["code"]) if status else None
        addressed = Wording(f"{{address}}：{said.zh}", f"{{address}}: {said.en}", said.values)
        return Violation(
            place, addressed.about(address=message.address), code, address=message.address
        )


@dataclass(frozen=True, slots=True)
class Translation:
    """One form of a message's translation."""

    catalogue: Translated
    message: Message
    form: int

    @property
    def text(self) -> str:
        """The msgstr."""
        return self.message.strings[self.form]

    @property
    def locale(self) -> Locale:
        """The language it is in."""
        return self.catalogue.locale

    @property
    def glossary(self) -> Glossary:
        """The words that are agreed upon."""
        return self.catalogue.glossary

    @property
    def source(self) -> str:
        """The source text as it is now, from whose template pages are made."""
        message = self.message
        return message.id if message.id_plural is None else message.id_plural

    @property
    def approved(self) -> str:
        """The source text that was translated: of a stale translation, the older one."""
        message = self.message
        if not message.is_stale:
            return self.source
        return message.previous_plural or message.previous_id or ""

    def violation(self, said: Wording, at: tuple[int, int] = WHOLE) -> Violation:
        """Return a violation at the range `at` of the text."""
        message, span = self.message, None
        if message.span:
            keyword = "msgstr" if message.id_plural is None else f"msgstr[{self.form}]"
            span = text_span(self.catalogue.document, message.span, keyword, self.text, at)
        return self.catalogue.violation(message, said, span)


def unquoted(text: str) -> str:
    """Return `text` with as many spaces in place of what is quoted in it."""
    return QUOTED.sub(lambda found: " " * len(found[0]), text)
