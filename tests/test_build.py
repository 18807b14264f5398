"""The whole flow, on the golden ten-row project: its output is committed, byte for byte.

After a change that is meant, `python -m tests.test_build` writes the expected files anew; read
the difference before you commit it.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pipeline.artefacts import write
from pipeline.build import Build
from pipeline.catalogues.coverage import State
from pipeline.findings import Answer
from tests.golden_project import GOLDEN, ROOT, build_project, copy_golden

SHOWN = (
    "locales/statuses.pot",
    "locales/en/LC_MESSAGES/statuses.po",
    "locales/ja/LC_MESSAGES/statuses.po",
    "build/site/api/v1/index.json",
    "build/site/api/v1/full.json",
    "build/site/downloads/latest/codes.csv",
    "build/site/downloads/latest/translations.csv",
    "build/site/downloads/latest/SHA256SUMS",
)


def outputs(build: Build) -> dict[str, bytes]:
    made = (*build.catalogues, *build.pages, *build.exports)
    return {artefact.path: artefact.content for artefact in made}


@pytest.mark.parametrize("path", SHOWN)
def test_output_is_what_was_read_and_committed(golden: Build, path: str) -> None:
    assert outputs(golden)[path].decode() == (GOLDEN / "expected" / path).read_bytes().decode()


def test_translations_have_the_state_that_they_are_worth(golden: Build) -> None:
    english = next(each for each in golden.dataset.editions if each.locale.tag == "en")
    titles = {code: english.status(code, "title") for code in (100, 204, 205, 404)}
    described = english.status(204, "description")
    states = {code: title.state for code, title in titles.items() if title}
    assert states == {
        100: State.TRANSLATED,
        204: State.TRANSLATED,
        205: State.UNSURE,
        404: State.MISSING,
    }
    assert described is not None
    assert described.state is State.STALE
    assert described.text == "The request succeeded, and the response has no content."
    assert described.translated_from_digest != described.source_digest
    guess = titles[205]
    assert guess is not None
    assert (guess.text, guess.locale.tag) == ("重置内容", "zh-Hans"), "a guess is never shown"


def test_japanese_falls_back_to_english_then_chinese(golden: Build) -> None:
    japanese = next(each for each in golden.dataset.editions if each.locale.tag == "ja")
    shown = [japanese.status(code, "title") for code in (100, 404)]
    assert [(text.text, text.locale.tag, text.draft) for text in shown if text] == [
        ("Continue", "en", True),
        ("未找到", "zh-Hans", False),
    ]


def test_a_variety_of_chinese_falls_back_to_chinese(tmp_path: Path) -> None:
    folder = copy_golden(tmp_path)
    settings = folder / "pyproject.toml"
    settings.write_text(settings.read_text().replace('"ja"', '"zh_Hant"'))
    taiwan = build_project(folder).dataset.editions[-1]
    text = taiwan.status(100, "title")
    assert text is not None
    assert (text.text, text.locale.tag) == ("继续", "zh-Hans")


def test_without_english_everything_falls_back_to_the_source(tmp_path: Path) -> None:
    folder = copy_golden(tmp_path)
    settings = folder / "pyproject.toml"
    settings.write_text(settings.read_text().replace('"en", ', ""))
    text = build_project(folder).dataset.editions[-1].status(100, "title")
    assert text is not None
    assert text.locale.tag == "zh-Hans"


def test_classes_and_codes_are_at_hand(golden: Build) -> None:
    assert golden.dataset.classes == ("1xx", "2xx", "3xx", "4xx", "5xx")
    assert golden.dataset.by_code[404].phrase == "Not Found"


def test_the_authors_file_is_as_delivered() -> None:
    done = subprocess.run(
        ["sha256sum", "source/http-status-codes.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    digest = "8e153f00f0d4f69d6d8753056c4c1b2a80215edcf7bcd95c0a19fcfb1943d9ee"
    assert done.stdout.startswith(digest)


def test_our_own_project_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "catalogue", "check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_bytes_do_not_depend_on_folder_time_locale_or_hash(golden: Build, tmp_path: Path) -> None:
    folder = copy_golden(tmp_path / "elsewhere")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
    }
    command = [sys.executable, "-m", "pipeline", "build"]
    subprocess.run(command, cwd=folder, env=environment, check=True)
    there = {path: (folder / path).read_bytes() for path in outputs(golden)}
    assert there == outputs(golden)


def write_expected() -> None:
    """Write the expected files anew."""
    with tempfile.TemporaryDirectory() as folder:
        made = outputs(build_project(copy_golden(Path(folder))))
    for path in SHOWN:
        (GOLDEN / "expected" / path).parent.mkdir(parents=True, exist_ok=True)
        (GOLDEN / "expected" / path).write_bytes(made[path])


def test_a_waiver_of_the_settings_answers_a_finding_of_the_build(tmp_path: Path) -> None:
    copy_golden(tmp_path)
    with (tmp_path / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write(
            '\n[[tool.pipeline.waivers]]\nrule = "phrase-typo"\n'
            'reason = "as printed"\nexpires = 2027-01-01\n'
        )
    (found,) = (
        finding
        for finding in build_project(tmp_path).dataset.findings
        if finding.rule == "phrase-typo"
    )
    assert found.answer is Answer.WAIVER
    assert (found.justification, str(found.expires)) == ("as printed", "2027-01-01")


def test_places_of_translations_are_lines_of_the_files(golden: Build) -> None:
    files = {artefact.path: artefact.content.decode() for artefact in golden.catalogues}
    placed = 0
    for edition in golden.dataset.editions:
        for address, (path, line) in edition.places.items():
            if path in files:
                text = files[path].split("\n")[line - 1]
                assert text == f'msgctxt "{address}"'
                placed += 1
    assert placed


def test_a_stale_message_has_a_place_however_its_file_is_written(tmp_path: Path) -> None:
    write(tmp_path, build_project(copy_golden(tmp_path)).catalogues)
    path = "locales/en/LC_MESSAGES/statuses.po"
    file = tmp_path / path
    before = 'msgctxt "status.100.title"'
    wrapped = '#, fuzzy\n#| msgid "从前"\nmsgctxt ""\n"status.100.title"'
    file.write_text(file.read_text("utf-8").replace(before, wrapped), "utf-8")
    made = build_project(tmp_path)
    assert path not in [each.path for each in made.catalogues], "nothing in it is to be written"
    english = next(each for each in made.dataset.editions if each.locale.tag == "en")
    assert english.texts["status.100.title"].translated_from == "从前"
    found, line = english.places["status.100.title"]
    lines = file.read_text("utf-8").split("\n")
    assert found == path
    assert lines[line - 1 : line + 1] == ['msgctxt ""', '"status.100.title"']


if __name__ == "__main__":
    write_expected()
