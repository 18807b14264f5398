"""A translation that fits the new words as it is: approved again without being rewritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fnmatch import fnmatchcase

from pipeline.catalogues.message import FUZZY, Catalogue, Message


def named(catalogue: Catalogue, patterns: Iterable[str]) -> tuple[Message, ...]:
    """Return the messages whose address is, or fits, one of `patterns` (`status.404.*`)."""
    wanted = tuple(patterns)
    return tuple(
        message
        for message in catalogue
        if any(fnmatchcase(message.address, pattern) for pattern in wanted)
    )


def accepted(catalogue: Catalogue, addresses: Iterable[str]) -> Catalogue:
    """Return the catalogue with the stale messages at `addresses` approved."""
    wanted = set(addresses)
    messages = (
        _approved(message) if message.is_stale and message.address in wanted else message
        for message in catalogue.messages
    )
    return replace(catalogue, messages=tuple(messages))


def _approved(message: Message) -> Message:
    return replace(
        message,
        flags=tuple(flag for flag in message.flags if flag != FUZZY),
        sticky=tuple(flag for flag in message.sticky if flag != FUZZY),
        previous_context=None,
        previous_id=None,
        previous_plural=None,
    )
