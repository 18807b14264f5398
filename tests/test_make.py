"""The Makefile's targets for workflows, on copies of the golden project."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.golden_project import ROOT, copy_golden

Checkout = Callable[[str], Path]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Make a checkout of the golden project in which `make` works, with our environment."""

    def new(name: str) -> Path:
        folder = copy_golden(tmp_path / name)
        for shared in ("Makefile", "requirements", "pipeline", ".venv"):
            (folder / shared).symlink_to(ROOT / shared)
        return folder

    return new


def make(folder: Path, *arguments: str) -> str:
    command = ["make", "--silent", *arguments]
    return subprocess.run(command, cwd=folder, check=True, text=True, stdout=subprocess.PIPE).stdout


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_shards_that_were_built_apart_are_the_whole_site(checkout: Checkout) -> None:
    whole, merged = checkout("whole"), checkout("merged")
    make(whole, "site")
    for number, locales in enumerate(("zh-Hans en", "ja")):
        shard = checkout(f"shard {number}")
        make(shard, "site", f"LOCALE={locales}")
        shutil.move(shard / "build/site", merged / f"build/shards/shard-{number}")
    make(merged, "merge")
    assert files(merged / "build/site") == files(whole / "build/site")
