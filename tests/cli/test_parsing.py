"""`parse`: what was read, in the formats that programs take."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parent.parent.parent
HEAD = "| 状态码 | 编码 | 说明 |\n| --- | --- | --- |\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table with two records and a row that is none."""
    monkeypatch.chdir(tmp_path)
    Path("t.md").write_text(f'{HEAD}| 404 | NotFound | =1,"是" |\n| 4O4 | | |\n| 410 | | |\n')
    return Path("t.md")


def test_json_has_records_and_what_could_not_be_read(run: Run, file: Path) -> None:
    status, out, err = run("parse", file)
    parsed = json.loads(out)
    assert (status, err) == (0, "")
    assert parsed["records"][0] == {
        "code": 404,
        "phrase": "NotFound",
        "title": None,
        "description": '=1,"是"',
        "path": "t.md",
        "line": 3,
        "column": 3,
    }
    assert parsed["records"][1]["phrase"] is None
    assert parsed["findings"] == [
        {"rule": "code-not-integer", "text": "4O4", "path": "t.md", "line": 4, "column": 3}
    ]


def test_titles_are_parsed_too(run: Run) -> None:
    _, out, _ = run("parse", ROOT / "source/supplement.md")
    assert json.loads(out)["records"][0]["title"] == "继续"


def test_ndjson_is_one_record_a_line(run: Run, file: Path) -> None:
    Path("u.md").write_text(HEAD + "| 500 | | |\n")
    records = json.loads(run("parse", file, "u.md")[1])["records"]
    status, out, err = run("parse", "--format", "ndjson", file, "u.md")
    assert (status, err) == (0, "not read as records: 1; --format json lists them\n")
    assert [json.loads(line) for line in out.splitlines()] == records


def test_csv_is_as_rfc_4180_has_it(run: Run, file: Path) -> None:
    _, out, _ = run("parse", "--format", "csv", file, file)
    assert out.split("\r\n") == [
        "code,phrase,title,description,path,line,column",
        '404,NotFound,,"=1,""是""",t.md,3,3',
        "410,,,,t.md,5,3",
        "",
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.text(st.characters(exclude_characters="|\\\r\n\0", exclude_categories=["Cs", "Zs"])))
def test_csv_gives_every_cell_back(run: Run, file: Path, text: str) -> None:
    file.write_text(f"{HEAD}| 404 | NotFound | x{text}x |\n")
    expected = json.loads(run("parse", file)[1])["records"]
    _, out, err = run("parse", "--format", "csv", file)
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert [row["description"] for row in rows] == [each["description"] for each in expected]
    assert err == ""


def test_an_unreadable_file_keeps_no_other_from_being_parsed(run: Run, file: Path) -> None:
    status, out, err = run("parse", "none.md", file)
    assert (status, len(json.loads(out)["records"])) == (3, 2)
    assert err.startswith("none.md: cannot be read")


def test_explain_says_how_each_table_was_understood(run: Run, file: Path) -> None:
    ftp = "| 代码 | 说明 |\n|---|---|\n| 220 | 就绪 |\n| 550 | 没有 |\n"
    other = "| a |\n|---|\n| b |\n"
    Path("u.md").write_text(
        f"{ftp}\n{other}\n| 码\u200d | 名 |\n|---|---|\n| 404 Not Found | 甲 |\n"
    )
    Path("v.md").write_text("404\n")
    status, out, _ = run("parse", "--explain", file, "u.md", "v.md", "w.md")
    assert status == 3, "there is no w.md"
    assert out.splitlines() == [
        "t.md:1:1: a table of status codes: 3 rows, 2 records; 2 of 2 different codes are known",
        "  column 1 “状态码”: codes (by its heading)",
        "  column 2 “编码”: reason phrases (by its heading)",
        "  column 3 “说明”: descriptions (by its heading)",
        "u.md:1:1: not read: not the codes of HTTP (0 of 2 different codes are known)",
        "  column 1 “代码”: codes (by its heading)",
        "  column 2 “说明”: descriptions (by its heading)",
        "u.md:6:1: not read: no column of status codes",
        "u.md:10:1: a table of status codes: 1 rows, 1 records; 1 of 1 different codes are known",
        "  column 1 “码\\u200d”: codes with their reason phrases (by its content)",
        "  column 2 “名”: titles (by its heading)",
        "v.md: no table",
    ]


def test_a_projects_own_headings_are_known(run: Run, file: Path) -> None:
    Path("pyproject.toml").write_text('[tool.pipeline]\ncode-headings = ["号"]\n')
    Path("t.md").write_text("| 甲 | 号 |\n|---|---|\n| 500 | 404 |\n| 501 | 410 |\n")
    records = json.loads(run("parse", file)[1])["records"]
    assert [record["code"] for record in records] == [404, 410]
