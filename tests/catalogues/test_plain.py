"""The quick reader: whatever it reads, the strict one reads too, and the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogues.message import Catalogue, Message
from pipeline.catalogues.plain import plain_messages
from pipeline.catalogues.po import read_po, write_po
from pipeline.catalogues.reader import Reader
from pipeline.failure import Failure
from pipeline.span import Document
from tests.catalogues.arbitrary import CATALOGUES, HEADERS
from tests.golden_project import ROOT

HEADER = write_po(Catalogue("fr.po", HEADERS)) + "\n"
PLAIN = f'{HEADER}msgctxt "a"\nmsgid "甲"\nmsgstr "A"\n'
FILES = sorted((ROOT / "locales").rglob("*.po*"))


def quick(text: str) -> tuple[Message, ...] | None:
    return plain_messages(Document("fr.po", text), text.find("\n\n") + 2)


def assert_same(text: str) -> None:
    found = quick(text)
    if found is not None:
        strict = Reader(Document("fr.po", text), addressed=True).catalogue().messages
        assert found == strict
        assert [each.span for each in found] == [each.span for each in strict]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.parent.name}/{file.name}")
def test_our_own_files_are_read_quickly(file: Path) -> None:
    text = file.read_text("utf-8")
    assert quick(text)
    assert_same(text)


@given(CATALOGUES)
def test_what_is_written_is_read_the_same(found: Catalogue) -> None:
    assert_same(write_po(found))


@given(
    CATALOGUES,
    st.integers(0),
    st.integers(0, 3),
    st.text('#~|.,: "\\\nmsgidtrcx[0]\r\4', max_size=4),
)
def test_what_is_damaged_is_never_taken_for_sound(
    found: Catalogue, place: int, gone: int, put: str
) -> None:
    text = write_po(found)
    at = len(HEADER) + place % max(1, len(text) - len(HEADER))
    assert_same(text[:at] + put + text[at + gone :])


def test_escapes_and_longer_texts() -> None:
    message = Message("a", 'one\n"two"\\', ("\t\n\n",), previous_id="x\ny", flags=("fuzzy",))
    text = write_po(Catalogue("fr.po", HEADERS, (message,)))
    assert quick(text) == (message,)
    assert_same(text)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("A", "\\a"),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("A", "\4"),
        PLAIN.replace("A", "A" * 20_000),
        PLAIN.replace('"A"\n', '"A"'),
        PLAIN + "\n",
        PLAIN + "\n" + PLAIN.removeprefix(HEADER),
        PLAIN.replace("msgctxt", "# c\n#:x\nmsgctxt"),
    ],
)
def test_all_else_is_left_to_the_strict_reader(text: str) -> None:
    assert quick(text) is None


def test_a_faulty_header_is_told_with_the_rest() -> None:
    with pytest.raises(Failure) as caught:
        read_po(Document("fr.po", PLAIN.replace("charset=UTF-8", "charset=x")))
    assert len(caught.value.faults) == 1
