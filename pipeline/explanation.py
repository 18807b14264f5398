"""What a rule says of itself: what it finds and why, in two languages, and two examples."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import dedent

from pipeline.wording import Wording

# Chinese characters and full-width punctuation: no space stands between two of them.
WIDE = "\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
CHINESE_BREAK = re.compile(rf"(?<=[{WIDE}])\n(?=[{WIDE}])")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Paragraphs, each a line, then what the rule finds (`bad`) and what it lets pass (`good`).

    The examples are as written, and the same in every language.
    """

    paragraphs: tuple[Wording, ...]
    bad: str
    good: str


def read_explanation(docstring: str) -> Explanation:
    """Take a docstring apart: the English paragraphs, the Chinese ones, `Bad:`, then `Good:`.

    A ValueError if there are not as many in Chinese as in English; of an empty one (`python -OO`
    leaves none), nothing.
    """
    said, _, shown = docstring.partition("\n\nBad:\n")
    bad, _, good = shown.partition("\nGood:\n")
    paragraphs = [_template(paragraph) for paragraph in said.split("\n\n") if paragraph]
    half = len(paragraphs) // 2
    pairs = zip(paragraphs[half:], paragraphs[:half], strict=True)
    return Explanation(tuple(Wording(zh, en) for zh, en in pairs), dedent(bad), dedent(good))


def _template(paragraph: str) -> str:
    """Return `paragraph` in one line, as a template in which a brace is a brace."""
    line = CHINESE_BREAK.sub("", paragraph).replace("\n", " ")
    return line.replace("{", "{{").replace("}", "}}")
