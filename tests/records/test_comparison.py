"""Written phrases against registered ones."""

import pytest

from pipeline.records.comparison import Match, compare
from pipeline.records.registry import vendored_registry

REGISTRY = vendored_registry()


def match(code: int, written: str) -> Match:
    return compare(written, REGISTRY.assignments.get(code), REGISTRY).match


@pytest.mark.parametrize(
    ("code", "written", "expected"),
    [
        (404, "Not Found", Match.REGISTERED),
        (404, "NotFound", Match.SPACING),
        (404, "not found", Match.CASE),
        (203, "Non Authoritative Information", Match.SPACING),
        (205, "Rest Content", Match.TYPO),
        (413, "Request Entity Too Large", Match.SUPERSEDED),
        (422, "UnprocessableEntity", Match.SUPERSEDED),
        (505, "HTTP Version not supported", Match.SUPERSEDED),
        (505, "HTTP version not supported", Match.CASE),
        (504, "ServerTimeout", Match.UNREGISTERED),
        (403, "Not Found", Match.ANOTHER_CODE),
        (306, "Unused", Match.RESERVED),
        (418, "I'm a teapot", Match.RESERVED),
        (499, "Client Closed Request", Match.UNREGISTERED),
    ],
)
def test_each_phrase_has_its_verdict(code: int, written: str, expected: Match) -> None:
    assert match(code, written) is expected


@pytest.mark.parametrize("code", REGISTRY.assignments)
def test_every_registered_phrase_is_registered(code: int) -> None:
    phrase = REGISTRY.assignments[code].phrase
    assert match(code, phrase or "") is (Match.REGISTERED if phrase else Match.RESERVED)


def test_a_superseded_phrase_names_its_source() -> None:
    past = compare("Payload Too Large", REGISTRY.assignments[413], REGISTRY).past
    assert past is not None
    assert past.citation == "RFC 7231 §6.1, §6.5.11, §8.2.3"


def test_the_phrase_of_another_code_names_that_code() -> None:
    assert compare("Not Found", REGISTRY.assignments[403], REGISTRY).owner == 404


def test_a_long_text_that_begins_alike_is_no_typo() -> None:
    assert match(404, "Not Found" * 3) is Match.UNREGISTERED
