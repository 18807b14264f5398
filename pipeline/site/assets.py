"""The files beside the pages of an edition: only our own, and the styles small."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.artefacts import Artefact, prune, write

STYLES = "assets/site.css"
# MkDocs copies all that lies in a theme: the scripts and styles of Material, and the parts of ours.
COPIED = ("images", "javascripts", "stylesheets", "styles")
COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(rb"\s+")
# Spaces mean nothing there. Before a colon, and around a plus, they may.
NEEDLESS = re.compile(rb" ?([{};,]) ?|(?<=[^ ]:) ")


def mend_assets(site: Path) -> None:
    """Leave of the assets at `site`, which MkDocs has written, those that a page asks for."""
    for folder in COPIED:
        prune(site, f"assets/{folder}", [])
    write(site, [Artefact(STYLES, minified((site / STYLES).read_bytes()))])


def minified(styles: bytes) -> bytes:
    """Return `styles` without comments and needless spaces; strings in them have no double ones."""
    plain = SPACE.sub(b" ", COMMENT.sub(b"", styles)).strip()
    return NEEDLESS.sub(rb"\1", plain).replace(b";}", b"}")
