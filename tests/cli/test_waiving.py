"""Waivers in the settings: read, applied, reviewed."""

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
TABLE = "| Code | Phrase |\n| --- | --- |\n| 205 | Rest Content |\n| 404 | NotFound |\n"
WAIVER = """\
[tool.pipeline]
source = "a.md"
supplement = "b.md"

[[tool.pipeline.waivers]]
rule = "phrase-typo"
reason = "as the author writes it"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two tables, the first one faulty; the working directory."""
    (tmp_path / "a.md").write_text(TABLE)
    (tmp_path / "b.md").write_text("| Code | Phrase |\n| --- | --- |\n| 200 | OK |\n")
    (tmp_path / "errata.toml").touch()
    (tmp_path / "pyproject.toml").write_text(
        WAIVER.replace('supplement = "b.md"', 'supplement = "b.md"\nerrata = "errata.toml"')
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def change(folder: Path, before: str, after: str) -> None:
    file = folder / "pyproject.toml"
    assert before in file.read_text()
    file.write_text(file.read_text().replace(before, after))


def concise(run: Run, *arguments: object) -> list[str]:
    _, out, err = run("check", "--format", "concise", *arguments)
    assert err == ""
    return out.splitlines()


SPACING = "a.md:4:9: error [phrase-spacing]"


@pytest.mark.usefixtures("folder")
def test_a_waiver_answers_what_it_names_and_says_why(run: Run) -> None:
    typo, spacing = concise(run)
    assert typo.startswith("a.md:3:9: error [phrase-typo]")
    assert typo.endswith("(waived: as the author writes it)")
    assert spacing.startswith(SPACING)
    assert "= note: waived: as the author writes it" in run("check")[1]
    assert '"justification": "as the author writes it"' in run("check", "--format", "json")[1]


def test_what_is_waived_does_not_fail_and_is_not_mended(run: Run, folder: Path) -> None:
    change(folder, '"phrase-typo"', '["phrase-typo", "phrase-spacing"]')
    assert run("check", "--fix")[0] == 0
    assert (folder / "a.md").read_text() == TABLE


def test_a_waiver_of_paths_holds_in_these_alone(run: Run, folder: Path) -> None:
    change(folder, "reason", 'paths = ["docs/**/*.md", "[a].md"]\nreason')
    assert "waived" not in concise(run, "a.md")[0]
    (folder / "docs" / "deep").mkdir(parents=True)
    (folder / "docs" / "deep" / "x.md").write_text(TABLE)
    assert concise(run, "docs/deep/x.md")[0].endswith("(waived: as the author writes it)")


def test_a_waiver_is_unused_when_all_its_files_were_checked(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text("| Code | Phrase |\n| --- | --- |\n| 404 | Not Found |\n")
    assert concise(run, "a.md") == []  # b.md might need it
    (unused,) = concise(run)
    assert unused.startswith("pyproject.toml:6:1: error [waiver-unused]")
    assert "6 | [[tool.pipeline.waivers]]" in run("check")[1]
    change(folder, "reason", 'paths = ["*.md"]\nreason')
    assert len(concise(run)) == 1
    (folder / "c.md").write_text(TABLE)
    assert concise(run) == []


def test_a_waiver_expires(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(folder, "reason", "expires = 2026-11-24\nreason")
    assert "waived" in concise(run)[0]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    change(folder, "2026-11-24", "2020-02-29")
    rules = [line.split("[")[1].split("]")[0] for line in concise(run)]
    assert rules == ["phrase-typo", "phrase-spacing", "waiver-expired"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"phrase-typo"', '"phrase-typos"', "no rule that may be waived is called phrase-typos"),
        ('"phrase-typo"', '"waiver-unused"', "no rule that may be waived is called waiver-unused"),
        ('"as the author writes it"', '" "', "wrong type in this waiver: reason (wanted"),
        ('reason = "as the author writes it"', "", "wrong type in this waiver: reason (wanted"),
        ("reason", 'codes = ["205"]\nreason', "wrong type in this waiver: codes (wanted"),
        ("reason", "expires = 2026-11-24T00:00:00Z\nreason", "this waiver: expires (wanted"),
        ("reason", 'until = ""\nreason', "wrong type in this waiver: until (wanted"),
        ("[[tool.pipeline.waivers]]", '[[tool.pipeline."waivers"]]', "is not written as"),
        ('supplement = "b.md"\n', 'supplement = "b.md"\nwaivers = 1\n', "must be a list"),
    ],
)
def test_a_faulty_waiver_is_told_with_its_place(
    run: Run, folder: Path, before: str, after: str, said: str
) -> None:
    text = (folder / "pyproject.toml").read_text()
    if "waivers = 1" in after:
        (folder / "pyproject.toml").write_text(text.split("[[")[0])
    change(folder, before, after)
    status, out, err = run("check")
    assert (status, out) == (2, "")
    assert said in err
    assert "pyproject.toml:" in err


@pytest.mark.parametrize("text", ['"x"', '"""\n[[tool.pipeline.waivers]]\n"""'])
def test_a_waiver_that_is_no_table_is_told(run: Run, folder: Path, text: str) -> None:
    settings = (folder / "pyproject.toml").read_text().split("[[")[0]
    (folder / "pyproject.toml").write_text(f"{settings}\nwaivers = [{text}]\n")
    status, _, err = run("check")
    assert (status, "[[tool.pipeline.waivers]]" in err) == (2, True)
