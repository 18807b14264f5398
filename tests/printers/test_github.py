"""Workflow commands of GitHub Actions, read back as its runner reads them."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.findings import Answer, Finding, Severity, Violation
from pipeline.printers.github import render_github
from pipeline.span import Document
from pipeline.wording import Wording

Run = Callable[..., tuple[int, str, str]]
COMMAND = re.compile(r"::(\w+) (.*?)::(.*)")
DOCUMENT = Document("t.md", "| 404 | NotFound |\n| x |\n")


def unescaped(text: str) -> str:
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")):
        text = text.replace(escape, character)
    return text.replace("%25", "%")


def understood(line: str) -> tuple[str, Mapping[str, str], str]:
    """Return command, properties and message: the runner splits first and unescapes then."""
    found = COMMAND.fullmatch(line)
    assert found
    properties = dict(pair.split("=", 1) for pair in found[2].split(","))
    return found[1], {key: unescaped(text) for key, text in properties.items()}, unescaped(found[3])


def finding(start: int, end: int, said: str, severity: Severity = Severity.ERROR) -> Finding:
    message = Wording("{said}", "{said}").about(said=said)
    violation = Violation(DOCUMENT.span(start, end), message, help=Wording("求助", "help: me"))
    return Finding("some-rule", severity, violation, "x")


def render(*findings: Finding, uri: str = "t.md") -> list[str]:
    return render_github(findings, (), {"t.md": uri}, "en").splitlines()


def test_a_finding_is_a_command() -> None:
    assert render(finding(8, 16, "x")) == [
        "::error file=t.md,line=1,endLine=1,col=9,endColumn=17,title=some-rule::x%0Ahelp: me"
    ]


def test_what_means_something_to_the_runner_is_escaped() -> None:
    said = "100%, a:b\nc\r\x1b[31m::error::%0A"
    (line,) = render(finding(8, 16, said), uri="%E6%96%87/a%2Cb%3Ac%25%0A.md")
    command, properties, message = understood(line)
    assert (command, properties["file"]) == ("error", "文/a,b:c%\n.md")
    shown = said.replace("\n", "\ufffd").replace("\r", "\ufffd").replace("\x1b", "\ufffd")
    assert message == f"{shown}\nhelp: me"


def test_severities_have_their_commands() -> None:
    lines = render(*(finding(0, 1, "x", severity) for severity in Severity))
    assert [understood(line)[0] for line in lines] == ["notice", "warning", "error"]


def test_columns_are_left_out_where_lines_differ() -> None:
    (line,) = render(finding(0, 20, "x"))
    assert understood(line)[1].keys() == {"file", "line", "endLine", "title"}


def test_what_is_answered_is_not_annotated() -> None:
    found = finding(0, 1, "x")
    answered = Finding("r", Severity.ERROR, found.violation, "x", Answer.BASELINE)
    assert render(answered) == []


def test_files_that_cannot_be_read_are_annotated(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.md").write_bytes(b"x\n \xff")
    (tmp_path / "t.md").write_text("| Code | Phrase |\n| --- | --- |\n| 404 | NotFound |\n")
    status, out, err = run("check", "none.md", "bad.md", tmp_path / "t.md", "--format", "github")
    lines = [understood(line) for line in out.splitlines()]
    assert (status, [(line[0], line[1]["file"]) for line in lines]) == (
        3,
        [("error", "t.md"), ("error", "none.md"), ("error", "bad.md")],
    )
    assert lines[2][1]["line"] == "2"
    assert lines[1][2].startswith("cannot be read: ")
    assert "none.md: cannot be read" in err
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "应为" in run("check", "t.md", "--format", "github")[1]


def test_a_file_elsewhere_keeps_its_whole_name(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t 1.md").write_text("| Code | Phrase |\n| --- | --- |\n| 404 | NotFound |\n")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    _, out, _ = run("check", "../t 1.md", "--format", "github")
    assert understood(out.splitlines()[0])[1]["file"] == str(tmp_path / "t 1.md")
