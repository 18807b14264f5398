"""Errata, as TOML."""

import pytest

from pipeline.failure import ExitStatus, Failure
from pipeline.records.erratum import Field, read_errata
from pipeline.span import Document

GOOD = """\
[[erratum]]
code = 203
field = "description"
as_written = "非授权信息。"
corrected = "非权威信息。"
reason = "误译。"
authority = "RFC 9110 §15.3.4"
quote = "modified"
"""


def faults(text: str) -> list[str]:
    with pytest.raises(Failure) as caught:
        read_errata(Document("errata.toml", text))
    assert caught.value.status is ExitStatus.INPUT
    return [fault.text("en").splitlines()[0] for fault in caught.value.faults]


def test_an_erratum_knows_where_it_stands() -> None:
    first, second = read_errata(Document("errata.toml", GOOD + "\n" + GOOD.replace("203", "204")))
    assert (first.code, first.field, first.corrected) == (203, Field.DESCRIPTION, "非权威信息。")
    assert second.span.place == "errata.toml:10:1"


def test_a_second_erratum_of_a_code_and_unknown_tables_are_faults() -> None:
    assert faults(GOOD + GOOD) == [
        "errata.toml:9:1: 203 has an erratum already, at errata.toml:1:1"
    ]
    assert len(faults(GOOD + "[[eratum]]\n")) == 1


def test_no_errata_are_none() -> None:
    assert read_errata(Document("errata.toml", "# nothing\n")) == ()


def test_broken_toml_is_said_with_its_place() -> None:
    assert faults("[[erratum]\n") == [
        "errata.toml:1:10: broken TOML: Expected ']]' at the end of an array declaration"
    ]


def test_wrong_keys_are_said_for_every_erratum() -> None:
    text = GOOD.replace("code = 203", 'code = "203"') + GOOD.replace("quote", "quotation")
    said = "keys missing, unknown or of the wrong type in this erratum"
    wanted = "(wanted: code, field, as_written, corrected, reason, authority, quote)"
    assert faults(text) == [
        f"errata.toml:1:1: {said}: code {wanted}",
        f"errata.toml:9:1: {said}: quotation, quote {wanted}",
    ]


def test_a_field_that_does_not_exist_is_said() -> None:
    (said,) = faults(GOOD.replace('"description"', '"phrase"'))
    assert "in this erratum: field" in said


@pytest.mark.parametrize(
    "text",
    [
        "erratum = 3\n",
        "[erratum]\ncode = 1\n",
        "erratum = [1]\n",
        'erratum = ["""\n[[erratum]]\n"""]\n',
    ],
)
def test_what_is_no_list_of_tables_is_refused(text: str) -> None:
    (said,) = faults(text)
    assert said.endswith(": “erratum” is not written as [[erratum]] tables")
