"""Rules on several documents at once: copies of one table that no longer say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.findings import Severity, Violation, rule
from pipeline.records.cell import Cell
from pipeline.records.erratum import Field
from pipeline.records.listing import Listing
from pipeline.wording import Wording

# As many texts that are the same, letter for letter, are no chance: one was copied from the other.
ENOUGH = 3

Place = tuple[int, Field]


@dataclass(frozen=True, slots=True)
class Texts:
    """The titles and descriptions of a document, by code: the cells, and their words alone."""

    cells: Mapping[Place, Cell]
    words: Mapping[Place, str]


@dataclass(frozen=True, slots=True)
class Copies:
    """The texts of a document, and of those that were judged before it in the same run."""

    texts: Texts
    earlier: tuple[Texts, ...]


def texts_of(listing: Listing) -> Texts:
    """Return the texts of `listing`; of a doubled code, those of its first row."""
    cells: dict[Place, Cell] = {}
    for entry in listing.entries:
        for field in Field:
            cell = entry.cell(field)
            if cell and cell.text:
                cells.setdefault((entry.code, field), cell)
    return Texts(cells, {place: "".join(cell.text.split()) for place, cell in cells.items()})


@rule(Severity.WARNING, "副本之间说法不一", "Copies that disagree")
def cross_document_drift(copies: Copies) -> Iterator[Violation]:
    """Find a text that reads otherwise in a copy of the table, among the files checked together.

    Two documents are copies if at least three of their titles and descriptions are the same,
    and at least half of those that both have. White space makes no difference. Reason phrases
    are left to the rules that compare them with the registry.

    在一起检查的文件中，指出与表格的副本说法不同的文字。

    两份文档至少有三处名称或说明相同，并且不少于双方都有的名称和说明的一半，就算副本。
    空白的差别不计。原因短语由与注册表比较的规则检查。

    Bad:
        docs/a.md:
        | 404 | Not Found | 未找到 | 资源不存在。 |
        | 410 | Gone | 已移除 | 资源已永久移除。 |

        docs/b.md:
        | 404 | Not Found | 未找到 | 页面不存在。 |
        | 410 | Gone | 已移除 | 资源已永久移除。 |
    Good:
        docs/a.md:
        | 404 | Not Found | 未找到 | 资源不存在。 |
        | 410 | Gone | 已移除 | 资源已永久移除。 |

        docs/b.md:
        | 404 | Not Found | 未找到 | 资源不存在。 |
        | 410 | Gone | 已移除 | 资源已永久移除。 |
    """
    theirs = next((each for each in copies.earlier if _is_copy(each, copies.texts)), None)
    if theirs is None:
        return
    for place, cell in copies.texts.cells.items():
        other = theirs.cells.get(place)
        if other and theirs.words[place] != copies.texts.words[place]:
            code, field = place
            values = {"code": code, "place": other.span.place, "text": other.text}
            yield Violation(cell.span, DIFFERS[field].about(**values), code, MAKE_SAME)


def _is_copy(one: Texts, other: Texts) -> bool:
    same = len(one.words.items() & other.words.items())
    return same >= ENOUGH and 2 * same >= len(one.words.keys() & other.words.keys())


DIFFERS: Mapping[Field, Wording] = {
    Field.TITLE: Wording(
        "{code} 的名称与 {place} 处的副本不同：“{text}”",
        "the title of {code} is another one in the copy at {place}: “{text}”",
    ),
    Field.DESCRIPTION: Wording(
        "{code} 的说明与 {place} 处的副本不同：“{text}”",
        "the description of {code} is another one in the copy at {place}: “{text}”",
    ),
}
MAKE_SAME = Wording(
    "核实哪一份正确，改成一致", "find out which of the two is right, and make them the same"
)
