"""What we write is what GNU gettext writes, byte for byte, and what it accepts."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.catalogues.merge import new_catalogue
from pipeline.catalogues.message import DRAFT, FLAG_ORDER, Catalogue, Message
from pipeline.catalogues.po import read_po, write_po
from pipeline.span import Document

HEADERS = (
    ("Project-Id-Version", "http-status-i18n"),
    ("Last-Translator", "Zoë <zoe@example.org>"),
    ("Language", "fr"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
    ("X-Mine", ""),
)

# No surrogates, which UTF-8 lacks; no NUL, which no text may hold; no carriage return in a
# comment, which would end its line. Much of it is what the writer treats specially.
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
SPECIAL = st.sampled_from(["\n", "\\", '"', "\t", "\a", "\r", "\x7f", "\u2028", "\x85", "中", " "])
TEXTS = st.text(SPECIAL | LETTERS, max_size=12)
LINES = st.text(SPECIAL | LETTERS, max_size=12).map(lambda text: " ".join(text.split("\n")))
COMMENTS = LINES.map(lambda line: line.replace("\r", "")).filter(
    # What follows "# " is a comment of another kind only without the space; msgcat looks through
    # it for the notes of Sun's tools.
    lambda line: not line.startswith((" File:", "File:"))
)
NAMES = st.text(st.sampled_from("abc/é中-.9"), min_size=1, max_size=40).filter(
    lambda name: not name.startswith("./")
)
REFERENCES = st.builds("{}.md:{}".format, NAMES, st.integers(1, 10**6))
FLAGS = st.sampled_from(sorted(set(FLAG_ORDER) - {"range:"}) + ["range: 0..9"])


def one_of_each_format(flags: list[str]) -> tuple[str, ...]:
    """Without contradictions (c-format, no-c-format), which gettext resolves."""
    return tuple({flag.removeprefix("no-"): flag for flag in flags}.values())


def tuples(items: st.SearchStrategy[str], size: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(items, max_size=size).map(tuple)


@st.composite
def messages(draw: st.DrawFn, number: int) -> Message:
    is_plural = draw(st.booleans())
    forms = 2 if is_plural else 1
    strings = draw(st.tuples(*[TEXTS] * forms))
    obsolete = draw(st.booleans()) and bool(strings[0])
    optional = st.none() | TEXTS
    return Message(
        context=f"{number}{draw(TEXTS)}".replace("\4", ""),
        id=draw(TEXTS),
        # gettext drops the fuzzy flag of what has no first form, and an obsolete message
        strings=strings if strings[0] else ("",) * forms,
        id_plural=draw(TEXTS) if is_plural else None,
        comments=draw(tuples(COMMENTS)),
        extracted=draw(tuples(COMMENTS)),
        references=draw(tuples(REFERENCES, 9)),
        flags=one_of_each_format(draw(st.lists(FLAGS, max_size=4))),
        previous_context=draw(optional),
        previous_id=draw(optional),
        previous_plural=draw(optional),
        obsolete=obsolete,
    )


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    found = [draw(messages(number)) for number in range(draw(st.integers(1, 4)))]
    in_order = sorted(found, key=lambda message: message.obsolete)
    comments = draw(tuples(COMMENTS))
    return Catalogue(
        "fr.po", HEADERS, tuple(in_order), comments, draw(st.sampled_from([(), ("fuzzy",)]))
    )


def gettext(*command: str, text: str) -> str:
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    return done.stdout.decode()


@settings(deadline=None)
@given(catalogues())
def test_what_is_written_msgcat_writes_the_same(catalogue: Catalogue) -> None:
    text = write_po(catalogue)
    assert gettext("msgcat", "--no-wrap", "-", text=text) == text


@given(catalogues())
def test_what_is_written_is_read_as_what_it_was(catalogue: Catalogue) -> None:
    assert read_po(Document("fr.po", write_po(catalogue))) == catalogue
