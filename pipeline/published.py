"""The files for programs as the site offers them: exports make them, pages list them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Listed:
    """What a page tells of a file that the site offers, whatever is in it."""

    name: str
    rows: int | None
    schema: str | None


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the site offers. `rows` counts the records of a table or a list, if it is one.

    `schema` is the file name of the JSON Schema that describes it, in the site's `schema/v1/`;
    `sha256` is the digest of its bytes, in hexadecimal.
    """

    name: str
    content: bytes
    rows: int | None = None
    schema: str | None = None
    sha256: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Take the digest of its bytes once: several files say it."""
        object.__setattr__(self, "sha256", hashlib.sha256(self.content).hexdigest())

    @property
    def listed(self) -> Listed:
        """What does not change with each word in it."""
        return Listed(self.name, self.rows, self.schema)

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)
