"""All catalogues of the project, brought up to date."""

import pytest

from pipeline.catalogues.extract import Phrase, template
from pipeline.catalogues.upkeep import Library, catalogue_path, update
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
