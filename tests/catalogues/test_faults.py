"""Bad catalogues, whole files: those with which the design came, and their like."""

import re
from pathlib import Path

import pytest

from tests.catalogues.outcome import outcome

FAULTS = Path(__file__).parents[1] / "fixtures" / "po-faults"
ROW = re.compile(r"\| `(?P<name>[^`]+\.po)` \| (?P<expected>[^|]+) \|")
ROWS = [
    (row["name"], row["expected"].strip())
    for row in ROW.finditer((FAULTS / "README.md").read_text())
]
GOOD = (FAULTS / "00_good.po").read_text(encoding="utf-8")
TITLE = 'msgctxt "status.404.title"\nmsgid "未找到"\nmsgstr "Introuvable"\n'
CHARSET = "charset=UTF-8"
PLURALS = "nplurals=2; plural=(n > 1);"


@pytest.mark.parametrize(("name", "expected"), ROWS, ids=[name for name, _ in ROWS])
def test_each_file_with_a_fault_meets_what_its_readme_expects(name: str, expected: str) -> None:
    assert outcome((FAULTS / name).read_bytes()) == expected


def test_the_readme_expects_something_of_each_file() -> None:
    assert [name for name, _ in ROWS] == sorted(path.name for path in FAULTS.glob("*.po"))


def with_title(text: str) -> str:
    """Return the good file with `text` in place of its first message, which begins in line 15."""
    return GOOD.replace(TITLE, text)


def with_translation(text: str) -> str:
    """Return the good file with another first msgstr, in line 17 from column 9 on."""
    return GOOD.replace('"Introuvable"', f'"{text}"')


def with_plural_forms(rule: str) -> str:
    return GOOD.replace(PLURALS, rule)


DIFF3 = (
    "<<<<<<< ours\n" + TITLE + "||||||| base\n" + TITLE + "=======\n" + TITLE + ">>>>>>> theirs\n"
)

FILES = {
    # The file as bytes.
    "latin-1, and declared so": (
        GOOD.replace(CHARSET, "charset=ISO-8859-1").encode("latin-1", "replace"),
        "refused at 22:21",
    ),
    "UTF-8, declared as latin-1": (GOOD.replace(CHARSET, "charset=ISO-8859-1"), "refused at 10:1"),
    "GB18030": (GOOD.encode("gb18030"), "refused at 16:9"),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), "refused at 1:1"),
    "UTF-7 declared": (GOOD.replace(CHARSET, "charset=UTF-7"), "refused at 10:1"),
    "overlong UTF-8": (
        GOOD.encode().replace(b"Introuvable", b"Intro\xc0\xafvable"),
        "refused at 17:14",
    ),
    "beyond Unicode": (
        GOOD.encode().replace(b"Introu", b"Intro\xf4\x90\x80\x80"),
        "refused at 17:14",
    ),
    "a byte order mark": ("\ufeff" + GOOD, "refused at 1:1"),
    "carriage returns alone": (GOOD.replace("\n", "\r"), "refused at 1:9"),
    "mixed line ends": (GOOD.replace("\n", "\r\n", 9), "accepted"),
    "NUL bytes": (GOOD.replace("vable", "v\0ble"), "refused at 17:16"),
    "no final line end": (GOOD.rstrip("\n"), "accepted"),
    "nothing but white space": (" \n\t\n", "refused at 1:1"),
    "another format altogether": ('{"status.404.title": "Introuvable"}\n', "refused at 1:1, 1:1"),
    "too large": (GOOD + "#\n" * (8 * 1024 * 1024), "refused"),
    "a message too large": (with_translation("A" * 64 * 1024), "refused at 15:1"),
    "a very long line": (with_translation("A" * 60_000), "accepted"),
    # The header.
    "no charset": (
        GOOD.replace('"Content-Type: text/plain; charset=UTF-8\\n"\n', ""),
        "refused at 1:1",
    ),
    "the header twice": (GOOD + "\n" + GOOD.partition("\n\n")[0] + "\n", "refused at 25:1"),
    "a field of the header twice": (
        GOOD.replace('"Language: fr', '"Language: de\\n"\n"Language: fr'),
        "refused at 9:1",
    ),
    "a fuzzy header": ("#, fuzzy\n" + GOOD, "accepted"),
    "another language": (GOOD.replace("Language: fr", "Language: de"), "accepted"),
    "cut short within the header": (GOOD[:250], "refused at 9:17"),
    "a thousand plural forms": (with_plural_forms("nplurals=1000; plural=n;"), "refused at 12:1"),
    "no plural form": (with_plural_forms("nplurals=0; plural=0;"), "refused at 12:1"),
    "a plural rule that calls": (
        with_plural_forms("nplurals=2; plural=__import__('os');"),
        "refused at 12:1",
    ),
    "a plural rule that divides by zero": (
        with_plural_forms("nplurals=2; plural=n/0;"),
        "refused at 12:1",
    ),
    "a plural rule without end": (
        with_plural_forms(f"nplurals=2; plural={'(' * 5000}n;"),
        "refused at 12:1",
    ),
    # Messages.
    "a conflict with its base": (with_title(DIFF3), "refused at 15:1"),
    "a conflict in what is obsolete": (GOOD + '\n<<<<<<< a\n#~ msgid "x"\n', "refused at 25:1"),
    "one address, two translations": (
        GOOD + "\n" + TITLE.replace("Introuvable", "Absent"),
        "refused at 25:1",
    ),
    "one address, two texts": (GOOD + "\n" + TITLE.replace("未找到", "找不到"), "refused at 25:1"),
    "no blank lines": (GOOD.replace("\n\n", "\n"), "accepted"),
    "an empty address": (GOOD.replace('"status.404.title"', '""'), "refused at 15:1"),
    "keywords in capitals": (with_title(TITLE.upper()), "refused at 15:1, 16:1, 17:1"),
    "the translation before its text": (
        with_title('msgctxt "a"\nmsgstr "A"\nmsgid "甲"\n'),
        "refused at 15:1, 17:1",
    ),
    "no closing quote": (GOOD.replace('vable"', "vable"), "refused at 17:20"),
    "an escape that there is not": (with_translation("Intro\\u202e"), "refused at 17:14"),
    "half a character as escapes": (with_translation("\\355\\240\\200"), "refused at 17:9"),
    "a plural that the source does not have": (
        with_title(TITLE.replace("msgstr", 'msgid_plural "未找到"\nmsgstr')),
        "refused at 18:1",
    ),
    "the text of another message before": (
        GOOD.replace(
            'msgctxt "status.404', '#, fuzzy\n#| msgctxt "x"\n#| msgid "y"\nmsgctxt "status.404'
        ),
        "accepted",
    ),
    # Translations.
    "isolates in pairs": (with_translation("Introuvable \u2068HTTP\u2069"), "accepted"),
    "an isolate left open": (
        with_translation("\u2067Introuvable"),
        "blocked: bidi-control at 17:9",
    ),
    "an override as an escape": (
        with_translation("Intro\\342\\200\\256uvable"),
        "blocked: bidi-control at 17:14",
    ),
    "a zero-width space": (
        with_translation("Introu\u200bvable"),
        "warned: zero-width-character at 17:15",
    ),
    "a byte order mark in a text": (
        with_translation("\ufeffIntrouvable"),
        "blocked: control-character at 17:9",
    ),
    "an escape character": (with_translation("\x1b[31mX"), "blocked: control-character at 17:9"),
    "a form feed": (with_translation("Introu\\fvable"), "blocked: control-character at 17:15"),
    "conflict marks in a text": (
        with_translation("<<<<<<< HEAD"),
        "blocked: conflict-text at 17:9",
    ),
    "marks of msgcat": (
        with_translation("#-#-#-#-#  fr.po  #-#-#-#-#"),
        "blocked: conflict-text at 17:9",
    ),
    "a template": (
        with_translation("{%raw%}"),
        "blocked: template-syntax at 17:9, template-syntax at 17:14",
    ),
    "a script": (
        with_translation("[A](javascript:alert(1))"),
        "blocked: active-link at 17:13, link-mismatch at 17:13",
    ),
    "a heading": (with_translation("# Introuvable"), "blocked: breaks-cell at 17:9"),
    "nothing but spaces": (with_translation("   "), "blocked: blank-translation at 17:9"),
    "a tab": (with_translation("Introu\\tvable"), "blocked: control-character at 17:15"),
}


@pytest.mark.parametrize(("content", "expected"), FILES.values(), ids=FILES)
def test_more_bad_files(content: str | bytes, expected: str) -> None:
    raw = content.encode() if isinstance(content, str) else content
    assert raw != GOOD.encode()
    assert outcome(raw) == expected
