"""SARIF: as OASIS' schema has it, with places and fixes that other programs can use."""

import base64
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.ruling import BY_ID
from pipeline.failure import Fault
from pipeline.findings import Edit, Finding, Fix, Severity, Violation, rule
from pipeline.fixes import apply
from pipeline.printers.sarif import Scope, Tool, render_sarif
from pipeline.span import Document
from pipeline.wording import Wording

Run = Callable[..., tuple[int, str, str]]
NOTHING = Wording("无", "nothing")


@rule(Severity.NOTE, "甲", "first")
def trial(document: Document) -> Iterator[Violation]:
    """Find nothing.

    什么也不指出。
    """
    yield Violation(document.span(0, 0), NOTHING)


def log(
    document: Document, *findings: Finding, faults: Iterable[Fault] = (), uri: str = "t.md"
) -> str:
    scope = Scope({document.path: document}, {document.path: uri}, "en")
    return render_sarif(findings, faults, scope, Tool("1.2.3", (trial,), "https://x.example/"))


def finding(document: Document, start: int, end: int, *edits: Edit) -> Finding:
    fix = Fix(safe=True, edits=edits) if edits else None
    violation = Violation(document.span(start, end), NOTHING, fix=fix)
    return Finding("trial", Severity.NOTE, violation, "x")


def test_a_schema_that_is_not_kept_is_noticed(valid_sarif: Callable[[str], Any]) -> None:
    text = log(Document("t.md", "x"), finding(Document("t.md", "x"), 0, 1))
    valid_sarif(text)
    for before, after in (
        ('"startLine": 1', '"startLine": 0'),
        ('"level"', '"severity"'),
        ("https://x.example/trial/", "no address"),
    ):
        with pytest.raises(AssertionError):
            valid_sarif(text.replace(before, after))


def test_our_own_tables_make_a_valid_log(run: Run, valid_sarif: Callable[[str], Any]) -> None:
    status, out, _ = run("check", "--format", "sarif")
    found = valid_sarif(out)
    results = found["results"]
    driver = found["tool"]["driver"]
    assert (status, found["columnKind"], out.isascii()) == (0, "unicodeCodePoints", True)
    assert [each["id"] for each in driver["rules"]] == sorted(BY_ID)
    assert {driver["rules"][each["ruleIndex"]]["id"] for each in results} == {
        each["ruleId"] for each in results
    }
    described = {each["id"]: each for each in driver["rules"]}["phrase-typo"]
    assert described["shortDescription"]["text"] == "Misspelt reason phrase"
    assert described["fullDescription"]["text"].startswith("Find a phrase that is a slip")
    assert "Good:\n    | 205 | Reset Content |" in described["help"]["text"]
    assert described["helpUri"] == "https://http-status.example/en/rules/phrase-typo/"
    assert run("check", "--format", "sarif")[1] == out


def test_rules_are_described_in_chinese_where_messages_are(
    run: Run, valid_sarif: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    found = valid_sarif(run("check", "--format", "sarif", "--select", "cell-padding")[1])
    (described,) = found["tool"]["driver"]["rules"]
    (said,) = BY_ID["cell-padding"].explanation.paragraphs
    assert described["fullDescription"]["text"] == said.text("zh")
    assert "\n\n反例：\n    | 状态码 | 编码 |\n" in described["help"]["text"]


def test_only_rules_that_were_asked_for_are_listed(
    run: Run, valid_sarif: Callable[[str], Any]
) -> None:
    found = valid_sarif(run("check", "--format", "sarif", "--select", "cell-tab,bom")[1])
    assert [each["id"] for each in found["tool"]["driver"]["rules"]] == ["bom", "cell-tab"]
    assert {each["ruleId"] for each in found["results"]} == {"cell-tab"}


def test_suppressions_say_where_the_answer_stands(
    run: Run, golden_folder: Path, valid_sarif: Callable[[str], Any]
) -> None:
    run("check", "--write-baseline", "source/baseline.json")
    settings = Path("pyproject.toml")
    waiver = '\n[[tool.pipeline.waivers]]\nrule = "phrase-typo"\nreason = "quoted"\n'
    settings.write_text(settings.read_text() + waiver)
    table = "| Code | Phrase |\n| --- | --- |\n| 404 | NotFound |\n| 201 | Made |\n"
    Path("t.md").write_text(f"<!-- http-status-waive: phrase-spacing: as printed -->\n\n{table}")
    tables = ("t.md", "source/http-status-codes.md", "source/supplement.md")
    found = valid_sarif(run("check", *tables, "--format", "sarif")[1])
    said = {
        (each["ruleId"], *(value for why in each["suppressions"] for value in why.values()))
        for each in found["results"]
    }
    assert ("phrase-spacing", "inSource", "accepted", "as printed") in said
    assert ("phrase-typo", "external", "accepted", "quoted") in said
    assert ("phrase-typo",) not in said
    assert ("phrase-unregistered",) in said
    kinds = {(each[1], each[3]) for each in said if len(each) > 1}
    assert ("external", "answered: an erratum corrects this text") in kinds
    assert ("external", "answered: accepted in the baseline") in kinds
    assert golden_folder.exists()


def test_names_become_uris(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, valid_sarif: Callable[[str], Any]
) -> None:
    def uri_of(name: object) -> list[object]:
        found = valid_sarif(
            run("check", name, "--format", "sarif", "--select", "phrase-spacing")[1]
        )
        (result,) = found["results"]
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert result["fixes"][0]["artifactChanges"][0]["artifactLocation"] == place
        return list(place.values())

    table = "| Code | Phrase |\n| --- | --- |\n| 404 | NotFound |\n"
    (tmp_path / "文 档").mkdir()
    name = tmp_path / "文 档" / "a:b%20\x1b#?.md"
    name.write_text(table)
    monkeypatch.chdir(name.parent)
    relative = "a%3Ab%2520%1B%23%3F.md"
    assert uri_of(Path(name.name)) == [relative, "%SRCROOT%"]
    monkeypatch.chdir(tmp_path)
    folder = "%E6%96%87%20%E6%A1%A3"
    assert uri_of(name) == [f"{folder}/{relative}", "%SRCROOT%"]
    assert uri_of(f"文 档/../文 档/{name.name}") == [f"{folder}/{relative}", "%SRCROOT%"]
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    assert uri_of(name) == [f"{tmp_path.as_uri()}/{folder}/{relative}"]


def test_a_file_that_cannot_be_read_is_a_notification(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, valid_sarif: Callable[[str], Any]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.md").write_bytes(b"x\n \xff")
    status, out, _ = run("check", "none.md", "bad.md", "--format", "sarif")
    (invocation,) = valid_sarif(out)["invocations"]
    assert (status, invocation["executionSuccessful"]) == (3, False)
    none, bad = invocation["toolExecutionNotifications"]
    assert none["message"]["text"].startswith("cannot be read: ")
    assert "region" not in none["locations"][0]["physicalLocation"]
    place = bad["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("bad.md", 2)


def test_braces_and_brackets_are_text(valid_sarif: Callable[[str], Any]) -> None:
    document = Document("t.md", "x")
    violation = Violation(document.span(0, 1), Wording("{t}", "{t}").about(t="{0} [a](http://b)"))
    found = valid_sarif(log(document, Finding("trial", Severity.NOTE, violation, "x")))
    assert found["results"][0]["message"]["text"] == "{{0}} [a] (http://b)"


def test_a_byte_order_mark_moves_no_column(valid_sarif: Callable[[str], Any]) -> None:
    document = Document("t.md", "\ufeff状x\ny")
    regions = [
        valid_sarif(log(document, finding(document, start, end)))["results"][0]["locations"][0][
            "physicalLocation"
        ]["region"]
        for start, end in ((0, 1), (1, 3), (4, 5))
    ]
    assert [tuple(region.values()) for region in regions] == [
        (1, 1, 1, 1, 0, 0),
        (1, 1, 1, 3, 0, 2),
        (2, 1, 2, 2, 3, 1),
    ]


def replaced(content: bytes, result: Any) -> bytes:  # noqa: ANN401 - JSON
    """Apply the fix of `result` as section 3.57 of the standard says, knowing nothing of ours."""
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    text = content[len(mark) :].decode()
    starts = [0, *(end.end() for end in re.finditer(r"\r\n|\n|\r", text))]
    pieces = []
    (change,) = result["fixes"][0]["artifactChanges"]
    for each in change["replacements"]:
        region, inserted = each["deletedRegion"], each["insertedContent"]
        if "byteOffset" in region:
            start, new = region["byteOffset"], base64.b64decode(inserted["binary"])
            pieces.append((start, start + region["byteLength"], new))
            continue
        first, last = (
            starts[region[f"{name}Line"] - 1] + region[f"{name}Column"] - 1
            for name in ("start", "end")
        )
        assert (first, last - first) == (region["charOffset"], region["charLength"])
        start, end = (len(mark) + len(text[:place].encode()) for place in (first, last))
        pieces.append((start, end, inserted["text"].encode()))
    for start, end, new in sorted(pieces, reverse=True):
        content = content[:start] + new + content[end:]
    return content


@given(
    st.text(st.sampled_from("ab状𝄞\t|\r\n\ufeff"), max_size=12),
    st.integers(0, 12),
    st.integers(0, 4),
    st.sampled_from(["", "x", "状态", "\r\n"]),
)
def test_a_stranger_makes_of_a_fix_what_we_make_of_it(
    valid_sarif: Callable[[str], Any], text: str, start: int, size: int, new: str
) -> None:
    document = Document("t.md", text)
    expected = text[start : start + size]
    place = len(text[:start].encode())
    edit = Edit(place, place + len(expected.encode()), expected, new)
    first = min(start, len(text))
    found = finding(document, first, first + len(expected), edit)
    (result,) = valid_sarif(log(document, found))["results"]
    content = text.encode()
    assert replaced(content, result) == apply(content, [found])


def test_fixes_of_a_real_file_are_those_of_fix(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, valid_sarif: Callable[[str], Any]
) -> None:
    monkeypatch.chdir(tmp_path)
    table = "\ufeff| 状态码 | 编码 |\r\n| --- | --- |\r\n| 404 | NotFound |\r\n| 405 | X\t |\r\n"
    for select in ("phrase-spacing", "bom", "cell-tab"):
        Path("t.md").write_bytes(table.encode())
        options = ("check", "--select", select, "--format", "sarif", "t.md")
        (result,) = valid_sarif(run(*options)[1])["results"]
        run(*options, "--fix", "--unsafe-fixes")
        assert Path("t.md").read_bytes() == replaced(table.encode(), result)
        assert Path("t.md").read_bytes() != table.encode()


def test_unsafe_fixes_say_so(valid_sarif: Callable[[str], Any]) -> None:
    document = Document("t.md", "x")
    safe = finding(document, 0, 1, Edit(0, 1, "x", "y"))
    violation = replace(safe.violation, fix=Fix(safe=False, edits=(Edit(0, 1, "x", "y"),)))
    found = valid_sarif(log(document, safe, replace(safe, violation=violation)))
    said = [each["fixes"][0]["description"]["text"] for each in found["results"]]
    assert said == ["Safe fix (--fix)", "Fix that a person should look at (--fix --unsafe-fixes)"]
