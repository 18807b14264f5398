"""The JSON of the API, held against its schemas by a program that is not ours."""

import json
from http import HTTPStatus
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import referencing
import referencing.jsonschema
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from pipeline.exports.schema import NAMES
from pipeline.records.registry import vendored_registry
from tests.exports.conftest import Published

IANA = "{http://www.iana.org/assignments}"


def validator(site: Published, address: str) -> jsonschema.Draft202012Validator:
    schemas = [site.json(f"schema/v1/{each}.schema.json") for each in NAMES]
    resources = [(str(each["$id"]), referencing.Resource.from_contents(each)) for each in schemas]
    registry: referencing.jsonschema.SchemaRegistry = referencing.Registry().with_resources(
        resources
    )
    schema = next(each for each in schemas if each["$id"] == address)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, registry=registry)


@pytest.mark.parametrize("which", ["golden_site", "own_site"])
def test_every_json_of_the_api_keeps_to_the_schema_that_it_names(
    which: str, request: pytest.FixtureRequest
) -> None:
    site: Published = request.getfixturevalue(which)
    files = sorted((site.site / "api/v1").rglob("*.json"))
    tags = [edition.locale.tag for edition in site.build.dataset.editions]
    assert len(files) > len(site.build.dataset.codes) * (len(tags) + 1)
    # All languages are made alike: of ours, a few stand for the others.
    seldom = {f"/{tag}/" for tag in tags} - {"/zh-Hans/", "/en/", "/ar/", "/ja/"}
    files = [file for file in files if not any(tag in file.as_posix() for tag in seldom)]
    validators: dict[str, jsonschema.Draft202012Validator] = {}
    for file in files:
        value = json.loads(file.read_bytes())
        address = value["$schema"]
        validators.setdefault(address, validator(site, address)).validate(value)
    assert len(validators) == len(NAMES)


def test_every_line_of_the_ndjson_is_a_record(golden_site: Published) -> None:
    lines = (golden_site.latest / "http-status-codes.ndjson").read_bytes().splitlines()
    full = golden_site.json("api/v1/full.json")["codes"]
    assert [json.loads(line) for line in lines] == full


def test_the_schema_refuses_what_it_does_not_describe(golden_site: Published) -> None:
    record = {**golden_site.json("api/v1/codes/404.json"), "extra": 1}
    with pytest.raises(jsonschema.ValidationError, match="extra"):
        validator(golden_site, record["$schema"]).validate(record)


def test_json_is_as_a_person_would_have_it(golden_site: Published) -> None:
    for path in ("codes/404", "full", "en/codes", "index", "aliases"):
        content = (golden_site.site / f"api/v1/{path}.json").read_bytes().decode()
        again = json.dumps(json.loads(content), ensure_ascii=False, indent=2) + "\n"
        assert content == again


def test_openapi_is_valid_and_sufficient(own_site: Published) -> None:
    description = own_site.json("api/openapi.json")
    validate(description, cls=OpenAPIV31SpecValidator)
    schemas = description["components"]["schemas"]
    described = {**description, "$ref": "#/components/schemas/full"}
    checker = jsonschema.Draft202012Validator(described)
    checker.validate(own_site.json("api/v1/full.json"))
    assert set(schemas) == set(NAMES)


def test_the_index_leads_to_everything(golden_site: Published) -> None:
    index = golden_site.json("api/v1/index.json")

    def addresses(value: object) -> list[str]:
        if isinstance(value, dict):
            return [found for inner in value.values() for found in addresses(inner)]
        return [value] if isinstance(value, str) and value.startswith("https://") else []

    found = addresses(index)
    assert len(found) == 38
    for address in found:
        assert (golden_site.site / address.removeprefix("https://golden.example/")).is_file()
    assert index["counts"] == {
        "codes": 13,
        "registered": 12,
        "languages": 3,
        "aliases": len(golden_site.json("api/v1/aliases.json")["aliases"]),
        "findings": len(golden_site.json("api/v1/findings.json")["findings"]),
    }


def test_a_record_says_what_the_registry_and_the_author_say(golden_site: Published) -> None:
    record = golden_site.json("api/v1/codes/413.json")
    assert record["phrase"] == "Content Too Large"
    source = record["source"]
    assert (source["phrase"], source["match"]) == ("Request Entity Too Large", "superseded")
    assert str(source["description"]).startswith("e\t由于")
    (erratum,) = record["errata"]
    assert erratum["authority"] == "RFC 9110 §15.5.14"
    description = record["description"]
    assert description["zh-Hans"]["text"] == erratum["corrected"]
    assert (description["en"]["state"], description["en"]["language"]) == ("missing", "zh-Hans")
    aliases = {alias["phrase"]: alias["kind"] for alias in record["aliases"]}
    assert aliases == {
        "Request Entity Too Large": "superseded",
        "Payload Too Large": "superseded",
        "CONTENT_TOO_LARGE": "constant",
        "REQUEST_ENTITY_TOO_LARGE": "constant",
        "PAYLOAD_TOO_LARGE": "constant",
    }
    assert record["libraries"]["Python http.HTTPStatus 3.12.1"] == "Request Entity Too Large"
    assert record["libraries"]["Python http.HTTPStatus 3.13.0"] == "Content Too Large"


def test_each_text_says_whose_words_it_is(golden_site: Published) -> None:
    origins = {
        (code, field): golden_site.json(f"api/v1/codes/{code}.json")[field]["zh-Hans"]["origin"]
        for code, field in (
            (404, "title"),
            (404, "description"),
            (413, "description"),
            (103, "description"),
        )
    }
    assert origins == {
        (404, "title"): "supplement",
        (404, "description"): "author",
        (413, "description"): "erratum",
        (103, "description"): "supplement",
    }
    english = golden_site.json("api/v1/codes/100.json")["title"]["en"]
    assert (english["origin"], english["draft"]) == ("translation", True)
    (erratum,) = golden_site.json("api/v1/codes/413.json")["errata"]
    assert erratum["reason"]["zh-Hans"]["origin"] == "erratum"


def test_what_the_author_wrote_wrongly_is_an_alias(golden_site: Published) -> None:
    aliases = golden_site.json("api/v1/aliases.json")["aliases"]
    assert aliases["NotFound"] == {
        "code": 404,
        "kind": "misspelling",
        "origin": "source/http-status-codes.md:10",
    }
    assert aliases["Client Closed Request"]["kind"] == "vendor"
    assert "NOTFOUND" not in aliases


def test_codes_without_a_phrase_say_null(golden_site: Published) -> None:
    unused = golden_site.json("api/v1/codes/306.json")
    assert unused["phrase"] is None
    assert unused["properties"]["content_allowed"] == {
        "value": None,
        "authority": "RFC 9110 §15.4.7",
    }
    teapot = golden_site.json("api/v1/codes/418.json")
    assert (teapot["phrase"], teapot["source"]) == (None, None)
    assert "I'm a teapot" in {alias["phrase"] for alias in teapot["aliases"]}


def test_an_unregistered_code_says_so(golden_site: Published) -> None:
    record = golden_site.json("api/v1/codes/499.json")
    assert record["registration"] == {
        "state": "unregistered",
        "references": [],
        "registered": None,
        "updated": None,
        "expires": None,
        "checked": "2025-09-15",
    }
    assert (record["phrase"], record["specification"], record["properties"]) == (None, None, None)
    assert record["description"] == {}
    flat = golden_site.json("api/v1/en/codes/499.json")
    assert (flat["description"], flat["description_state"]) == (None, None)


def test_names_of_two_codes_are_listed_as_ambiguous(own_site: Published) -> None:
    found = own_site.json("api/v1/aliases.json")
    assert [each["code"] for each in found["ambiguous"]["Temporary Redirect"]] == [302, 307]
    assert not found["ambiguous"].keys() & found["aliases"].keys()


def test_pythons_own_names_lead_to_its_codes(own_site: Published) -> None:
    found = own_site.json("api/v1/aliases.json")["aliases"]
    members = HTTPStatus.__members__
    known = {name: found[name]["code"] for name in members if name != "TEMPORARY_REDIRECT"}
    assert known == {name: members[name].value for name in known}
    assert {found[status.phrase]["code"] == status for status in HTTPStatus if status != 307} == {
        True
    }


def cited_as(reference: ET.Element) -> str | None:
    data = reference.get("data", "")
    titles = {"rfc": f"RFC {data.removeprefix('rfc')}", "draft": data}
    return titles.get(reference.get("type", ""), reference.text)


def test_each_registered_code_equals_ianas_entry(own_site: Published) -> None:
    root = ET.parse("pipeline/data/registry/http-status-codes.xml").getroot()  # noqa: S314 - ours
    rows = [row for row in root.iter(f"{IANA}record") if row.find(f"{IANA}xref") is not None]
    iana = {
        int(row.findtext(f"{IANA}value", "")): row
        for row in rows
        if row.findtext(f"{IANA}description") != "Unassigned"
    }
    assert len(iana) == 64
    for code, row in iana.items():
        record = own_site.json(f"api/v1/codes/{code}.json")
        registration = record["registration"]
        phrase, said = record["phrase"], row.findtext(f"{IANA}description", "")
        if registration["state"] == "temporary":
            assert said.startswith(f"{phrase} (TEMPORARY - ")
            assert said.endswith(f", expires {registration['expires']})")
        else:
            marks = {"assigned": "", "obsoleted": " (OBSOLETED)"}
            mark = marks.get(registration["state"], "(Unused)")
            assert f"{phrase or ''}{mark}" == said
        assert registration["registered"] == row.get("date")
        assert registration["updated"] == row.get("updated")
        cited = [cited_as(reference) for reference in row.iter(f"{IANA}xref")]
        assert [reference["title"] for reference in registration["references"]] == cited


def test_every_property_has_an_authority(own_site: Published) -> None:
    for record in own_site.json("api/v1/full.json")["codes"]:
        properties = record["properties"]
        assert properties["heuristically_cacheable"]["authority"]
        assert properties["content_allowed"]["authority"]
        fields = properties["header_fields"]
        assert bool(fields["value"]) == bool(fields["authority"])
    cacheable = {
        record["code"]
        for record in own_site.json("api/v1/full.json")["codes"]
        if record["properties"]["heuristically_cacheable"]["value"]
    }
    # RFC 9110 §15.1 lists these; 451 is RFC 7725 §3's.
    assert cacheable == {200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 451, 501}


def test_the_registry_and_the_facts_speak_of_the_same_codes() -> None:
    registry = vendored_registry()
    phrases = {
        each.phrase for names in registry.libraries.values() for each in names if each.phrase
    }
    assert {"Not Found", "Request Entity Too Large"} <= phrases
    assert not registry.libraries.keys() - {
        *registry.assignments,
        *registry.unofficial,
        *range(400, 600),
    }
