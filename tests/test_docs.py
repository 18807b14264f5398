"""What the documents for users say is so."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from tests.bench.quotation import QUOTED, README, published, quote, sentence

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parent.parent
CHECK = (ROOT / "docs/check.md").read_text("utf-8")


def block(mark: str) -> str:
    """Return the code block after the comment `mark`."""
    found = re.search(rf"<!-- {re.escape(mark)} -->\n```\w+\n(.*?)```\n", CHECK, re.DOTALL)
    assert found
    return found[1]


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_the_json_is_as_documented(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("codes.md").write_text(block("codes.md"))
    status, out, _ = run("check", "--format", "json", "codes.md")
    assert (status, out) == (1, block("check --format json codes.md"))


def test_every_field_of_the_json_is_documented() -> None:
    (finding,) = json.loads(block("check --format json codes.md"))["findings"]
    rows = re.findall(r"^\| (`.*?`) \|", CHECK.partition("## JSON")[2], re.MULTILINE)
    documented = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert list(keys(finding)) == documented


def test_the_inputs_of_the_action_are_documented() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    rows = re.findall(r"^\| `([\w-]+)` \| (?:`(.*?)` )?\| ", CHECK, re.MULTILINE)
    inputs = {name: given["default"] for name, given in action["inputs"].items()}
    assert {name: default for name, default in rows if name in inputs} == inputs


def test_the_readme_quotes_the_published_figures() -> None:
    found = QUOTED.search(README.read_text("utf-8"))
    assert found
    assert found[0] == f"{found[1]}{sentence(published())}\n"


def test_publishing_renews_the_quotation(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    stale = QUOTED.sub(lambda found: f"{found[1]}Stale.\n", README.read_text("utf-8"))
    readme.write_text(stale, "utf-8")
    quote(readme)
    assert readme.read_text("utf-8") == README.read_text("utf-8")
