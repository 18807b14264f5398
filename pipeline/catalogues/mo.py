"""MO files: what gettext's programs read. Hash tables are left out: gettext does without."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MAGIC: Final = 0x950412DE
HEADER: Final = struct.Struct("<7I")
ENTRY: Final = struct.Struct("<2I")


def write_mo(texts: Mapping[str, str]) -> bytes:
    """Return the MO file (gettext manual, "The Format of GNU MO Files") with these texts.

    The header is the text of the empty string. Both parts end in NUL, and are sorted by the
    bytes of the originals, as gettext's binary search wants them.
    """
    pairs = sorted((original.encode(), text.encode()) for original, text in texts.items())
    originals, translations = zip(*pairs, strict=True)
    count = len(pairs)
    tables = HEADER.size + 2 * count * ENTRY.size
    places, strings = [], bytearray()
    for text in (*originals, *translations):
        places.append(ENTRY.pack(len(text), tables + len(strings)))
        strings += text + b"\0"
    second = HEADER.size + count * ENTRY.size
    head = HEADER.pack(MAGIC, 0, count, HEADER.size, second, 0, tables)
    return head + b"".join(places) + bytes(strings)
