"""Our hooks, run by the real pre-commit in a repository of somebody else."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from tests.elsewhere.repository import FAULTY, commit

ROOT = Path(__file__).parent.parent.parent
CODES = "docs/深 层/codes, 1.md"


def names(requirements: list[str]) -> set[str]:
    return {re.split("[<>=]", each)[0].strip() for each in requirements}


def test_the_wheel_asks_for_what_is_locked() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = names([*pyproject["project"]["dependencies"], *pyproject["build-system"]["requires"]])
    lines = (ROOT / "requirements/check.in").read_text("utf-8").splitlines()
    asked = names([line.partition("#")[0] for line in lines if line and line[0] not in "#-"])
    assert wanted == asked
    locked = (ROOT / "requirements/check.lock").read_text("utf-8")
    assert all(f"\n{name}==" in locked for name in wanted)


@pytest.fixture
def hooks(tmp_path: Path, environment: Mapping[str, str]) -> tuple[Path, str]:
    """This checkout as it is now, as a repository of its own with one commit."""
    folder = tmp_path / "hooks"
    without = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "pipeline", folder / "pipeline", ignore=without)
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, folder)
    return folder, commit(folder, environment)


def test_the_hooks_check_and_fix(
    hooks: tuple[Path, str], repository: Path, environment: Mapping[str, str]
) -> None:
    folder, revision = hooks
    ids = [hook["id"] for hook in yaml.safe_load((folder / ".pre-commit-hooks.yaml").read_text())]
    used = {"repo": str(folder), "rev": revision, "hooks": [{"id": each} for each in ids]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [used]}))

    def run(hook: str, *files: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", hook, "--color=never", *files],
            cwd=repository,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    (repository / "-good.md").unlink()  # pre-commit gives it to every hook as if it were an option
    status, said = run("http-status-check", "--all-files")
    assert (status, "exit code: 1" in said) == (1, True), said
    assert f"{CODES}:3:9: error [phrase-spacing]" in said
    assert "no-table" not in said
    assert "untracked.md" not in said
    assert run("http-status-check", "--files", "README.md")[0] == 0
    status, said = run("http-status-fix", "--all-files")
    assert (status, "files were modified by this hook" in said, "fixed: 1" in said) == (
        1,
        True,
        True,
    )
    assert (repository / CODES).read_text() == FAULTY.replace("NotFound", "Not Found")
    installed = {path.name for path in Path(environment["PRE_COMMIT_HOME"]).rglob("*.dist-info")}
    assert any(name.startswith("http_status_i18n") for name in installed)
    assert not any(name.startswith(("mkdocs", "jinja2")) for name in installed)
    (command,) = Path(environment["PRE_COMMIT_HOME"]).rglob("bin/http-status-i18n")
    told = subprocess.run(
        [command, "site"],
        cwd=repository,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr.startswith("site: not a command of what is")) == (2, True)
    shown = subprocess.run(
        [command, "parse", "--help"], env=environment, capture_output=True, text=True, check=True
    )
    assert "  http-status-i18n parse --explain README.md\n" in shown.stdout
