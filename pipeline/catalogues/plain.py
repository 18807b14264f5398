"""The quick way to read a PO file that is just as `write_po` writes it, as nearly all are.

One pattern takes a message at a time. Whatever does not fit it, down to a doubled address, is left
to the strict reader, which understands more and says what is wrong: this module knows no faults.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.catalogues.lines import LETTERS
from pipeline.catalogues.message import Message
from pipeline.span import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.span import Document

_STRING = r'"(?:[^"\\\n]|\\[nt"\\])*"\n'


def _field(mark: str, keyword: str, name: str) -> str:
    return rf"{mark}{keyword} (?P<{name}>{_STRING}(?:{mark}{_STRING})*)"


def _pattern(mark: str, previous: str) -> re.Pattern[str]:
    return re.compile(
        r"(?P<comments>(?:#(?: [^\n]*)?\n)*)(?P<extracted>(?:#\.(?: [^\n]*)?\n)*)"
        r"(?P<references>(?:#: [^\n\u2068]+\n)*)(?:#, (?P<flags>[a-z-]+(?:, [a-z-]+)*)\n)?"
        rf"(?:{_field(previous, 'msgctxt', 'old_context')})?"
        rf"(?:{_field(previous, 'msgid', 'old_id')})?"
        rf"(?P<text>{_field(mark, 'msgctxt', 'context')}{_field(mark, 'msgid', 'id')}"
        rf"{_field(mark, 'msgstr', 'string')})(?:\n|\Z)"
    )


_LIVE: Final = _pattern("", r"#\| ")
_OBSOLETE: Final = _pattern("#~ ", r"#~\| ")
_ESCAPE: Final = re.compile(r"\\(.)")
_SAFE_SIZE: Final = 16 * 1024
"""How many characters a message may have and surely keep the limit, which counts bytes."""


def plain_messages(document: Document, start: int) -> tuple[Message, ...] | None:
    """Return the messages from offset `start` on; None if any is not just as we write them."""
    text = document.text
    if "\r" in text or "\4" in text or " ./" in text:  # the last is not how gettext writes a place
        return None
    messages = []
    position, line = start, text.count("\n", 0, start) + 1
    while position < len(text):
        match = _LIVE.match(text, position) or _OBSOLETE.match(text, position)
        if match is None or match.end() - position > _SAFE_SIZE:
            return None
        message, line = _message(document.path, match, line)
        messages.append(message)
        position = match.end()
    return tuple(messages) if text.endswith('"\n') and _told_apart(messages) else None


def _told_apart(messages: Iterable[Message]) -> bool:
    """Tell whether no two messages have the same key, and no two live ones the same address."""
    keys: set[tuple[str, str | None]] = set()
    number = 0
    for message in messages:
        keys.add((message.address, message.id))
        number += 1
        if not message.obsolete:
            keys.add((message.address, None))
            number += 1
    return len(keys) == number and ("", None) not in keys


def _message(path: str, match: re.Match[str], line: int) -> tuple[Message, int]:
    """Return the message, and the number of the line that follows it."""
    comments, extracted, references, flags, *texts = match.groups()
    old_context, old_id, said, context, text, string = texts
    obsolete = said.startswith("#~")
    first = line + match.string.count("\n", match.start(), match.start("text"))
    height = said.count("\n")
    end = match.end("text") - 1
    width = end - match.string.rfind("\n", match.start("text"), end)
    span = Span(
        path, Position(match.start("text"), first, 1), Position(end, first + height - 1, width)
    )
    message = Message(
        context=_unquoted(context),
        id=_unquoted(text),
        strings=(_unquoted(string),),
        comments=_notes(comments, 2),
        extracted=_notes(extracted, 3),
        references=tuple(references[2:].replace("\n#:", "").split()) if references else (),
        flags=tuple(flags.split(", ")) if flags else (),
        previous_context=None if old_context is None else _unquoted(old_context),
        previous_id=None if old_id is None else _unquoted(old_id),
        obsolete=obsolete,
        span=span,
    )
    return message, line + match.string.count("\n", match.start(), match.end())


def _notes(lines: str, mark: int) -> tuple[str, ...]:
    return tuple(line[mark:] for line in lines.split("\n")[:-1])


def _unquoted(lines: str) -> str:
    """Return the text that the quoted lines stand for."""
    if lines.count("\n") == 1:
        text = lines[1:-2]
    else:
        text = "".join(line[line.index('"') + 1 : -1] for line in lines.split("\n")[:-1])
    return _ESCAPE.sub(lambda escape: LETTERS[escape[1]], text) if "\\" in text else text
