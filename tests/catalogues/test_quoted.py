"""Where the characters of a translation stand in its file."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogues.message import Catalogue, Message
from pipeline.catalogues.po import read_po, write_po
from pipeline.catalogues.quoted import text_span
from pipeline.span import Document

TEXT = st.text(
    st.sampled_from(['"', "\\", "\n", "\t", "é", "\u2028", "\U0001f3f3"])
    | st.characters(exclude_categories=["Cs"], exclude_characters="\0\4"),
    min_size=1,
    max_size=12,
)
ESCAPED = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


@given(TEXT, st.data())
def test_each_character_is_found_where_it_is_written(text: str, data: st.DataObject) -> None:
    message = Message("ui.a", "甲", ("first", text), id_plural="甲")
    document = Document("fr.po", write_po(Catalogue("fr.po", HEADERS, (message,))))
    (read,) = read_po(document)
    assert read.span
    start = data.draw(st.integers(0, len(text) - 1))
    span = text_span(document, read.span, "msgstr[1]", text, (start, start + 1))
    written = document.excerpt(span)
    assert written == ESCAPED.get(text[start], written)
    assert written == text[start] or written.startswith("\\")
    whole = text_span(document, read.span, "msgstr[1]", text, (0, 0))
    assert whole.start <= span.start < span.end <= whole.end


HEADERS = (("Content-Type", "text/plain; charset=UTF-8"),)
ESCAPES = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "a"
msgid "甲"
\tmsgstr "\\303\\251\\x41z" \t


"c"
"""


def test_escaped_bytes_stand_together() -> None:
    document = Document("fr.po", ESCAPES)
    (message,) = read_po(document)
    assert message.span
    assert message.text == "éAzc"
    excerpts = [
        document.excerpt(text_span(document, message.span, "msgstr", "éAzc", (at, at + 1)))
        for at in range(4)
    ]
    assert excerpts == ["\\303\\251\\x41", "\\303\\251\\x41", "z", "c"]


def test_where_the_file_says_something_else_the_place_is_the_entry() -> None:
    document = Document("fr.po", ESCAPES)
    (message,) = read_po(document)
    assert message.span
    for keyword, text in (("msgstr", "other"), ("msgstr[1]", "éAzc")):
        assert text_span(document, message.span, keyword, text, (0, 1)) == message.span
