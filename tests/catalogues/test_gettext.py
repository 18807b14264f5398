"""What we write is what GNU gettext writes, byte for byte, and what it accepts."""

import subprocess
from dataclasses import replace
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.catalogues.merge import merge, new_catalogue
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

# No surrogates, which UTF-8 lacks; no NUL and EOT, which no text may hold; no carriage return in a
# comment, which would end its line. Much of it is what the writer treats specially.
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0\4")
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
RANGE = "range: 0..9"
FLAGS = st.sampled_from([*sorted(set(FLAG_ORDER) - {"range:"}), RANGE])


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
    # gettext drops the range of what is obsolete.
    flags = [flag for flag in draw(st.lists(FLAGS, max_size=4)) if not (obsolete and flag == RANGE)]
    optional = st.none() | TEXTS
    previous_id = draw(optional)
    return Message(
        context=f"{number}{draw(TEXTS)}",
        id=draw(TEXTS),
        # gettext takes what has no first form for untranslated, and drops its fuzzy flag.
        strings=strings if strings[0] else ("",) * forms,
        id_plural=draw(TEXTS) if is_plural else None,
        comments=draw(tuples(COMMENTS)),
        extracted=draw(tuples(COMMENTS)),
        references=draw(tuples(REFERENCES, 9)),
        flags=one_of_each_format(flags),
        previous_context=draw(optional) if previous_id is not None else None,
        previous_id=previous_id,
        previous_plural=draw(optional) if previous_id is not None else None,
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


def gettext(*command: str, text: str) -> bytes:
    return subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout


@settings(deadline=None)
@given(catalogues())
def test_what_is_written_msgcat_writes_the_same(catalogue: Catalogue) -> None:
    text = write_po(catalogue)
    assert gettext("msgcat", "--no-wrap", "-", text=text).decode() == text


@given(catalogues())
def test_what_is_written_is_read_as_what_it_was(catalogue: Catalogue) -> None:
    assert read_po(Document("fr.po", write_po(catalogue))) == catalogue


POT = Catalogue(
    "statuses.pot",
    (("Project-Id-Version", "http-status-i18n"), ("Report-Msgid-Bugs-To", "us@example.org")),
    (
        Message("status.404.title", "未找到"),
        Message("status.410.title", "已消失"),
        Message("status.418.title", "我是茶壶"),
        Message("status.502.title", "错误网关"),
        Message("ui.results", "{n} 条结果", id_plural="{n} 条结果", flags=("python-brace-format",)),
    ),
)
TRANSLATIONS = {
    "status.404.title": Message(strings=("Introuvable",), comments=(DRAFT,)),
    "status.410.title": Message(strings=("Disparu",), flags=("fuzzy",), previous_id="没了"),
    "status.502.title": Message(strings=("Mauvaise passerelle",)),
    "ui.results": Message(strings=("{n} résultat", "{n} résultats")),
}


def french() -> Catalogue:
    new = new_catalogue(POT, "fr.po", "fr", "nplurals=2; plural=(n > 1);", "French")
    return replace(new, messages=tuple(map(filled, new)))


def filled(message: Message) -> Message:
    work = TRANSLATIONS.get(message.address, message)
    flags = (*message.flags, *work.flags)
    filled_in = replace(message, strings=work.strings, comments=work.comments, flags=flags)
    return replace(filled_in, previous_id=work.previous_id)


def test_programs_read_what_was_approved_and_nothing_else() -> None:
    compiled = gettext("msgfmt", "--check", "--output-file=-", "-", text=write_po(french()))
    found = GNUTranslations(BytesIO(compiled))
    assert found.pgettext("status.404.title", "未找到") == "Introuvable"
    assert found.pgettext("status.410.title", "已消失") == "已消失"
    assert found.pgettext("status.418.title", "我是茶壶") == "我是茶壶"
    assert [found.npgettext("ui.results", "{n} 条结果", "", n) for n in (1, 2)] == [
        "{n} résultat",
        "{n} résultats",
    ]


def test_an_untranslated_catalogue_passes_the_checks_of_msgfmt() -> None:
    new = new_catalogue(POT, "fr.po", "fr", "nplurals=2; plural=(n > 1);", "French")
    gettext("msgfmt", "--check", "--output-file=-", "-", text=write_po(new))


def test_what_msgmerge_leaves_is_read_and_written_as_it_is(tmp_path: Path) -> None:
    """Msgmerge gives 502's translation to 504, whose text is like 502's old one: we do not."""
    template = tmp_path / "statuses.pot"
    changed = {"status.502.title": "上游服务器的响应无效", "ui.results": "结果"}
    messages = [replace(row, id=changed.get(row.address, row.id)) for row in POT]
    moved = Message("status.504.title", "错误网关。")
    pot = replace(POT, headers=HEADERS, messages=(moved, *messages[1:]))
    template.write_text(write_po(pot), encoding="utf-8")
    command = ("msgmerge", "--previous", "--no-wrap", "-", str(template))
    merged = gettext(*command, text=write_po(french())).decode()
    theirs = read_po(Document("fr.po", merged))
    assert write_po(theirs) == merged
    assert {message.context for message in theirs.obsolete} == {"status.404.title"}

    taken = theirs.find("status.504.title")
    assert taken
    assert (taken.text, taken.is_fuzzy, taken.is_stale) == ("Mauvaise passerelle", True, False)
    ours = merge(french(), pot)
    kept = ours.find("status.502.title")
    assert kept
    assert (kept.text, kept.is_stale) == ("Mauvaise passerelle", True)
    assert ours.find("status.504.title") == moved
