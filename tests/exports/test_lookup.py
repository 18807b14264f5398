"""`lookup` answers from the same names and texts as the exports."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
pytestmark = pytest.mark.usefixtures("golden_folder")


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("404", [404]),
        ("notfound", [404]),
        ("未找到", [404]),
        ("PAYLOAD_TOO_LARGE", [413]),
        ("payload-too-large", [413]),
        ("I'm a Teapot", [418]),
        ("Rest Content", [205]),
        ("Client Closed Request", [499]),
        ("5xx", [504]),
        ("服务器错误", [504]),
        ("Temporary Redirect", []),
        ("content", [204, 205, 413, 422]),
        ("large too", [413]),
        ("客户端 频率", [429]),
        ("%", []),
        (" ", []),
    ],
)
def test_a_query_leads_to_codes(run: Run, query: str, codes: list[int]) -> None:
    status, out, _ = run("lookup", query, "--json")
    assert [record["code"] for record in json.loads(out)] == codes
    assert status == (0 if codes else 1)


def test_names_come_before_words_of_descriptions(run: Run) -> None:
    _, out, _ = run("lookup", "请求", "--json")
    codes = [record["code"] for record in json.loads(out)]
    assert codes[0] == 429, "请求过多 is its title"
    assert 404 in codes, "its description has the word"


def test_the_record_is_that_of_the_api(run: Run) -> None:
    assert run("build")[0] == 0
    _, out, _ = run("lookup", "429", "--json")
    published = json.loads(Path("build/site/api/v1/codes/429.json").read_bytes())
    assert json.loads(out) == [{key: published[key] for key in published if key != "$schema"}]
