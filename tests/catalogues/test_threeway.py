"""Two versions that came from one: case by case, and what no such merge does."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from markdown_it.utils import read_fixture_file

from pipeline.catalogues.message import Catalogue
from pipeline.catalogues.po import read_po, write_po
from pipeline.catalogues.threeway import merge_sides, write_threeway
from pipeline.failure import Failure
from pipeline.span import Document
from tests.catalogues.arbitrary import CATALOGUES, HEADERS

HEADER = write_po(Catalogue("fr.po", HEADERS))
CASES = [
    pytest.param(given, expected, id=title)
    for _, title, given, expected in read_fixture_file(
        Path(__file__).parent / "fixtures/threeway.md"
    )
]


def catalogue(text: str) -> Catalogue:
    return read_po(Document("fr.po", f"{HEADER}\n{text.lstrip(chr(10))}"))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_merge_sides(text: str, expected: str) -> None:
    base, ours, theirs = (catalogue(part.removeprefix("\n")) for part in text.split("--\n"))
    written = write_threeway(merge_sides(base, ours, theirs))
    assert written == (f"{HEADER}\n{expected}" if expected else HEADER)


def test_each_conflict_is_refused_with_its_place() -> None:
    (texts,) = (case.values[0] for case in CASES if "a conflict" in str(case.id))
    base, ours, theirs = (catalogue(part) for part in str(texts).split("--\n"))
    written = write_threeway(merge_sides(base, ours, theirs))
    with pytest.raises(Failure) as caught:
        read_po(Document("fr.po", written))
    (fault,) = caught.value.faults
    line = written.split("\n").index("<<<<<<< ours") + 1
    assert fault.place == f"fr.po:{line}:1"


BASE = Catalogue("fr.po", (*HEADERS, ("PO-Revision-Date", ""), ("X-Generator", "old")))


def with_headers(**values: str | None) -> Catalogue:
    headers = {
        **dict(BASE.headers),
        **{key.replace("_", "-"): text for key, text in values.items()},
    }
    return replace(
        BASE, headers=tuple((name, text) for name, text in headers.items() if text is not None)
    )


def test_the_later_date_decides_on_headers_that_both_changed() -> None:
    ours = with_headers(
        PO_Revision_Date="2026-11-25 10:00+0000", Last_Translator="Ann", X_Generator=None
    )
    theirs = with_headers(
        PO_Revision_Date="2026-11-25 10:30+0100", Last_Translator="Bob", Language_Team="fr"
    )
    for sides in ((ours, theirs), (theirs, ours)):
        merged = dict(merge_sides(BASE, *sides).catalogue.headers)
        assert merged["PO-Revision-Date"] == "2026-11-25 10:00+0000"
        assert merged["Last-Translator"] == "Ann"
        assert merged["Language-Team"] == "fr"
        assert "X-Generator" not in merged


def test_comments_and_marks_of_the_header_are_of_both() -> None:
    base = replace(BASE, header_comments=("ours", "old"), header_flags=("fuzzy",))
    ours = replace(base, header_comments=("ours", "new"))
    theirs = replace(base, header_comments=("ours", "old", "theirs"), header_flags=())
    merged = merge_sides(base, ours, theirs).catalogue
    assert merged.header_comments == ("ours", "new", "theirs")
    assert merged.header_flags == ()


# --- Laws. ---


def live_first(found: Catalogue) -> Catalogue:
    return replace(found, messages=(*found, *found.obsolete))


@given(CATALOGUES, CATALOGUES)
def test_what_only_one_side_did_is_taken_as_it_is(base: Catalogue, side: Catalogue) -> None:
    for ours, theirs in ((side, base), (base, side), (side, side)):
        merged = merge_sides(base, ours, theirs)
        assert not merged.conflicts
        assert merged.catalogue.by_address == side.by_address
        assert set(merged.catalogue.messages) == set(side.messages)


@given(CATALOGUES, CATALOGUES, CATALOGUES)
def test_the_sides_may_be_exchanged(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> None:
    one, other = merge_sides(base, ours, theirs), merge_sides(base, theirs, ours)
    conflicts = {(each.ours.address, each.ours.text, each.theirs.text) for each in one.conflicts}
    assert conflicts == {
        (each.theirs.address, each.theirs.text, each.ours.text) for each in other.conflicts
    }
    if not conflicts:
        texts = [
            {
                (message.address, message.text, message.obsolete)
                for message in each.catalogue.messages
            }
            for each in (one, other)
        ]
        assert texts[0] == texts[1]


@given(CATALOGUES, CATALOGUES, CATALOGUES)
def test_nothing_that_a_side_wrote_is_lost(
    base: Catalogue, ours: Catalogue, theirs: Catalogue
) -> None:
    written = write_threeway(merge_sides(base, ours, theirs))
    old = {(message.address, message.text) for message in base.messages}
    for message in (*ours.messages, *theirs.messages):
        if message.text and (message.address, message.text) not in old:
            assert message.text in written


@given(CATALOGUES, CATALOGUES, CATALOGUES)
def test_what_is_merged_can_be_read(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> None:
    merged = merge_sides(base, ours, theirs)
    written = write_threeway(merged)
    if merged.conflicts:
        with pytest.raises(Failure) as caught:
            read_po(Document("fr.po", written))
        assert len(caught.value.faults) == len(merged.conflicts)
    else:
        assert read_po(Document("fr.po", written)) == merged.catalogue


@given(CATALOGUES, CATALOGUES, CATALOGUES)
def test_nothing_becomes_approved_or_reviewed_by_merging(
    base: Catalogue, ours: Catalogue, theirs: Catalogue
) -> None:
    def approved(found: Catalogue) -> set[tuple[str, str, bool]]:
        return {
            (message.address, message.text, message.is_draft)
            for message in found.messages
            if message.is_stale or not message.is_fuzzy
        }

    merged = merge_sides(base, ours, theirs).catalogue
    assert {each for each in approved(merged) if each[1]} <= approved(ours) | approved(theirs)
