"""What changed in a sentence, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogues.worddiff import word_diff


def shown(old: str, new: str) -> str:
    marks = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return "".join(marks[kind].format(text) for kind, text in word_diff(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("未找到", "未找到", "未找到"),
        ("未找到", "没有找到", "[-未-]{+没有+}找到"),
        ("服务器拒绝了请求", "服务器接受了请求", "服务器[-拒绝-]{+接受+}了请求"),
        (
            "返回 Retry-After 首部",
            "返回 Retry-Later 首部",
            "返回 [-Retry-After-]{+Retry-Later+} 首部",
        ),
        ("甲乙丙", "丁乙戊", "[-甲乙丙-]{+丁乙戊+}"),
        ("请求的资源。", "请求的资源不存在。", "请求的资源{+不存在+}。"),
        ("", "全新", "{+全新+}"),
        ("HTTP 404", "HTTP 410", "HTTP [-404-]{+410+}"),
    ],
)
def test_word_diff(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


TEXTS = st.text("未找到 了ab-1.\n", max_size=12)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_pieces(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(text for kind, text in pieces if kind != "+") == old
    assert "".join(text for kind, text in pieces if kind != "-") == new
    assert all(text for _, text in pieces)
