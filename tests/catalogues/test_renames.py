"""Renames of addresses: what is declared is checked, and followed to its end."""

import pytest

from pipeline.catalogues.renames import former_addresses, names_of
from pipeline.failure import ExitStatus, Failure

LIVING = {"a", "b"}


@pytest.mark.parametrize(
    ("renames", "expected"),
    [
        ({"a": "b"}, ["a was renamed to b, but a is still in use"]),
        ({"x": "b", "y": "b"}, ["x and y were both renamed to b"]),
        ({"x": "z"}, ["x was renamed to z, which is no address in use"]),
        (
            {"x": "y", "y": "x"},
            [
                "x was renamed to y, which is no address in use",
                "y was renamed to x, which is no address in use",
            ],
        ),
    ],
)
def test_what_cannot_be_is_refused(renames: dict[str, str], expected: list[str]) -> None:
    with pytest.raises(Failure) as refusal:
        former_addresses(renames, LIVING)
    assert refusal.value.status is ExitStatus.SETTINGS
    told = [str(fault.message).replace("y and x", "x and y") for fault in refusal.value.faults]
    assert told == expected


def test_a_chain_leads_to_the_address_that_lives() -> None:
    former = former_addresses({"x": "y", "y": "b", "z": "a"}, LIVING)
    assert list(names_of("b", former)) == ["b", "y", "x"]
    assert list(names_of("a", former)) == ["a", "z"]
