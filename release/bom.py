"""The bill of materials (CycloneDX 1.6): what builds the site, and what readers get of others."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.files import read_document
from pipeline.toml import read_toml
from pipeline.wording import Wording

LOCK = "requirements/site.lock"
MATERIALS = "release/materials.toml"
THEME = "mkdocs-material"
Component = dict[str, Any]
WORD = re.compile(r"[\w.+-]+")  # in an expression of SPDX: an identifier, or what joins two


def bom(root: Path, version: str) -> bytes:
    """Return the bill for `version` of the data; a failure names each licence that is not allowed.

    The same environment gives the same bytes: there is neither date nor serial number in it.
    """
    facts = read_toml(read_document(root / MATERIALS, MATERIALS), ExitStatus.SETTINGS)
    read = json.loads(_installed())
    names = set(locked(read_document(root / LOCK, LOCK).text))
    built = [each for each in read["components"] if canonicalize_name(each["name"]) in names]
    for component in built:
        state(component, facts["stated"])
    shipped = [_shipped(name, licence) for name, licence in facts["shipped"].items()]
    faults = tuple(refused((*built, *shipped), facts["allowed"]))
    if faults:
        raise Failure(ExitStatus.FINDINGS, *faults)
    product = {
        "type": "application",
        "bom-ref": "http-status-i18n",
        "name": "http-status-i18n",
        "version": version,
    }
    read["metadata"] = {"component": product, "tools": read["metadata"]["tools"]}
    read["components"] = [*built, *shipped]
    read["dependencies"] = [*_graph(read["dependencies"], built, shipped, product["bom-ref"])]
    return (json.dumps(read, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def locked(text: str) -> Iterator[str]:
    """Yield the names in a lock whose conditions hold on this Python."""
    for line in text.splitlines():
        if line[:1].isalnum():
            requirement = Requirement(line.rstrip("\\ "))
            if requirement.marker is None or requirement.marker.evaluate():
                yield canonicalize_name(requirement.name)


def state(component: Component, stated: Mapping[str, str]) -> None:
    """Keep what a package says of its licence in SPDX's terms; else take what `stated` says."""
    said = component.get("licenses", ())
    exact = [each for each in said if "expression" in each or "id" in each["license"]]
    name = canonicalize_name(component["name"])
    if not exact and name in stated:
        exact = [{"license": {"id": stated[name]}}]
    component["licenses"] = exact


def refused(components: Iterable[Component], allowed: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each component whose licence is unknown or not among `allowed`."""
    permitted = set(allowed)
    for component in components:
        said = [each.get("expression") or each["license"]["id"] for each in component["licenses"]]
        keys = {word for text in said for word in WORD.findall(text)} - {"AND", "OR"}
        if not keys or keys - permitted:
            found = NOT_ALLOWED.about(name=component["name"], licence=", ".join(said) or "?")
            yield Fault(MATERIALS, found, DECIDE)


def _installed() -> bytes:
    options = ("--output-reproducible", "--no-validate", "--sv", "1.6")
    command = ("cyclonedx_py", "environment", *options)
    done = subprocess.run([sys.executable, "-m", *command], check=True, stdout=subprocess.PIPE)
    return done.stdout


def _shipped(name: str, licence: str) -> Component:
    return {
        "type": "library",
        "bom-ref": f"{THEME}/{name}",
        "name": name,
        "purl": f"pkg:npm/{name.replace('@', '%40')}",
        "licenses": [{"license": {"id": licence}}],
        "description": f"bundled with {THEME}",
    }


def _graph(
    read: Iterable[Mapping[str, Any]],
    built: Iterable[Component],
    shipped: Iterable[Component],
    product: str,
) -> Iterator[Mapping[str, Any]]:
    """Yield who needs whom, among what is in the bill; the product needs all that builds it."""
    kept = {each["bom-ref"]: each for each in built}
    bundled = [each["bom-ref"] for each in shipped]
    yield {"ref": product, "dependsOn": sorted(kept)}
    for each in read:
        if each["ref"] in kept:
            needs = [ref for ref in each.get("dependsOn", ()) if ref in kept]
            theme = kept[each["ref"]]["name"] == THEME
            yield {"ref": each["ref"], "dependsOn": sorted([*needs, *(bundled if theme else ())])}


NOT_ALLOWED = Wording(
    "{name} 的许可证不在允许之列：{licence}", "the licence of {name} is not allowed: {licence}"
)
DECIDE = Wording(
    "阅读其许可证，再写入 allowed 或 stated", "read it, then name it under allowed or stated"
)
