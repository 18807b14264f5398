"""What a merge does, case by case, and the laws that no merge breaks."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from pipeline.catalogues.carry import same_words
from pipeline.catalogues.merge import Change, changes, merge, needs_write, new_catalogue
from pipeline.catalogues.message import Catalogue, Message
from pipeline.catalogues.po import read_po, write_po
from pipeline.catalogues.renames import former_addresses
from pipeline.span import Document
from tests.catalogues.arbitrary import ADDRESSES, CATALOGUES, HEADERS, TEMPLATES, template

HEADER = write_po(Catalogue("fr.po", HEADERS))
CASES = [
    pytest.param(given, expected, id=title)
    for _, title, given, expected in read_fixture_file(Path(__file__).parent / "fixtures/merge.md")
]


def catalogue(text: str) -> Catalogue:
    return read_po(Document("fr.po", f"{HEADER}\n{text}"))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_merge(text: str, expected: str) -> None:
    old, _, rest = text.partition("=>")
    declared, _, pot = rest.partition("\n")
    renames = dict(pair.split("=") for pair in declared.split())
    former = former_addresses(renames, {message.address for message in catalogue(pot)})
    merged = merge(catalogue(old), catalogue(pot), former)
    assert write_po(merged) == (f"{HEADER}\n{expected}" if expected else HEADER)


# --- Laws, on catalogues small enough that their messages meet. ---


@given(CATALOGUES, TEMPLATES)
def test_merging_twice_is_merging_once(old: Catalogue, pot: Catalogue) -> None:
    once = merge(old, pot)
    assert merge(once, pot) == once
    assert not needs_write(once, merge(once, pot))


@given(CATALOGUES, TEMPLATES, st.data())
def test_the_order_of_rows_moves_no_translation(
    old: Catalogue, pot: Catalogue, data: st.DataObject
) -> None:
    shuffled = template(*data.draw(st.permutations(pot.messages)))
    merged, otherwise = merge(old, pot), merge(old, shuffled)
    assert merged.by_address == otherwise.by_address
    assert merged.obsolete == otherwise.obsolete
    assert [message.address for message in otherwise] == [row.address for row in shuffled]


@given(CATALOGUES, TEMPLATES, st.sets(ADDRESSES))
def test_rows_removed_and_restored_leave_the_same_bytes(
    old: Catalogue, pot: Catalogue, removed: set[str]
) -> None:
    before = merge(old, pot)
    fewer = template(*(row for row in pot if row.address not in removed))
    assert write_po(merge(merge(before, fewer), pot)) == write_po(before)


def work(messages: Catalogue) -> set[tuple[str, str]]:
    return {(message.address, message.text) for message in messages.messages if message.text}


@given(CATALOGUES, TEMPLATES)
def test_no_translation_is_lost_moved_or_invented(old: Catalogue, pot: Catalogue) -> None:
    merged = merge(old, pot)
    assert work(merged) == work(old)
    assert {row.address for row in pot} == set(merged.by_address)
    lost = {address for address, _ in work(old)} & set(merged.by_address)
    assert all(merged.by_address[address].text for address in lost)


@given(CATALOGUES, TEMPLATES)
def test_no_comment_is_lost(old: Catalogue, pot: Catalogue) -> None:
    def noted(messages: Catalogue) -> set[tuple[str, str]]:
        return {(note.address, text) for note in messages.messages for text in note.comments}

    assert noted(merge(old, pot)) == noted(old)


@given(CATALOGUES, TEMPLATES)
def test_only_what_was_approved_for_these_words_is_approved(old: Catalogue, pot: Catalogue) -> None:
    approved = {
        (message.address, message.text, (message.previous_id or "") if stale else message.id)
        for message in old.messages
        for stale in (message.is_stale,)
        if stale or not message.is_fuzzy
    }
    for message in merge(old, pot):
        if message.text and not message.is_fuzzy:
            words = [
                text for address, string, text in approved if (address, string) == work_of(message)
            ]
            assert any(same_words(text, message.id) for text in words)


def work_of(message: Message) -> tuple[str, str]:
    return message.address, message.text


@given(CATALOGUES, TEMPLATES, TEMPLATES)
def test_a_text_that_is_taken_back_leaves_no_trace(
    old: Catalogue, pot: Catalogue, other: Catalogue
) -> None:
    before = merge(old, pot)
    back = merge(merge(before, other), pot)
    for message in before:
        if message.text and not message.is_fuzzy and not other_translations(before, message):
            assert back.find(message.address) == message


def other_translations(found: Catalogue, message: Message) -> bool:
    return any(other.address == message.address and other.text for other in found.obsolete)


@given(CATALOGUES, TEMPLATES)
def test_what_is_merged_can_be_written_and_read(old: Catalogue, pot: Catalogue) -> None:
    merged = merge(old, pot)
    assert read_po(Document("fr.po", write_po(merged))) == merged


@given(CATALOGUES, TEMPLATES)
def test_references_alone_need_no_writing(old: Catalogue, pot: Catalogue) -> None:
    moved = replace(pot, messages=tuple(replace(row, references=("zh.md:99",)) for row in pot))
    assert not needs_write(merge(old, pot), merge(old, moved))


# --- Headers, new catalogues, renames, reports. ---


def test_anything_but_references_needs_writing() -> None:
    old = merge(catalogue(""), template(Message("a", "甲", references=("zh.md:1",))))
    assert needs_write(old, merge(old, template(Message("a", "乙"))))
    assert needs_write(old, replace(old, headers=()))
    assert needs_write(old, replace(old, header_comments=("mine",)))
    assert not needs_write(old, replace(old, path="elsewhere.po"))


def test_headers_are_put_in_order_and_those_of_the_project_set() -> None:
    headers = (
        ("X-Generator", "Poedit"),
        ("Language", "de"),
        ("POT-Creation-Date", "2026-01-01 00:00+0000"),
        ("Last-Translator", "Zoë"),
        ("Content-Type", "text/plain; charset=ASCII"),
    )
    merged = merge(Catalogue("fr.po", headers), template(), headers={"Language": "fr"})
    assert merged.headers == (
        ("Last-Translator", "Zoë"),
        ("Language", "fr"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("X-Generator", "Poedit"),
    )


def test_a_new_catalogue_is_complete_and_empty() -> None:
    pot = Catalogue(
        "statuses.pot",
        (("Project-Id-Version", "http-status-i18n"), ("Report-Msgid-Bugs-To", "us@example.org")),
        (Message("a", "甲", extracted=("EN: A",), references=("zh.md:1",)),),
    )
    new = new_catalogue(pot, "fr.po", "fr", "nplurals=2; plural=(n > 1);", "French")
    assert write_po(new) == (
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: http-status-i18n\\n"\n'
        '"Report-Msgid-Bugs-To: us@example.org\\n"\n'
        '"PO-Revision-Date: \\n"\n'
        '"Last-Translator: \\n"\n'
        '"Language-Team: French\\n"\n'
        '"Language: fr\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
        "\n"
        "#. EN: A\n"
        "#: zh.md:1\n"
        'msgctxt "a"\n'
        'msgid "甲"\n'
        'msgstr ""\n'
    )


def test_without_a_plural_rule_there_is_one_form() -> None:
    merged = merge(Catalogue("x.po"), template(Message("a", "甲", id_plural="甲甲")))
    assert merged.messages[0].strings == ("",)


def test_changes_are_told() -> None:
    before = catalogue(
        'msgctxt "same"\nmsgid "甲"\nmsgstr "A"\n\n'
        'msgctxt "untranslated"\nmsgid "甲"\nmsgstr ""\n\n'
        'msgctxt "cosmetic"\nmsgid "甲"\nmsgstr "A"\n\n'
        'msgctxt "reworded"\nmsgid "甲"\nmsgstr "A"\n\n'
        '#, fuzzy\n#| msgid "甲"\nmsgctxt "restored"\nmsgid "乙"\nmsgstr "A"\n\n'
        'msgctxt "former"\nmsgid "甲"\nmsgstr "A"\n\n'
        'msgctxt "obsolete"\nmsgid "甲"\nmsgstr "A"\n\n'
        'msgctxt "dropped"\nmsgid "甲"\nmsgstr ""\n\n'
        '#~ msgctxt "revived"\n#~ msgid "甲"\n#~ msgstr "A"\n\n'
        'msgctxt "swapped"\nmsgid "乙"\nmsgstr "B"\n\n'
        '#~ msgctxt "swapped"\n#~ msgid "甲"\n#~ msgstr "A"\n\n'
        '#~ msgctxt "long gone"\n#~ msgid "甲"\n#~ msgstr "A"\n'
    )
    names = {"same": "甲", "untranslated": "乙", "cosmetic": "甲。", "reworded": "乙"}
    others = dict.fromkeys(("restored", "renamed", "revived", "added", "swapped"), "甲")
    pot = template(*(Message(address, text) for address, text in {**names, **others}.items()))
    after = merge(before, pot, {"renamed": "former"})
    assert list(changes(before, after)) == [
        (Change.COSMETIC, "cosmetic"),
        (Change.REWORDED, "reworded"),
        (Change.RESTORED, "restored"),
        (Change.RENAMED, "renamed"),
        (Change.REVIVED, "revived"),
        (Change.ADDED, "added"),
        (Change.REVIVED, "swapped"),
        (Change.OBSOLETE, "obsolete"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("请求过多,请稍后", "请求过多，请稍后。", True),
        ("甲，乙", "甲乙", True),
        ("A，乙", "A乙", True),
        ("使用HTTP协议", "使用 HTTP 协议", True),
        ("（ＲＦＣ９１１０）", "(RFC 9110)", True),
        ("前 后", "前\u3000后", True),
        ("1.5 秒", "15 秒", False),
        ("Retry-After", "RetryAfter", False),
        ("a/b", "ab", False),
        ("1 5", "15", False),
        ("1  5", "1 5", True),
        ("大于 > 1", "大于 < 1", False),
        ("甲乙", "乙甲", False),
        ("Get", "GET", False),
        ("", "。", True),
    ],
)
def test_same_words(one: str, other: str, expected: object) -> None:
    assert same_words(one, other) is expected
    assert same_words(other, one) is expected
