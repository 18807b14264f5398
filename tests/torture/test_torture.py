"""Every disturbance, a few times; `make torture` does it hundreds of times."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture import disturbances
from tests.torture.arena import VICTIMS, Arena

DICE = random.Random()  # noqa: S311 - chance, no secret


@pytest.fixture(scope="module", params=VICTIMS)
def arena(request: pytest.FixtureRequest) -> Iterator[Arena]:
    """A place that the user nobody can enter, unlike pytest's: see `read_only`."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Arena(Path(folder) / "project", VICTIMS[request.param])


@pytest.fixture
def quick(arena: Arena) -> Arena:
    """A victim that ends soon; `make torture` disturbs the others so, too."""
    if arena.victim is VICTIMS["site"]:
        pytest.skip("takes its time: see make torture")
    return arena


def test_a_kill_loses_nothing(arena: Arena) -> None:
    assert disturbances.killed(arena, 2, DICE)["killed"] == 2


def test_a_full_disk_is_said_and_loses_nothing(quick: Arena) -> None:
    seen = disturbances.out_of_space(quick, (0, 1 << 20))
    assert {told.rpartition(", ")[2] for told in seen} == {"said so", "had room"}


def test_two_at_once_agree(arena: Arena) -> None:
    assert disturbances.two_at_once(arena, 1)


def test_a_read_only_folder_is_said(quick: Arena) -> None:
    assert disturbances.read_only(quick)


def test_what_an_editor_saves_meanwhile_stays(quick: Arena) -> None:
    assert disturbances.edited(quick, 2, DICE)["saves"]


def test_what_is_no_file_of_the_project_is_refused(quick: Arena) -> None:
    seen = disturbances.replaced(quick)
    assert seen.total() == len(quick.victim.reads) * len(disturbances.STRANGE)


def test_a_clock_that_jumps_changes_nothing(quick: Arena) -> None:
    assert disturbances.clock_jumps(quick, 1, DICE)["jumps"]


def test_what_lies_in_the_way_of_the_build_is_replaced_or_said() -> None:
    with tempfile.TemporaryDirectory() as folder:
        arena = Arena(Path(folder) / "project", VICTIMS["build"])
        assert disturbances.in_the_way(arena).total() == 3
