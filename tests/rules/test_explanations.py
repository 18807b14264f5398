"""Every rule explains itself in English and in Chinese, each in its own punctuation."""

import re
from itertools import chain

import pytest

from pipeline.findings import Rule
from pipeline.rules import RULES

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
FULL = "，。；：！？（）、"
CODE = re.compile(r"`[^`]*`")
HALF_WIDTH = re.compile(rf"[{HAN}`] ?[,.;:!?()]|[,.;:!?()] ?[{HAN}`]|[\"']")
SPACED = re.compile(rf"\s[{FULL}“”]|[{FULL}“”]\s|[{HAN}]\s+[{HAN}]")
UNSPACED = re.compile(rf"[{HAN}](?:\w(?<![{HAN}])|`)|(?:\w(?<![{HAN}])|`)[{HAN}]")


def mistakes(chinese: str) -> list[str]:
    """What is not written as Chinese is: half-width marks, spaces too many and too few."""
    prose = CODE.sub("`", chinese)
    found = (pattern.findall(prose) for pattern in (HALF_WIDTH, SPACED, UNSPACED))
    return [*chain(*found), *(["end"] if prose[-1] != "。" else [])]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_explains_itself_in_both_languages(rule: Rule[object]) -> None:
    assert rule.explanation.paragraphs
    for paragraph in rule.explanation.paragraphs:
        english, chinese = paragraph.text("en"), paragraph.text("zh")
        assert not re.search(f"[{HAN}{FULL}]", english)
        assert english.endswith(".")
        assert re.search(f"[{HAN}]", chinese)
        assert mistakes(chinese) == []


@pytest.mark.parametrize(
    "chinese",
    [
        "指出错误.",
        "指出,错误。",
        "指出 (RFC) 错误。",
        "错误， 指出。",
        "指 出。",
        "由IANA注册。",
        "指出`a`。",
        "指出",
    ],
)
def test_bad_chinese_is_noticed(chinese: str) -> None:
    assert mistakes(chinese)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_two_examples(rule: Rule[object]) -> None:
    assert rule.explanation.bad
    assert rule.explanation.good
