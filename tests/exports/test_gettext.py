"""The catalogues of phrases, used by GNU gettext and by Python's."""

import gettext
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.catalogues.mo import write_mo
from tests.exports.conftest import Published

TAGS = (
    *("zh-Hans", "zh-Hant", "en", "ja", "ko", "fr", "de", "es", "pt-BR", "ru", "ar", "vi", "id"),
)


@pytest.mark.parametrize("tag", TAGS)
def test_msgfmt_compiles_the_po_to_what_the_mo_says(
    own_site: Published, tag: str, tmp_path: Path
) -> None:
    source = own_site.latest / f"http-status-{tag}.po"
    compiled = tmp_path / "their.mo"
    done = subprocess.run(
        ["msgfmt", "--check", "--statistics", source, "-o", compiled],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    assert (done.returncode, done.stderr) == (0, "62 translated messages.\n")
    ours, theirs = (
        subprocess.run(["msgunfmt", path], capture_output=True, check=True).stdout
        for path in (own_site.latest / f"http-status-{tag}.mo", compiled)
    )
    assert ours == theirs


def placed(site: Published, tag: str, folder: Path) -> Path:
    messages = folder / tag.replace("-", "_") / "LC_MESSAGES"
    messages.mkdir(parents=True)
    shutil.copy(site.latest / f"http-status-{tag}.mo", messages / "http-status.mo")
    return folder


def test_python_translates_phrases(own_site: Published, tmp_path: Path) -> None:
    folder = placed(own_site, "zh-Hans", tmp_path)
    titles = gettext.translation("http-status", folder, ["zh_Hans"])
    assert titles.gettext("Not Found") == "未找到"
    assert titles.info()["language"] == "zh_Hans"
    for record in own_site.json("api/v1/full.json")["codes"]:
        if record["phrase"]:
            assert titles.gettext(record["phrase"]) == record["title"]["zh-Hans"]["text"]


def test_gettext_translates_phrases(own_site: Published, tmp_path: Path) -> None:
    folder = placed(own_site, "ja", tmp_path)
    own = {"TEXTDOMAINDIR": str(folder), "LANGUAGE": "ja", "LC_ALL": "C.UTF-8"}
    shown = subprocess.run(
        ["gettext", "-d", "http-status", "Not Found"],
        capture_output=True,
        check=True,
        env={**os.environ, **own},
    )
    own_title = own_site.json("api/v1/ja/codes/404.json")["title"]
    assert shown.stdout.decode() == own_title


def test_what_is_not_translated_is_left_out(golden_site: Published) -> None:
    content = (golden_site.latest / "http-status-ja.po").read_text()
    assert "msgctxt" not in content
    assert content.count("msgid") == 1
    english = (golden_site.latest / "http-status-en.po").read_text()
    assert '# draft: machine\n#. HTTP 100\nmsgid "Continue"\nmsgstr "Continue"\n' in english


def test_an_mo_file_is_sorted_by_bytes(tmp_path: Path) -> None:
    path = tmp_path / "sorted.mo"
    path.write_bytes(
        write_mo({"é": "3", "": "Content-Type: text/plain; charset=UTF-8\n", "Z": "1"})
    )
    with path.open("rb") as file:
        read = gettext.GNUTranslations(file)
    assert (read.gettext("é"), read.gettext("Z"), read.gettext("z")) == ("3", "1", "z")
