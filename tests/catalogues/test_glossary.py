"""The glossary: what is read, what is refused and where, and what it finds."""

import pytest

from pipeline.catalogues.glossary import Glossary, Usage, keeps, read_glossary
from pipeline.failure import ExitStatus, Failure
from pipeline.span import Document
from tests.golden_project import ROOT

GOOD = """\
keep = ["Retry-After", "GET"]

[[concepts]]
source = ["服务器", "服务端"]
[concepts.ja]
preferred = ["サーバー"]
rejected = { "サーバ" = "長音" }

[[concepts]]
source = ["首部"]
"""


def read(text: str) -> Glossary:
    return read_glossary(Document("glossary.toml", text))


def test_a_glossary_is_read() -> None:
    glossary = read(GOOD)
    assert glossary.keep == ("Retry-After", "GET")
    server, header = glossary.concepts
    assert server.usages["ja"] == Usage(("サーバー",), {"サーバ": "長音"})
    assert glossary.concepts_in("由服务端决定") == (server,)
    assert header.usages == {}
    assert read("") == Glossary()


def test_our_own_glossary_is_understood() -> None:
    text = (ROOT / "locales/glossary.toml").read_text(encoding="utf-8")
    assert read_glossary(Document("locales/glossary.toml", text)).concepts


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('keep = ["Retry', 'keep = = ["Retry', "1:8: broken TOML: Invalid value"),
        ('keep = ["Retry', 'kep = ["Retry', "1:1: a glossary has no key kep"),
        ('"GET"', '""', "1:1: keep must be a list of words, none of them empty"),
        ('["Retry-After", "GET"]', "1", "1:1: keep must be a list of words, none of them empty"),
        ('["服务器", "服务端"]', '"服务器"', "3:1: source must be a list of words, none"),
        ('source = ["首部"]\n', "", "9:1: source must be a list of words, none of them empty"),
        ("concepts.ja", "concepts.jp", "3:1: unknown locale: jp"),
        ("preferred", "prefered", "3:1: the usage of ja has preferred (a list of terms)"),
        ('"長音"', '" "', "3:1: the usage of ja has preferred (a list of terms)"),
        ('{ "サーバ" = "長音" }', '["サーバ"]', "3:1: the usage of ja has preferred"),
        ('["サーバー"]', '["サーバ"]', "3:1: ja both prefers and rejects: サーバ"),
        ('["首部"]', '["首部", "服务端"]', "9:1: “服务端” is in the concept of line 3 already"),
        (GOOD, "concepts = 1\n", "1:1: write concepts as [[concepts]] tables"),
        (GOOD, "concepts = [{}]\n", "1:1: source must be a list of words, none of them empty"),
        (GOOD, '"ke\\u0065p" = 1\n', "1:1: keep must be a list of words, none of them empty"),
    ],
)
def test_what_is_not_understood_is_told_with_its_place(
    before: str, after: str, expected: str
) -> None:
    assert before in GOOD
    with pytest.raises(Failure) as refusal:
        read(GOOD.replace(before, after))
    assert refusal.value.status is ExitStatus.SETTINGS
    told = [fault.text("en") for fault in refusal.value.faults]
    assert len(told) == 1
    assert told[0].startswith(f"glossary.toml:{expected}")
    assert refusal.value.faults[0].message.zh != refusal.value.faults[0].message.en


def test_kept_terms_are_told_in_the_order_of_the_text() -> None:
    text = "见RFC 9110，用GET读取Retry-After（RFC9110、RFC 2616），非 X-GET、TARGET"
    assert read(GOOD).kept_terms(text) == ("RFC 9110", "GET", "Retry-After", "RFC 2616")


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("die RFC\u00a09110", "RFC 9110", True),
        ("RFC9110", "RFC 9110", True),
        ("RFC 91100", "RFC 9110", False),
        ("GET-Anfrage", "GET", True),
        ("get", "GET", False),
    ],
)
def test_a_kept_term_is_there_or_not(text: str, term: str, expected: object) -> None:
    assert keeps(text, term) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("サーバとサーバー", ["サーバ"]),
        ("Servers and daemons", []),
        ("Daemon, DAEMON", ["Daemon", "DAEMON"]),
        ("xdaemon", []),
        ("رد، مورد", ["رد"]),
        ("응답은", ["응답"]),
    ],
)
def test_rejected_terms_are_whole_words_and_no_part_of_preferred_ones(
    text: str, expected: list[str]
) -> None:
    usage = Usage(("サーバー",), {"サーバ": "長音", "daemon": "Unix", "رد": "x", "응답": "x"})
    assert [text[start:end] for start, end, _ in usage.slips(text)] == expected
