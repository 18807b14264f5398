"""The merge driver in real repositories: what git makes of the usual collisions."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogues.message import Catalogue, Message
from pipeline.catalogues.po import read_po, write_po
from pipeline.span import Document
from tests.catalogues.arbitrary import HEADERS

ROOT = Path(__file__).parent.parent.parent
FILE = "locales/fr/LC_MESSAGES/statuses.po"
TEXTS = {"a": "未找到", "b": "已消失", "c": "内容过长"}


class Repository:
    """A git repository with one catalogue, set up as `make setup` does it."""

    def __init__(self, folder: Path) -> None:
        """Make it in `folder`, with one commit on the branch `main`."""
        self.folder = folder
        folder.mkdir()
        self.git("init", "-q", "-b", "main")
        shutil.copy(ROOT / ".gitattributes", folder)
        (folder / ".gitignore").write_text("/.venv\n")
        (folder / ".venv/bin").mkdir(parents=True)
        python = folder / ".venv/bin/python"
        python.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} "$@"\n')
        python.chmod(0o755)
        self.git("config", "merge.po.driver", driver())
        self.save({})
        self.commit("base")

    def git(self, *arguments: str, fails: bool = False) -> str:
        names = [
            f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        ]
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**os.environ, **dict.fromkeys(names, "x"), "GIT_EDITOR": "true", "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert bool(done.returncode) is fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def save(
        self,
        translations: dict[str, str],
        texts: dict[str, str] = TEXTS,
        date: str = "",
        line: int = 1,
    ) -> None:
        """Write the catalogue with these translations of these source texts."""
        messages = (
            Message(
                address, text, (translations.get(address, ""),), references=(f"zh.md:{number}",)
            )
            for number, (address, text) in enumerate(texts.items(), line)
        )
        headers = (("PO-Revision-Date", date), *HEADERS)
        path = self.folder / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write_po(Catalogue("fr.po", headers, tuple(messages))), "utf-8")

    def commit(self, subject: str) -> None:
        self.git("add", "--all")
        self.git("commit", "-q", "-m", subject)

    @property
    def text(self) -> str:
        return (self.folder / FILE).read_text("utf-8")

    def told(self) -> dict[str, tuple[str, str, bool]]:
        """Return source, translation and doubt of each message, by address."""
        found = read_po(Document(FILE, self.text))
        return {each.address: (each.id, each.text, each.is_fuzzy) for each in found}


def driver() -> str:
    """Return the driver as the Makefile gives it to git."""
    shown = subprocess.run(
        ["make", "--no-print-directory", "-n", "-B", "setup"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = re.search(r"git config merge\.po\.driver '(.*?)'; fi", shown, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


WAYS = {
    "merge": ("merge", "--no-edit", "other"),
    "rebase": ("rebase", "other"),
    "cherry-pick": ("cherry-pick", "other"),
}
SIDES: dict[str, tuple[dict[str, Any], ...]] = {
    "a source fix and a translation": (
        {"translations": {}, "texts": {**TEXTS, "a": "没有找到"}},
        {"translations": {"a": "Introuvable"}},
        {"a": ("没有找到", "Introuvable", True)},
    ),
    "two translators on neighbours": (
        {"translations": {"a": "Introuvable"}},
        {"translations": {"b": "Disparu"}},
        {"a": ("未找到", "Introuvable", False), "b": ("已消失", "Disparu", False)},
    ),
    "two dates": (
        {"translations": {"a": "Introuvable"}, "date": "2026-11-25 10:00+0000"},
        {"translations": {"c": "Trop long"}, "date": "2026-11-24 09:00+0000"},
        {"a": ("未找到", "Introuvable", False), "c": ("内容过长", "Trop long", False)},
    ),
    "moved rows and a translation": (
        {"translations": {}, "line": 40},
        {"translations": {"b": "Disparu"}},
        {"b": ("已消失", "Disparu", False)},
    ),
    "a new row and a translation beside it": (
        {"translations": {}, "texts": {"a": "未找到", "n": "全新", "b": "已消失", "c": "内容过长"}},
        {"translations": {"a": "Introuvable", "b": "Disparu"}},
        {"a": ("未找到", "Introuvable", False), "n": ("全新", "", False)},
    ),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SIDES)
@pytest.mark.parametrize("turn", [1, -1])
def test_usual_collisions_are_none(repository: Repository, way: str, name: str, turn: int) -> None:
    *sides, expected = SIDES[name]
    ours, theirs = sides[::turn]
    repository.git("switch", "-q", "-c", "other")
    repository.save(**theirs)
    repository.commit("theirs")
    repository.git("switch", "-q", "main")
    repository.save(**ours)
    repository.commit("ours")
    repository.git(*WAYS[way])
    assert expected.items() <= repository.told().items()
    assert set(repository.told()) == {*ours.get("texts", TEXTS), *theirs.get("texts", TEXTS)}
    assert repository.git("status", "--porcelain") == ""
    if name == "two dates":
        assert '"PO-Revision-Date: 2026-11-25 10:00+0000\\n"' in repository.text


@pytest.mark.parametrize("way", WAYS)
def test_two_translations_of_one_message_are_a_conflict(repository: Repository, way: str) -> None:
    repository.git("switch", "-q", "-c", "other")
    repository.save({"a": "Introuvable", "b": "Disparu"})
    repository.commit("theirs")
    repository.git("switch", "-q", "main")
    repository.save({"a": "Pas trouvé", "c": "Trop long"})
    repository.commit("ours")
    said = repository.git(*WAYS[way], fails=True)
    assert f"{FILE}: a was translated differently on both sides" in said
    assert repository.git("status", "--porcelain") == f"UU {FILE}\n"
    both = repository.text
    assert both.count("<<<<<<< ours\n") == both.count(">>>>>>> theirs\n") == 1
    assert {"Introuvable", "Pas trouvé"} <= set(re.findall(r'"(.*)"', both))
    resolved = re.sub(
        r"<<<<<<< ours\n(.*?)=======\n.*?>>>>>>> theirs\n", r"\1", both, flags=re.DOTALL
    )
    (repository.folder / FILE).write_text(resolved, "utf-8")
    assert {each[1] for each in repository.told().values()} >= {"Disparu", "Trop long"}
    repository.git("add", FILE)
    repository.git(*(("merge", "--continue") if way == "merge" else (way, "--continue")))


def test_both_have_added_the_file(repository: Repository) -> None:
    repository.git("rm", "-q", FILE)
    repository.commit("none")
    repository.git("switch", "-q", "-c", "other")
    repository.save({"a": "Introuvable"})
    repository.commit("theirs")
    repository.git("switch", "-q", "main")
    repository.save({"b": "Disparu"})
    repository.commit("ours")
    repository.git("merge", "--no-edit", "other")
    assert [each[1] for each in repository.told().values()] == ["Introuvable", "Disparu", ""]


def collide(repository: Repository, far: str) -> None:
    """Translate two messages that git's own merge can tell apart."""
    texts = {name: f"文字{name}" for name in "abcdefgh"}
    repository.save({}, texts)
    repository.commit("longer")
    repository.git("switch", "-q", "-c", "other")
    repository.save({far: "Loin"}, texts)
    repository.commit("theirs")
    repository.git("switch", "-q", "main")
    repository.save({"a": "Près"}, texts)
    repository.commit("ours")


@pytest.mark.parametrize("how", ["absent", "old", "broken file"])
def test_without_our_driver_git_merges_by_itself_and_says_so(
    repository: Repository, how: str
) -> None:
    collide(repository, "h")
    python = repository.folder / ".venv/bin/python"
    if how == "absent":
        shutil.rmtree(repository.folder / ".venv")
    elif how == "old":
        python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    else:
        (repository.folder / FILE).write_text(repository.text.replace("msgid", "msgdi", 2), "utf-8")
        repository.commit("broken")
    said = repository.git("merge", "--no-edit", "other")
    assert f"make setup mends it): {FILE}" in said
    assert {'"Près"', '"Loin"'} <= set(re.findall(r'".*?"', repository.text))


def test_conflicts_without_our_driver_have_gits_markers(repository: Repository) -> None:
    collide(repository, "a")
    shutil.rmtree(repository.folder / ".venv")
    said = repository.git("merge", "--no-edit", "other", fails=True)
    assert "CONFLICT" in said
    assert (
        '<<<<<<< ours\nmsgstr "Près"\n=======\nmsgstr "Loin"\n>>>>>>> theirs\n' in repository.text
    )
