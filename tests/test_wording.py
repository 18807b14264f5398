"""Sentences in two languages."""

from pipeline.wording import Wording

GREETING = Wording("第 {line} 行：{text}", "line {line}: {text}")


def test_both_languages_take_the_same_values() -> None:
    said = GREETING.about(line=3, text="{x}")
    assert said.text("zh") == "第 3 行：{x}"
    assert str(said) == "line 3: {x}"


def test_values_add_up() -> None:
    assert GREETING.about(line=1).about(text="a").text("en") == "line 1: a"


def test_another_language_takes_the_same_values() -> None:
    assert GREETING.about(line=1, text="a").said_as("{text} @ {line}") == "a @ 1"
