"""The bill of materials: by CycloneDX' own schema, and by what is really shipped."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from pipeline.failure import Failure
from release.bom import Component, bom, locked, refused, state
from tests.golden_project import ROOT


@pytest.fixture(scope="module")
def bill() -> bytes:
    """The bill of this checkout."""
    return bom(ROOT, "1.2.3")


def test_it_keeps_to_the_schema_and_to_itself(bill: bytes) -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(bill.decode()) is None
    few = {**json.loads(bill), "components": [{"type": "libary", "name": "x"}], "dependencies": []}
    assert validator.validate_str(json.dumps(few)) is not None
    assert bom(ROOT, "1.2.3") == bill


def test_it_names_what_is_locked_and_no_more(bill: bytes) -> None:
    read = json.loads(bill)
    assert read["metadata"]["component"]["version"] == "1.2.3"
    names = {re.sub("[-_.]+", "-", each["name"]).lower() for each in read["components"]}
    wanted = set(locked((ROOT / "requirements/site.lock").read_text()))
    assert wanted <= names
    assert "pytest" not in names
    assert all(each["licenses"] for each in read["components"])
    refs = {each["bom-ref"] for each in read["components"]}
    needed = {ref for each in read["dependencies"] for ref in each["dependsOn"]}
    assert needed == refs


def test_it_names_what_readers_get_of_material(bill: bytes) -> None:
    shipped = {each["name"] for each in json.loads(bill)["components"] if "npm" in each["purl"]}
    assert shipped == {"@mdi/svg"}


def test_a_lock_holds_where_its_conditions_do() -> None:
    lock = (
        'a-b==1 ; sys_platform == "none" \\\n    --hash=sha256:0\nC_d==2 \\\n    --hash=sha256:1\n'
    )
    assert list(locked(lock)) == ["c-d"]


@pytest.mark.parametrize(
    ("licences", "said"),
    [
        ([{"license": {"id": "MIT"}}], ""),
        ([{"expression": "MPL-2.0 AND (Apache-2.0 OR MIT)"}], ""),
        ([{"license": {"name": "License :: OSI Approved :: BSD License"}}], "x is not allowed: ?"),
        ([{"license": {"id": "GPL-3.0-only"}}], "x is not allowed: GPL-3.0-only"),
        ([], "x is not allowed: ?"),
    ],
)
def test_a_licence_is_allowed_by_name(licences: list[Any], said: str) -> None:
    component: Component = {"name": "x", "licenses": licences}
    state(component, {})
    faults = [fault.text("en") for fault in refused([component], ["MIT", "MPL-2.0", "Apache-2.0"])]
    assert [said in fault for fault in faults] == ([True] if said else [])


def test_a_licence_that_is_not_allowed_stops_the_bill(tmp_path: Path) -> None:
    for name in ("requirements/site.lock", "release/materials.toml"):
        (tmp_path / name).parent.mkdir()
        text = (ROOT / name).read_text().replace('"MPL-2.0"]', "]")
        (tmp_path / name).write_text(text)
    with pytest.raises(Failure, match=r"is not allowed: MPL-2\.0"):
        bom(tmp_path, "1.0.0")
