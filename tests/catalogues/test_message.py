"""What a message and a catalogue say of themselves."""

from dataclasses import replace

import pytest

from pipeline.catalogues.message import DRAFT, Catalogue, Message, is_gettext_flag
from pipeline.span import Document

FUZZY = Message("a", "甲", ("A",), flags=("fuzzy",))


def test_a_message_of_a_template_needs_little() -> None:
    message = Message("ui.search", "搜索")
    assert (message.address, message.text, message.strings) == ("ui.search", "", ("",))
    assert not message.is_translated
    assert not message.is_fuzzy
    assert not message.is_draft


def test_without_context_the_address_is_empty() -> None:
    assert Message(id="搜索").address == ""


@pytest.mark.parametrize(
    ("message", "fuzzy", "stale"),
    [
        (Message("a", "甲", ("A",)), False, False),
        (Message("a", "甲", ("A",), previous_id="乙"), False, False),
        (FUZZY, True, False),
        (Message("a", "甲", ("A",), sticky=("fuzzy",)), True, False),
        (Message("a", "甲", ("A",), sticky=("fuzzy",), previous_id="乙"), True, True),
        (replace(FUZZY, previous_id="乙"), True, True),
        (replace(FUZZY, previous_context="a", previous_id="乙"), True, True),
        (replace(FUZZY, previous_context="b", previous_id="乙"), True, False),
        (replace(FUZZY, previous_context="a"), True, False),
        (Message("a", "甲", flags=("fuzzy",), sticky=("fuzzy",), previous_id="乙"), False, False),
        (Message("a", "甲", ("", "A"), flags=("fuzzy",)), True, False),
    ],
)
def test_fuzzy_and_stale(message: Message, fuzzy: object, stale: object) -> None:
    assert (message.is_fuzzy, message.is_stale) == (fuzzy, stale)


def test_a_draft_is_a_translation_marked_by_a_comment() -> None:
    assert Message("a", "甲", ("A",), comments=("checked twice", DRAFT)).is_draft
    assert not Message("a", "甲", ("A",), comments=("draft: machine?",)).is_draft
    assert not Message("a", "甲", ("",), comments=(DRAFT,)).is_draft
    assert DRAFT == "draft: machine"


def test_a_message_is_in_the_shape_of_gettext() -> None:
    message = Message(
        "a",
        "甲",
        ("A",),
        comments=("one\ntwo", "ends in \\"),
        extracted=("EN: one\ntwo",),
        references=("b.md:1", "a.md:1", "b.md:1"),
        flags=("mine", "no-wrap", "range: 1..2", "no-c-format", "fuzzy", "mine"),
    )
    assert message.comments == ("one", "two", "ends in \\ ")
    assert message.extracted == ("EN: one", "two")
    assert message.references == ("b.md:1", "a.md:1")
    assert message.flags == ("fuzzy", "no-c-format", "range: 1..2", "no-wrap", "mine")


def test_flags_that_gettext_knows() -> None:
    known = ["fuzzy", "python-brace-format", "no-python-format", "range: 0..9", "no-wrap"]
    assert all(map(is_gettext_flag, known))
    assert not any(map(is_gettext_flag, ["mine", "rust-format", "wrap", ""]))


def test_a_catalogue_finds_live_messages() -> None:
    live, gone = Message("a", "甲", ("A",)), Message("b", "乙", ("B",), obsolete=True)
    catalogue = Catalogue("fr.po", (("Language", "fr"),), (gone, live), header_comments=("a\nb",))
    assert list(catalogue) == [live]
    assert catalogue.obsolete == (gone,)
    assert catalogue.find("a") is live
    assert catalogue.find("b") is None
    assert catalogue.language == catalogue.header("Language") == "fr"
    assert catalogue.header("X-Generator") == ""
    assert catalogue.header_comments == ("a", "b")


def test_where_a_message_stands_is_no_part_of_it() -> None:
    span = Document("fr.po", "msgid").span(0, 5)
    assert Message("a", "甲", span=span) == Message("a", "甲")
