"""`check` and `rule` on files of every kind: fixed, shown, refused."""

import json
import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli.arguments import parser
from pipeline.cli.fixing import mend_files, patch, write_fixes
from pipeline.cli.reporting import FORMATS
from pipeline.failure import ExitStatus, Failure
from pipeline.files import read_document
from pipeline.span import Document

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parent.parent.parent
HEAD = "| 状态码 | 编码 | 说明 |\n| --- | --- | --- |\n"
WRONG = HEAD + "| 404 | NotFound\t | 未找到。 |\n| 413 | Request Entity Too Large | e\t由于。 |\n"
FIXED = HEAD + "| 404 | Not Found | 未找到。 |\n| 413 | Request Entity Too Large | e\t由于。 |\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table with faults in a folder of no project; the folder is the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("t.md").write_text(WRONG)
    return Path("t.md")


def rules(out: str) -> list[str]:
    return [line.split("[")[1].split("]")[0] for line in out.splitlines()]


def test_fix_writes_what_is_safe_and_prints_what_is_left(run: Run, file: Path) -> None:
    status, out, err = run("check", "--fix", "--format", "concise", file)
    assert (status, err) == (1, "fixed: 2\n")
    assert rules(out) == ["phrase-superseded", "stray-prefix", "cell-tab"]
    assert file.read_text() == FIXED


def test_a_second_fix_does_not_touch_the_file(run: Run, file: Path) -> None:
    run("check", "--fix", file)
    before = file.stat()
    assert run("check", "--fix", file)[2] == "fixed: 0\n"
    after = file.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_unsafe_fixes_are_asked_for(run: Run, file: Path) -> None:
    assert run("check", "--fix", "--unsafe-fixes", file) == (0, "No findings.\n", "fixed: 4\n")
    assert file.read_text().endswith("| 413 | Content Too Large | 由于。 |\n")


def test_unsafe_fixes_alone_are_a_mistake(run: Run, file: Path) -> None:
    status, out, err = run("check", "--unsafe-fixes", file)
    assert (status, out, "use it with --fix or --diff" in err) == (2, "", True)


def test_only_selected_rules_fix_and_none_welds_what_another_would_part(
    run: Run, file: Path
) -> None:
    status, out, err = run("check", "--fix", "--select", "cell-tab", file, "--format", "concise")
    assert (status, rules(out), err) == (1, ["cell-tab"], "fixed: 1\n")
    assert file.read_text() == WRONG.replace("NotFound\t", "NotFound")


def test_an_unsafe_fix_of_a_rule_not_selected_keeps_its_place(run: Run, file: Path) -> None:
    assert run("check", "--fix", "--unsafe-fixes", "--ignore", "stray-prefix", file)[0] == 1
    assert "e\t由于" in file.read_text()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("final", [True, False])
def test_the_diff_is_what_fix_would_write(run: Run, file: Path, end: str, final: bool) -> None:  # noqa: FBT001 - a case
    content = f"\ufeff{WRONG if final else WRONG.strip()}".replace("\n", end).encode()
    file.write_bytes(content)
    status, out, err = run("check", "--diff", "--unsafe-fixes", file)
    assert (status, err, file.read_bytes()) == (
        1,
        f"would be fixed: {5 if final else 6}\n",
        content,
    )
    assert out.startswith("--- a/t.md\n+++ b/t.md\n@@ ")
    run("check", "--fix", "--unsafe-fixes", file)
    fixed = file.read_bytes()
    file.write_bytes(content)
    subprocess.run(["git", "apply", "-p1"], input=out.encode(), check=True)
    assert file.read_bytes() == fixed


def test_a_diff_of_nothing_ends_0(run: Run, file: Path) -> None:
    run("check", "--fix", file)
    assert run("check", "--diff", file) == (0, "", "would be fixed: 0\n")


def test_the_names_in_a_diff_are_relative() -> None:
    old, new = (Document("/tmp/t.md", text) for text in ("a\n", "b\n"))  # noqa: S108 - a name
    assert patch(old, new).splitlines()[:2] == ["--- a/tmp/t.md", "+++ b/tmp/t.md"]


def test_a_symbolic_link_stays_one(run: Run, file: Path) -> None:
    Path("link.md").symlink_to(file)
    file.chmod(0o600)
    assert run("check", "--fix", "link.md", file)[2] == "fixed: 2\n"
    assert (Path("link.md").is_symlink(), file.read_text()) == (True, FIXED)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_file_that_changed_while_it_was_judged_is_not_written(file: Path) -> None:
    mended = list(mend_files([(file, read_document(file, "t.md"))], lambda _: True))
    for text, place in ((WRONG + "\n", "t.md"), (WRONG.replace("NotF", "Notf"), "t.md:3:9")):
        file.write_text(text)
        with pytest.raises(Failure) as caught:
            write_fixes(mended)
        assert caught.value.status is ExitStatus.CONFLICT
        assert caught.value.faults[0].place == place
        assert file.read_text() == text


def test_errata_keep_the_words_that_they_quote_and_the_baseline_keeps_nothing(
    run: Run, golden_folder: Path
) -> None:
    source = golden_folder / "source/http-status-codes.md"
    run("check", source, "--write-baseline", "source/baseline.json")
    _, out, _ = run("check", source, "--format", "json")
    findings = json.loads(out)["findings"]
    assert {finding["answer"] for finding in findings} == {"baseline", "erratum"}
    status, out, _ = run("check", "--fix", "--unsafe-fixes", source, "--format", "json")
    assert status == 0
    left = json.loads(out)["findings"]
    quoted = [finding for finding in findings if finding["answer"] == "erratum"]
    assert [finding["rule"] for finding in left if finding["answer"] == "erratum"] == [
        finding["rule"] for finding in quoted
    ]
    assert "erratum-unused" not in {finding["rule"] for finding in left}
    assert not [found for found in left if found["fix"] and found["answer"] != "erratum"]


def test_rules_are_selected_and_ignored(run: Run, file: Path) -> None:
    def seen(*arguments: str) -> set[str]:
        return set(rules(run("check", file, "--format", "concise", *arguments)[1]))

    every = {"cell-tab", "phrase-spacing", "phrase-superseded", "stray-prefix"}
    assert seen("--select", "cell-tab, phrase-spacing", "--select", "no-table") == {
        "cell-tab",
        "phrase-spacing",
    }
    assert seen("--ignore", "cell-tab,no-table") == every - {"cell-tab"}
    assert run("check", file, "--select", "no-table")[:2] == (0, "No findings.\n")


def test_every_unknown_rule_is_told_with_those_near_it(run: Run, file: Path) -> None:
    status, out, err = run("check", file, "--select", "phrase-tpyo,\x1bzz")
    assert (status, out) == (2, "")
    assert "--select: there is no rule “phrase-tpyo”\n  = help: did you mean: phrase-typo" in err
    assert "--select: there is no rule “\\x1bzz”\n  = help: the command `rule`" in err
    assert run("check", file, "--ignore", "x")[0] == 2


def test_concise_is_one_line_a_finding(run: Run, golden_folder: Path) -> None:
    source = "source/http-status-codes.md"
    _, out, _ = run("check", source, "--format", "concise")
    assert f"{source}:" in out
    assert "(answered: an erratum corrects this text)\n" in out
    _, report, _ = run("check", source, "--format", "json")
    assert len(out.splitlines()) == json.loads(report)["summary"]["total"]
    assert golden_folder.exists()


def test_the_formats_offered_are_those_there_are() -> None:
    for name in FORMATS:
        assert parser("en").parse_args(["check", "--format", name]).format == name


def test_an_unreadable_file_keeps_no_other_from_being_judged(run: Run, file: Path) -> None:
    Path("bad.md").write_bytes(b"\xff")
    status, out, err = run("check", "none.md", file, "bad.md", "--format", "concise")
    assert (status, len(out.splitlines())) == (3, 5)
    assert err.index("none.md: cannot be read") < err.index("bad.md:1:1: not UTF-8")
    status, _, err = run("check", "--fix", "none.md", file)
    assert (status, "fixed: 2\n" in err, file.read_text()) == (3, True, FIXED)
    assert run("check", "--diff", "none.md", file)[:2] == (3, "")


def test_what_is_no_regular_file_is_refused_unopened(run: Run, file: Path) -> None:
    os.mkfifo("pipe")
    Path("folder").mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        status, _, err = run("check", "pipe", "/dev/zero", "socket", "folder", file)
    assert status == 3
    for name in ("pipe", "/dev/zero", "socket"):
        assert f"{name}: no regular file" in err
    assert "folder: this is a directory" in err
    assert "name its files, such as folder/*.md" in err


def test_a_name_that_could_steer_a_terminal_is_escaped(run: Run, file: Path) -> None:
    name = "\x1b[31m\u202e状 态\u3000.md"
    file.rename(name)
    _, out, err = run("check", name, f"{name}x", "--format", "concise")
    assert out.startswith("\\x1b[31m\\u202e状 态\u3000.md:3:9: ")
    assert err.startswith("\\x1b[31m\\u202e状 态\u3000.mdx: cannot be read")


def accepted(path: Path) -> list[str]:
    return [entry["fingerprint"] for entry in json.loads(path.read_text())["findings"]]


def test_a_baseline_of_some_files_or_rules_keeps_what_it_had(run: Run, golden_folder: Path) -> None:
    baseline = golden_folder / "source/baseline.json"
    run("check", "--write-baseline", baseline)
    every = accepted(baseline)
    for arguments in (["source/supplement.md"], ["--select", "cell-tab"], ["--ignore", "no-table"]):
        status, _, err = run("check", *arguments, "--write-baseline", baseline)
        assert (status, err.startswith("0 findings added to ")) == (0, True)
        assert accepted(baseline) == every
    source = golden_folder / "source/http-status-codes.md"
    source.write_text(source.read_text().replace("Continue", "Continued"))
    _, _, err = run("check", source, "--write-baseline", baseline)
    assert err.startswith("1 findings added to ")
    assert accepted(baseline)[:-1] == every
    assert run("check", source)[0] == 0


def test_a_baseline_of_the_whole_project_is_written_anew(run: Run, golden_folder: Path) -> None:
    baseline = golden_folder / "source/baseline.json"
    run("check", "--write-baseline", baseline)
    every = baseline.read_bytes()
    baseline.write_text("{}")
    assert run("check")[0] == 2
    assert run("check", "--write-baseline", baseline)[0] == 0
    assert baseline.read_bytes() == every


@pytest.mark.parametrize("text", ["{}", "x", '{"findings": [1]}', '{"findings": {"a": 1}}'])
def test_a_broken_baseline_is_not_added_to(run: Run, file: Path, text: str) -> None:
    Path("baseline.json").write_text(text)
    status, _, err = run("check", file, "--write-baseline", "baseline.json")
    assert (status, err.startswith("baseline.json: a baseline is JSON")) == (2, True)
    assert Path("baseline.json").read_text() == text


def test_a_baseline_is_not_written_if_a_file_is_unreadable(run: Run, file: Path) -> None:
    status, _, err = run("check", file, "none.md", "--write-baseline", "baseline.json")
    assert (status, "none.md" in err) == (3, True)
    assert not Path("baseline.json").exists()


def test_rule_lists_every_rule(run: Run) -> None:
    status, out, _ = run("rule")
    assert status == 0
    assert "\nphrase-typo                error    Misspelt reason phrase\n" in out


def test_rule_explains_one(run: Run) -> None:
    status, out, _ = run("rule", "phrase-typo")
    assert status == 0
    assert out.startswith("phrase-typo (error): Misspelt reason phrase\n\nFind a phrase")
    assert "Good:\n    | 205 | Reset Content |\n" in out
    status, _, err = run("rule", "phrase-tipo")
    assert (status, "did you mean: phrase-typo" in err) == (2, True)


def test_rule_explains_one_in_chinese(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert run("rule", "phrase-typo")[1] == (
        "phrase-typo (error): 原因短语拼写有误\n\n"
        "指出与注册短语只差一处笔误的原因短语。\n\n"
        "反例：\n    | 205 | Rest Content |\n正例：\n    | 205 | Reset Content |\n"
    )


def test_what_a_killed_run_left_beside_a_file_goes(run: Run, file: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    left = file.with_name(f".{file.name}.{ended.pid}.0123abcd.tmp")
    run("check", "--fix", file)
    left.write_text("what was there before the fixes")
    run("check", "--fix", file)
    assert not left.exists()
