"""Declared renames of addresses: checked against the templates, followed, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

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
LEADS_NOWHERE = Wording(
    "“{old}”改名为“{new}”，但没有这个地址", "{old} was renamed to {new}, which is no address in use"
)
CORRECT_IT = Wording("改正新地址，或删除这项改名", "correct the new address, or delete this rename")


def former_addresses(renames: Mapping[str, str], living: Collection[str]) -> dict[str, str]:
    """Return the old address of each new one; `living` are all that the templates have.

    Raises Failure if an old address still lives, two became one, or one leads to none that lives.
    """
    former: dict[str, str] = {}
    faults = []
    for old, new in renames.items():
        other = former.setdefault(new, old)
        if old in living:
            faults.append(Fault(SETTINGS, STILL_LIVES.about(old=old, new=new), DELETE_IT))
        if other != old:
            both = TWO_OLD_NAMES.about(old=old, new=new, other=other)
            faults.append(Fault(SETTINGS, both, KEEP_ONE))
        if _latest(new, renames) not in living:
            faults.append(Fault(SETTINGS, LEADS_NOWHERE.about(old=old, new=new), CORRECT_IT))
    if faults:
        raise Failure(ExitStatus.SETTINGS, *faults)
    return former


def _latest(address: str, renames: Mapping[str, str]) -> str:
    """Return where the renames of `address` end; if they never do, one of them."""
    for _ in renames:
        address = renames.get(address, address)
    return address


def names_of(address: str, former: Mapping[str, str]) -> Iterator[str]:
    """Yield the address and the ones it had before, latest first.

    Ends, because `address` lives: checked renames lead to it, and none leads away from it.
    """
    name: str | None = address
    while name is not None:
        yield name
        name = former.get(name)
