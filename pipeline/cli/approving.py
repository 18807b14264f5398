"""`catalogue accept ADDRESS …`: stale translations that still fit are approved again."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from difflib import get_close_matches

from pipeline import build as narrator
from pipeline.artefacts import Artefact, write
from pipeline.catalogues.acceptance import accepted, named
from pipeline.catalogues.coverage import state
from pipeline.catalogues.message import Catalogue, Message
from pipeline.catalogues.upkeep import Library, revised
from pipeline.cli.building import own_project
from pipeline.cli.console import Console
from pipeline.cli.naming import own_locale
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.wording import Wording


def accept(options: argparse.Namespace, console: Console) -> int:
    """Approve the stale ones of the messages named; refuse a name that means none of these."""
    project = own_project()
    names = [own_locale(project, name).name for name in options.locales or ()]
    library = narrator.gather(project, console.progress).library
    found = {
        catalogue: named(catalogue, options.addresses)
        for (locale, _), catalogue in library.catalogues.items()
        if locale in names or not names
    }
    faults = [fault for pattern in options.addresses for fault in _faults(pattern, found, library)]
    if faults:
        raise Failure(ExitStatus.SETTINGS, *faults)
    changed = [
        accepted(catalogue, (message.address for message in messages))
        for catalogue, messages in found.items()
        if any(message.is_stale for message in messages)
    ]
    files = revised(library, project.locales, changed).files
    write(project.root, [Artefact(path, text) for path, text in files.items()], library.read)
    for catalogue, messages in found.items():
        for message in messages:
            if message.is_stale:
                console.say(APPROVED.about(path=catalogue.path, address=message.address))
    return ExitStatus.CLEAN


def _faults(
    pattern: str, found: dict[Catalogue, tuple[Message, ...]], library: Library
) -> Iterable[Fault]:
    """Yield the fault if `pattern` names no message, or none that is stale."""
    matched = [
        (catalogue.path, message)
        for catalogue, messages in found.items()
        for message in named(catalogue, [pattern])
        if message in messages
    ]
    if not matched:
        known = [message.address for template in library.templates for message in template]
        close = get_close_matches(pattern, known, n=1)
        remedy = MEANT.about(similar=close[0]) if close else SEE_TODO
        yield Fault(pattern, NO_MESSAGE, remedy)
    elif not any(message.is_stale for _, message in matched):
        path, message = matched[0]
        yield Fault(path, NOT_STALE.about(address=pattern, state=state(message)), SEE_TODO)


APPROVED = Wording("{path}：已核准 {address}", "{path}: approved {address}")
NO_MESSAGE = Wording("没有这个地址", "no message has this address")
MEANT = Wording("是否指 {similar}？", "did you mean {similar}?")
NOT_STALE = Wording(
    "“{address}”不是“原文已改”，而是 {state}；只有前者可以核准",
    "{address} is {state}, not stale; only what was approved before can be accepted",
)
SEE_TODO = Wording("用 catalogue todo 查看待办", "see catalogue todo for what there is to do")
