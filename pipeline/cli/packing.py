"""`catalogue pack LOCALE`: a file for translators who read no Chinese, made and taken back."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline import build as narrator
from pipeline.artefacts import Artefact, write
from pipeline.catalogues.message import Catalogue, Message
from pipeline.catalogues.pack import Outcome, Taken, take, unknown
from pipeline.catalogues.pack import pack as packed
from pipeline.catalogues.po import decode_po, read_po
from pipeline.catalogues.upkeep import Library, faithful, revised
from pipeline.cli.building import own_project
from pipeline.cli.console import Console
from pipeline.cli.naming import own_locale
from pipeline.cli.reading import shown
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.files import read_bytes
from pipeline.locale import Locale
from pipeline.project import Project
from pipeline.wording import Wording


def pack(options: argparse.Namespace, console: Console) -> int:
    """Print or write the pack of a locale, or take a translated one back."""
    project = own_project()
    locale = own_locale(project, options.locale)
    if locale.name == options.pivot:
        raise Failure(ExitStatus.SETTINGS, Fault("LOCALE", IS_PIVOT.about(name=locale.name)))
    library = narrator.gather(project, console.progress).library
    english = _english(library, options.pivot)
    if options.take:
        return _take(project, locale, library, options.take, console)
    made = packed(library.of(locale), english, f"{locale.name}.po")
    if options.output is None:
        console.report(faithful(made).decode())
    else:
        write(Path("/"), [Artefact(str(options.output.absolute()), faithful(made))])
        console.say(PACKED.about(path=shown(str(options.output)), name=locale.name))
    return ExitStatus.CLEAN


def _english(library: Library, pivot: str) -> Mapping[str, Message]:
    return {
        message.address: message
        for (name, _), catalogue in library.catalogues.items()
        if name == pivot
        for message in catalogue
    }


def _take(project: Project, locale: Locale, library: Library, file: Path, console: Console) -> int:
    name = shown(str(file))
    sent = read_po(decode_po(name, read_bytes(file, name)))
    if sent.language not in ("", locale.name):
        fault = Fault(name, OTHER_LANGUAGE.about(language=sent.language, name=locale.name))
        raise Failure(ExitStatus.INPUT, fault)
    taken = [take(found, sent, _english(library, "en")) for found in library.of(locale)]
    changed = [catalogue for catalogue, _ in taken]
    met = [each for _, outcomes in taken for each in outcomes]
    met += unknown(sent, changed)
    files = revised(library, project.locales, _that_differ(library.of(locale), changed)).files
    write(project.root, [Artefact(path, text) for path, text in files.items()], library.read)
    return _report(met, name, console)


def _that_differ(before: Iterable[Catalogue], after: Iterable[Catalogue]) -> Iterable[Catalogue]:
    return [new for old, new in zip(before, after, strict=True) if old != new]


def _report(met: list[Taken], name: str, console: Console) -> int:
    """Say of each message what became of it; return the exit status."""
    for each in met:
        kept = each.message.text if each.message else ""
        values = {"address": each.packed.address, "file": name, "sent": each.packed.text}
        console.say(OUTCOMES[each.outcome].about(**values, kept=kept))
    if not met:
        console.say(NOTHING.about(file=name))
    found = {each.outcome for each in met}
    if Outcome.CONFLICT in found:
        return ExitStatus.CONFLICT
    return ExitStatus.CLEAN if found <= {Outcome.TAKEN} else ExitStatus.FINDINGS


IS_PIVOT = Wording("{name} 就是译者所读的语言", "{name} is the language that the pack is read in")
PACKED = Wording(
    "已写入 {path}；译好后运行 catalogue pack {name} --take {path}",
    "{path} is written; when it is translated, run catalogue pack {name} --take {path}",
)
OTHER_LANGUAGE = Wording(
    "这个文件的语言是 {language}，不是 {name}", "this file is in {language}, not in {name}"
)
NOTHING = Wording("{file} 中没有新的译文", "there is nothing new in {file}")
OUTCOMES = {
    Outcome.TAKEN: Wording("{address}：已收下", "{address}: taken"),
    Outcome.OUTDATED: Wording(
        "{address}：已收下，但中文在打包后改了，标为待核对",
        "{address}: taken, but the Chinese has changed since it was packed; marked fuzzy",
    ),
    Outcome.PIVOT: Wording(
        "{address}：已收下，但英文在打包后改了，标为待核对",
        "{address}: taken, but the English has changed since it was packed; marked fuzzy",
    ),
    Outcome.CONFLICT: Wording(
        "{address}：两边都改了，目录未动\n    目录：{kept}\n    {file}：{sent}",
        "{address}: changed on both sides; the catalogue keeps its own\n"
        "    catalogue: {kept}\n    {file}: {sent}",
    ),
    Outcome.UNKNOWN: Wording(
        "{address}：不是现有消息，或不是打包而来；未收下：{sent}",
        "{address}: no message of today, or not of a pack; not taken: {sent}",
    ),
}
