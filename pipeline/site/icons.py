"""Icons of the theme, whose shapes a reader fetches once with the styles, not with every page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

FOLDER = ".icons/"  # of a theme
SHAPE = re.compile(r'<svg [^>]*viewBox="0 0 24 24"><path d="([^"]*)"/></svg>')


class Icons(dict[str, str]):
    """The shape of each icon that pages have, by its name: an SVG path in a square of 24 pixels."""

    def named(self, template: str, source: str) -> str:
        """Return what stands on a page for the icon in `template`; its shape is remembered."""

        def name_of(icon: re.Match[str]) -> str:
            name = PurePosixPath(template).stem
            self[name] = icon[1]
            return f'<svg class="hs-icon hs-icon--{name}"></svg>'

        return SHAPE.sub(name_of, source)


def styles(icons: Mapping[str, str]) -> bytes:
    """Return the rules that give the icons their shapes. site.css says how they look."""
    rules = (
        f'.hs-icon--{name} {{ clip-path: path("{shape}"); }}\n'
        for name, shape in sorted(icons.items())
    )
    return "".join(rules).encode()
