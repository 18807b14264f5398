"""What is read, what is refused and where, and that what is written reads as what it was."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from pipeline.catalogues.po import FILE_LIMIT, decode_po, read_po, write_po
from pipeline.catalogues.reader import FAULT_LIMIT, MESSAGE_LIMIT
from pipeline.failure import ExitStatus, Failure
from pipeline.span import Document, Span

FIXTURES = Path(__file__).parent / "fixtures"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
HEADER_LINES = HEADER.count("\n")


def cases(name: str) -> list[object]:
    found = read_fixture_file(FIXTURES / name)
    return [pytest.param(given, expected, id=title) for _, title, given, expected in found]


def faults(content: str | bytes) -> list[tuple[int, int, str]]:
    """Line, column and English message of each fault in the file."""
    raw = content.encode() if isinstance(content, str) else content
    with pytest.raises(Failure) as refusal:
        read_po(decode_po("fr.po", raw))
    assert refusal.value.status is ExitStatus.INPUT
    found = []
    for fault in refusal.value.faults:
        assert fault.text("zh") != fault.text("en")
        place = re.fullmatch(r"fr\.po:(\d+):(\d+)", fault.place)
        assert place
        found.append((int(place[1]), int(place[2]), str(fault.message)))
    return found


def shown(found: list[tuple[int, int, str]], lines_before: int = 0) -> str:
    rows = (f"{line - lines_before}:{column} {message}\n" for line, column, message in found)
    text = "".join(rows)
    return re.sub(r"(?<=line )\d+", lambda number: str(int(number[0]) - lines_before), text)


@pytest.mark.parametrize(("text", "expected"), cases("refused.md"))
def test_refused(text: str, expected: str) -> None:
    assert shown(faults(HEADER + text), HEADER_LINES) == expected


@pytest.mark.parametrize(("text", "expected"), cases("header.md"))
def test_header_refused(text: str, expected: str) -> None:
    assert shown(faults(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cases("accepted.md"))
def test_accepted_and_normalised(text: str, expected: str) -> None:
    written = write_po(read_po(Document("fr.po", HEADER + text)))
    assert written == HEADER + expected


def message(text: str) -> str:
    return f'msgctxt "a"\nmsgid "甲"\nmsgstr "{text}"\n'


def test_carriage_returns_before_line_feeds_are_line_ends() -> None:
    text = HEADER + message("A")
    assert read_po(Document("fr.po", text.replace("\n", "\r\n"))) == read_po(
        Document("fr.po", text)
    )


def test_lone_carriage_returns_are_refused_at_the_first() -> None:
    found = faults(HEADER + message("A").replace("\n", "\r"))
    assert found == [(4, 12, "3 lines end with a lone carriage return")]


def test_a_byte_order_mark_is_refused_and_the_rest_read() -> None:
    found = faults("\ufeff" + HEADER + message("\\q"))
    assert found == [
        (1, 1, "the file starts with a byte order mark"),
        (6, 9, "there is no escape \\q"),
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_wide_encodings_are_refused(encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    content = (mark + HEADER).encode(encoding)
    assert faults(content) == [(1, 1, "the file is UTF-16 or UTF-32, not UTF-8")]


def test_bytes_that_are_no_text_are_refused_at_the_first() -> None:
    content = "é甲".encode() + b"\n\n12\xe9\xe83\xe9\0\0"
    assert faults(content) == [
        (3, 3, "not UTF-8 (2 such places in the file)"),
        (3, 7, "NUL characters (2)"),
    ]


def test_a_file_of_the_largest_size_is_read_and_a_larger_one_is_not() -> None:
    line = b"# " + b"." * 997 + b"\n"
    lines, rest = divmod(FILE_LIMIT - len(HEADER.encode()), len(line))
    largest = HEADER.encode() + line * lines + b"\n" * rest
    assert decode_po("fr.po", largest).path == "fr.po"
    with pytest.raises(Failure, match=f"{FILE_LIMIT + 1} bytes, more than {FILE_LIMIT} a file"):
        decode_po("fr.po", largest + b"\n")


def test_a_message_of_the_largest_size_is_read_and_a_larger_one_is_not() -> None:
    # Two bytes a letter; the line end after the message is not part of it.
    room = MESSAGE_LIMIT - len(message("").encode()) + 1
    largest = message("é" * (room // 2) + "e" * (room % 2))
    assert read_po(Document("fr.po", HEADER + largest)).find("a")
    found = faults(HEADER + message("é" * (room // 2) + "ee"[room % 2 - 1 :] + "e"))
    assert [place[:2] for place in found] == [(4, 1)]
    assert "a message" in found[0][2]


def test_endless_faults_are_not_all_told() -> None:
    found = faults(HEADER + "x\n" * (FAULT_LIMIT + 5))
    assert len(found) == FAULT_LIMIT + 1
    assert found[-1] == (FAULT_LIMIT + 4, 1, "too many faults; the rest was not read")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-01-02T03:04:05Z", "2024-01-02 03:04+0000"),
        ("2024-01-02T03:04:05.678+05:30", "2024-01-02 03:04+0530"),
        ("2024-01-02 03:04-08:00", "2024-01-02 03:04-0800"),
        ("2024-01-02 03:04+0100", "2024-01-02 03:04+0100"),
        ("YEAR-MO-DA HO:MI+ZONE", "YEAR-MO-DA HO:MI+ZONE"),
        ("", ""),
    ],
)
def test_dates_are_brought_to_the_form_of_gettext(value: str, expected: str) -> None:
    text = HEADER.replace("\\n", f"\\nPO-Revision-Date: {value}\\n")
    assert read_po(Document("fr.po", text)).header("PO-Revision-Date") == expected


def test_a_header_is_kept_as_it_is_but_for_the_spelling_of_utf_8() -> None:
    text = (
        "# Équipe\n#, mine, fuzzy\n"
        'msgid ""\nmsgstr ""\n'
        '"X-Odd:  two spaces: and a colon\\nLanguage:fr\\n"\n'
        '"\\n"\n'
        '"X-Date: 2024-01-02T03:04:05Z\\n"\n'
        '"Content-Type: text/plain;charset=utf8"\n'
    )
    catalogue = read_po(Document("fr.po", text))
    assert catalogue.headers == (
        ("X-Odd", " two spaces: and a colon"),
        ("Language", "fr"),
        ("X-Date", "2024-01-02T03:04:05Z"),
        ("Content-Type", "text/plain; charset=UTF-8"),
    )
    assert catalogue.header_comments == ("Équipe",)
    assert catalogue.header_flags == ("fuzzy", "mine")
    assert catalogue.language == "fr"
    assert read_po(Document("fr.po", write_po(catalogue))) == catalogue


def test_catalogues_of_other_programs_need_no_addresses() -> None:
    text = HEADER + "".join(
        f'{context}msgid "{source}"\nmsgstr "A"\n\n'
        for context in ("", 'msgctxt "menu"\n')
        for source in ("甲", "乙")
    )
    catalogue = read_po(Document("fr.po", text), addressed=False)
    keys = [(message.context, message.id) for message in catalogue]
    assert keys == [(None, "甲"), (None, "乙"), ("menu", "甲"), ("menu", "乙")]


def test_a_fault_reaches_to_the_end_of_its_line() -> None:
    document = Document("fr.po", HEADER + message("A \\q"))
    with pytest.raises(Failure) as refusal:
        read_po(document)
    (fault,) = refusal.value.faults
    assert isinstance(fault.where, Span)
    assert document.excerpt(fault.where) == '\\q"'


def test_a_message_knows_where_it_stands() -> None:
    text = f"{HEADER}# remark\n{message('A')}\n"
    document = Document("fr.po", text)
    (found,) = read_po(document)
    assert found.span
    assert found.span.place == "fr.po:5:1"
    assert document.excerpt(found.span) == message("A").rstrip("\n")


KEYWORDS = ("msgctxt", "msgid", "msgid_plural", "msgstr", "msgstr[0]", "msgstr[1]", "")
STATEMENTS = (
    f'{mark}{keyword} "{text}"\n'
    for mark in ("", "#~ ", "#| ", "#~| ")
    for keyword in KEYWORDS
    for text in ("", "a", "\\n", "\\q")
)
NOTES = ("# c", "#. c", "#: r", "#, fuzzy", "#= x")
OTHERS = (*NOTES, "", "x", "<<<<<<< a", "=======", ">>>>>>> b")
BITS = ("\r", '"', "\\", "\ufeff")
PIECES = (HEADER, *STATEMENTS, *(f"{line}\n" for line in OTHERS), *BITS)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3)).map("".join))
def test_whatever_the_text_it_is_read_and_written_whole_or_refused_with_places(text: str) -> None:
    try:
        catalogue = read_po(Document("fr.po", HEADER + text))
    except Failure as refusal:
        told = [fault.text(language) for fault in refusal.faults for language in ("zh", "en")]
    else:
        told = []
        assert read_po(Document("fr.po", write_po(catalogue))) == catalogue
        assert text.count("msgstr") == 0 or catalogue.messages
    assert all(re.match(r"fr\.po:\d+:\d+: ", fault) for fault in told)


@given(st.binary() | st.text().map(str.encode))
def test_whatever_the_bytes_they_are_decoded_or_refused(content: bytes) -> None:
    try:
        text = decode_po("fr.po", content).text
    except Failure:
        text = None
    readable = b"\0" not in content and content.decode(errors="ignore").encode() == content
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    assert text == (content.decode() if readable and not wide else None)
