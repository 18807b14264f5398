"""The laws that hold for any text, over texts that look like tables."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.fuzz.laws import uphold

WORDS = st.sampled_from(
    (
        *(
            "404",
            "4xx",
            "４０４",
            "301 / 302",
            "&#52;04",
            "`500`",
            "[404](x)",
            "[^1]",
            "e\u200b由于",
        ),
        *("状态码", "编码", "NotFound", "OK 成功", "**", "\\", "\t", "\0", "\u202e", "> ", "- "),
        *("<br>", "<td>", "<table>", "</table>", "<!--", "```"),
    )
)
CELLS = st.lists(WORDS | st.text(max_size=3), max_size=3).map("".join)
LINES = st.lists(CELLS, max_size=4).map(lambda cells: f"| {' | '.join(cells)} |") | CELLS
TABLES = st.builds(
    "{0}| 状态码 | 编码 | 说明 |{1}{0}| --- | --- | --- |{1}{2}".format,
    st.sampled_from(["", "> ", "  "]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.lists(LINES, max_size=5).map("\n".join),
)


@settings(max_examples=60)
@given(TABLES | st.text(st.characters(exclude_categories=["Cs"])))
@example("<table><td>状态码<td>说明<tr><td>404<td>未找到<tabl]><\0tr></table>")
def test_no_text_breaks_a_law(text: str) -> None:
    uphold(text)
