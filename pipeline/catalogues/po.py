"""PO files: bytes to text, text to a catalogue, and a catalogue to what msgcat would write."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from pipeline.catalogues import mistakes
from pipeline.catalogues.lines import LETTERS
from pipeline.catalogues.plain import plain_messages
from pipeline.catalogues.reader import Reader
from pipeline.failure import ExitStatus, Failure
from pipeline.span import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.catalogues.message import Catalogue, Message

FILE_LIMIT: Final = 16 * 1024 * 1024
"""How many bytes a file may have."""

REFERENCE_WIDTH: Final = 79

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_SURROGATE = re.compile(r"[\udc80-\udcff]")  # what "surrogateescape" makes of other bytes
_NOT_UTF_8 = re.compile(rf"{_SURROGATE.pattern}+")
_NUL = re.compile(r"\0")
_ESCAPES = str.maketrans({character: f"\\{letter}" for letter, character in LETTERS.items()})
_PREVIOUS = attrgetter("previous_context", "previous_id", "previous_plural")
_ESCAPED = re.compile(f"[{re.escape(''.join(LETTERS.values()))}]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def decode_po(path: str, content: bytes) -> Document:
    """Return the file as text; raises Failure if it is too large, not UTF-8, or holds NUL."""
    if len(content) > FILE_LIMIT:
        fault = mistakes.FILE_SIZE.at(path, size=len(content), limit=FILE_LIMIT)
        raise Failure(ExitStatus.INPUT, fault)
    if content.startswith(_WIDE_MARKS) or b"\0" in content[:2]:
        raise Failure(ExitStatus.INPUT, mistakes.UTF_16.at(Document(path, "").span(0, 0)))
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = content.decode(errors="surrogateescape")
    else:
        if "\0" not in text:
            return Document(path, text)
    document = Document(path, _SURROGATE.sub("\ufffd", text))
    faults = []
    for pattern, mistake in ((_NOT_UTF_8, mistakes.NOT_UTF_8), (_NUL, mistakes.NUL)):
        if found := [match.span() for match in pattern.finditer(text)]:
            faults.append(mistake.at(document.span(*found[0]), count=len(found)))
    raise Failure(ExitStatus.INPUT, *faults)


def read_po(document: Document, *, addressed: bool = True) -> Catalogue:
    """Return the catalogue that `document` is; raises Failure with every fault in it.

    `addressed`: a live message without msgctxt is a fault. Without it, other programs'
    catalogues can be read.
    """
    end = document.text.find("\n\n") + 2
    messages = plain_messages(document, end) if end > 1 else None
    if messages:
        header = _header_alone(Document(document.path, document.text[: end - 1]))
        if header and not header.messages:
            return replace(header, messages=messages)
    return Reader(document, addressed=addressed).catalogue()


def _header_alone(document: Document) -> Catalogue | None:
    try:
        return Reader(document, addressed=True).catalogue()
    except Failure:  # the strict reader is to say so, of the whole file
        return None


def write_po(catalogue: Catalogue) -> str:
    """Return the file, as `msgcat --no-wrap` writes it: live messages first, then the others.

    Differs where msgcat loses something: flags that it does not know, `#=` lines, and what was
    noted on an obsolete message that has no translation.
    """
    live, obsolete = map(write_message, catalogue), map(write_message, catalogue.obsolete)
    entries = (write_header(catalogue), *live, *obsolete)
    return "\n".join(entries)


def write_header(catalogue: Catalogue) -> str:
    """Return the first entry of the file, which says of which language it is."""
    text = "".join(f"{name}: {value}\n" for name, value in catalogue.headers)
    return _joined(
        (
            *_notes("#", catalogue.header_comments),
            *_listed("#,", catalogue.header_flags),
            *_field("", "msgid", ""),
            *_field("", "msgstr", text),
        )
    )


def write_message(message: Message) -> str:
    """Return the lines of one message."""
    return _joined(
        (
            *_notes("#", message.comments),
            *_notes("#.", message.extracted),
            *_references(message.references),
            *_listed("#,", message.flags),
            *_listed("#=", message.sticky),
            *_texts(message),
        )
    )


def _texts(message: Message) -> Iterator[str]:
    obsolete = "#~ " if message.obsolete else ""
    if _PREVIOUS(message) != (None, None, None):  # few have any
        previous = "#~| " if message.obsolete else "#| "
        yield from _field(previous, "msgctxt", message.previous_context)
        yield from _field(previous, "msgid", message.previous_id)
        yield from _field(previous, "msgid_plural", message.previous_plural)
    yield from _field(obsolete, "msgctxt", message.context)
    yield from _field(obsolete, "msgid", message.id)
    if message.id_plural is None:
        yield from _field(obsolete, "msgstr", message.text)
    else:
        yield from _field(obsolete, "msgid_plural", message.id_plural)
        for number, text in enumerate(message.strings):
            yield from _field(obsolete, f"msgstr[{number}]", text)


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _notes(mark: str, notes: tuple[str, ...]) -> Iterator[str]:
    return (f"{mark} {note}" if note else mark for note in notes)


def _listed(mark: str, flags: tuple[str, ...]) -> Iterator[str]:
    if flags:
        yield f"{mark} {', '.join(flags)}"


def _references(references: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines: msgcat wraps these in spite of --no-wrap, where it can."""
    line = "#:"
    for reference in references:
        longer = f"{line} {reference}"
        if len(longer.encode()) > REFERENCE_WIDTH and line != "#:":
            yield line
            longer = f"#: {reference}"
        line = longer
    if references:
        yield line


def _field(prefix: str, keyword: str, text: str | None) -> Iterator[str]:
    """Yield a keyword and its text; after an empty string if it has line ends within."""
    if text is None:
        return
    if text and not _ESCAPED.search(text):  # as most
        yield f'{prefix}{keyword} "{text}"'
        return
    pieces = [f'"{line.translate(_ESCAPES)}"' for line in _LINE.findall(text)]
    if len(pieces) != 1:
        yield f'{prefix}{keyword} ""'
        yield from (f"{prefix}{piece}" for piece in pieces)
    else:
        yield f"{prefix}{keyword} {pieces[0]}"
