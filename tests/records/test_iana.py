"""IANA's registry file: read strictly, compared code by code."""

from datetime import date

import pytest

from pipeline.failure import ExitStatus, Failure
from pipeline.records.iana import Reference, Registration, Snapshot, changes, read_snapshot
from pipeline.span import Document

HEAD = '<registry xmlns="http://www.iana.org/assignments"><updated>2026-11-20</updated>\n'
TAIL = "</registry>\n"
GONE = """\
<record date="2020-01-02" updated="2021-03-04"><value>410</value><description>Gone</description>
<xref type="rfc" data="rfc9110">RFC9110, Section 15.5.11</xref></record>
"""
TEMPORARY = """\
<record><value>104</value><description>Upload (TEMPORARY - registered 2024-11-13, {})</description>
<xref type="draft" data="draft-x-05"/><xref type="uri" data="https://a.example">A</xref></record>
"""
OTHERS = """\
<record><value>418</value><description>(Unused)</description></record>
<record><value>419-420</value><description>Unassigned</description></record>
<record><value>512-599</value><description>Unheard Of</description></record>
<record><value>510</value><description>Not Extended (OBSOLETED)</description></record>
"""


def read(text: str) -> Snapshot:
    return read_snapshot(Document("codes.xml", text))


def snapshot(*records: str) -> Snapshot:
    return read(HEAD + "".join(records) + TAIL)


def test_each_code_is_read_with_what_iana_says_of_it() -> None:
    found = snapshot(GONE, TEMPORARY.format("expires 2026-11-13"), OTHERS)
    assert found.updated == "2026-11-20"
    assert list(found.records) == [104, 410, 418, 510]
    gone = found.records[410]
    assert (gone.phrase, gone.registered, gone.updated) == ("Gone", "2020-01-02", "2021-03-04")
    assert gone.references == (
        Reference("RFC 9110", "https://www.rfc-editor.org/rfc/rfc9110.html"),
    )
    assert [found.records[code].registration for code in (104, 410, 418, 510)] == [
        Registration.TEMPORARY,
        Registration.ASSIGNED,
        Registration.UNUSED,
        Registration.OBSOLETED,
    ]
    assert found.records[104].references == (
        Reference("draft-x-05", "https://datatracker.ietf.org/doc/draft-x-05/"),
        Reference("A", "https://a.example"),
    )


@pytest.mark.parametrize("remark", ["expires never", "expires 2026-13-99", "for a while"])
def test_a_temporary_code_may_lack_a_day_of_expiry(remark: str) -> None:
    found = snapshot(TEMPORARY.format(remark)).records[104]
    assert (found.registration, found.expires) == (Registration.TEMPORARY, None)
    assert not found.expired(date(2099, 1, 1))


def test_a_registration_holds_on_its_last_day() -> None:
    found = snapshot(TEMPORARY.format("expires 2026-11-13")).records[104]
    assert not found.expired(date(2026, 11, 13))
    assert found.expired(date(2026, 11, 14))


def test_changes_are_codes_that_came_went_or_differ() -> None:
    renamed = GONE.replace(">Gone<", ">Vanished<")
    before, after = (
        snapshot(GONE, OTHERS),
        snapshot(renamed, TEMPORARY.format("expires 2027-01-01")),
    )
    found = changes(before, after)
    assert [change.code for change in found] == [104, 410, 418, 510]
    assert found[1].fields == ("phrase",)
    assert found[0].before is None
    assert found[3].after is None
    assert changes(before, before) == ()


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("", "1:1", "no well-formed XML: no element found"),
        ("# 状态码\n", "1:2", "no well-formed XML"),
        (f"{HEAD}<记录>x</记", "2:6", "no well-formed XML"),
        (f"{HEAD}<a>\n", "3:1", "no well-formed XML"),
        (f"<?xml version='1.0'?>\n<!DOCTYPE a []>{HEAD}", "2:1", "it has a document type"),
        (f"{HEAD}{TAIL}", "1:1", "this is not IANA's registry"),
        (HEAD.replace("2026-11-20", "today") + GONE + TAIL, "1:1", "this is not IANA's registry"),
        ("<registry/>", "1:1", "this is not IANA's registry"),
    ],
)
def test_what_is_no_registry_is_refused_with_its_place(text: str, place: str, said: str) -> None:
    with pytest.raises(Failure, match=said) as caught:
        read(text)
    assert caught.value.status is ExitStatus.INPUT
    assert caught.value.faults[0].place == f"codes.xml:{place}"
