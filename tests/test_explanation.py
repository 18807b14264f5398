"""What a rule says of itself, taken apart."""

import inspect

import pytest

from pipeline.explanation import Explanation, read_explanation
from pipeline.wording import Wording

WRITTEN = inspect.cleandoc("""
    Find what is
    wrong.

    A {name} is one.

    指出错误，
    一行接一行；由 IANA
    注册。

    {name} 是一种。

    Bad:
        | 404 |

            deep
    Good:
        {count}
""")


def test_paragraphs_are_lines_in_two_languages() -> None:
    first, second = read_explanation(WRITTEN).paragraphs
    assert first.text("en") == "Find what is wrong."
    assert first.text("zh") == "指出错误，一行接一行；由 IANA 注册。"
    assert (second.text("en"), second.text("zh")) == ("A {name} is one.", "{name} 是一种。")


def test_examples_are_as_written() -> None:
    explanation = read_explanation(WRITTEN)
    assert (explanation.bad, explanation.good) == ("| 404 |\n\n    deep", "{count}")


def test_examples_may_be_absent() -> None:
    assert read_explanation("Find.\n\n查找。") == Explanation((Wording("查找。", "Find."),), "", "")


def test_python_without_docstrings_has_no_explanations() -> None:
    assert read_explanation("") == Explanation((), "", "")


@pytest.mark.parametrize("docstring", ["Find.", "Find.\n\nWhy.\n\n查找。\n\nBad:\n    x"])
def test_a_language_that_lacks_a_paragraph_is_refused(docstring: str) -> None:
    with pytest.raises(ValueError, match="argument 2"):
        read_explanation(docstring)
