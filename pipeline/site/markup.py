"""The pages' HTML in fewer bytes: what HTML lets one leave out is left out."""

from __future__ import annotations

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page

# Text has no `<` of its own, nor has an attribute: both are escaped.
TAG = re.compile(r"<[a-z][^<>]*>")
# Not before the slash of an SVG element, which would belong to the value.
QUOTED = re.compile(r"""(\s[\w-]+)="([^\s"'=<>`]+)"(?=[\s>])""")
# What follows these ends them: an element of the same kind, or the end of what they are in.
ENDS = re.compile(r"</(?:li|dt|dd|t[dhr]|tbody)>")


def smaller(html: str, direction: str) -> str:
    """Return a page, which is written in `direction`, as browsers understand it just as well."""
    same = f' dir="{direction}"'

    def tag(found: re.Match[str]) -> str:
        text = found[0]
        return QUOTED.sub(r"\1=\2", text if text.startswith("<html") else text.replace(same, ""))

    return TAG.sub(tag, ENDS.sub("", html))


class Smaller(BasePlugin):  # type: ignore[type-arg, no-untyped-call]  # it has no settings
    """Makes each page smaller as soon as MkDocs has made it."""

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002 - MkDocs calls it
        """Return what is written for the page."""
        return smaller(output, config.theme["direction"])
