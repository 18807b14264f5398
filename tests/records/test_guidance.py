"""Guidance: the reader on fixtures in Markdown, and the project's own file."""

import re
from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.records.authority import Authority, read_authority
from pipeline.records.guidance import Example, Guidance, Retry
from pipeline.records.guide import read_guidance
from pipeline.records.registry import vendored_registry
from pipeline.span import Document, Span
from tests.golden_project import ROOT

FIXTURES = Path(__file__).parent / "fixtures" / "guidance.md"
CASES = [case[1:] for case in read_fixture_file(FIXTURES)]
REGISTRY = vendored_registry()


def faults(text: str) -> tuple[Fault, ...]:
    try:
        read_guidance(Document("guidance.toml", text))
    except Failure as failure:
        return failure.faults
    return ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(text, expected, id=title) for title, text, expected in CASES],
)
def test_every_fault_is_told_with_its_line(text: str, expected: str) -> None:
    shown = [
        f"{fault.where.start.line}: {fault.message}"
        for fault in faults(text)
        if isinstance(fault.where, Span)
    ]
    assert shown == expected.splitlines()


def test_a_fault_says_what_to_do_in_both_languages() -> None:
    (fault,) = faults("[[advise]]\n")
    assert fault.text("zh") == (
        "guidance.toml:1:1: 没有名为 [[advise]] 的表\n"
        "  = help: 可用的表：[[advice]]、[[contrast]]、[[example]]、[[history]]"
    )


def test_guidance_with_faults_is_input_that_cannot_be_read() -> None:
    with pytest.raises(Failure) as caught:
        read_guidance(Document("guidance.toml", "[[advise]]\n"))
    assert caught.value.status is ExitStatus.INPUT


def test_guidance_is_read_as_written() -> None:
    read = read_guidance(Document("guidance.toml", CASES[0][1]))
    advice, (contrast,) = read.advice[404], read.contrasts
    assert (advice.client.text, advice.retry) == ("检查 URI。", Retry.NO)
    assert advice.client.span.place == "guidance.toml:1:1"
    assert (contrast.codes, contrast.address) == ((404, 410), "status.404.confused-410")
    assert read.contrasts_of(410) == (contrast,)
    assert read.examples[404].response == "HTTP/1.1 404 Not Found\nContent-Length: 0"
    assert read.histories[404].text == "自 HTTP/1.0 就有。"
    assert {code: span.start.line for code, span in read.places.items()} == {404: 1, 410: 10}


@pytest.mark.parametrize(
    ("citation", "url"),
    [
        ("RFC 9110", "https://www.rfc-editor.org/rfc/rfc9110.html"),
        ("RFC 9110 §15.5.5", "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5"),
        ("RFC 4918 Appendix F.3", "https://www.rfc-editor.org/rfc/rfc4918.html#appendix-F.3"),
        ("draft-ietf-x-00", "https://datatracker.ietf.org/doc/draft-ietf-x-00/"),
        (
            "IANA HTTP Status Code Registry",
            "https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml",
        ),
    ],
)
def test_a_citation_leads_to_its_text(citation: str, url: str) -> None:
    assert read_authority(citation) == Authority(citation)
    assert Authority(citation).url == url


@pytest.mark.parametrize("text", ["", "RFC 9110 15.5.5", "rfc9110", "RFC 9110 §15.", "MDN"])
def test_what_is_no_citation_is_none(text: str) -> None:
    assert read_authority(text) is None


@pytest.fixture(scope="module")
def ours() -> Guidance:
    path = "source/guidance.toml"
    return read_guidance(Document(path, (ROOT / path).read_text(encoding="utf-8")))


def test_every_registered_code_has_advice(ours: Guidance) -> None:
    assert ours.advice.keys() == REGISTRY.assignments.keys()


def test_advice_is_one_to_three_sentences(ours: Guidance) -> None:
    texts = [text for each in ours.advice.values() for text in (each.client, each.server)]
    assert [text.text for text in texts if not 1 <= text.text.count("。") <= 3] == []
    assert [text.text for text in texts if not text.text.endswith("。")] == []


def test_a_difference_is_one_sentence_that_names_a_code_of_the_pair(ours: Guidance) -> None:
    for contrast in ours.contrasts:
        said = contrast.difference.text
        assert said.count("。") == said.endswith("。") == 1, said
        named = {int(code) for code in re.findall(r"(?<!\d)\d{3}(?!\d)", said)}
        assert named in ({*contrast.codes}, set()), said


def fields(lines: list[str]) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in lines)


def messages(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The messages of an example as start line, header fields and content."""
    found = []
    for message in re.split(r"\n\n(?=HTTP/1\.1 )", text):
        head, _, content = message.partition("\n\n")
        start, *rest = head.split("\n")
        found.append((start, fields(rest), content))
    return found


def exchange(example: Example) -> list[tuple[str, dict[str, str], str]]:
    return messages(example.request) + messages(example.response)


def test_examples_have_the_registered_phrases(ours: Guidance) -> None:
    for example in ours.examples.values():
        for start, _, _ in messages(example.response):
            _, code, phrase = start.split(" ", 2)
            assert phrase == REGISTRY.assignments[int(code)].phrase


def test_examples_are_valid_messages(ours: Guidance) -> None:
    for example in ours.examples.values():
        ((start, request, _),) = messages(example.request)
        assert re.fullmatch(r"[A-Z]+ (/|http://)\S* HTTP/1\.1", start)
        assert request["Host"] == "example.com"
        for start, header, content in exchange(example):
            if content:
                assert int(header["Content-Length"]) == len(content), start
                assert "Content-Type" in header, start
            if re.match(r"HTTP/1\.1 [2-5]", start):
                assert "Date" in header, start
                assert ("Content-Length" in header) == (" 304 " not in start), start
            if "Upgrade" in header:
                assert header["Connection"] == "upgrade"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (101, "Upgrade"),  # RFC 9110 §15.2.2
        (206, "Content-Range"),  # §15.3.7.1
        (301, "Location"),  # §15.4.2
        (307, "Location"),  # §15.4.8
        (401, "WWW-Authenticate"),  # §15.5.2
        (405, "Allow"),  # §15.5.6
        (407, "Proxy-Authenticate"),  # §15.5.8
        (416, "Content-Range"),  # §15.5.17
        (426, "Upgrade"),  # §15.5.22
        (451, "Link"),  # RFC 7725 §4
        (503, "Retry-After"),  # RFC 9110 §15.6.4
    ],
)
def test_examples_have_the_header_fields_of_their_code(
    ours: Guidance, code: int, name: str
) -> None:
    *_, (_, header, _) = messages(ours.examples[code].response)
    assert name in header
