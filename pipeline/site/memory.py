"""What earlier builds of an edition worked out, so that only what changed is worked out again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar, cast

from pipeline.artefacts import Artefact, write

Value = TypeVar("Value")


class Memory:
    """Values that JSON can hold, by a digest of all that they follow from."""

    def __init__(self, path: Path) -> None:
        """Read what is at `path`; nothing is lost if that is nothing, or broken."""
        self._path = path
        self._used: dict[str, object] = {}
        try:
            known = json.loads(path.read_bytes())
        except (OSError, ValueError):
            known = None
        self._known: Mapping[str, object] = known if isinstance(known, dict) else {}

    def recall(self, basis: object, make: Callable[[], Value]) -> Value:
        """Return what followed from `basis` the last time; if that is not known, `make` it.

        Of the basis counts what `repr` says of it.
        """
        key = hashlib.sha256(repr(basis).encode()).hexdigest()
        self._used[key] = value = self._known[key] if key in self._known else make()
        return cast("Value", value)

    def keep(self, root: Path) -> None:
        """Write what this build has used, for the next one."""
        content = json.dumps(self._used, ensure_ascii=False, separators=(",", ":")).encode()
        write(root, [Artefact(self._path.relative_to(root).as_posix(), content)])
