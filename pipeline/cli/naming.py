"""Locales and messages as people name them on the command line."""

from __future__ import annotations

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.locale import Locale, similar_locale
from pipeline.project import Project
from pipeline.wording import Wording


def own_locale(project: Project, name: str) -> Locale:
    """Return the project's locale that `name` spells, as POSIX or as a tag; else a failure."""
    for locale in project.locales:
        if name in (locale.name, locale.tag):
            return locale
    raise unknown_locale(name, tuple(locale.name for locale in project.locales))


def unknown_locale(name: str, known: tuple[str, ...]) -> Failure:
    """Return the failure that says what there is, and what `name` may have meant."""
    similar = similar_locale(name)
    remedy = KNOWN.about(known=", ".join(known))
    if similar in known:
        remedy = MEANT.about(similar=similar)
    elif similar:
        remedy = START.about(similar=similar, known=", ".join(known))
    return Failure(ExitStatus.SETTINGS, Fault("LOCALE", NO_LOCALE.about(name=name), remedy))


NO_LOCALE = Wording("项目没有语言区域 {name}", "the project has no locale {name}")
KNOWN = Wording("可选：{known}", "there are: {known}")
MEANT = Wording("是否指 {similar}？", "did you mean {similar}?")
START = Wording(
    "可选：{known}；要开始新语言，请运行 catalogue new {similar}",
    "there are: {known}; to start one, run catalogue new {similar}",
)
