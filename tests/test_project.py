"""A checkout and its settings."""

import json
import os
from pathlib import Path

import pytest

from pipeline.failure import ExitStatus, Failure
from pipeline.project import Project, find_project


def project(root: Path, settings: str = "") -> Project:
    (root / "pyproject.toml").write_text(f"[tool.pipeline]\n{settings}")
    found = find_project(root)
    assert found is not None
    return found


def said(root: Path, settings: str) -> list[str]:
    with pytest.raises(Failure) as caught:
        project(root, settings)
    assert caught.value.status is ExitStatus.SETTINGS
    lines = (fault.text("en").splitlines()[0] for fault in caught.value.faults)
    return [line.removeprefix(f"{root}/") for line in lines]


def test_the_nearest_project_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "inner" / "deep"
    inner.mkdir(parents=True)
    (tmp_path / "inner" / "pyproject.toml").write_text("[tool.other]\n")
    outer = project(tmp_path, 'locales = ["ja"]\n')
    assert find_project(inner) == outer
    assert [locale.tag for locale in outer.locales] == ["ja"]
    assert outer.source_locale.tag == "zh-Hans"


def test_outside_there_is_none(tmp_path: Path) -> None:
    assert find_project(tmp_path) is None


def test_wrong_settings_are_said_all_at_once(tmp_path: Path) -> None:
    settings = 'colour = 1\nsource = 2\nlocales = ["xx"]\nsource-locale = "en_"\nerrata = "e"\n'
    assert said(tmp_path, settings) == [
        "pyproject.toml:2:1: no setting colour in [tool.pipeline]",
        "pyproject.toml:3:1: the setting source must be a string",
        "pyproject.toml:4:1: unknown locale: xx",
        "pyproject.toml:5:1: unknown locale: en_",
    ]
    assert said(tmp_path, 'locales = "ja"\n') == [
        "pyproject.toml:2:1: the setting locales must be a list"
    ]
    assert said(tmp_path, "locales = [1]\n") == ["pyproject.toml:2:1: unknown locale: 1"]


def test_renames_are_a_table_of_addresses(tmp_path: Path) -> None:
    renames = '[tool.pipeline.renames]\n"ui.old" = "ui.new"\n'
    assert project(tmp_path, renames).settings.renames == {"ui.old": "ui.new"}
    wanted = 'the setting renames must be a table of old = "new"'
    assert said(tmp_path, "renames = []\n") == [f"pyproject.toml:2:1: {wanted}"]
    assert said(tmp_path, f"{renames}a = 1\n") == [f"pyproject.toml:2:1: {wanted}"]


def test_a_setting_written_in_another_way_is_said_at_the_top(tmp_path: Path) -> None:
    assert said(tmp_path, '"colour" = 1\n') == [
        "pyproject.toml:1:1: no setting colour in [tool.pipeline]"
    ]


def test_broken_toml_is_said_with_its_place(tmp_path: Path) -> None:
    assert said(tmp_path, "a = = 1\n") == ["pyproject.toml:2:5: broken TOML: Invalid value"]


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        project(tmp_path).document("source/none.md")
    assert caught.value.status is ExitStatus.INPUT
    assert caught.value.faults[0].text("en").startswith("source/none.md: cannot be read: No such")


def test_templates_are_found_by_name(tmp_path: Path) -> None:
    here = project(tmp_path)
    folder = tmp_path / "site_templates" / "deep"
    folder.mkdir(parents=True)
    (folder / "a.md.jinja").write_text("A")
    (folder / "other.css").write_text("")
    templates = here.templates()
    assert list(templates) == ["deep/a.md.jinja"]
    assert templates["deep/a.md.jinja"].path == "site_templates/deep/a.md.jinja"


def test_a_catalogue_may_be_missing_but_not_unreadable(tmp_path: Path) -> None:
    here = project(tmp_path)
    assert here.catalogue_bytes("x.po") is None
    (tmp_path / "x.po").write_bytes(b"msgid")
    assert here.catalogue_bytes("x.po") == b"msgid"
    (tmp_path / "folder.po").mkdir()
    with pytest.raises(Failure):
        here.catalogue_bytes("folder.po")


def test_the_baseline_is_a_set_of_fingerprints(tmp_path: Path) -> None:
    here = project(tmp_path, 'baseline = "b.json"\n')
    assert here.baseline() == ()
    (tmp_path / "b.json").write_text(json.dumps({"findings": [{"fingerprint": "ab"}]}))
    assert here.baseline() == ("ab",)


@pytest.mark.parametrize(
    ("text", "place"), [("{", "b.json:1:2"), ("[]", "b.json"), ('{"findings": [1]}', "b.json")]
)
def test_a_broken_baseline_is_a_fault_in_the_settings(
    tmp_path: Path, text: str, place: str
) -> None:
    here = project(tmp_path, 'baseline = "b.json"\n')
    (tmp_path / "b.json").write_text(text)
    with pytest.raises(Failure) as caught:
        here.baseline()
    assert caught.value.status is ExitStatus.SETTINGS
    assert caught.value.faults[0].place == place


def test_a_setting_that_is_no_table_and_doubled_locales_are_said(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool]\npipeline = 3\n")
    with pytest.raises(Failure, match="must be a table"):
        find_project(tmp_path)
    assert said(tmp_path, 'locales = ["en", "en"]\n') == [
        "pyproject.toml: the locale en is named twice"
    ]


def test_a_project_has_words_of_its_own_for_columns(tmp_path: Path) -> None:
    found = project(tmp_path, 'code-headings = ["号"]\ndescription-headings = ["话"]\n')
    assert found.headings == {"号": "code", "话": "description"}
    assert said(tmp_path, "title-headings = [1]\n") == [
        "pyproject.toml:2:1: the setting title-headings must list strings"
    ]


@pytest.mark.parametrize("written", ["https://git.example/main", "https://git.example/main/"])
def test_the_address_of_the_repository_ends_in_a_slash(tmp_path: Path, written: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f'[tool.pipeline]\nrepository-url = "{written}"\n')
    project = find_project(tmp_path)
    assert project is not None
    assert project.settings.repository_url == "https://git.example/main/"


def outside(root: Path) -> Path:
    """Return a file beside the project."""
    file = root.parent / "secret.md"
    file.write_text("| 404 | Not Found |\n")
    return file


def test_what_leads_out_of_the_project_is_not_read(tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "site_templates").mkdir(parents=True)
    secret = outside(root)
    here = project(root, 'source = "../secret.md"\nerrata = "link.toml"\n')
    (root / "link.toml").symlink_to(secret)
    (root / "site_templates/a.jinja").symlink_to(secret)
    reads = (
        lambda: here.document(here.settings.source),
        lambda: here.document(here.settings.errata),
        lambda: here.catalogue_bytes("link.toml"),
        here.templates,
    )
    for read in reads:
        with pytest.raises(Failure, match="leads out of the project") as caught:
            read()
        assert caught.value.status is ExitStatus.INPUT


def test_a_link_within_the_project_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("x")
    (tmp_path / "link.md").symlink_to("real.md")
    assert project(tmp_path).document("link.md").text == "x"


def test_a_template_that_is_no_file_is_said(tmp_path: Path) -> None:
    here = project(tmp_path)
    (tmp_path / "site_templates").mkdir()
    os.mkfifo(tmp_path / "site_templates/a.jinja")
    with pytest.raises(Failure, match=r"a\.jinja: no regular file"):
        here.templates()


@pytest.mark.parametrize("name", ["baseline", "glossary", "guidance"])
def test_what_may_be_missing_may_not_be_a_pipe(tmp_path: Path, name: str) -> None:
    here = project(tmp_path, f'{name} = "pipe"\n')
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Failure, match="pipe: no regular file"):
        here.baseline() if name == "baseline" else here.optional("pipe")
