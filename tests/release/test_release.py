"""`make release` on a copy of the golden project, from its commits."""

import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.failure import ExitStatus
from release.__main__ import main
from tests.golden_project import ROOT

Git = Callable[..., None]
SETTINGS = 'site-url = "https://golden.example/"\nlocales = ["en"]\n'


@pytest.fixture
def git(golden_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run git in the golden project, a repository with one commit; commands find our package."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments: str) -> None:
        identity = ("-c", "user.name=n", "-c", "user.email=n@example")
        subprocess.run(["git", *identity, *arguments], check=True, stdout=subprocess.PIPE)

    for name in ("requirements", "release"):
        shutil.copytree(ROOT / name, golden_folder / name)
    (golden_folder / "pyproject.toml").write_text(f"[tool.pipeline]\n{SETTINGS}")
    (golden_folder / ".gitignore").write_text("/build/\n__pycache__/\n")
    run("init", "--quiet")
    run("add", ".")
    run("commit", "--quiet", "--message", "all")
    return run


def test_a_release_has_all_that_is_published(
    git: Git, golden_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main() == ExitStatus.FINDINGS
    assert "out of date in the commit" in capsys.readouterr().err
    subprocess.run([sys.executable, "-m", "pipeline", "build"], check=True)
    git("add", ".")
    git("commit", "--quiet", "--message", "catalogues")
    folder = golden_folder / "build/release/0.1.0"
    folder.mkdir(parents=True)
    (folder / "left.zip").write_bytes(b"of a former run")
    assert main() == ExitStatus.CLEAN
    assert "git tag data-v0.1.0" in capsys.readouterr().err
    assert sorted(path.name for path in folder.iterdir()) == [
        *("CHANGELOG.md", "SHA256SUMS", "bom.cdx.json", "http-status-data-0.1.0.zip"),
        *("http-status-offline-0.1.0.zip", "http-status-site-0.1.0.zip", "release.json"),
    ]
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=folder, check=True)
    data = zipfile.ZipFile(folder / "http-status-data-0.1.0.zip")
    sums = data.read("0.1.0/SHA256SUMS").decode().splitlines()
    assert len(sums) == len(data.namelist()) - 1, "all but itself"
    for line in sums:
        digest, _, name = line.partition("  ")
        assert hashlib.sha256(data.read(f"0.1.0/{name}")).hexdigest() == digest
    site = zipfile.ZipFile(io.BytesIO((folder / "http-status-site-0.1.0.zip").read_bytes()))
    assert {"index.html", "en/404/index.html", "_headers"} <= set(site.namelist())
    assert json.loads((folder / "release.json").read_bytes())["data_version"] == "0.1.0"


def test_what_forbids_a_release_is_said_at_once(
    git: Git, golden_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = golden_folder / "source/releases/0.1.0.json"
    kept.parent.mkdir()
    kept.write_text("{}")
    git("add", ".")
    Path("pyproject.toml").write_text(f'[tool.pipeline]\n{SETTINGS}previous-release = "0.1.0"\n')
    assert main() == ExitStatus.SETTINGS
    said = capsys.readouterr().err
    assert "there are changes without a commit" in said
    assert "0.1.0 is not later than 0.1.0" in said
    assert "0.1.0 has been released" in said
    assert not (golden_folder / "build").exists()


@pytest.mark.usefixtures("git")
def test_an_interrupted_release_says_so_and_leaves_nothing(
    golden_folder: Path, tmp_path: Path
) -> None:
    """Ctrl-C reaches this command and those that it has started."""
    place = tmp_path / "temporary"
    place.mkdir()
    making = subprocess.Popen(
        [sys.executable, "-m", "release"],
        env={**os.environ, "TMPDIR": str(place)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not [*place.glob("*/copy/pyproject.toml")] and making.poll() is None:
        time.sleep(0.01)
    os.killpg(making.pid, signal.SIGINT)
    _, said = making.communicate()
    assert making.returncode == 130
    assert "Interrupted; run it again to go on." in said
    assert "Traceback" not in said
    assert not (golden_folder / "build").exists()
    assert [*place.iterdir()] == []
