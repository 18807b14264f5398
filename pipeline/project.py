"""A checkout: its settings, and the files that they name."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.files import located, read_bytes, read_document
from pipeline.locale import Locale, known_locale
from pipeline.span import Document
from pipeline.toml import read_toml
from pipeline.wording import Wording

SETTINGS_FILE = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """`[tool.pipeline]`. Paths are relative to the project, and in it; locales as POSIX."""

    source: str = "source/http-status-codes.md"
    supplement: str = "source/supplement.md"
    errata: str = "source/errata.toml"
    guidance: str = "source/guidance.toml"
    baseline: str = "source/baseline.json"
    benchmarks: str = "source/benchmarks.json"
    glossary: str = "locales/glossary.toml"
    site_url: str = "https://http-status.example/"
    repository_url: str = ""
    data_version: str = "0.1.0"
    previous_release: str = ""  # the data version that came before; its snapshot is in `releases`
    releases: str = "source/releases"
    source_locale: str = "zh_Hans"
    locales: tuple[str, ...] = ()
    code_headings: tuple[str, ...] = ()
    phrase_headings: tuple[str, ...] = ()
    title_headings: tuple[str, ...] = ()
    description_headings: tuple[str, ...] = ()
    renames: Mapping[str, str] = field(default_factory=dict)  # old addresses of texts, and new ones
    waivers: tuple[Mapping[str, object], ...] = ()  # as written; rules/waiver.py understands them


@dataclass(frozen=True, slots=True)
class Sources:
    """The texts of a project but for its catalogues; `baseline` has fingerprints."""

    settings: Document
    author: Document
    supplement: Document
    errata: Document
    guidance: Document
    glossary: Document
    benchmarks: Document
    templates: Mapping[str, Document]
    baseline: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """The folder that has `[tool.pipeline]` in its pyproject.toml, and those settings."""

    root: Path
    settings: Settings
    source_locale: Locale
    locales: tuple[Locale, ...]

    def document(self, path: str) -> Document:
        """Read the text file `path`, relative to the project; a failure if it leads out of it."""
        return read_document(self.file(path), path)

    def file(self, path: str) -> Path:
        """Return where `path`, relative to the project, lies; a failure if it leads out of it."""
        return located(self.root, path, ExitStatus.INPUT)

    def optional(self, path: str) -> Document:
        """Read the text file `path`, relative to the project; one that there is not is empty."""
        return self.document(path) if (self.root / path).exists() else Document(path, "")

    def sources(self) -> Sources:
        """Read all texts but for the catalogues."""
        settings = self.settings
        return Sources(
            self.document(SETTINGS_FILE),
            self.document(settings.source),
            self.document(settings.supplement),
            self.document(settings.errata),
            self.optional(settings.guidance),
            self.optional(settings.glossary),
            self.optional(settings.benchmarks),
            self.templates(),
            self.baseline(),
        )

    @property
    def headings(self) -> Mapping[str, str]:
        """The project's own words for columns, each with what its column holds."""
        return {
            word: column
            for column in ("code", "phrase", "title", "description")
            for word in getattr(self.settings, f"{column}_headings")
        }

    def paths(self) -> Iterator[str]:
        """Yield every file of the project, relative to it with slashes; not in hidden folders."""
        for folder, names, files in os.walk(self.root):
            names[:] = (name for name in names if not name.startswith("."))
            yield from (Path(folder, file).relative_to(self.root).as_posix() for file in files)

    def baseline(self) -> tuple[str, ...]:
        """Return the fingerprints of the accepted findings, as often as accepted."""
        path = self.settings.baseline
        if not (self.root / path).exists():
            return ()
        return _baseline(self.document(path))

    def release(self, version: str) -> Document:
        """Return the snapshot of a release; a failure if it is not there."""
        path = f"{self.settings.releases}/{version}.json"
        if not (self.root / path).is_file():
            said = NO_RELEASE.about(version=version)
            raise Failure(ExitStatus.SETTINGS, Fault(path, said, KEEP_RELEASE))
        return self.document(path)

    def templates(self) -> Mapping[str, Document]:
        """Return every template of `site_templates/`, by its path there."""
        folder = self.root / "site_templates"
        paths = sorted(path for path in folder.rglob("*.jinja") if not path.is_dir())
        names = [path.relative_to(folder).as_posix() for path in paths]
        return {name: self.document(f"site_templates/{name}") for name in names}

    def catalogue_bytes(self, path: str) -> bytes | None:
        """Return the catalogue at `path`, relative to the project; None if there is none yet."""
        file = self.file(path)
        try:
            return read_bytes(file, path)
        except Failure:
            if os.path.lexists(file):
                raise
            return None


def find_project(start: Path) -> Project | None:
    """Return the nearest project at or above `start`, or None."""
    for folder in (start, *start.parents):
        file = folder / SETTINGS_FILE
        if file.is_file() and (found := _project(folder, read_document(file, str(file)))):
            return found
    return None


def _project(folder: Path, document: Document) -> Project | None:
    tool = read_toml(document, ExitStatus.SETTINGS).get("tool")
    table = tool.get("pipeline") if isinstance(tool, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise Failure(ExitStatus.SETTINGS, Fault(document.span(0, 0), NOT_TABLE))
    faults = tuple(_wrong_settings(document, table))
    if faults:
        raise Failure(ExitStatus.SETTINGS, *faults)
    values: dict[str, Any] = {
        key.replace("-", "_"): tuple(value) if isinstance(value, list) else value
        for key, value in table.items()
    }
    settings = Settings(**values)
    settings = replace(settings, site_url=settings.site_url.rstrip("/") + "/")
    if settings.repository_url:
        settings = replace(settings, repository_url=settings.repository_url.rstrip("/") + "/")
    source, *locales = (
        locale
        for name in (settings.source_locale, *settings.locales)
        if (locale := known_locale(name))
    )
    return Project(folder, settings, source, tuple(locales))


def _wrong_settings(document: Document, table: Mapping[str, object]) -> Iterator[Fault]:
    """Yield a fault for each setting that does not exist, or is not what it should be."""
    default = Settings()
    known = {each.name.replace("_", "-"): getattr(default, each.name) for each in fields(Settings)}
    for key, value in table.items():
        written = re.escape(key)
        found = re.search(
            rf"^({written}\s*=|\[tool\.pipeline\.{written}\])", document.text, re.MULTILINE
        )
        place = document.span(*found.span()) if found else document.span(0, 0)
        if key not in known:
            yield Fault(place, UNKNOWN_KEY.about(key=key), KNOWN_KEYS.about(keys=", ".join(known)))
        elif wrong := _wrong_kind(key, value, known[key]):
            yield Fault(place, wrong.about(key=key))
        for name in _locale_names(key, value):
            if not isinstance(name, str) or known_locale(name) is None:
                yield Fault(place, UNKNOWN_LOCALE.about(name=name), SPELL_LOCALE)
    yield from _doubled_locales(document, table)


def _wrong_kind(key: str, value: object, default: object) -> Wording | None:
    """Return what is wrong with a value that is to be of the kind of `default`."""
    if isinstance(default, str):
        return None if isinstance(value, str) else NOT_TEXT
    if isinstance(default, Mapping):
        return None if isinstance(value, dict) and _are_words(value.values()) else NOT_PAIRS
    if not isinstance(value, list):
        return NOT_LIST
    return NOT_WORDS if key.endswith("-headings") and not _are_words(value) else None


def _are_words(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _doubled_locales(document: Document, table: Mapping[str, object]) -> Iterator[Fault]:
    """Yield a fault for each locale that is named twice, or is the source's."""
    source = table.get("source-locale", Settings().source_locale)
    names = (
        *_locale_names("source-locale", source),
        *_locale_names("locales", table.get("locales")),
    )
    for name, times in Counter(map(str, names)).items():
        if times > 1:
            yield Fault(document.path, TWICE.about(name=name))


def _locale_names(key: str, value: object) -> tuple[object, ...]:
    if key == "source-locale":
        return (value,)
    return tuple(value) if key == "locales" and isinstance(value, list) else ()


def _baseline(document: Document) -> tuple[str, ...]:
    try:
        findings = json.loads(document.text)["findings"]
        return tuple(str(finding["fingerprint"]) for finding in findings)
    except json.JSONDecodeError as error:
        place = document.span(error.pos, error.pos)
        fault = Fault(place, BROKEN_BASELINE.about(said=error.msg), WRITE_BASELINE)
        raise Failure(ExitStatus.SETTINGS, fault) from error
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        fault = Fault(document.path, NO_BASELINE, WRITE_BASELINE)
        raise Failure(ExitStatus.SETTINGS, fault) from error


NO_RELEASE = Wording(
    "没有发布 {version} 的快照，无法与它比较",
    "there is no snapshot of release {version} to compare with",
)
KEEP_RELEASE = Wording(
    "把该版本下载目录中的 release.json 存到这里，或改正 previous-release",
    "put release.json of that version's downloads there, or correct previous-release",
)
UNKNOWN_KEY = Wording(
    "[tool.pipeline] 没有名为 {key} 的设置", "no setting {key} in [tool.pipeline]"
)
KNOWN_KEYS = Wording("可用的设置：{keys}", "the settings are: {keys}")
NOT_TABLE = Wording("[tool.pipeline] 应是一个表", "[tool.pipeline] must be a table")
NOT_TEXT = Wording("设置 {key} 应为字符串", "the setting {key} must be a string")
TWICE = Wording("语言区域 {name} 重复", "the locale {name} is named twice")
NOT_LIST = Wording("设置 {key} 应为列表", "the setting {key} must be a list")
NOT_WORDS = Wording("设置 {key} 中应全是字符串", "the setting {key} must list strings")
NOT_PAIRS = Wording(
    '设置 {key} 应为表，每项是旧名 = "新名"', 'the setting {key} must be a table of old = "new"'
)
UNKNOWN_LOCALE = Wording("未知的语言区域：{name}", "unknown locale: {name}")
SPELL_LOCALE = Wording(
    "用 POSIX 写法，如 zh_Hant、pt_BR", "spell it as POSIX does, such as zh_Hant or pt_BR"
)
NO_BASELINE = Wording(
    "基线文件应是含 findings 列表的 JSON，每项有 fingerprint",
    "a baseline is JSON with a list “findings”, each with a “fingerprint”",
)
BROKEN_BASELINE = Wording("基线文件无法理解：{said}", "this baseline is not understood: {said}")
WRITE_BASELINE = Wording(
    "用 check --write-baseline 重新生成", "write it anew with check --write-baseline"
)
