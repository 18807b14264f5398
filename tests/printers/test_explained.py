"""Explanations of rules as plain text."""

import pytest
from wcwidth import wcswidth

from pipeline.explanation import Explanation
from pipeline.printers.explained import LONGEST, render_explanation
from pipeline.rules import RULES
from pipeline.wording import Language, Wording

TRIAL = Explanation(
    (Wording("指出错误。", "Find what is wrong."), Wording("到处都是。", "It is every-where.")),
    "| a very long example |",
    "| b |\n\nc",
)


def test_an_explanation_is_paragraphs_and_examples() -> None:
    assert render_explanation(TRIAL, "en") == (
        "Find what is wrong.\n\nIt is every-where.\n\n"
        "Bad:\n    | a very long example |\nGood:\n    | b |\n\n    c"
    )
    assert render_explanation(TRIAL, "zh") == (
        "指出错误。\n\n到处都是。\n\n"
        "反例：\n    | a very long example |\n正例：\n    | b |\n\n    c"
    )


def test_paragraphs_fit_in_the_terminal_and_examples_stay() -> None:
    assert render_explanation(TRIAL, "en", 12).startswith(
        "Find what is\nwrong.\n\nIt is\nevery-where.\n\nBad:\n    | a very long example |\n"
    )


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [40, 300])
def test_every_explanation_loses_nothing_to_the_width(language: Language, width: int) -> None:
    for rule in RULES:
        wrapped = render_explanation(rule.explanation, language, width)
        whole = render_explanation(rule.explanation, language)
        assert "".join(wrapped.split()) == "".join(whole.split())
        said, _, _ = wrapped.partition("\n\nBad:" if language == "en" else "\n\n反例：")
        assert max(map(wcswidth, said.splitlines())) <= min(width, LONGEST)
