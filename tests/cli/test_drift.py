"""`check` on several documents: where copies of one table disagree."""

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
HEAD = "| 状态码 | 编码 | 名称 | 说明 |\n| --- | --- | --- | --- |\n"
ROWS = {
    200: "| 200 | OK | 成功 | 请求成功。 |\n",
    403: "| 403 | Forbidden | 禁止访问 | 拒绝访问。 |\n",
    404: "| 404 | Not Found | 未找到 | 资源不存在。 |\n",
}


COPY = "".join(ROWS.values())


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Write tables of these rows to a.md, b.md, … in the working directory."""
    monkeypatch.chdir(tmp_path)

    def files(*tables: str) -> None:
        for name, rows in zip("abc", tables, strict=False):
            Path(f"{name}.md").write_text(HEAD + rows)

    return files


def drift(run: Run, *options: str) -> list[str]:
    files = sorted(str(file) for file in Path().glob("*.md"))
    select = ("--select", "cross-document-drift,halfwidth-punctuation")
    _, out, _ = run("check", "--format", "concise", *select, *options, *files)
    return [line for line in out.splitlines() if "drift" in line]


def test_a_copy_that_says_something_else_is_found_at_its_place(
    run: Run, write: Callable[..., None]
) -> None:
    changed = "| 404 | Not Found | 找不到 | 页面不存在。 |\n"
    write(COPY, "| 418 | | 茶壶 | 茶。 |\n" + COPY.replace(ROWS[404], changed), COPY)
    title, description = drift(run)
    assert title == (
        "b.md:6:21: warning [cross-document-drift] the title of 404 is another one in the copy "
        "at a.md:5:21: “未找到”"
    )
    assert description.startswith(
        "b.md:6:27: warning [cross-document-drift] the description of 404"
    )
    assert description.endswith("a.md:5:27: “资源不存在。”")


def test_white_space_and_phrases_are_no_drift(run: Run, write: Callable[..., None]) -> None:
    write(COPY, COPY.replace("不存在", " 不 \t存在").replace("Not Found", "NotFound"))
    assert drift(run) == []


def test_copies_have_half_of_their_texts_in_common(run: Run, write: Callable[..., None]) -> None:
    """The tables have six texts: three titles, three descriptions."""
    write(COPY, COPY.replace("。", "！"))
    assert len(drift(run)) == 3
    write(COPY, COPY.replace("。", "！").replace("未找到", "没找到"))
    assert drift(run) == []


def test_two_texts_in_common_may_be_chance(run: Run, write: Callable[..., None]) -> None:
    two = ROWS[200] + ROWS[404]
    write(two, two.replace("资源", "页面"))
    assert len(drift(run)) == 1
    write(ROWS[200] + ROWS[403], ROWS[200] + "| 403 | Forbidden | 被拒 | |\n")
    assert drift(run) == []


def test_the_first_row_of_a_doubled_code_is_compared(run: Run, write: Callable[..., None]) -> None:
    write(COPY, COPY + ROWS[404].replace("资源", "页面"))
    assert drift(run) == []


def test_copies_are_compared_as_they_are_mended(run: Run, write: Callable[..., None]) -> None:
    write(COPY.replace("。", "（见下）。"), COPY.replace("。", "(见下)。"))
    assert len(drift(run)) == 3
    assert drift(run, "--fix", "--unsafe-fixes") == []


def test_a_waiver_in_a_comment_answers_it_and_is_never_unused(
    run: Run, write: Callable[..., None]
) -> None:
    write(COPY, COPY.replace("资源", "页面"))
    file = Path("b.md")
    file.write_text(f"<!-- http-status-waive: cross-document-drift: ours -->\n{file.read_text()}")
    (waived,) = drift(run)
    assert waived.endswith("(waived: ours)")
    assert "waiver-unused" not in run("check", file)[1]
