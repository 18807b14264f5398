"""Material's own files, made fit for our policy; what no page asks for is left out."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.artefacts import Artefact, prune, write

# Icons as data: addresses. The policy refuses them; site.css draws those that we use.
ICON = re.compile(rb'url\("data:[^"]*"\)')
# A landmark without a name around each button that copies code: one is not told from another.
LANDMARK, PLAIN = b'"nav",{class:"md-code__nav"}', b'"div",{class:"md-code__nav"}'


def mend_assets(site: Path) -> None:
    """Mend the theme's files of the edition that MkDocs has written to `site`.

    Its search worker and that one's dictionaries go, for we have our own; source maps too.
    """
    for folder, pattern in (("stylesheets", "*.css"), ("javascripts", "*.js")):
        kept = _kept(site, folder, pattern)
        write(site, kept)
        prune(site, f"assets/{folder}", kept)


def _kept(site: Path, folder: str, pattern: str) -> list[Artefact]:
    paths = sorted((site / "assets" / folder).glob(pattern))
    return [
        Artefact(path.relative_to(site).as_posix(), _mended(path.read_bytes())) for path in paths
    ]


def _mended(content: bytes) -> bytes:
    return ICON.sub(b"none", content).replace(LANDMARK, PLAIN)
