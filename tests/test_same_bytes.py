"""Pages, HTML and exports are the same wherever, whenever and by whichever Python they are made."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.golden_project import ROOT, copy_golden

TAGS = ("zh-Hans", "ja")
BOTH = tuple(word for tag in TAGS for word in ("--locale", tag))
# Not the stamps of freshness, which hold times and versions.
COMPARED = ("build/pages", "build/mkdocs", "build/site", "locales")
VERSION = re.compile(r"python3\.(\d+)")


def built(
    folder: Path, python: str, environment: Mapping[str, str], *runs: tuple[str, ...]
) -> Path:
    """Build the golden project in `folder` by one or more runs of `site`."""
    copy_golden(folder)
    for arguments in runs:
        subprocess.run(
            [python, "-m", "pipeline", "site", *arguments],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
            check=True,
        )
    return folder


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for place in COMPARED for path in sorted((folder / place).rglob("*")))
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.is_file()
    }


def assert_same(one: Path, other: Path) -> None:
    ours, theirs = files(one), files(other)
    assert [path for path in ours | theirs if ours.get(path) != theirs.get(path)] == []


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built in the usual way: the editions at the same time."""
    folder = tmp_path_factory.mktemp("plain")
    return built(folder, sys.executable, {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}, BOTH)


def test_it_is_the_whole_site(plain: Path) -> None:
    made = files(plain)
    assert {f"build/site/{tag}/404/index.html" for tag in TAGS} <= made.keys()
    assert {"build/pages/ja/404.md", "build/site/api/v1/full.json"} <= made.keys()


def test_folder_time_zone_locale_hash_seed_and_processes_change_nothing(
    plain: Path, tmp_path: Path
) -> None:
    elsewhere = {
        "LC_ALL": "C",
        "LANGUAGE": "tr",
        "PYTHONHASHSEED": "7",
        "SOURCE_DATE_EPOCH": "86400",
        "TZ": "Pacific/Kiritimati",
    }
    folder = tmp_path / "别处 & elsewhere"
    folder.mkdir()
    one_after_the_other = [("--locale", tag) for tag in reversed(TAGS)]
    assert_same(plain, built(folder, sys.executable, elsewhere, *one_after_the_other))


def newer_pythons() -> Iterator[tuple[int, str]]:
    """Yield the interpreters newer than ours that are on PATH or that pyenv has."""
    folders = [*map(Path, os.environ["PATH"].split(os.pathsep))]
    folders += Path.home().glob(".pyenv/versions/*/bin")
    for path in (path for folder in folders if folder.is_dir() for path in folder.iterdir()):
        found = VERSION.fullmatch(path.name)
        if found and int(found[1]) > sys.version_info.minor:
            works = subprocess.run(
                [path, "-c", "import ensurepip, ssl"], capture_output=True, check=False
            )
            if works.returncode == 0:
                yield int(found[1]), str(path)


@pytest.fixture(scope="module")
def newest(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The newest Python here, with what the site needs, as `make site` installs it."""
    found = max(newer_pythons(), default=None)
    if found is None:
        pytest.skip("no Python here is newer than the one that runs the tests")
    folder = tmp_path_factory.mktemp("newest")
    subprocess.run([found[1], "-m", "venv", folder], check=True)
    python = str(folder / "bin/python")
    install = (
        "-I -m pip -qq --disable-pip-version-check --no-input install --require-hashes --no-deps"
    )
    lock = ROOT / "requirements/site.lock"
    subprocess.run([python, *install.split(), "--only-binary=:all:", "-r", lock], check=True)
    return python


def test_the_newest_python_makes_the_same(plain: Path, newest: str, tmp_path: Path) -> None:
    environment = {"LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "PYTHON_CPU_COUNT": "1"}
    assert_same(plain, built(tmp_path, newest, environment, BOTH))
