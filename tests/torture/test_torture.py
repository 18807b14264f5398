"""Every disturbance, a few times; `make torture` does it hundreds of times."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture import disturbances
from tests.torture.arena import VICTIMS, Arena

JAPANESE = "locales/ja/LC_MESSAGES/statuses.po"


@pytest.fixture(scope="module", params=VICTIMS)
def arena(request: pytest.FixtureRequest) -> Iterator[Arena]:
    """A place that the user nobody can enter, unlike pytest's: see `read_only`."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Arena(Path(folder) / "project", VICTIMS[request.param])


def test_a_kill_loses_nothing(arena: Arena) -> None:
    seen = disturbances.killed(arena, 4, random.Random())  # noqa: S311 - chance, no secret
    assert seen["killed"] == 4


def test_a_full_disk_is_said_and_loses_nothing(arena: Arena) -> None:
    seen = disturbances.out_of_space(arena, (0, 4096))
    assert {told.rpartition(", ")[2] for told in seen} == {"said so", "had room"}


def test_two_at_once_agree(arena: Arena) -> None:
    assert disturbances.two_at_once(arena, 1)


def test_a_read_only_folder_is_said(arena: Arena) -> None:
    assert disturbances.read_only(arena)


def test_what_an_editor_saves_meanwhile_stays(arena: Arena) -> None:
    assert disturbances.edited(arena, JAPANESE, 2, random.Random())["saves"]  # noqa: S311
