"""Translations judged: reported, blocked, waived, counted."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
ENGLISH = "locales/en/LC_MESSAGES/statuses.po"
JAPANESE = "locales/ja/LC_MESSAGES/statuses.po"
BROKEN = 'msgstr "<b>Continue"'
WAIVER = """
[[tool.pipeline.waivers]]
rule = "unexpected-html"
addresses = ["status.100.title"]
paths = ["locales/en/**"]
reason = "in English they say it boldly"
"""


@pytest.fixture
def folder(golden_folder: Path, run: Run) -> Path:
    """The golden project with its catalogues up to date and an error in one translation."""
    assert run("catalogue", "update")[0] == 0
    change(golden_folder / ENGLISH, 'msgstr "Continue"', BROKEN)
    assert run("catalogue", "update")[0] == 0
    return golden_folder


def change(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def title(folder: Path, locale: str) -> dict[str, str]:
    record = json.loads((folder / "build/site/api/v1/codes/100.json").read_text(encoding="utf-8"))
    found: dict[str, str] = record["title"][locale]
    return found


@pytest.mark.usefixtures("folder")
def test_an_error_is_told_with_its_place_in_each_format(run: Run) -> None:
    status, out, err = run("catalogue", "check", "--format", "concise")
    assert (status, err) == (1, "")
    place = f"{ENGLISH}:19:9: error [unexpected-html] status.100.title: HTML that the source"
    assert out.startswith(place)
    full = run("catalogue", "check")[1]
    assert '19 | msgstr "<b>Continue"\n   |         ^^^\n' in full
    assert "Findings: 1 (errors 1" in full
    (finding,) = json.loads(run("catalogue", "check", "--format", "json")[1])["findings"]
    assert (finding["address"], finding["code"]) == ("status.100.title", 100)
    assert run("catalogue", "check", "--format", "github")[1].startswith(f"::error file={ENGLISH},")
    (log,) = json.loads(run("catalogue", "check", "--format", "sarif")[1])["runs"]
    assert [result["ruleId"] for result in log["results"]] == ["unexpected-html"]


def test_one_locale_is_judged_alone(run: Run, folder: Path) -> None:
    run("catalogue", "update")
    with (folder / "pyproject.toml").open("a") as settings:
        settings.write(
            '\n[[tool.pipeline.waivers]]\nrule = "doubled-word"\nreason = "y"\naddresses = ["z"]\n'
        )
    (folder / "locales/ja/LC_MESSAGES/site.po").unlink()
    assert "[unexpected-html]" not in (japanese := run("catalogue", "check", "--locale", "ja"))[1]
    assert japanese[0] == 1, "a catalogue is missing"
    assert "locales/ja/LC_MESSAGES/site.po" in japanese[2]
    run("catalogue", "update")
    assert run("catalogue", "check", "--locale", "ja")[0] == 0
    status, english, _ = run("catalogue", "check", "--locale", "en", "--locale", "ja")
    assert status == 1
    assert "[unexpected-html]" in english
    assert "pyproject.toml" not in english
    assert "the project has no locale fr" in run("catalogue", "check", "--locale", "fr")[2]


def test_a_blocked_translation_is_not_published_and_the_rest_is(run: Run, folder: Path) -> None:
    status, _, err = run("build")
    assert status == 0
    assert "translations: 1 blocked by errors, 0 warnings" in err
    assert title(folder, "en")["state"] == "blocked"
    assert (title(folder, "en")["text"], title(folder, "en")["language"]) == ("继续", "zh-Hans")
    assert (title(folder, "ja")["text"], title(folder, "ja")["state"]) == ("继续", "missing")
    change(folder / ENGLISH, BROKEN, 'msgstr "Continue"')
    run("build")
    assert (title(folder, "en")["text"], title(folder, "en")["state"]) == ("Continue", "translated")


def test_status_and_update_count_what_is_blocked(run: Run, folder: Path) -> None:
    english, _ = json.loads(run("catalogue", "status", "--json")[1])["locales"]
    assert english["domains"]["statuses"]["blocked"]["messages"] == 1
    assert "1 blocked by errors" in run("catalogue", "update")[2]
    change(folder / ENGLISH, BROKEN, 'msgstr "Continue."')
    assert "0 blocked by errors, 1 warnings" in run("catalogue", "update")[2]
    assert run("catalogue", "check")[0] == 1
    assert run("catalogue", "check", "--fail-on", "error")[0] == 0


def test_a_file_out_of_date_is_told_beside_the_findings(run: Run, folder: Path) -> None:
    (folder / JAPANESE).unlink()
    status, out, err = run("catalogue", "check", "--fail-on", "error", "--format", "concise")
    assert (status, out.count("\n"), err) == (1, 1, f"out of date: {JAPANESE}\n")


def test_a_waiver_answers_one_address_in_one_locale(run: Run, folder: Path) -> None:
    settings = folder / "pyproject.toml"
    settings.write_text(settings.read_text() + WAIVER)
    status, out, _ = run("catalogue", "check", "--format", "concise")
    assert (status, out.count("\n")) == (0, 1)
    assert "(waived: in English they say it boldly)" in out
    run("build")
    assert title(folder, "en")["text"] == "<b>Continue"
    assert run("check", "--select", "waiver-unused")[0] == 0, "no business of the tables"
    change(settings, "locales/en/**", "locales/ja/**")
    status, out, _ = run("catalogue", "check", "--format", "concise")
    assert status == 1
    rules = [line.split("[")[1].split("]")[0] for line in out.splitlines()]
    assert rules == ["unexpected-html", "waiver-unused"]


def test_a_waiver_whose_day_is_past_is_told(run: Run, folder: Path) -> None:
    settings = folder / "pyproject.toml"
    settings.write_text(settings.read_text() + WAIVER + "expires = 2026-11-01\n")
    status, out, _ = run("catalogue", "check", "--format", "concise")
    assert status == 1
    assert "[waiver-expired] this waiver expired on 2026-11-01" in out


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('addresses = ["status.100.title"]\n', "", "names addresses"),
        ('"unexpected-html"', '"phrase-typo"', "names addresses"),
        ('"unexpected-html"', '["unexpected-html", "phrase-typo"]', "names addresses"),
        ('["status.100.title"]', '"status.100.title"', "wrong type in this waiver: addresses"),
        ('"unexpected-html"', '"unexpected"', "no rule that may be waived is called unexpected"),
    ],
)
def test_a_faulty_waiver_stops_the_build(
    run: Run, folder: Path, before: str, after: str, expected: str
) -> None:
    settings = folder / "pyproject.toml"
    settings.write_text(settings.read_text() + WAIVER.replace(before, after))
    status, _, err = run("catalogue", "check")
    assert (status, expected in err) == (2, True)
    assert err.startswith("pyproject.toml:5:1: ")


def test_a_faulty_glossary_stops_the_build(run: Run, folder: Path) -> None:
    (folder / "locales/glossary.toml").write_text("keep = 1\n")
    status, _, err = run("catalogue", "update")
    assert (status, err.startswith("locales/glossary.toml:1:1: keep must be")) == (2, True)


def test_a_kept_term_reaches_the_translator(run: Run, folder: Path) -> None:
    (folder / "locales/glossary.toml").write_text('keep = ["HTTP"]\n')
    assert run("catalogue", "update")[0] == 0
    assert "#. Keep: HTTP\n" in (folder / JAPANESE).read_text(encoding="utf-8")
    assert "#. Keep: HTTP\n" in (folder / "locales/statuses.pot").read_text(encoding="utf-8")
    assert run("catalogue", "update")[2].startswith("catalogues are up to date")
    status, out, _ = run("catalogue", "check", "--format", "concise")
    assert status == 1
    assert "[kept-term-missing] status.204.description: HTTP must be kept" in out


def test_rules_on_translations_are_explained(run: Run) -> None:
    status, out, _ = run("rule", "unexpected-html")
    assert (status, out.startswith("unexpected-html (error): HTML that")) == (0, True)
    assert "title-shared" in run("rule")[1]
