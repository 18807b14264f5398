"""What must not be published: records that break the schema, aliases that lead nowhere."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.build import Build
from pipeline.exports import render_exports
from pipeline.failure import Failure
from pipeline.records.aliases import Alias, Kind, as_constant, gather
from tests.exports.conftest import Published

Run = Callable[..., tuple[int, str, str]]


def test_a_record_that_breaks_the_schema_is_named_with_its_field(golden: Build) -> None:
    codes = tuple(
        replace(code, assignment=replace(code.assignment, registered="yesterday"))
        if code.code == 404 and code.assignment
        else code
        for code in golden.dataset.codes
    )
    with pytest.raises(Failure) as refused:
        render_exports(replace(golden.dataset, codes=codes))
    (fault,) = refused.value.faults
    assert refused.value.status == 3
    assert fault.place == "codes/404.json: registration.registered"
    assert "yesterday" in fault.text("en")
    assert "pipeline/data/schema/" in fault.text("zh")


def alias(code: int, kind: Kind) -> Alias:
    return Alias("Gone", code, kind, "here")


def test_an_alias_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(Failure) as refused:
        gather([alias(410, Kind.VENDOR)], {404})
    (fault,) = refused.value.faults
    assert (refused.value.status, fault.place) == (3, "aliases[Gone].code")
    assert "leads to 410" in fault.text("en")
    assert "指向 410" in fault.text("zh")


def test_a_phrase_registered_for_two_codes_is_refused() -> None:
    with pytest.raises(Failure, match=r"registered phrase of several codes: 404, 410"):
        gather([alias(404, Kind.REGISTERED), alias(410, Kind.REGISTERED)], {404, 410})


def test_any_other_name_of_two_codes_is_ambiguous() -> None:
    two = (alias(404, Kind.REGISTERED), alias(410, Kind.VENDOR))
    found = gather(two, {404, 410})
    assert (found.unique, found.ambiguous) == ({}, {"Gone": two})


def test_the_phrase_of_another_code_is_no_alias(golden_folder: Path, run: Run) -> None:
    table = golden_folder / "source/http-status-codes.md"
    table.write_text(table.read_text().replace("NotFound", "Unauthorized"))
    status, out, _ = run("lookup", "unauthorized", "--json")
    assert status == 0
    assert '"code": 401' in out
    assert '"code": 404' not in out


@pytest.mark.parametrize(
    ("phrase", "constant"),
    [
        ("Not Found", "NOT_FOUND"),
        ("I'm a teapot", "IM_A_TEAPOT"),
        ("Request-URI Too Long", "REQUEST_URI_TOO_LONG"),
        ("(canceled)", "CANCELED"),
        ("未找到", ""),
    ],
)
def test_a_phrase_as_a_constant(phrase: str, constant: str) -> None:
    assert as_constant(phrase) == constant


def test_the_notice_says_which_table_is_the_authors(golden_site: Published) -> None:
    notice = (golden_site.latest / "NOTICE").read_text()
    assert "(source/http-status-codes.md)" in notice
    assert "as of 2025-09-15" in notice
    assert "CC0 1.0" in (golden_site.latest / "LICENSE-DATA").read_text()
