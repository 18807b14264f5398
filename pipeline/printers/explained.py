"""Why a rule is there, as plain text."""

from __future__ import annotations

from textwrap import indent

from wcwidth import wrap

from pipeline.explanation import Explanation
from pipeline.wording import Language, Wording

LONGEST = 96  # cells: longer lines are hard to read


def render_explanation(
    explanation: Explanation, language: Language, width: int | None = None
) -> str:
    """Return the paragraphs and the examples; paragraphs fit in `width` cells of a terminal.

    Without it, each is one line.
    """
    said = [paragraph.text(language) for paragraph in explanation.paragraphs]
    if width is not None:
        cells = min(width, LONGEST)
        said = ["\n".join(wrap(text, cells, break_on_hyphens=False)) for text in said]
    bad, good = (indent(example, "    ") for example in (explanation.bad, explanation.good))
    return "\n\n".join((*said, EXAMPLES.about(bad=bad, good=good).text(language)))


EXAMPLES = Wording("反例：\n{bad}\n正例：\n{good}", "Bad:\n{bad}\nGood:\n{good}")
