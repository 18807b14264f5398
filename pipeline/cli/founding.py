"""`catalogue new LOCALE`: a locale's catalogues, and its name in the settings."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from typing import Any

from pipeline import build as narrator
from pipeline.artefacts import Artefact, write
from pipeline.catalogues.upkeep import catalogue_path
from pipeline.cli.building import own_project
from pipeline.cli.console import Console
from pipeline.cli.naming import unknown_locale
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.files import read_bytes
from pipeline.locale import is_language, known_locale
from pipeline.project import SETTINGS_FILE, Project
from pipeline.span import Document
from pipeline.toml import read_toml
from pipeline.wording import Wording

_LIST = re.compile(r"^locales[ \t]*=[ \t]*\[[^\]\n#]*(?=\])", re.MULTILINE)


def new(options: argparse.Namespace, console: Console) -> int:
    """Start a locale: write its catalogues, name it in the settings, say what comes next."""
    project = own_project()
    locale = known_locale(options.locale)
    names = tuple(each.name for each in project.locales)
    if locale is None:
        raise _unfounded(options.locale, names)
    if locale.name in (*names, project.source_locale.name):
        fault = Fault(
            SETTINGS_FILE, EXISTS.about(name=locale.name), SEE_TODO.about(name=locale.name)
        )
        raise Failure(ExitStatus.SETTINGS, fault)
    settings = read_bytes(project.file(SETTINGS_FILE), SETTINGS_FILE)
    wider = replace(project, locales=(*project.locales, locale))
    library = narrator.gather(wider, console.progress).library
    files = [Artefact(path, content) for path, content in library.files.items()]
    named = with_locale(settings, locale.name)
    files += [Artefact(SETTINGS_FILE, named)] if named else []
    write(project.root, files, {**library.read, SETTINGS_FILE: settings})
    _say_next(wider, locale.name, console, by_hand=named is None)
    return ExitStatus.CLEAN


def _unfounded(name: str, names: tuple[str, ...]) -> Failure:
    """Return why there can be no locale `name`: no such language, or none with a plural rule."""
    if not is_language(name):
        return unknown_locale(name, names)
    return Failure(ExitStatus.SETTINGS, Fault("LOCALE", NO_RULE.about(name=name), ADD_RULE))


def with_locale(settings: bytes, name: str) -> bytes | None:
    """Return the settings with one locale more and no other byte changed; None if unsure.

    What is written must read back as the old settings with just that name in addition.
    """
    text = settings.decode()
    before = _settings(text)
    found = _LIST.search(text)
    if not found:
        return None
    listed = before["tool"]["pipeline"].get("locales", [])
    comma = ", " if listed and not found[0].rstrip().endswith(",") else ""
    after = f'{text[: found.end()].rstrip()}{comma}"{name}"{text[found.end() :]}'
    before["tool"]["pipeline"]["locales"] = [*listed, name]
    try:
        return after.encode() if _settings(after) == before else None
    except Failure:
        return None


def _settings(text: str) -> dict[str, Any]:
    return read_toml(Document(SETTINGS_FILE, text), ExitStatus.SETTINGS)


def _say_next(project: Project, name: str, console: Console, *, by_hand: bool) -> None:
    locales = ", ".join(f'"{locale.name}"' for locale in project.locales)
    if by_hand:
        console.say(WRITE_SETTINGS.about(locales=locales))
    files = " ".join(catalogue_path(name, domain) for domain in ("statuses", "site"))
    console.say(STARTED.about(name=name, tag=name.replace("_", "-"), files=files))


NO_RULE = Wording("{name} 还没有复数规则", "{name} has no plural rule yet")
ADD_RULE = Wording(
    "在 pipeline/locale.py 的 PLURAL_FORMS 中补上（见 CONTRIBUTING.md 的 Add a locale）",
    "add it to PLURAL_FORMS in pipeline/locale.py (see CONTRIBUTING.md, “Add a locale”)",
)
EXISTS = Wording("已有语言区域 {name}", "the locale {name} exists already")
SEE_TODO = Wording(
    "用 catalogue todo {name} 查看待办", "see catalogue todo {name} for what there is to do"
)
WRITE_SETTINGS = Wording(
    "请在 pyproject.toml 的 [tool.pipeline] 中写：locales = [{locales}]",
    "Write into pyproject.toml, under [tool.pipeline]: locales = [{locales}]",
)
STARTED = Wording(
    "已开始 {name}。接下来：翻译 {files}（见 TRANSLATING.md），用 make serve LOCALE={tag} 查看，"
    "用 catalogue todo {name} 查看待办。提交时请连同 pyproject.toml。",
    "{name} is started. Next: translate {files} (see TRANSLATING.md), look at it with "
    "make serve LOCALE={tag}, and see catalogue todo {name} for what is left. "
    "Commit pyproject.toml with them.",
)
