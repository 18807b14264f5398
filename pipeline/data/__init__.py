"""Vendored facts, and the only reader of them; `PROVENANCE.md` beside says where each is from."""

from __future__ import annotations

from importlib import resources


def vendored(name: str) -> str:
    """Return the text of the packaged file `name`, such as `registry/unofficial.csv`."""
    return resources.files(__name__).joinpath(name).read_text("utf-8")
