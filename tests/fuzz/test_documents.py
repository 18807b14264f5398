"""The laws for every document, with texts that look for trouble."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.laws import uphold

FOUND = sorted(Path(__file__).parent.glob("found/*.md"))
PIECES = (
    *(
        "| 404 | Not Found | 未找到。 |\n",
        "| 205 | Rest Content | e\t由于 |\n",
        "| 301 / 302 | a |\n",
    ),
    *("| 状态码 | 编码 | 状态说明 |\n", "| --- | --- | --- |\n", "| 4xx | 5xx |\n", "|---|---|\n"),
    *(
        "404",
        "４０４",
        "500 ",
        "4xx",
        "OK",
        "Not Found",
        "（未找到）",
        "状态码",
        "Code",
        "HTTP",
        "FTP",
    ),
    *("|", "\\|", "\n", "\r\n", "\r", "\t", " ", "`", "**", "[", "](", ")", "<br>", "&#52;", "\\"),
    *("<table>", "<tr>", "<td>", '<td rowspan="2">', "</td>", "</table>", "<!--", "-->", "```\n"),
    *(
        "> ",
        "- ",
        "    ",
        "# ",
        "---\n",
        "\ufeff",
        "\0",
        "\u200b",
        "\u202e",
        "\u2028",
        "\U0001f600",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_laws_hold_for_texts_of_pieces_of_tables(text: str) -> None:
    uphold(text)


@given(st.text(max_size=200))
def test_laws_hold_for_any_text_and_any_text_in_a_cell(text: str) -> None:
    uphold(text)
    uphold(f"| 状态码 | 编码 |\n| --- | --- |\n| 404 | {text} |\n| {text} | Gone |\n")


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.stem)
def test_laws_hold_for_what_the_fuzzer_found(file: Path) -> None:
    uphold(file.read_bytes().decode("utf-8", "replace"))
