"""The commands, as people and scripts call them."""

import importlib
import io
import json
import os
import runpy
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli.console import Console, preferred_language
from pipeline.wording import Wording

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parent.parent.parent

TABLE = "| 状态码 | 编码 |\n| --- | --- |\n| 404 | {phrase} |\n"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Write a table that belongs to no project."""
    monkeypatch.chdir(tmp_path)

    def written(phrase: str) -> Path:
        (tmp_path / "t.md").write_text(TABLE.format(phrase=phrase))
        return Path("t.md")

    return written


def test_a_clean_table_ends_0(run: Run, table: Callable[[str], Path]) -> None:
    assert run("check", table("Not Found")) == (0, "No findings.\n", "")


def test_findings_end_1_and_say_where(run: Run, table: Callable[[str], Path]) -> None:
    status, out, _ = run("check", table("NotFound"))
    assert status == 1
    assert out.startswith("t.md:3:9: error [phrase-spacing]")


def test_fail_on_sets_the_limit(run: Run, table: Callable[[str], Path]) -> None:
    assert run("check", table("Not found"), "--fail-on", "error")[0] == 0
    assert run("check", table("Not found"), "--fail-on", "warning")[0] == 1


def test_json_is_for_programs(run: Run, table: Callable[[str], Path]) -> None:
    _, out, _ = run("check", table("NotFound"), "--format", "json")
    (finding,) = json.loads(out)["findings"]
    assert (finding["rule"], finding["line"], finding["column"]) == ("phrase-spacing", 3, 9)


def test_a_baseline_is_written_and_read(run: Run, golden_folder: Path) -> None:
    source = "source/http-status-codes.md"
    assert run("check", source)[0] == 1
    status, _, err = run("check", source, "--write-baseline", "source/baseline.json")
    assert (status, err) == (0, "11 findings written to source/baseline.json\n")
    assert run("check", source)[0] == 0
    text = (golden_folder / source).read_text()
    (golden_folder / source).write_text(text.replace("Continue", "Continued"))
    status, out, _ = run("check", source)
    assert status == 1
    assert "unanswered: 1" in out


def test_without_files_the_project_checks_its_own(run: Run, golden_folder: Path) -> None:
    (golden_folder / "below").mkdir()
    os.chdir(golden_folder / "below")
    _, out, _ = run("check", "--format", "json")
    paths = {finding["path"] for finding in json.loads(out)["findings"]}
    assert paths == {"../source/http-status-codes.md", "../source/supplement.md"}


def test_without_files_or_project_nothing_can_be_checked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, err = run("check")
    assert (status, "no file given, and this is no project" in err) == (2, True)
    status, _, err = run("build")
    assert (status, "this is no project" in err) == (2, True)


def test_build_writes_and_a_second_build_has_nothing_to_do(run: Run, golden_folder: Path) -> None:
    assert run("build", "--check")[0] == 1
    assert run("build")[0] == 0
    first = {path: path.stat().st_mtime_ns for path in golden_folder.rglob("*") if path.is_file()}
    assert run("build", "--check") == (0, "", "")
    assert run("build")[0] == 0
    second = {path: path.stat().st_mtime_ns for path in golden_folder.rglob("*") if path.is_file()}
    assert first == second


def test_a_locale_that_goes_takes_along_what_is_remembered_of_it(
    run: Run, golden_folder: Path
) -> None:
    stamps = golden_folder / "build/stamps"
    stamps.mkdir(parents=True)
    for name in ("ja", "ja.json", "xx", "xx.json"):
        (stamps / name).touch()
    assert run("build")[0] == 0
    assert sorted(path.name for path in stamps.iterdir()) == ["ja", "ja.json"]


def test_a_row_that_goes_takes_its_files_along(run: Run, golden_folder: Path) -> None:
    run("build")
    gone = golden_folder / "build/site/api/v1/codes/418.json"
    assert gone.exists()
    supplement = golden_folder / "source/supplement.md"
    lines = supplement.read_text().splitlines(keepends=True)
    supplement.write_text("".join(line for line in lines if not line.startswith("| 418")))
    assert run("build")[0] == 0
    assert not gone.exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        (
            "source/http-status-codes.md",
            "| 100 ",
            "| 404 ",
            "source/http-status-codes.md:10:3: dup",
        ),
        ("source/http-status-codes.md", "|", "", "source/http-status-codes.md:1:1: "),
        (
            "source/supplement.md",
            "| 404 ",
            "| 405 ",
            "source/http-status-codes.md:10:3: 404 has no",
        ),
        ("source/errata.toml", "code = 204", "code = = 204", "source/errata.toml:2:8: broken TOML"),
        ("source/errata.toml", 'field = "d', 'feld = "d', "source/errata.toml:1:1: keys missing"),
        ("site_templates/index.md.jinja", "{", "{% if", "site_templates/index.md.jinja:"),
    ],
)
def test_bad_input_is_told_with_its_place_and_nothing_is_written(  # noqa: PLR0913, PLR0917 - a table of cases
    run: Run, golden_folder: Path, file: str, old: str, new: str, place: str
) -> None:
    path = golden_folder / file
    path.write_text(path.read_text().replace(old, new))
    before = sorted(golden_folder.rglob("*"))
    status, out, err = run("build")
    assert (status, out) == (3, "")
    assert err.startswith(place)
    assert sorted(golden_folder.rglob("*")) == before


def test_every_broken_catalogue_is_listed(run: Run, golden_folder: Path) -> None:
    run("catalogue", "update")
    catalogues = sorted((golden_folder / "locales").rglob("*.po"))
    for path in catalogues:
        path.write_text(path.read_text() + "\n<<<<<<< HEAD\n")
    before = [path.read_bytes() for path in catalogues]
    status, _, err = run("catalogue", "update")
    assert status == 3
    assert all(str(path.relative_to(golden_folder)) in err for path in catalogues)
    assert [path.read_bytes() for path in catalogues] == before


def test_catalogues_are_updated_once(run: Run, golden_folder: Path) -> None:
    assert run("catalogue", "check")[0] == 1
    status, _, err = run("catalogue", "update")
    assert status == 0
    assert "updated locales/ja/LC_MESSAGES/statuses.po\n" in err
    assert run("catalogue", "check")[0] == 0
    assert run("catalogue", "update") == (0, "", "catalogues are up to date\n")
    assert (golden_folder / "locales/statuses.pot").exists()


def test_a_translation_reaches_the_other_translators_and_the_data(
    run: Run, golden_folder: Path
) -> None:
    run("catalogue", "update")
    path = golden_folder / "locales/en/LC_MESSAGES/statuses.po"
    text = path.read_text().replace(
        'msgid "未找到"\nmsgstr ""', 'msgid "未找到"\nmsgstr "Not found"'
    )
    path.write_text(text)
    assert run("build")[0] == 0
    assert "#. EN: Not found\n" in (golden_folder / "locales/statuses.pot").read_text()
    record = json.loads((golden_folder / "build/site/api/v1/codes/404.json").read_text())
    assert record["title"]["en"]["text"] == "Not found"
    assert record["title"]["ja"] | {"source_digest": ""} == {
        "text": "Not found",
        "language": "en",
        "state": "missing",
        "draft": False,
        "source_digest": "",
        "translated_from_digest": None,
        "origin": "translation",
    }


@pytest.mark.usefixtures("golden_folder")
@pytest.mark.parametrize("query", ["404", "NotFound", "not found", "未找到", "4xx"])
def test_lookup_finds_by_any_name(run: Run, query: str) -> None:
    status, out, _ = run("lookup", query)
    assert status == 0
    assert "404 Not Found 未找到\n" in out


@pytest.mark.usefixtures("golden_folder")
def test_lookup_finds_words_where_nothing_is_exact(run: Run) -> None:
    _, out, _ = run("lookup", "too large", "--json", "--locale", "ja")
    assert [record["code"] for record in json.loads(out)] == [413]


@pytest.mark.usefixtures("golden_folder")
def test_lookup_says_when_there_is_nothing(run: Run) -> None:
    assert run("lookup", "teapots") == (1, "", "nothing found for “teapots”\n")


@pytest.mark.usefixtures("golden_folder")
def test_an_unknown_locale_is_a_usage_error(run: Run) -> None:
    status, _, err = run("lookup", "404", "--locale", "xx")
    assert status == 2
    assert "the editions are: zh-Hans, en, ja" in err


def test_usage_errors_end_2(run: Run) -> None:
    status, out, err = run("check", "--format", "xml")
    assert status == 2
    assert "invalid choice" in err
    assert out == ""
    assert run()[0] == 2


def test_help_tells_the_exit_statuses(run: Run) -> None:
    status, out, _ = run("--help")
    assert status == 0
    assert "3 unreadable input" in out


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "zh_TW"}, "zh"),
        ({"LANG": "fr_FR"}, "en"),
    ],
)
def test_the_environment_chooses_the_language(environment: dict[str, str], language: str) -> None:
    assert preferred_language(environment) == language


class Terminal(io.StringIO):
    """A stream that says that a person is watching."""

    def isatty(self) -> bool:
        return True


def test_progress_is_for_people_alone() -> None:
    stream = io.StringIO()
    Console("en", stream, stream).progress(Wording("x", "x"))
    assert stream.getvalue() == ""


def test_progress_is_one_line_that_goes_when_something_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    terminal = Console("en", stream, stream)
    terminal.settle()
    assert stream.getvalue() == "", "nothing is shown yet"
    for text in ("one", "two"):
        terminal.progress(Wording(text, text))
    terminal.say(Wording("done", "done"))
    terminal.settle()
    cleared, cut, whole = "\r\x1b[2K", "\x1b[?7l", "\x1b[?7h"
    shown = f"{cleared}{cut}one{whole}{cleared}{cut}two{whole}{cleared}done\n"
    assert stream.getvalue() == shown


def test_on_a_dumb_terminal_progress_is_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    stream = Terminal()
    Console("en", stream, stream).progress(Wording("x", "x"))
    assert stream.getvalue() == "x\n"


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, ["terminal"]),
        ({"NO_COLOR": "", "FORCE_COLOR": ""}, ["terminal"]),
        ({"NO_COLOR": "1"}, []),
        ({"FORCE_COLOR": "1"}, ["terminal", "pipe"]),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, ["terminal", "pipe"]),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, []),
        ({"TERM": "dumb"}, []),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], coloured: list[str]
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    streams = {"terminal": Terminal(), "pipe": io.StringIO()}
    consoles = {name: Console("en", stream, Terminal()) for name, stream in streams.items()}
    assert [name for name, each in consoles.items() if each.colour] == coloured


def without(module: str) -> subprocess.CompletedProcess[str]:
    """Ask for the site in a process that cannot import `module`."""
    code = f"import sys; sys.modules[{module!r}] = None; from pipeline.cli.main import main; "
    return subprocess.run(
        [sys.executable, "-c", f"{code} sys.exit(main(['site']))"],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_command_that_is_not_installed_is_told() -> None:
    told = without("jinja2")
    assert (told.returncode, "Traceback" in told.stderr) == (2, False)
    assert "site: not a command of what is installed here, which lacks jinja2\n" in told.stderr
    assert "Traceback" in without("pipeline.build").stderr  # ours is missing: a bug


def test_a_process_says_it_in_chinese() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "check", "source/http-status-codes.md"],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "zh_CN.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "待处理 0 处" in done.stdout


def test_python_without_docstrings_still_checks(tmp_path: Path) -> None:
    (tmp_path / "t.md").write_text("| 状态码 | 编码 |\n| --- | --- |\n| 404 | NotFound |\n")
    done = subprocess.run(
        [sys.executable, "-OO", "-m", "pipeline", "check", "t.md", "--format", "sarif"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, '"ruleId": "phrase-spacing"' in done.stdout) == (1, True)


def test_ctrl_c_is_a_clean_end(tmp_path: Path) -> None:
    rows = "| 404 | NotFound |\n" * 1000
    (tmp_path / "t.md").write_text("| 状态码 | 编码 |\n| --- | --- |\n" + rows)
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "check", tmp_path / "t.md"],
        cwd=ROOT,
        stdout=subprocess.PIPE,  # more than a pipe holds, and nobody reads it
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    select.select([process.stdout], [], [])
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err == "Interrupted; run it again to go on.\n"


def test_ctrl_c_while_a_command_loads_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def load(_name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "argv", ["pipeline", "check"])
    monkeypatch.setattr(importlib, "import_module", load)
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("pipeline", run_name="__main__")
    assert ended.value.code == 130
    assert capsys.readouterr().err == ""
