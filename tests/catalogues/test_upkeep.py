"""All catalogues of the project, brought up to date."""

from difflib import unified_diff

import pytest

from pipeline.catalogues.extract import TEMPLATE_HEADERS, Phrase, template
from pipeline.catalogues.message import Catalogue
from pipeline.catalogues.upkeep import Library, catalogue_path, faithful, update
from pipeline.failure import Failure
from pipeline.locale import known_locale
from pipeline.span import Document

PLACE = Document("t.md", "\n\nx")
POT = template("site", [Phrase("ui.a", "甲", (), PLACE.span(0, 1))])
LOCALES = tuple(locale for name in ("ja", "en") if (locale := known_locale(name)))


def updated(files: dict[str, bytes], offset: int = 0) -> Library:
    pot = template("site", [Phrase("ui.a", "甲", (), PLACE.span(offset, offset + 1))])
    return update({"site": pot}, LOCALES, files.get)


def test_what_is_missing_is_made() -> None:
    made = updated({})
    assert set(made.files) == {
        "locales/site.pot",
        catalogue_path("en", "site"),
        catalogue_path("ja", "site"),
    }
    japanese = made.catalogues["ja", "site"]
    assert japanese.language == "ja"
    assert made.of(LOCALES[0]) == (japanese,)


def test_a_second_update_has_nothing_to_write() -> None:
    files = dict(updated({}).files)
    assert updated(files).files == {}


def test_a_moved_line_alone_writes_nothing() -> None:
    files = dict(updated({}).files)
    moved = updated(files, offset=2)
    assert moved.files == {}
    assert [message.references for message in moved.templates[0]] == [("t.md:3",)]


def test_a_row_that_is_inserted_changes_its_own_entry_alone() -> None:
    """The rows below it stand in other lines now, which is no news to translators."""

    def with_rows(*texts: str) -> dict[str, Catalogue]:
        document = Document("t.md", "\n" * len(texts))
        phrases = [
            Phrase(f"ui.{text}", text, (), document.span(line, line))
            for line, text in enumerate(texts)
        ]
        return {"site": template("site", phrases)}

    nothing: dict[str, bytes] = {}
    files = dict(update(with_rows("甲", "丙"), LOCALES, nothing.get).files)
    changed = update(with_rows("甲", "乙", "丙"), LOCALES, files.get).files
    assert set(changed) == set(files)
    for path, content in changed.items():
        old, new = files[path].decode().splitlines(), content.decode().splitlines()
        different = [line for line in unified_diff(old, new, n=0, lineterm="") if line[0] in "+-"]
        added = {"+", "+#: t.md:2", '+msgctxt "ui.乙"', '+msgid "乙"', '+msgstr ""'}
        assert (len(different[2:]), set(different[2:])) == (5, added)
    assert update(with_rows("甲", "乙", "丙"), LOCALES, {**files, **changed}.get).files == {}


def test_english_reaches_the_others_in_the_same_run() -> None:
    files = dict(updated({}).files)
    english = catalogue_path("en", "site")
    files[english] = (
        files[english]
        .replace(b'msgstr ""\n\n', b"")
        .replace('msgid "甲"\nmsgstr ""'.encode(), 'msgid "甲"\nmsgstr "A"'.encode())
    )
    changed = updated(files).files
    assert set(changed) == {"locales/site.pot", catalogue_path("ja", "site")}
    assert b"#. EN: A\n" in changed[catalogue_path("ja", "site")]


def test_all_broken_files_are_told_at_once() -> None:
    files = {catalogue_path(name, "site"): b"msgid\n" for name in ("en", "ja")}
    with pytest.raises(Failure) as caught:
        updated(files)
    told = {fault.place.split(":")[0] for fault in caught.value.faults}
    assert told == set(files)


def test_what_would_not_read_back_the_same_is_not_written() -> None:
    odd = Catalogue("fr.po", (*TEMPLATE_HEADERS, ("X: y", "z")))
    with pytest.raises(Failure, match="would not read back the same"):
        faithful(odd)
