"""Versions of the data: what differs, what that asks of the number, and what is refused."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from pipeline import build
from pipeline.exports.differences import changelog, differences, least_version, understated
from pipeline.exports.release import Release, read_releases
from pipeline.failure import Failure
from pipeline.project import Project
from pipeline.span import Document

Run = Callable[..., tuple[int, str, str]]

OLD = Release(
    data_version="1.2.3",
    previous=None,
    languages=("zh-Hans", "en"),
    types={"Code.phrase": "string | null", "State": '"translated" | "missing"'},
    columns={"codes.csv": ("code", "phrase")},
    addresses=("api/v1/index.json",),
    phrases={"404": "Not Found", "413": "Payload Too Large"},
    facts={"404": "aaaa", "413": "bbbb"},
    texts={"404 title (zh-Hans)": "1111", "404 title (en)": "2222 translated, draft"},
)
WIDER = '"translated" | "stale" | "missing"'

CASES = {
    "nothing": ({}, "1.2.3", []),
    "a text": (
        {"texts": {**OLD.texts, "404 title (en)": "3333"}},
        "1.2.4",
        ["Reworded 404 title (en)"],
    ),
    "a translation more": (
        {"texts": {**OLD.texts, "413 title (en)": "3333"}},
        "1.2.4",
        ["Translated 413 title (en)"],
    ),
    "a translation less": (
        {"texts": {"404 title (zh-Hans)": "1111"}},
        "1.2.4",
        ["Withdrawn 404 title (en)"],
    ),
    "a draft that was looked at": (
        {"texts": {**OLD.texts, "404 title (en)": "2222 translated"}},
        "1.2.4",
        ["Reviewed 404 title (en): translated, draft → translated"],
    ),
    "facts": ({"facts": {"404": "aaaa", "413": "cccc"}}, "1.2.4", ["Corrected 413 facts"]),
    "a new code": (
        {
            "phrases": {**OLD.phrases, "429": "Too Many Requests"},
            "facts": {**OLD.facts, "429": "d"},
            "texts": {**OLD.texts, "429 title (en)": "4444"},
        },
        "1.3.0",
        ["Added code 429"],
    ),
    "a new language": (
        {
            "languages": ("zh-Hans", "en", "ja"),
            "texts": {**OLD.texts, "404 title (ja)": "4444"},
        },
        "1.3.0",
        ["Added language ja"],
    ),
    "a new field": (
        {"types": {**OLD.types, "Code.x?": "string"}},
        "1.3.0",
        ["Added field Code.x?"],
    ),
    "a new column": (
        {"columns": {"codes.csv": ("code", "phrase", "class")}},
        "1.3.0",
        ["Added column of codes.csv: class"],
    ),
    "one value more": (
        {"types": {**OLD.types, "State": WIDER}},
        "1.3.0",
        [f'Changed field State: "translated" | "missing" → {WIDER}'],
    ),
    "a removed code": ({"phrases": {"404": "Not Found"}}, "2.0.0", ["Removed code 413"]),
    "a renamed code": (
        {"phrases": {**OLD.phrases, "413": "Content Too Large"}},
        "2.0.0",
        ["Renamed code 413: Payload Too Large → Content Too Large"],
    ),
    "a removed column": (
        {"columns": {"codes.csv": ("code",)}},
        "2.0.0",
        ["Removed column of codes.csv: phrase"],
    ),
    "a removed table": ({"columns": {}}, "2.0.0", ["Removed table codes.csv"]),
    "another type": (
        {"types": {**OLD.types, "Code.phrase": "string"}},
        "2.0.0",
        ["Changed field Code.phrase: string | null → string"],
    ),
    "a removed address": ({"addresses": ()}, "2.0.0", ["Removed address api/v1/index.json"]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_differs_asks_for_a_version(case: str) -> None:
    changes, least, said = CASES[case]
    new = replace(OLD, **changes)  # type: ignore[arg-type]  # each case names fields of its own
    found = differences(OLD, new)
    assert [f"{each.verb} {each.what}" for each in found] == said
    assert least_version(OLD, found) == least
    assert understated(OLD, replace(new, data_version=least), "settings") == ()
    for lower in ("1.2.2", "1.2.3", "1.2.4", "1.3.0"):
        faults = understated(OLD, replace(new, data_version=lower), "settings")
        assert bool(faults) == (lower < least)


def test_the_fault_names_what_is_gravest_and_the_version_to_set() -> None:
    new = replace(
        OLD, phrases={"404": "Not Found"}, facts={"404": "x"}, texts={"404 title (en)": "1"}
    )
    (fault,) = understated(OLD, new, "pyproject.toml")
    assert fault.text("en") == (
        "pyproject.toml: data-version: version 1.2.3 says too little: 4 differences since 1.2.3, "
        "among them: removed code 413\n"
        "  = help: set data-version in [tool.pipeline] to 2.0.0 at least"
    )
    assert "至少设为 2.0.0" in fault.text("zh")


def test_the_changelog_has_every_version() -> None:
    second = replace(
        OLD,
        data_version="2.0.0",
        previous="1.2.3",
        phrases={**OLD.phrases, "413": "Content Too Large"},
        texts={**OLD.texts, "404 title (en)": "3333"},
    )
    third = replace(second, data_version="2.0.1", previous="2.0.0")
    assert (
        changelog((third, second, OLD)).decode()
        == """\
# Changelog of the data

## 2.0.1

No change.

## 2.0.0

### Renamed

- code 413: Payload Too Large → Content Too Large

### Reworded

- 404 title (en)

## 1.2.3

First release: 2 codes, 2 languages.
"""
    )


def kept(*releases: Release) -> Callable[[str], Document]:
    by_version = {each.data_version: json.dumps(asdict(each)) for each in releases}
    return lambda version: Document(f"releases/{version}.json", by_version[version])


def test_releases_are_read_back_to_the_first() -> None:
    second = replace(OLD, data_version="1.3.0", previous="1.2.3")
    assert read_releases("1.3.0", kept(OLD, second)) == (second, OLD)
    assert read_releases("", kept()) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "releases/1.0.0.json:1:2: this snapshot of a release is not understood: Expecting"),
        ("[]", "releases/1.0.0.json: this snapshot of a release is not understood: TypeError"),
        ("{}", "this snapshot of a release is not understood: KeyError('data_version')"),
        ('{"data_version": 1}', "KeyError('previous')"),
        (json.dumps(asdict(OLD)), "this is the snapshot of 1.2.3, not of 1.0.0"),
        (
            json.dumps(asdict(replace(OLD, data_version="1.0.0", previous="1.0.0"))),
            "“previous” is 1.0.0, which is not before 1.0.0",
        ),
        (json.dumps(asdict(replace(OLD, data_version="1"))), "“1” is no version"),
    ],
)
def test_a_broken_snapshot_is_refused(text: str, said: str) -> None:
    with pytest.raises(Failure) as refused:
        read_releases("1.0.0", lambda version: Document(f"releases/{version}.json", text))
    assert refused.value.status == 2
    assert said in str(refused.value)


def settings(folder: Path, *lines: str) -> None:
    with (folder / "pyproject.toml").open("a") as file:
        file.writelines(f"{line}\n" for line in lines)


def released(folder: Path, run: Run) -> dict[str, object]:
    """Build, and keep what was built as release 0.1.0."""
    assert run("build")[0] == 0
    kept_as = folder / "source/releases/0.1.0.json"
    kept_as.parent.mkdir()
    made = (folder / "build/site/downloads/latest/release.json").read_bytes()
    kept_as.write_bytes(made)
    settings(folder, 'previous-release = "0.1.0"')
    value = json.loads(made)
    assert isinstance(value, dict)
    return value


@pytest.mark.parametrize("command", [("build",), ("build", "--check"), ("site",)])
def test_an_understated_version_is_not_published(
    golden_folder: Path, run: Run, command: tuple[str, ...]
) -> None:
    released(golden_folder, run)
    assert run("build")[0] == 0, "nothing differs yet"
    table = golden_folder / "source/http-status-codes.md"
    table.write_text(table.read_text().replace("不要重试该请求", "不要重试"))
    before = {path: path.read_bytes() for path in golden_folder.rglob("*") if path.is_file()}
    status, _, err = run(*command)
    assert status == 2
    assert "pyproject.toml: data-version: version 0.1.0 says too little" in err
    assert "404 description (zh-Hans)" in err
    assert "0.1.1 at least" in err
    after = {path: path.read_bytes() for path in golden_folder.rglob("*") if path.is_file()}
    assert after == before, "nothing is written"


def test_what_is_saved_meanwhile_does_not_slip_into_a_version(
    golden_folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build made again, because a translator saved two files, is judged like the first."""
    run("catalogue", "update")
    released(golden_folder, run)
    for template in (golden_folder / "site_templates").glob("*.jinja"):
        text = template.read_text("utf-8").replace('"HTTP 状态码"', '"状态码"')
        template.write_text(text, "utf-8")
    folder, real = golden_folder / "locales/ja/LC_MESSAGES", build.gather

    def slow(project: Project, progress: build.Progress, *, again: bool) -> build.Gathered:
        made = real(project, progress, again=again)
        for name, address in (("site", "ui.site.name"), ("statuses", "status.404.title")):
            file = folder / f"{name}.po"
            before, found, after = file.read_text("utf-8").partition(f'msgctxt "{address}"\n')
            after = re.sub('msgstr ".*"', 'msgstr "状態"', after, count=1)
            file.write_text(before + found + after, "utf-8")
        return made

    monkeypatch.setattr(build, "gather", slow)
    status, _, err = run("build")
    assert (status, "a catalogue was saved meanwhile" in err) == (2, True)
    assert "version 0.1.0 says too little" in err
    exported = golden_folder / "build/site/downloads/0.1.0/codes.ja.excel.csv"
    assert "状態" not in exported.read_text("utf-8")


def test_the_next_version_says_what_changed(golden_folder: Path, run: Run) -> None:
    released(golden_folder, run)
    settings(golden_folder, 'data-version = "0.1.1"')
    table = golden_folder / "source/http-status-codes.md"
    table.write_text(table.read_text().replace("不要重试该请求", "不要重试"))
    assert run("build")[0] == 0
    latest = golden_folder / "build/site/downloads/latest"
    changes = (latest / "CHANGELOG.md").read_text()
    assert "## 0.1.1\n\n### Corrected\n\n- 404 facts\n\n### Reworded\n" in changes
    assert "- 404 description (zh-Hans)\n" in changes
    assert json.loads((latest / "release.json").read_text())["previous"] == "0.1.0"
    assert (golden_folder / "build/site/downloads/0.1.1/NOTICE").is_file()


def test_a_text_is_no_fact(golden_folder: Path, run: Run) -> None:
    """Guidance that is reworded, or translated, corrects no facts."""
    run("catalogue", "update")
    released(golden_folder, run)
    settings(golden_folder, 'data-version = "0.1.1"')
    guidance = golden_folder / "source/guidance.toml"
    text = guidance.read_text("utf-8")
    assert "资源" in text
    guidance.write_text(text.replace("资源", "该资源", 1), "utf-8")
    assert run("build")[0] == 0
    changes = (golden_folder / "build/site/downloads/latest/CHANGELOG.md").read_text()
    _, *told = changes.split("## 0.1.0")[0].split("### ")
    assert told == ["Reworded\n\n- 404 client (zh-Hans)\n\n"]


def test_translators_are_not_stopped_by_the_version(golden_folder: Path, run: Run) -> None:
    released(golden_folder, run)
    table = golden_folder / "source/http-status-codes.md"
    table.write_text(table.read_text().replace("不要重试该请求", "不要重试"))
    assert run("catalogue", "update")[0] == 0


def test_a_missing_previous_release_is_named(golden_folder: Path, run: Run) -> None:
    settings(golden_folder, 'previous-release = "0.0.9"')
    status, _, err = run("build")
    assert status == 2
    assert "source/releases/0.0.9.json: there is no snapshot of release 0.0.9" in err
    assert not (golden_folder / "build").exists()


@pytest.mark.parametrize("setting", ["data-version", "previous-release"])
def test_a_version_has_three_numbers(golden_folder: Path, run: Run, setting: str) -> None:
    settings(golden_folder, f'{setting} = "1.0"')
    status, _, err = run("build")
    assert (status, f"{setting}: “1.0” is no version" in err) == (2, True)
