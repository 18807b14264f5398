"""The writer against GNU gettext, over every PO file that this machine has, and drafts in editors.

Packages bring catalogues of other projects along: what of them is read is written as
`msgcat --no-wrap` writes it. There are always some: our own, and those of our dependencies.
"""

import re
import subprocess
import sysconfig
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogues.coverage import State, state
from pipeline.catalogues.message import DRAFT, Catalogue
from pipeline.catalogues.po import decode_po, read_po, write_po
from pipeline.failure import Failure
from pipeline.span import Document
from tests.golden_project import ROOT

FOLDERS = (ROOT / "locales", Path(sysconfig.get_path("purelib")), Path("/usr/share"))
# Enough to meet every way of writing; all that a large machine has would take minutes.
MOST = 400


def real_files() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted(folder.rglob("*.po"))[:MOST]


def gettext(*command: str, content: bytes) -> bytes:
    done = subprocess.run(command, input=content, capture_output=True, check=True)
    return done.stdout


def readable(path: Path) -> Iterator[Catalogue]:
    """Yield what the file holds, if it is one that we read, and if msgcat makes anything of it."""
    with suppress(Failure):
        catalogue = read_po(decode_po(str(path), path.read_bytes()), addressed=False)
        plain = without_what_msgcat_drops(catalogue)
        if plain.messages:  # of a header alone it makes nothing
            yield plain


def without_what_msgcat_drops(catalogue: Catalogue) -> Catalogue:
    """Obsolete messages without translation are kept by us, for their comments' sake."""
    kept = (each for each in catalogue.messages if not each.obsolete or each.is_translated)
    return replace(catalogue, messages=tuple(kept))


def test_what_is_read_is_written_as_msgcat_writes_it() -> None:
    written = {path: write_po(each).encode() for path in real_files() for each in readable(path)}
    assert set(written) >= set((ROOT / "locales").rglob("*.po"))
    different = [
        path
        for path, content in written.items()
        if gettext("msgcat", "--no-wrap", "-", content=content) != content
    ]
    assert different == []


@pytest.mark.parametrize("path", sorted((ROOT / "locales").rglob("*.po")), ids=str)
def test_our_catalogues_pass_the_checks_of_msgfmt(path: Path) -> None:
    gettext("msgfmt", "--check", "--output-file=/dev/null", "-", content=path.read_bytes())


DRAFTED = """\
msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

# draft: machine
#. EN: Not found
#: source/supplement.md:35
msgctxt "status.404.title"
msgid "未找到"
msgstr "Introuvable"

# ask Zoë
# draft: machine
#, fuzzy
#| msgid "没了"
msgctxt "status.410.title"
msgid "已移除"
msgstr "Disparu"

msgctxt "status.418.title"
msgid "茶壶"
msgstr "Théière"
"""


@pytest.mark.parametrize(
    "command",
    [
        ("msgcat", "-"),
        ("msgcat", "--width=79", "-"),  # as Poedit wraps
        ("msgcat", "--sort-output", "-"),
        ("msgattrib", "--translated", "-"),
        ("msgattrib", "--clear-previous", "-"),
        ("msgconv", "--to-code=UTF-8", "-"),
        ("msgmerge", "--quiet", "--previous", "-", "statuses.pot"),
        ("msgmerge", "--quiet", "--no-fuzzy-matching", "-", "statuses.pot"),
    ],
    ids=" ".join,
)
def test_a_draft_stays_a_draft_whatever_program_writes_the_file(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    work = r'^(# .*|#, .*|#\| .*)\n|(?<=^msgstr ").+(?="$)'
    template = re.sub(work, "", DRAFTED, flags=re.MULTILINE)
    Path("statuses.pot").write_text(template, encoding="utf-8")
    written = gettext(*command, content=DRAFTED.encode()).decode()
    drafts = {each.address: each.is_draft for each in read_po(Document("fr.po", written))}
    assert drafts == {
        "status.404.title": True,
        "status.410.title": True,
        "status.418.title": False,
    }


def test_what_poedit_does_to_an_edited_file_is_understood() -> None:
    """Poedit replaces the date, signs, clears fuzzy and `#|` of what is edited, keeps comments."""
    text = DRAFTED.replace('#, fuzzy\n#| msgid "没了"\n', "").replace("Disparu", "Supprimé")
    signed = text.replace(
        '"Language: fr\\n"\n', '"Language: fr\\n"\n"X-Generator: Poedit 3.4.2\\n"\n'
    )
    catalogue = read_po(decode_po("fr.po", signed.replace("\n", "\r\n").encode()))
    edited = catalogue.find("status.410.title")
    assert edited
    assert (state(edited), edited.is_draft) == (State.TRANSLATED, True)
    reviewed = read_po(Document("fr.po", signed.replace(f"# {DRAFT}\n", "")))
    assert [each.is_draft for each in reviewed] == [False, False, False]
    assert ("X-Generator", "Poedit 3.4.2") in reviewed.headers
