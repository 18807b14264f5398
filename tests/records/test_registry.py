"""IANA's registry, as vendored."""

from pipeline.records.iana import Registration
from pipeline.records.registry import vendored_registry

REGISTRY = vendored_registry()


def test_the_snapshot_has_its_date_and_64_codes() -> None:
    assert REGISTRY.updated == "2025-09-15"
    assert len(REGISTRY.assignments) == 64
    assert list(REGISTRY.assignments) == sorted(REGISTRY.assignments)


def test_404_is_what_iana_says() -> None:
    found = REGISTRY.assignments[404]
    assert found.phrase == "Not Found"
    assert found.registration is Registration.ASSIGNED
    assert found.specification.citation == "RFC 9110 §15.5.5"
    assert [reference.title for reference in found.references] == ["RFC 9110"]


def test_104_is_temporary_and_expires() -> None:
    found = REGISTRY.assignments[104]
    assert (found.phrase, found.expires) == ("Upload Resumption Supported", "2026-11-13")
    assert found.registration is Registration.TEMPORARY
    assert found.references[0].url.startswith("https://datatracker.ietf.org/doc/draft-")


def test_510_is_obsoleted_and_says_why() -> None:
    found = REGISTRY.assignments[510]
    assert (found.phrase, found.registration) == ("Not Extended", Registration.OBSOLETED)
    assert found.references[1].title == "Status change of HTTP experiments to Historic"


def test_306_and_418_have_no_phrase() -> None:
    unused = [code for code, found in REGISTRY.assignments.items() if found.phrase is None]
    assert unused == [306, 418]


def test_413_had_two_names_before() -> None:
    names = [past.phrase for past in REGISTRY.assignments[413].history]
    assert list(dict.fromkeys(names)) == ["Request Entity Too Large", "Payload Too Large"]


def test_header_fields_are_names_alone() -> None:
    assert REGISTRY.assignments[401].specification.header_fields == (
        "WWW-Authenticate",
        "Authorization",
    )


def test_a_phrase_leads_to_its_code() -> None:
    assert REGISTRY.owner("Gone") == 410
    assert REGISTRY.owner("Nobody's") is None


def test_nginx_uses_499() -> None:
    assert "nginx" in {use.vendor for use in REGISTRY.unofficial[499]}
