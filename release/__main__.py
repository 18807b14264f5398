"""`make release`: what `data-v…` publishes, made from the commit and from nothing else."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.artefacts import Artefact, prune, write
from pipeline.cli.building import own_project
from pipeline.cli.console import console
from pipeline.cli.main import INTERRUPTED, STOPPED
from pipeline.exports.release import number
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.project import SETTINGS_FILE, Project
from pipeline.site.offline import ARCHIVE, zipped
from pipeline.wording import Wording
from release.bom import bom

# Both are on the disk when they end: the site with its archive, and proof that it is this commit's.
COMMANDS = (("offline",), ("build", "--check"))


def main() -> int:
    """Make the files of a release in build/release/<version>/, and say what comes next."""
    terminal = console()
    try:
        project = own_project()
        version = project.settings.data_version
        releasable(project)
        files = {**built(project.root, version), "bom.cdx.json": bom(project.root, version)}
        files["SHA256SUMS"] = checksums(files)
        folder = f"build/release/{version}"
        artefacts = [Artefact(f"{folder}/{name}", content) for name, content in files.items()]
        write(project.root, artefacts)
        prune(project.root, folder, artefacts)
    except Failure as failure:
        return terminal.fail(failure)
    except subprocess.CalledProcessError as failed:  # it has said why
        return failed.returncode
    except KeyboardInterrupt:
        terminal.say(STOPPED)
        return INTERRUPTED
    kept = f"{project.settings.releases}/{version}.json"
    terminal.say(MADE.about(folder=folder, version=version, kept=kept))
    return ExitStatus.CLEAN


def releasable(project: Project) -> None:
    """Raise a failure with all that forbids to release what is here."""
    version, previous = project.settings.data_version, project.settings.previous_release
    faults = []
    if _git(project.root, "status", "--porcelain"):
        faults.append(Fault(str(project.root), UNCOMMITTED, COMMIT))
    if previous and number(version) <= number(previous, "previous-release"):
        said = NOT_LATER.about(version=version, previous=previous)
        faults.append(Fault(SETTINGS_FILE, said, RAISE))
    kept = f"{project.settings.releases}/{version}.json"
    if (project.root / kept).exists():
        faults.append(Fault(kept, RELEASED.about(version=version), RAISE))
    if faults:
        raise Failure(ExitStatus.SETTINGS, *faults)


def built(root: Path, version: str) -> dict[str, bytes]:
    """Return the files of a release that a copy of the commit gives, by name."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place, "copy")
        _git(root, "clone", "--quiet", "--no-hardlinks", ".", str(copy))
        for command in COMMANDS:
            python = [sys.executable, "-m", "pipeline", *command]
            subprocess.run(python, cwd=copy, check=True)
        if changed := _git(copy, "status", "--porcelain"):
            fault = Fault(changed.split()[-1], OUTDATED, UPDATE)
            raise Failure(ExitStatus.FINDINGS, fault)
        site = copy / "build/site"
        downloads = site / "downloads" / version
        data = (
            (f"{version}/{name}", content)
            for name, content in files(downloads)
            if name != "index.html"  # the site's list of these files, with the site's styles
        )
        return {
            f"http-status-site-{version}.zip": zipped(files(site)),
            f"http-status-offline-{version}.zip": (copy / ARCHIVE).read_bytes(),
            f"http-status-data-{version}.zip": zipped(data),
            "CHANGELOG.md": (downloads / "CHANGELOG.md").read_bytes(),
            "release.json": (downloads / "release.json").read_bytes(),
        }


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file below `folder`: its path there, and its bytes."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def checksums(contents: dict[str, bytes]) -> bytes:
    """Return the list that `sha256sum --check` reads."""
    lines: Iterable[str] = (
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(contents.items())
    )
    return "".join(lines).encode()


def _git(root: Path, *arguments: str) -> str:
    command = ("git", *arguments)
    return subprocess.run(command, cwd=root, check=True, stdout=subprocess.PIPE, text=True).stdout


MADE = Wording(
    "发布文件在 {folder}/。接下来：\n  git tag data-v{version} && git push origin data-v{version}\n"
    "  cp {folder}/release.json {kept}\n"
    "  在 pyproject.toml 中把 previous-release 设为 {version}，然后提交",
    "The files of the release are in {folder}/. Next:\n"
    "  git tag data-v{version} && git push origin data-v{version}\n"
    "  cp {folder}/release.json {kept}\n"
    "  set previous-release to {version} in pyproject.toml, and commit",
)
UNCOMMITTED = Wording(
    "有未提交的改动；发布只取自提交", "there are changes without a commit; a release is of a commit"
)
COMMIT = Wording("先提交，或用 git stash 收起", "commit them, or put them aside (git stash)")
OUTDATED = Wording("提交中的文件已过期", "out of date in the commit")
UPDATE = Wording("运行 make catalogues，再提交", "run make catalogues, and commit")
NOT_LATER = Wording(
    "版本 {version} 并不晚于上次发布的 {previous}", "{version} is not later than {previous}"
)
RELEASED = Wording("版本 {version} 已经发布", "{version} has been released")
RAISE = Wording("在 [tool.pipeline] 中提高 data-version", "raise data-version in [tool.pipeline]")

if __name__ == "__main__":
    sys.exit(main())
