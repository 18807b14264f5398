"""What becomes of translations when the author mends his words: realistic fixes of the real table.

`fixtures/wording-fixes.csv` has them, each with what it changes: words, or only spaces and
punctuation. Beside ours, what msgmerge and Babel make of the same fixes shows why we merge by
address and not by likeness of text.
"""

import csv
import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as BabelCatalogue
from babel.messages.pofile import read_po as babel_read
from babel.messages.pofile import write_po as babel_write
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogues.merge import merge, new_catalogue
from pipeline.catalogues.message import Catalogue, Message
from pipeline.catalogues.po import decode_po, read_po, write_po
from pipeline.locale import ABOVE_ONE
from pipeline.span import Document
from tests.golden_project import ROOT

FIXTURE = Path(__file__).parent / "fixtures/wording-fixes.csv"
with FIXTURE.open(newline="", encoding="utf-8") as _file:
    FIXES = list(csv.DictReader(_file))
BEFORE = {fix["address"]: fix["before"] for fix in FIXES}
AFTER = {fix["address"]: fix["after"] for fix in FIXES}
KIND = {fix["address"]: fix["kind"] for fix in FIXES}
POT = read_po(decode_po("statuses.pot", (ROOT / "locales/statuses.pot").read_bytes()))


def reworded(words: dict[str, str]) -> Catalogue:
    """The real template with other words at some addresses, without what would only distract."""
    rows = [Message(row.context, words.get(row.address, row.id)) for row in POT]
    return replace(POT, messages=tuple(rows))


def translated(pot: Catalogue) -> Catalogue:
    """Every message translated and approved; each translation says where it belongs."""
    new = new_catalogue(pot, "fr.po", "fr", ABOVE_ONE)
    filled = tuple(replace(message, strings=(f"T {message.address}",)) for message in new)
    return replace(new, messages=filled)


OLD = translated(reworded(BEFORE))
NEW = reworded(AFTER)


def test_the_fixes_are_fixes_of_words_and_of_punctuation() -> None:
    assert len(FIXES) >= 25
    assert set(KIND.values()) == {"words", "cosmetic"}
    assert all(BEFORE[address] != AFTER[address] for address in KIND)


@pytest.mark.parametrize("address", KIND)
def test_a_fix_keeps_its_translation_at_its_address(address: str) -> None:
    message = merge(OLD, NEW).find(address)
    assert message
    assert (message.id, message.text) == (AFTER[address], f"T {address}")
    if KIND[address] == "cosmetic":
        assert (message.is_fuzzy, message.previous_id) == (False, None)
    else:
        assert (message.is_stale, message.previous_id) == (True, BEFORE[address])


def test_what_was_not_fixed_is_as_it_was() -> None:
    merged = merge(OLD, NEW)
    assert [merged.find(each.address) for each in OLD if each.address not in KIND] == [
        each for each in OLD if each.address not in KIND
    ]
    assert merged.obsolete == ()


WORDS = st.sampled_from(sorted({*BEFORE.values(), *AFTER.values()}))
EDITIONS = st.lists(
    st.dictionaries(st.sampled_from(sorted(KIND)), WORDS | st.none(), max_size=12), max_size=4
)


@given(EDITIONS)
def test_whatever_the_author_does_no_translation_is_lost_or_moves(
    editions: list[dict[str, str | None]],
) -> None:
    """Words may wander between codes; rows may go (None) and come back."""
    catalogue, living = OLD, {}
    for edition in editions:
        rows = [row for row in reworded(BEFORE) if edition.get(row.address, "") is not None]
        said = [replace(row, id=edition.get(row.address) or row.id) for row in rows]
        catalogue = merge(catalogue, replace(POT, messages=tuple(said)))
        living = {row.address: row.id for row in said}
    for message in catalogue:
        assert message.text == f"T {message.address}"
        approved = BEFORE.get(message.address, message.id)
        assert not message.is_stale or message.previous_id == approved, "the oldest approved text"
    assert not living or set(catalogue.by_address) == set(living)
    assert {each.text for each in catalogue.messages} == {each.text for each in OLD}
    assert merge(catalogue, reworded(BEFORE)) == OLD


def misplaced(text: str) -> tuple[int, int]:
    """How many translations of `text` are at another address, and how many are nowhere any more."""
    theirs = read_po(Document("fr.po", text))
    moved = sum(each.text not in ("", f"T {each.address}") for each in theirs)
    live = {each.text for each in theirs}
    return moved, sum(each.text not in live for each in OLD)


def test_msgmerge_gives_translations_to_other_codes(tmp_path: Path) -> None:
    (tmp_path / "new.pot").write_text(write_po(NEW), encoding="utf-8")
    (tmp_path / "old.po").write_text(write_po(OLD), encoding="utf-8")
    done = subprocess.run(
        ["msgmerge", "--quiet", "--previous", "--no-wrap", "old.po", "new.pot"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    moved, lost = misplaced(done.stdout.decode())
    assert (moved > 0, lost > 0) == (True, True)
    assert misplaced(write_po(merge(OLD, NEW))) == (0, 0)


def in_babel(catalogue: Catalogue) -> BabelCatalogue:
    """Babel's reading of what we write; an empty date it cannot read."""
    text = write_po(catalogue).replace("Date: \\n", "Date: 2026-01-02 03:04+0000\\n")
    return babel_read(io.StringIO(text), locale="fr")


def test_babel_destroys_the_text_that_was_approved() -> None:
    stale = merge(OLD, NEW)
    assert '#| msgid "' in write_po(stale)
    kept = io.BytesIO()
    babel_write(kept, in_babel(stale))
    assert b'#| msgid "' not in kept.getvalue()


def test_babel_gives_translations_to_other_codes() -> None:
    catalogue = in_babel(OLD)
    catalogue.update(in_babel(NEW))
    updated = [each for each in catalogue if each.id]
    moved = sum(each.string not in ("", f"T {each.context}") for each in updated)
    lost = {each.text for each in OLD} - {str(each.string) for each in updated}
    assert (moved > 0, len(lost) > 0) == (True, True)
