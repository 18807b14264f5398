"""Declared renames of addresses: checked against the template, followed, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.catalogues.message import Catalogue

SETTINGS = "pyproject.toml [tool.pipeline.renames]"

STILL_LIVES = Wording(
    "“{old}”改名为“{new}”，但“{old}”仍在使用",
    "{old} was renamed to {new}, but {old} is still in use",
)
DELETE_IT = Wording("删除这项改名", "delete this rename")
TWO_OLD_NAMES = Wording(
    "“{old}”与“{other}”都改名为“{new}”", "{old} and {other} were both renamed to {new}"
)
KEEP_ONE = Wording("只保留其中一项", "keep one of the two")


def former_addresses(renames: Mapping[str, str], template: Catalogue) -> dict[str, str]:
    """Return the old address of each new one.

    Raises Failure if an old address still lives in the template, or two became one.
    """
    former: dict[str, str] = {}
    faults = []
    for old, new in renames.items():
        other = former.setdefault(new, old)
        if template.find(old):
            faults.append(Fault(SETTINGS, STILL_LIVES.about(old=old, new=new), DELETE_IT))
        if other != old:
            both = TWO_OLD_NAMES.about(old=old, new=new, other=other)
            faults.append(Fault(SETTINGS, both, KEEP_ONE))
    if faults:
        raise Failure(ExitStatus.SETTINGS, *faults)
    return former


def names_of(address: str, former: Mapping[str, str]) -> Iterator[str]:
    """Yield the address and the ones it had before, latest first.

    Ends, because `address` lives: checked renames lead to it, and none leads away from it.
    """
    name: str | None = address
    while name is not None:
        yield name
        name = former.get(name)
