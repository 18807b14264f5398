"""What there is to translate."""

import pytest

from pipeline.build import Build
from pipeline.catalogues.extract import Phrase, template, with_pivot
from pipeline.catalogues.message import DRAFT, Catalogue, Message
from pipeline.failure import ExitStatus, Failure
from pipeline.span import Document


def phrase(address: str, text: str) -> Phrase:
    return Phrase(address, text, ("404 Not Found",), Document("t.md", "x").span(0, 1))


def test_a_message_tells_the_translator_what_it_is_about(golden: Build) -> None:
    statuses = golden.library.templates[0]
    message = statuses.find("status.404.title")
    assert message is not None
    assert message.id == "未找到"
    assert message.extracted == ("404 Not Found · RFC 9110 §15.5.5", "Page: 404/")
    assert message.references == ("source/supplement.md:11",)


def test_a_correction_is_shown_with_its_authority(golden: Build) -> None:
    message = golden.library.templates[0].find("status.413.erratum")
    assert message is not None
    assert message.extracted[2].startswith("As written: e 由于请求的实体过大")
    assert message.extracted[3].startswith("RFC 9110 §15.5.14: The server MAY terminate")


def test_codes_without_phrase_or_registration_have_a_heading_too(golden: Build) -> None:
    message = golden.library.templates[0].find("status.306.title")
    assert message is not None
    assert message.extracted[0] == "306 · RFC 9110 §15.4.7"


def test_the_same_text_may_stand_in_two_templates() -> None:
    assert len(list(template("site", [phrase("ui.a", "甲"), phrase("ui.a", "甲")]))) == 1


def test_one_address_has_one_text() -> None:
    with pytest.raises(Failure) as caught:
        template("site", [phrase("ui.a", "甲"), phrase("ui.a", "乙")])
    assert caught.value.status is ExitStatus.INPUT
    assert "t.md:1:1: the address ui.a has two texts: “甲” and “乙”" in str(caught.value)


def test_a_phrase_of_no_file_has_no_reference() -> None:
    assert Phrase("ui.a", "甲", (), None).message.references == ()


@pytest.mark.parametrize(
    ("english", "comments"),
    [
        (Message("ui.a", "甲", ("A",)), ("EN: A", "404 Not Found")),
        (Message("ui.a", "甲", ("A",), comments=(DRAFT,)), ("EN (draft): A", "404 Not Found")),
        (Message("ui.a", "甲", ("",)), ("404 Not Found",)),
        (Message("ui.a", "乙", ("A",)), ("404 Not Found",)),
        (Message("ui.a", "甲", ("A",), flags=("fuzzy",)), ("404 Not Found",)),
        (Message("ui.b", "甲", ("A",)), ("404 Not Found",)),
    ],
)
def test_only_english_of_todays_chinese_is_a_pivot(
    english: Message, comments: tuple[str, ...]
) -> None:
    pot = template("site", [phrase("ui.a", "甲")])
    (message,) = with_pivot(pot, Catalogue("en.po", (), (english,)))
    assert message.extracted == comments
