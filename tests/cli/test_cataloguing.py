"""`catalogue …`: what keeps the translators' files, as they call it."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import artefacts, build
from pipeline.cli.console import Console
from pipeline.cli.founding import with_locale
from pipeline.project import Project

Run = Callable[..., tuple[int, str, str]]
ENGLISH = Path("locales/en/LC_MESSAGES/statuses.po")
JAPANESE = Path("locales/ja/LC_MESSAGES/statuses.po")
TABLE = Path("source/http-status-codes.md")
SUPPLEMENT = Path("source/supplement.md")


@pytest.fixture
def project(run: Run, golden_folder: Path) -> Path:
    """The golden project with its catalogues up to date."""
    run("catalogue", "update")
    return golden_folder


def translate(file: Path, address: str, text: str) -> None:
    """Write a translation as a translator would, in an editor."""
    before, found, after = file.read_text("utf-8").partition(f'msgctxt "{address}"\n')
    assert found
    head, _, rest = after.partition("\nmsgstr ")
    _, end, rest = rest.partition("\n")
    file.write_text(f'{before}{found}{head}\nmsgstr "{text}"{end}{rest}', "utf-8")


def entry(file: Path, address: str) -> str:
    """Return the lines of a message."""
    blocks = file.read_text("utf-8").split("\n\n")
    (found,) = (block for block in blocks if f'msgctxt "{address}"' in block)
    return found.strip("\n")


def reword(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def stale(project: Path, run: Run) -> Path:
    """A project with a Japanese title whose source was reworded."""
    translate(JAPANESE, "status.404.title", "未発見")
    reword(SUPPLEMENT, "未找到", "没有找到")
    run("catalogue", "update")
    return project


def test_a_translation_follows_the_declared_rename_of_its_address(run: Run, project: Path) -> None:
    """A word of a template gets another name: its translations go along, approved as before."""
    file = Path("locales/ja/LC_MESSAGES/site.po")
    translate(file, "ui.site.name", "状態コード")
    for template in Path("site_templates").glob("*.jinja"):
        template.write_text(
            template.read_text("utf-8").replace('"ui.site.name"', '"ui.site.called"'), "utf-8"
        )
    with (project / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[tool.pipeline.renames]\n"ui.site.name" = "ui.site.called"\n')
    status, _, err = run("catalogue", "update")
    assert status == 0
    assert f"updated {file}\n  renamed: 1 (ui.site.called)\n" in err
    assert entry(file, "ui.site.called").endswith('msgstr "状態コード"')
    assert "ui.site.name" not in file.read_text("utf-8")


def test_update_says_what_happened_to_each_file(run: Run, project: Path) -> None:
    assert run("catalogue", "update") == (0, "", "catalogues are up to date\n")
    translate(JAPANESE, "status.404.title", "未発見")
    reword(SUPPLEMENT, "未找到", "没有找到")
    status, out, err = run("catalogue", "update")
    assert (status, out) == (0, "")
    reworded = "  reworded, to be looked at: 1 (status.404.title)\n"
    assert f"updated {JAPANESE}\n{reworded}" in err
    assert run("catalogue", "check")[0] == 0
    assert project.exists()


def test_check_names_what_is_out_of_date(run: Run, project: Path) -> None:
    reword(SUPPLEMENT, "未找到", "没有找到")
    before = JAPANESE.read_bytes()
    status, _, err = run("catalogue", "check")
    assert status == 1
    assert f"out of date: {JAPANESE}\n" in err
    assert JAPANESE.read_bytes() == before
    assert project.exists()


def test_a_file_saved_meanwhile_is_merged_again(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reword(SUPPLEMENT, "未找到", "没有找到")
    saving_once(monkeypatch, times=1)
    status, _, err = run("catalogue", "update")
    assert status == 0
    assert "a catalogue was saved meanwhile" in err
    assert 'msgstr "1"' in entry(JAPANESE, "status.404.title")
    assert 'msgid "没有找到"' in entry(JAPANESE, "status.404.title")
    assert project.exists()


def test_a_file_saved_again_and_again_is_a_conflict(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reword(SUPPLEMENT, "未找到", "没有找到")
    saving_once(monkeypatch, times=2)
    status, _, err = run("catalogue", "update")
    assert status == 4
    assert f"{JAPANESE}: changed since it was read; not written" in err
    assert 'msgstr "2"' in entry(JAPANESE, "status.404.title")
    assert not list(project.rglob("*.tmp"))


def saving_once(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let a translator save the Japanese file between reading and writing, so many times."""
    real, done = build.gather, 0

    def slow(project: Project, progress: build.Progress) -> build.Gathered:
        nonlocal done
        made = real(project, progress)
        if done < times:
            done += 1
            translate(JAPANESE, "status.404.title", str(done))
        return made

    monkeypatch.setattr(build, "gather", slow)


def messages() -> int:
    """How many there are to translate."""
    templates = (Path("locales") / name for name in ("statuses.pot", "site.pot"))
    return sum(each.read_text("utf-8").count("\nmsgctxt ") for each in templates)


def test_status_counts_messages_and_characters(run: Run, stale: Path) -> None:
    status, out, _ = run("catalogue", "status")
    assert status == 0
    lines = out.splitlines()
    assert lines[0].split() == [
        *("catalogue", "translated", "stale", "unsure", "blocked"),
        *("missing", "total", "machine", "drafts"),
    ]
    (japanese,) = (line for line in lines if line.startswith("ja statuses"))
    assert japanese.split() == [
        *("ja", "statuses", "0", "/", "0", "1", "/", "4", "0", "/", "0", "0", "/", "0"),
        *("37", "/", "987", "38", "/", "991", "0", "/", "0"),
    ]
    assert len({len(line) for line in lines[:-1]}) == 1
    assert stale.exists()


def test_status_for_programs(run: Run, stale: Path) -> None:
    _, out, _ = run("catalogue", "status", "--json")
    english, japanese = json.loads(out)["locales"]
    assert (english["locale"], japanese["tag"], japanese["autonym"]) == ("en", "ja", "日本語")
    assert japanese["domains"]["statuses"]["stale"] == {"messages": 1, "characters": 4}
    assert stale.exists()


def test_todo_counts_then_shows_the_change(run: Run, stale: Path) -> None:
    status, out, err = run("catalogue", "todo", "ja")
    assert (status, err) == (0, "")
    assert out.startswith(f"{messages()} to do: 1 stale, {messages() - 1} missing\n")
    number = JAPANESE.read_text("utf-8").split("\n").index('msgctxt "status.404.title"') + 1
    heading = f"{JAPANESE}:{number}: stale status.404.title"
    assert f"{heading}\n    [-未-]{{+没有+}}找到\n    now: 未発見\n" in out
    assert stale.exists()


def test_todo_shows_the_english_of_both_texts(run: Run, project: Path) -> None:
    translate(ENGLISH, "status.404.title", "Not there")
    translate(JAPANESE, "status.404.title", "未発見")
    _, out, _ = run("catalogue", "todo", "ja")
    assert "status.100.title\n    继续\n    EN: Continue\n" in out
    reword(SUPPLEMENT, "未找到", "没有找到")
    _, out, err = run("catalogue", "todo", "ja")
    assert "找到\n    EN of the old text: Not there\n    now: 未発見\n" in out
    assert "The files are out of date" in err
    assert project.exists()


def test_todo_for_programs(run: Run, stale: Path) -> None:
    _, out, _ = run("catalogue", "todo", "ja", "--json")
    told = json.loads(out)
    count = messages()
    assert (told["count"], told["states"]) == (count, {"stale": 1, "missing": count - 1})
    (task,) = (task for task in told["tasks"] if task["state"] == "stale")
    assert task["change"][0] == {"kind": "-", "text": "未"}
    assert (task["previous_source"], task["translation"]) == ("未找到", ["未発見"])
    assert stale.exists()


def test_todo_of_the_pivot_itself(run: Run, project: Path) -> None:
    assert "EN" not in run("catalogue", "todo", "en")[1]
    assert project.exists()


def test_nothing_to_do_is_said(run: Run, project: Path) -> None:
    for file in project.rglob("ja/LC_MESSAGES/*.po"):
        header, *blocks = file.read_text("utf-8").split("\n\n")
        blocks = [re.sub(r'(msgid (".*")\nmsgstr )""', r"\1\2", block) for block in blocks]
        file.write_text("\n\n".join((header, *blocks)), "utf-8")
    assert run("catalogue", "todo", "ja")[1] == "Nothing to do: all is translated.\n"


def test_drafts_are_counted(run: Run, project: Path) -> None:
    translate(JAPANESE, "status.404.title", "未発見")
    text = JAPANESE.read_text("utf-8").replace(entry(JAPANESE, "status.404.title"), "\0")
    drafted = "# draft: machine\n" + entry(JAPANESE, "status.404.title")
    JAPANESE.write_text(text.replace("\0", drafted), "utf-8")
    assert "no person has reviewed: 1; " in run("catalogue", "todo", "ja")[1]
    assert json.loads(run("catalogue", "todo", "ja", "--json")[1])["drafts"] == 1
    assert project.exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("jp", "did you mean ja?"),
        ("français", "to start one, run catalogue new fr"),
        ("pt-br", "run catalogue new pt_BR"),
        ("klingon", "there are: en, ja\n"),
    ],
)
def test_an_unknown_locale_is_refused_with_a_suggestion(
    run: Run, golden_folder: Path, name: str, said: str
) -> None:
    for action in ("todo", "pack"):
        status, out, err = run("catalogue", action, name)
        assert (status, out) == (2, "")
        assert f"the project has no locale {name}" in err
        assert said in err
    assert golden_folder.exists()


def test_new_starts_a_locale(run: Run, golden_folder: Path) -> None:
    settings = Path("pyproject.toml")
    before = settings.read_bytes()
    status, _, err = run("catalogue", "new", "fr")
    assert status == 0
    assert "fr is started. Next: translate locales/fr/LC_MESSAGES/statuses.po" in err
    text = Path("locales/fr/LC_MESSAGES/site.po").read_text("utf-8")
    assert '"Language-Team: français\\n"\n"Language: fr\\n"' in text
    assert '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"' in text
    assert settings.read_bytes() == before.replace(b'"ja"]', b'"ja", "fr"]')
    assert run("catalogue", "check")[0] == 0
    assert golden_folder.exists()


def test_settings_that_are_hard_to_edit_are_left_alone(run: Run, golden_folder: Path) -> None:
    settings = Path("pyproject.toml")
    listed = 'locales = [\n  "en", # pivot\n  "ja",\n]'
    settings.write_text(settings.read_text().replace('locales = ["en", "ja"]', listed))
    before = settings.read_bytes()
    status, _, err = run("catalogue", "new", "fr")
    assert status == 0
    assert 'Write into pyproject.toml, under [tool.pipeline]: locales = ["en", "ja", "fr"]' in err
    assert settings.read_bytes() == before
    assert (golden_folder / "locales/fr/LC_MESSAGES/site.po").exists()


@pytest.mark.parametrize(
    ("listed", "wider"),
    [
        ('locales = ["en"] # ours', 'locales = ["en", "fr"] # ours'),
        ('locales = ["en", ]', 'locales = ["en","fr"]'),
        ("locales = []", 'locales = ["fr"]'),
        ('locales = ["e]n"]', None),
        ('locales = [\n"en"]', None),
        ('x = """\nlocales = ["en"]\n"""', None),
        ("", None),
    ],
)
def test_a_locale_is_added_and_no_other_byte_changes(listed: str, wider: str | None) -> None:
    settings = "[tool.pipeline]\n{}\n[tool.other]\n"
    expected = None if wider is None else settings.format(wider).encode()
    assert with_locale(settings.format(listed).encode(), "fr") == expected


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ja", "the locale ja exists already"),
        ("zh_Hans", "the locale zh_Hans exists already"),
        ("frnch", "run catalogue new fr"),
        ("lv", "lv has no plural rule yet"),
    ],
)
def test_what_cannot_be_started(run: Run, golden_folder: Path, name: str, said: str) -> None:
    status, _, err = run("catalogue", "new", name)
    assert status == 2
    assert said in err
    assert not (golden_folder / "locales" / "fr").exists()


def test_accept_approves_what_is_stale(run: Run, stale: Path) -> None:
    assert "#, fuzzy\n#| msgid" in entry(JAPANESE, "status.404.title")
    status, _, err = run("catalogue", "accept", "status.404.*")
    assert (status, err) == (0, f"{JAPANESE}: approved status.404.title\n")
    assert entry(JAPANESE, "status.404.title").endswith(
        'msgctxt "status.404.title"\nmsgid "没有找到"\nmsgstr "未発見"'
    )
    assert "fuzzy" not in entry(JAPANESE, "status.404.title")
    assert run("catalogue", "check")[0] == 0
    assert stale.exists()


def test_accepted_english_reaches_the_others(run: Run, project: Path) -> None:
    translate(ENGLISH, "status.404.title", "Not there")
    reword(SUPPLEMENT, "未找到", "没有找到")
    run("catalogue", "update")
    assert "EN: " not in entry(JAPANESE, "status.404.title")
    assert run("catalogue", "accept", "--locale", "en", "status.404.title")[0] == 0
    assert "#. EN: Not there" in entry(JAPANESE, "status.404.title")
    assert "EN: Not there\n#. 404" in Path("locales/statuses.pot").read_text("utf-8")
    assert run("catalogue", "check")[0] == 0
    assert project.exists()


def test_accept_refuses_all_else(run: Run, stale: Path) -> None:
    before = JAPANESE.read_bytes()
    status, _, err = run("catalogue", "accept", "status.404.titel", "status.100.title", "none.*")
    assert status == 2
    assert "status.404.titel: no message has this address" in err
    assert "did you mean status.404.title?" in err
    assert "status.100.title is translated, not stale" in err
    assert "none.*: no message has this address" in err
    assert JAPANESE.read_bytes() == before
    assert run("catalogue", "accept", "--locale", "xx", "status.404.title")[0] == 2
    assert stale.exists()


def test_a_pack_comes_back(run: Run, project: Path) -> None:
    status, out, err = run("catalogue", "pack", "ja", "--output", "ja.po")
    assert (status, out) == (0, "")
    assert "catalogue pack ja --take ja.po" in err
    pack = Path("ja.po")
    assert run("catalogue", "pack", "ja")[1] == pack.read_text("utf-8")
    subprocess.run(["msgfmt", "-c", "-o", os.devnull, "ja.po"], check=True)
    told = entry(pack, "status.100.title")
    assert '\nmsgid "Continue"\n' in told
    assert "#. The English is a machine's draft.\n#. 中文: 继续\n" in told
    translate(pack, "status.100.title", "継続")
    status, _, err = run("catalogue", "pack", "ja", "--take", "ja.po")
    assert (status, err) == (0, "status.100.title: taken\n")
    assert entry(JAPANESE, "status.100.title").endswith('msgid "继续"\nmsgstr "継続"')
    assert run("catalogue", "check")[0] == 0
    nothing = (0, "", "there is nothing new in ja.po\n")
    assert run("catalogue", "pack", "ja", "--take", "ja.po") == nothing
    assert project.exists()


def test_a_pack_overwrites_nothing(run: Run, project: Path) -> None:
    run("catalogue", "pack", "ja", "--output", "ja.po")
    translate(Path("ja.po"), "status.100.title", "継続")
    translate(JAPANESE, "status.100.title", "続ける")
    status, _, err = run("catalogue", "pack", "ja", "--take", "ja.po")
    assert status == 4
    assert "status.100.title: changed on both sides" in err
    assert "catalogue: 続ける\n    ja.po: 継続\n" in err
    assert 'msgstr "続ける"' in entry(JAPANESE, "status.100.title")
    assert project.exists()


def test_a_pack_notices_what_has_changed_meanwhile(run: Run, project: Path) -> None:
    run("catalogue", "pack", "ja", "--output", "ja.po")
    for address in ("status.404.title", "status.100.title", "status.204.title"):
        translate(Path("ja.po"), address, "訳")
    reword(SUPPLEMENT, "未找到", "没有找到")
    translate(ENGLISH, "status.100.title", "Go on")
    reword(Path("ja.po"), "status.204.title", "status.999.title")
    status, _, err = run("catalogue", "pack", "ja", "--take", "ja.po")
    assert status == 1
    assert "status.404.title: taken, but the Chinese has changed" in err
    assert "status.100.title: taken, but the English has changed" in err
    assert "status.999.title: no message of today, or not of a pack; not taken: 訳" in err
    assert '#, fuzzy\n#| msgid "未找到"\n' in entry(JAPANESE, "status.404.title")
    assert "#, fuzzy\nmsgctxt" in entry(JAPANESE, "status.100.title")
    assert project.exists()


def test_what_is_no_pack_is_refused(run: Run, project: Path) -> None:
    shutil.copy(ENGLISH, "en.po")
    broken = Path("broken.po")
    broken.write_bytes(b"msgid\n")
    for file, status, said in (
        ("none.po", 3, "none.po: cannot be read"),
        ("broken.po", 3, "broken.po:1:6: "),
        ("en.po", 3, "en.po: this file is in en, not in ja"),
    ):
        assert run("catalogue", "pack", "ja", "--take", file)[0] == status
        assert said in run("catalogue", "pack", "ja", "--take", file)[2]
    assert run("catalogue", "pack", "en")[0] == 2
    assert run("catalogue", "pack", "ja", "--output", "/dev/null/x")[0] == 5
    assert project.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        *(["update"], ["check"], ["status"], ["todo", "ja"], ["new", "fr"]),
        *(["accept", "status.404.title"], ["pack", "ja"]),
    ],
)
def test_outside_of_a_project_and_with_a_broken_file(
    run: Run, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    JAPANESE.write_bytes(JAPANESE.read_bytes().replace(b'msgstr ""\n\n', b'msgstr "\n\n', 1))
    status, out, err = run("catalogue", *arguments)
    assert (status, out) == (3, "")
    assert f"{JAPANESE}:" in err
    monkeypatch.chdir(tmp_path)
    status, out, err = run("catalogue", *arguments)
    assert (status, out) == (2, "")
    assert "this is no project" in err
    assert project.exists()


def test_a_link_out_of_the_project_is_not_followed(run: Run, project: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.po"
    shutil.move(JAPANESE, outside)
    JAPANESE.symlink_to(outside)
    reword(SUPPLEMENT, "未找到", "没有找到")
    before = outside.read_bytes()
    status, _, err = run("catalogue", "update")
    assert status == 3
    assert f"{JAPANESE}: leads out of the project" in err
    assert outside.read_bytes() == before
    assert artefacts.write(project, []) == ()


def test_a_blocked_translation_is_something_to_do(run: Run, project: Path) -> None:
    translate(JAPANESE, "status.404.title", "<b>未発見</b>")
    told = "    blocked by [unexpected-html] status.404.title: "
    assert told in run("catalogue", "todo", "ja")[1]
    _, out, _ = run("catalogue", "todo", "ja", "--json")
    (task,) = (each for each in json.loads(out)["tasks"] if each["state"] == "blocked")
    assert task["address"] == "status.404.title"
    assert {error["rule"] for error in task["errors"]} == {"unexpected-html"}
    assert project.exists()


def test_braces_in_an_error_are_text(run: Run, project: Path) -> None:
    run("catalogue", "update")
    translate(project / "locales/ja/LC_MESSAGES/site.po", "ui.keys.opening", "{nombre}を開きます")
    status, out, _ = run("catalogue", "todo", "ja")
    assert status == 0
    assert "blocked by [placeholder-mismatch] ui.keys.opening: the source has no {nombre}" in out
    assert project.exists()


def test_changes_are_coloured_for_people(
    run: Run, stale: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Console, "colour", True)
    assert "\x1b[31m[-未-]\x1b[0m\x1b[32m{+没有+}\x1b[0m找到" in run("catalogue", "todo", "ja")[1]
    assert stale.exists()
