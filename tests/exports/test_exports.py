"""The exports, read by programs that are not ours."""

import io
import json
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pandas as pd
import pytest
import referencing
import referencing.jsonschema

from pipeline.artefacts import write
from pipeline.build import Build

API = "build/site/api/v1"
LATEST = "build/site/downloads/latest"


def exported(golden: Build, path: str) -> bytes:
    return next(artefact.content for artefact in golden.exports if artefact.path == path)


def loaded(golden: Build, path: str) -> dict[str, Any]:
    value = json.loads(exported(golden, path))
    assert isinstance(value, dict)
    return value


def validator(golden: Build, name: str) -> jsonschema.Draft202012Validator:
    schemas = [
        loaded(golden, f"build/site/schema/v1/{each}.schema.json") for each in ("code", "full")
    ]
    resources = [(str(each["$id"]), referencing.Resource.from_contents(each)) for each in schemas]
    registry: referencing.jsonschema.SchemaRegistry = referencing.Registry().with_resources(
        resources
    )
    schema = next(each for each in schemas if str(each["$id"]).endswith(f"/{name}.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, registry=registry)


def test_every_json_keeps_to_its_schema(golden: Build) -> None:
    validator(golden, "full").validate(loaded(golden, f"{API}/full.json"))
    codes = [each.path for each in golden.exports if each.path.startswith(f"{API}/codes/")]
    assert len(codes) == 13
    for path in codes:
        validator(golden, "code").validate(loaded(golden, path))


def test_the_schema_refuses_what_it_does_not_describe(golden: Build) -> None:
    record = {**loaded(golden, f"{API}/codes/404.json"), "extra": 1}
    with pytest.raises(jsonschema.ValidationError, match="extra"):
        validator(golden, "code").validate(record)


def test_a_record_says_what_the_registry_and_the_author_say(golden: Build) -> None:
    record = loaded(golden, f"{API}/codes/413.json")
    assert record["phrase"] == "Content Too Large"
    source = record["source"]
    assert (source["phrase"], source["match"]) == ("Request Entity Too Large", "superseded")
    assert str(source["description"]).startswith("e\t由于")
    (erratum,) = record["errata"]
    assert erratum["authority"] == "RFC 9110 §15.5.14"
    description = record["description"]
    assert description["zh-Hans"]["text"] == erratum["corrected"]
    assert description["en"]["state"] == "missing"
    assert description["en"]["language"] == "zh-Hans"
    names = {alias["phrase"] for alias in record["aliases"]}
    assert names == {"Request Entity Too Large", "Payload Too Large"}


def test_misspelt_phrases_are_aliases(golden: Build) -> None:
    assert loaded(golden, f"{API}/codes/404.json")["aliases"] == [
        {"phrase": "NotFound", "kind": "misspelling", "origin": "source/http-status-codes.md:10"}
    ]


def test_codes_without_a_phrase_say_null(golden: Build) -> None:
    unused = loaded(golden, f"{API}/codes/306.json")
    assert (unused["phrase"], unused["properties"]) == (
        None,
        {"heuristically_cacheable": None, "content_allowed": None, "header_fields": []},
    )
    assert loaded(golden, f"{API}/codes/418.json")["source"] is None


def test_an_unregistered_code_says_so(golden: Build) -> None:
    record = loaded(golden, f"{API}/codes/499.json")
    assert record["registration"] == {
        "state": "unregistered",
        "references": [],
        "checked": "2025-09-15",
    }
    assert (record["phrase"], record["specification"], record["properties"]) == (None, None, None)
    assert record["description"] == {}


def test_the_index_leads_to_every_code(golden: Build) -> None:
    index = loaded(golden, f"{API}/index.json")
    codes = index["codes"]
    assert codes["404"] == "https://golden.example/api/v1/codes/404.json"
    assert len(codes) == 13


def test_pandas_reads_codes_csv(golden: Build) -> None:
    table = pd.read_csv(io.BytesIO(exported(golden, f"{LATEST}/codes.csv")))
    assert list(table["code"]) == [100, 103, 204, 205, 306, 401, 404, 413, 418, 422, 429, 499, 504]
    assert table["code"].dtype == "int64"
    row = table.set_index("code").loc[205]
    assert (row["phrase"], row["source_phrase"], row["source_match"]) == (
        "Reset Content",
        "Rest Content",
        "typo",
    )


def test_pandas_reads_translations_csv(golden: Build) -> None:
    table = pd.read_csv(io.BytesIO(exported(golden, f"{LATEST}/translations.csv")))
    chinese = table[(table["lang"] == "zh-Hans") & (table["field"] == "title")]
    assert dict(zip(chinese["code"], chinese["text"], strict=True))[404] == "未找到"
    assert set(table[table["lang"] == "ja"]["state"]) == {"missing"}
    assert table[table["lang"] == "ja"]["text"].isna().all()


def test_csv_is_rfc_4180(golden: Build) -> None:
    content = exported(golden, f"{LATEST}/codes.csv")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 14


def test_sha256sum_accepts_the_checksums(golden: Build, tmp_path: Path) -> None:
    write(tmp_path, golden.exports)
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(
        command, cwd=tmp_path / LATEST, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stdout.count(": OK\n") == 3


def test_each_code_equals_ianas_entry(golden: Build) -> None:
    root = ET.parse(  # noqa: S314 - our own file
        "pipeline/data/registry/http-status-codes.xml"
    ).getroot()
    space = "{http://www.iana.org/assignments}"
    iana = {
        record.findtext(f"{space}value"): record.findtext(f"{space}description")
        for record in root.iter(f"{space}record")
    }
    full = loaded(golden, f"{API}/full.json")["codes"]
    registered = [record for record in full if record["registration"]["state"] != "unregistered"]
    assert len(registered) == 12
    for record in registered:
        described = iana[str(record["code"])]
        assert described == (record["phrase"] or "(Unused)")
