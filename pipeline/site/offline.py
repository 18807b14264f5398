"""The site as one archive that is read from a disk, without any server."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.artefacts import SITE, Artefact

ARCHIVE = "build/http-status-codes-offline.zip"
INDEX, SCRIPT_INDEX = "search/search_index.json", "search/search_index.js"
# What only a host, or a crawler, or a reader of the network has a use for.
LEFT_OUT = {"404.html", "_headers", "_redirects", "resolver.js", "robots.txt", "sitemap.xml"}
LINK = re.compile(r"""(<(?:a|link)\b[^>]*?\bhref="?)([^":?#\s>]*)([^"\s>]*)""")
REFRESH = re.compile(r'(content="0; url=)([^"]*)()')
# The first moment that ZIP can tell: the archive has no clock.
EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(root: Path) -> Artefact:
    """Return the archive of the site that is built below `root`.

    The same site gives the same bytes, where zlib is the same.
    """
    members = ((f"http-status-codes/{name}", content) for name, content in _files(root))
    return Artefact(ARCHIVE, zipped(members))


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a ZIP archive of `members`, names and contents: neither order nor time counts."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as opened:
        for name, content in sorted(members):
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o100644 << 16
            opened.writestr(member, content)
    return archive.getvalue()


def _files(root: Path) -> Iterator[tuple[str, bytes]]:
    site = root / SITE
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or name in LEFT_OUT:
            continue
        if name.endswith(INDEX):
            yield name.removesuffix(INDEX) + SCRIPT_INDEX, search_index(path.read_bytes())
        elif path.suffix == ".html":
            yield name, page(path.read_text("utf-8")).encode()
        else:
            yield name, path.read_bytes()


def page(html: str) -> str:
    """Return a page whose links name files: a disk shows the folder, not its `index.html`."""
    return REFRESH.sub(_to_file, LINK.sub(_to_file, html))


def search_index(content: bytes) -> bytes:
    """Return the search's index as a script, which a page may load from a disk; JSON it may not."""
    index = json.loads(content)
    docs = [_located(doc) for doc in index["docs"]]
    return f"var __index = {json.dumps(index | {'docs': docs}, ensure_ascii=False)};\n".encode()


def _located(doc: Mapping[str, object]) -> Mapping[str, object]:
    place, mark, anchor = str(doc["location"]).partition("#")
    return {**doc, "location": f"{_file(place)}{mark}{anchor}"}


def _to_file(link: re.Match[str]) -> str:
    before, place, after = link.groups()
    alone = not place and not after.startswith("?")
    return link.group() if alone else f"{before}{_file(place)}{after}"


def _file(place: str) -> str:
    """Return the file that a server answers with at `place`, a relative path."""
    last = place.rpartition("/")[2]
    if last in (".", ".."):
        return f"{place}/index.html"
    return place if last else f"{place}index.html"
