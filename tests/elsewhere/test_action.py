"""The GitHub Action: its steps run as the runner runs them, with nothing but variables."""

import json
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = ACTION["runs"]["steps"]
INPUT = re.compile(r"\$\{\{ inputs\.([a-z-]+) \}\}")
# How a runner starts `shell: bash`.
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
CODES = "docs/深 层/codes%2C 1.md"

Act = Callable[..., tuple[int, str]]


def step(index: int, folder: Path, variables: Mapping[str, str]) -> tuple[int, str]:
    """Run one step in `folder`; return its status and all that it printed."""
    script = Path(variables["RUNNER_TEMP"]) / "step.sh"
    script.write_text(STEPS[index]["run"])
    done = subprocess.run(
        [*BASH, script],
        cwd=folder,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.fixture(scope="session")
def runner(
    tmp_path_factory: pytest.TempPathFactory, environment: Mapping[str, str]
) -> Mapping[str, str]:
    """The variables of a runner on which the first step has been taken."""
    temporary = tmp_path_factory.mktemp("temp of the runner")
    variables = {
        **environment,
        "GITHUB_ACTION_PATH": str(ROOT),
        "RUNNER_TEMP": str(temporary),
    }
    for _ in ("first", "used again in the same job"):
        assert step(0, temporary, variables) == (0, "")
    return variables


@pytest.fixture
def act(repository: Path, runner: Mapping[str, str]) -> Act:
    """Take the second step with the given inputs; return its status and what it printed."""

    def run(**given: str) -> tuple[int, str]:
        inputs = {name: about["default"] for name, about in ACTION["inputs"].items()}
        inputs |= {name.replace("_", "-"): text for name, text in given.items()}
        variables = {
            name: INPUT.sub(lambda found: inputs[found[1]], text)
            for name, text in STEPS[1]["env"].items()
        }
        return step(1, repository, {**runner, **variables})

    return run


def test_scripts_take_inputs_as_variables_only() -> None:
    for each in STEPS:
        assert set(each) <= {"name", "shell", "env", "run"}  # no action of others
        assert each["shell"] == "bash"
        assert "${{" not in each["run"]
        assert all(INPUT.fullmatch(text) for text in each.get("env", {}).values())
    assert len(STEPS) == len(("Install", "Check"))


def test_findings_become_annotations_and_fail_the_step(act: Act) -> None:
    status, printed = act()
    lines = printed.splitlines()
    assert status == 1
    assert lines[0] == (
        f"::error file={CODES},line=3,endLine=3,col=9,endColumn=17,title=phrase-spacing::"
        "“NotFound” has the letters of “Not Found”, but not its spacing%0A"
        "the phrase that IANA registers for 404 is “Not Found”"
    )
    assert "Version, 50%25: no" in lines[1]
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)


def test_severities_and_files_are_chosen(act: Act) -> None:
    assert act(files="*.md\n") == (0, "")
    assert act(files="-*.md\nREADME.md\n\n") == (0, "")
    status, printed = act(files="docs/**", format="concise", fail_on="error")
    assert (status, printed.startswith("docs/深 层/codes, 1.md:3:9: error [")) == (1, True)
    assert act(files="*.md", fail_on="everything")[0] == 2


@pytest.mark.parametrize("files", ["*.rst", "", "untracked.md", "$(touch hacked)", "--help"])
def test_nothing_to_check_is_a_mistake(act: Act, repository: Path, files: str) -> None:
    status, printed = act(files=files)
    assert (status, printed) == (2, '::error::No tracked file matches the input "files"\n')
    assert not (repository / "hacked").exists()


def test_sarif_is_written_beside_the_annotations(act: Act, repository: Path) -> None:
    status, printed = act(sarif_file="out put/a.sarif")
    assert (status, printed.startswith("::error file=")) == (1, True)
    (run,) = json.loads((repository / "out put/a.sarif").read_text("utf-8"))["runs"]
    uris: set[Any] = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in run["results"]
    }
    assert uris == {"docs/%E6%B7%B1%20%E5%B1%82/codes%2C%201.md"}
    assert act(files="-good.md", sarif_file="clean.sarif") == (0, "")


def test_an_old_python_is_told(tmp_path: Path, runner: Mapping[str, str]) -> None:
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "python3").chmod(0o755)
    variables = {**runner, "PATH": f"{tmp_path}:{runner['PATH']}"}
    status, printed = step(0, tmp_path, variables)
    assert (status, printed.startswith("::error::Python 3.11 or newer is needed")) == (2, True)
