"""Material's own files, made fit for our policy; what no page asks for is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.artefacts import Artefact, prune, write
from pipeline.site.icons import styles

OURS = "assets/site.css"
# Icons as data: addresses. The policy refuses them; site.css draws those that we use.
ICON = re.compile(rb'url\("data:[^"]*"\)')
# A landmark without a name around each button that copies code: one is not told from another.
LANDMARK, PLAIN = b'"nav",{class:"md-code__nav"}', b'"div",{class:"md-code__nav"}'
# The index of the search weighs more than the page, and is asked for as soon as that is shown. It
# has time until somebody searches.
EAGER, LAZY = b'location.protocol!=="file:"),', b"!1),"
# What no page of ours has: half of the styles. A test compares this with the pages.
UNUSED = re.compile(
    rb"\.(admonition|author|card|critic|emojione|filename|footnote|gemoji|giscus|highlight|key-"
    rb"|linenos|mermaid|tabbed-|task-list|twemoji"
    rb"|md-(annotation|author|banner|consent|content--post|draft|feedback|header--lifted"
    rb"|header__source|meta|nav--(integrated|lifted)|nav__toggle|pagination|path|post|profile"
    rb"|progress|search__suggest|sidebar--post|social|source|status|tabs|tag|tooltip|version))"
    rb"|\[data-md-color-(primary|accent)=(?!custom)"
)
# In minified styles: selectors with a block, and what parts, or qualifies, a selector.
RULE = re.compile(rb"([^{};]+)(\{[^{}]*\})")
APART = re.compile(rb",(?![^()]*\))")
CONDITION = re.compile(rb"\([^()]*\)")
HOLLOW = re.compile(rb"@[^{};]+\{\}")
MAP = re.compile(rb"/[/*]# sourceMappingURL=\S+(?: \*/)?")


def mend_assets(site: Path, icons: Mapping[str, str]) -> None:
    """Mend the theme's files of the edition that MkDocs has written to `site`.

    Our styles get the shapes of the `icons`. The theme's search worker and that one's dictionaries
    go, for we have our own; source maps too.
    """
    menders = (("stylesheets", "*.css", _styles), ("javascripts", "*.js", _script))
    for folder, pattern, mend in menders:
        paths = sorted((site / "assets" / folder).glob(pattern))
        kept = [_mended(site, path, mend) for path in paths]
        write(site, kept)
        prune(site, f"assets/{folder}", kept)
    ours = (site / OURS).read_bytes()
    write(site, [Artefact(OURS, ours + styles(icons))])


def _mended(site: Path, path: Path, mend: Callable[[bytes], bytes]) -> Artefact:
    return Artefact(path.relative_to(site).as_posix(), mend(path.read_bytes()))


def _script(content: bytes) -> bytes:
    return MAP.sub(b"", content.replace(LANDMARK, PLAIN).replace(EAGER, LAZY))


def _styles(content: bytes) -> bytes:
    """Return minified styles without icons, and without the rules that no page can match."""
    plain = MAP.sub(b"", ICON.sub(b"none", content))
    return HOLLOW.sub(b"", RULE.sub(_with_used_selectors, plain))


def _with_used_selectors(rule: re.Match[bytes]) -> bytes:
    selectors, block = rule.groups()
    # What stands in :not() or :is() does not make a selector useless.
    used = [each for each in APART.split(selectors) if not UNUSED.search(CONDITION.sub(b"", each))]
    return b",".join(used) + block if used else b""
