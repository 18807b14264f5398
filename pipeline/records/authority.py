"""Citations: which document, and where in it, decides a fact."""

from __future__ import annotations

import re
from dataclasses import dataclass

REGISTRY = "IANA HTTP Status Code Registry"
REGISTRY_URL = "https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml"
RFC = re.compile(r"RFC (\d+)(?: §(\d+(?:\.\d+)*)| Appendix ([A-Z](?:\.\d+)*))?")
DRAFT = re.compile(r"draft-[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Authority:
    """A citation as people write it: `RFC 9110 §15.5.14`, `RFC 7231 Appendix B`, a draft."""

    citation: str

    @property
    def url(self) -> str:
        """Where to read it."""
        found = RFC.fullmatch(self.citation)
        if found is None:
            is_registry = self.citation == REGISTRY
            return (
                REGISTRY_URL
                if is_registry
                else f"https://datatracker.ietf.org/doc/{self.citation}/"
            )
        number, section, appendix = found.groups()
        page = f"https://www.rfc-editor.org/rfc/rfc{number}.html"
        if section:
            return f"{page}#section-{section}"
        return f"{page}#appendix-{appendix}" if appendix else page


def read_authority(text: str) -> Authority | None:
    """Return what `text` cites; None if it is not written as a citation."""
    known = text == REGISTRY or RFC.fullmatch(text) or DRAFT.fullmatch(text)
    return Authority(text) if known else None
