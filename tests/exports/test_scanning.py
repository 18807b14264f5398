"""The findings for code scanning."""

import json
from collections.abc import Callable
from typing import Any

from tests.exports.conftest import Published


def test_the_log_keeps_the_schema_and_has_every_finding(
    golden_site: Published, valid_sarif: Callable[[str], Any]
) -> None:
    run = valid_sarif((golden_site.latest / "findings.sarif").read_text("utf-8"))
    findings = golden_site.build.dataset.findings
    assert [found["ruleId"] for found in run["results"]] == [found.rule for found in findings]
    assert len(findings) > 0


def test_the_log_leads_to_the_pages_of_the_rules_and_to_the_lines(golden_site: Published) -> None:
    (run,) = json.loads((golden_site.latest / "findings.sarif").read_bytes())["runs"]
    rules = {rule["id"]: rule["helpUri"] for rule in run["tool"]["driver"]["rules"]}
    assert rules["phrase-typo"].endswith("/en/rules/phrase-typo/")
    typo = next(found for found in run["results"] if found["ruleId"] == "phrase-typo")
    place = typo["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "source/http-status-codes.md"
    source = golden_site.build.dataset.documents[0]
    assert "Rest Content" in source.line(place["region"]["startLine"])
