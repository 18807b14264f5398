"""A checkout and its settings. Only this module reads the files of people."""

from __future__ import annotations

import json
import os
import re
import tomllib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from pipeline.failure import ExitStatus, Failure, Fault, toml_fault
from pipeline.locale import Locale, known_locale
from pipeline.span import Document
from pipeline.wording import Wording

SETTINGS_FILE = "pyproject.toml"
LARGEST = 32 << 20  # bytes of a file; a table of so many takes a gigabyte of memory


@dataclass(frozen=True, slots=True)
class Settings:
    """`[tool.pipeline]`. Paths are relative to the project, locales in POSIX spelling."""

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
    waivers: tuple[Mapping[str, object], ...] = ()  # as written; rules/waiver.py understands them


@dataclass(frozen=True, slots=True)
class Project:
    """The folder that has `[tool.pipeline]` in its pyproject.toml, and those settings."""

    root: Path
    settings: Settings
    source_locale: Locale
    locales: tuple[Locale, ...]

    def document(self, path: str) -> Document:
        """Read the text file `path`, relative to the project."""
        return read_document(self.root / path, path)

    def optional(self, path: str) -> Document:
        """Read the text file `path`, relative to the project; one that there is not is empty."""
        return self.document(path) if (self.root / path).exists() else Document(path, "")

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
        paths = sorted(path for path in folder.rglob("*.jinja") if path.is_file())
        names = [path.relative_to(folder).as_posix() for path in paths]
        return {name: self.document(f"site_templates/{name}") for name in names}

    def catalogue_bytes(self, path: str) -> bytes | None:
        """Return the catalogue at `path`, relative to the project; None if there is none yet."""
        try:
            return read_bytes(self.root / path, path)
        except Failure:
            if (self.root / path).exists():
                raise
            return None


def find_project(start: Path) -> Project | None:
    """Return the nearest project at or above `start`, or None."""
    for folder in (start, *start.parents):
        file = folder / SETTINGS_FILE
        if file.is_file() and (found := _project(folder, read_document(file, str(file)))):
            return found
    return None


def read_document(file: Path, path: str) -> Document:
    """Read `file`, known to people as `path`, as UTF-8 without NUL; raise a failure with place."""
    document = read_text(file, path)
    if "\0" in document.text:
        nul = document.text.index("\0")
        raise Failure(ExitStatus.INPUT, Fault(document.span(nul, nul + 1), NUL, SAVE_UTF8))
    return document


def read_text(file: Path, path: str) -> Document:
    """Read `file`, known to people as `path`, as UTF-8; raise a failure with place."""
    content = read_bytes(file, path)
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or _alternates(content):
        raise Failure(ExitStatus.INPUT, Fault(Document(path, "").span(0, 0), UTF16, SAVE_UTF8))
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        before = Document(path, content[: error.start].decode())
        end = len(before.text)
        fault = Fault(before.span(end, end), NOT_UTF8.about(byte=content[error.start]), SAVE_UTF8)
        raise Failure(ExitStatus.INPUT, fault) from error
    return Document(path, text)


def _alternates(content: bytes) -> bool:
    """Tell whether every other byte is NUL: UTF-16 of Latin text without its mark."""
    beginning = content[:512]
    return 5 * beginning.count(0) >= 2 * len(beginning) > 0


def read_bytes(file: Path, path: str) -> bytes:
    """Read the whole of `file`, known to people as `path`, if it stays as it is meanwhile."""
    try:
        with file.open("rb") as stream:
            before = os.fstat(stream.fileno())
            content = stream.read(LARGEST + 1)
            after = os.fstat(stream.fileno())
    except OSError as error:
        said = UNREADABLE.about(reason=error.strerror)
        raise Failure(ExitStatus.INPUT, Fault(path, said, CHECK_PATH)) from error
    if len(content) > LARGEST:
        said = TOO_LARGE.about(most=LARGEST >> 20)
        raise Failure(ExitStatus.INPUT, Fault(path, said, SPLIT))
    if (after.st_size, after.st_mtime_ns) != (len(content), before.st_mtime_ns):
        raise Failure(ExitStatus.CONFLICT, Fault(path, CHANGING, READ_AGAIN))
    return content


def _project(folder: Path, document: Document) -> Project | None:
    try:
        tool = tomllib.loads(document.text).get("tool")
        table = tool.get("pipeline") if isinstance(tool, dict) else None
    except tomllib.TOMLDecodeError as error:
        raise Failure(ExitStatus.SETTINGS, toml_fault(document, error)) from error
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
    known = {field.name.replace("_", "-"): field.default for field in fields(Settings)}
    for key, value in table.items():
        found = re.search(rf"^{re.escape(key)}\s*=", document.text, re.MULTILINE)
        place = document.span(*found.span()) if found else document.span(0, 0)
        default = known.get(key)
        if default is None:
            yield Fault(place, UNKNOWN_KEY.about(key=key), KNOWN_KEYS.about(keys=", ".join(known)))
        elif isinstance(default, str) and not isinstance(value, str):
            yield Fault(place, NOT_TEXT.about(key=key))
        elif isinstance(default, tuple) and not isinstance(value, list):
            yield Fault(place, NOT_LIST.about(key=key))
        elif _has_other_than_words(key, value):
            yield Fault(place, NOT_WORDS.about(key=key))
        for name in _locale_names(key, value):
            if not isinstance(name, str) or known_locale(name) is None:
                yield Fault(place, UNKNOWN_LOCALE.about(name=name), SPELL_LOCALE)
    yield from _doubled_locales(document, table)


def _has_other_than_words(key: str, value: object) -> bool:
    words = value if key.endswith("-headings") and isinstance(value, list) else []
    return not all(isinstance(word, str) for word in words)


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
NOT_UTF8 = Wording("不是 UTF-8：字节 0x{byte:02X}", "not UTF-8: byte 0x{byte:02X}")
SAVE_UTF8 = Wording("用编辑器另存为 UTF-8 文本", "save the file as UTF-8 text")
UTF16 = Wording("这是 UTF-16，不是 UTF-8", "this is UTF-16, not UTF-8")
TOO_LARGE = Wording("文件大于 {most} MiB，未读取", "larger than {most} MiB; not read")
SPLIT = Wording("分成较小的文件", "split it into smaller files")
CHANGING = Wording("文件在读取时被改动", "the file changed while it was read")
READ_AGAIN = Wording("写入结束后重新运行", "run again when it is written")
NUL = Wording("文件含 NUL 字符，不是文本", "a NUL character: this is no text file")
UNREADABLE = Wording("无法读取：{reason}", "cannot be read: {reason}")
CHECK_PATH = Wording("检查路径与读取权限", "check the path and the permission to read it")
UNKNOWN_KEY = Wording(
    "[tool.pipeline] 没有名为 {key} 的设置", "no setting {key} in [tool.pipeline]"
)
KNOWN_KEYS = Wording("可用的设置：{keys}", "the settings are: {keys}")
NOT_TABLE = Wording("[tool.pipeline] 应是一个表", "[tool.pipeline] must be a table")
NOT_TEXT = Wording("设置 {key} 应为字符串", "the setting {key} must be a string")
TWICE = Wording("语言区域 {name} 重复", "the locale {name} is named twice")
NOT_LIST = Wording("设置 {key} 应为列表", "the setting {key} must be a list")
NOT_WORDS = Wording("设置 {key} 中应全是字符串", "the setting {key} must list strings")
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
