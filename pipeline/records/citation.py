"""Where an authority says something, read off a note in words."""

from __future__ import annotations

import re

SECTION = r"(?:[A-Z]\.)?\d+(?:\.\d+)*"
SECTIONS = rf"{SECTION}(?:/{SECTION})*"
# The notes cite `RFC 7725 3`, `RFC 3229 10.4.1/10.6`, `RFC 6585`, and of RFC 9110 the bare
# section: `(15.3.5)`.
PLACE = re.compile(
    rf"(?P<document>RFC \d+)(?: (?P<at>{SECTIONS}))?"
    rf"|(?:\(|\bsection )(?P<bare>{SECTIONS})(?=\)|;|$)"
)
UNNAMED = "RFC 9110"


def cited(note: str) -> str | None:
    """Return the first place that `note` cites, as `RFC 9110 §15.5, §15.6`, if there is one."""
    place = PLACE.search(note)
    if place is None:
        return None
    sections = (place["at"] or place["bare"] or "").split("/")
    document = place["document"] or UNNAMED
    return f"{document} {', '.join(f'§{section}' for section in sections if section)}".rstrip()
