"""Rules on what a translation must not be: markup, scripts, templates, remains of a merge."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from pipeline.findings import Severity, Violation, rule
from pipeline.rules.translation.subject import Translation
from pipeline.rules.translation.substance import CODE
from pipeline.wording import Wording

TAG = re.compile(r"</?[A-Za-z][^<>]*>?|<[!?][^<>]*>?|&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z]\w*);")
SCRIPT = re.compile(r"(?:javascript|vbscript):(?=\S)|data:(?=[a-z]+/|[;,])", re.IGNORECASE)
# What browsers take out of an address before they look at it.
IGNORED = re.compile(r"[\x00-\x20\u200b-\u200d\u2060\ufeff]")
PIPE = re.compile(r"(?<!\\)\|")
BLOCK = re.compile(
    r"\s*(?:#{1,6}(?:\s|$)|>|[-*+](?:\s|$)|\d{1,9}[.)]\s|`{3}|~{3}|={3,}|-{3,}|\*{3,}|_{3,})"
    r"|\t| {4}"
)
JINJA = re.compile(r"\{\{|\{%|\{#|\{:|\}\}|%\}|#\}")
CONFLICT = re.compile(r"<{7}|={7}|>{7}|\|{7}|#-#-#-#-#")


@rule(Severity.ERROR, "原文没有的 HTML", "HTML that the source does not have")
def unexpected_html(translation: Translation) -> Iterator[Violation]:
    """Forbid tags, comments and character references, but for those that the source has.

    不允许标签、注释和字符引用，原文也有的除外。

    Bad:
        msgid "未找到"
        msgstr "<img src=x onerror=alert(1)>"
    Good:
        msgid "未找到"
        msgstr "Introuvable"
    """
    allowed = set(TAG.findall(translation.source))
    for tag in TAG.finditer(translation.text):
        if tag[0] not in allowed:
            yield translation.violation(HTML.about(tag=tag[0]), tag.span())


@rule(Severity.ERROR, "会执行脚本的链接", "Address that runs a script")
def active_link(translation: Translation) -> Iterator[Violation]:
    """Forbid `javascript:`, `vbscript:` and `data:` addresses, however their letters are written.

    不允许 `javascript:`、`vbscript:` 和 `data:` 地址，不论字母写成什么样子。

    Bad:
        msgid "未找到"
        msgstr "[Introuvable](java&#115;cript:alert(1))"
    Good:
        msgid "未找到"
        msgstr "Introuvable"
    """
    text = translation.text
    if found := SCRIPT.search(text):
        yield translation.violation(SCRIPTED, found.span())
    elif SCRIPT.search(IGNORED.sub("", html.unescape(text))) and _is_disguised(text):
        yield translation.violation(SCRIPTED)


@rule(Severity.ERROR, "会破坏表格或段落", "Text that breaks its table or paragraph")
def breaks_cell(translation: Translation) -> Iterator[Violation]:
    """Forbid what ends a line, a cell or a paragraph where the source text does not.

    That is line ends, pipes, and what makes a heading, a list, a quotation or code of a line
    that begins with it.

    原文没有断开的地方，译文不允许断开一行、一个单元格或一段。

    所指的是换行、竖线，以及在行首会使该行成为标题、列表、引用或代码的写法。

    Bad:
        msgid "未找到"
        msgstr "Introu | vable"
    Good:
        msgid "未找到"
        msgstr "Introuvable"
    """
    source, text = translation.source, translation.text
    for mark, said in ((NEWLINE, BREAKS_LINE), (PIPE, BREAKS_ROW)):
        found = list(mark.finditer(text))
        if len(found) != len(mark.findall(source)):
            yield translation.violation(said, found[-1].span() if found else (0, 0))
    begin = BLOCK.match(text)
    if begin and not BLOCK.match(source):
        yield translation.violation(BEGINS_BLOCK, begin.span())


@rule(Severity.ERROR, "反引号不成对", "Unbalanced backticks")
def unbalanced_backticks(translation: Translation) -> Iterator[Violation]:
    """Require that every backtick has its partner, as in the source.

    要求反引号成对，与原文一样。

    Bad:
        msgid "参见 `Allow`。"
        msgstr "Voir `Allow."
    Good:
        msgid "参见 `Allow`。"
        msgstr "Voir `Allow`."
    """
    alone = _outside_code(translation.text).find("`")
    if alone >= 0 and "`" not in _outside_code(translation.source):
        yield translation.violation(BACKTICK, (alone, alone + 1))


@rule(Severity.ERROR, "模板语法", "Template syntax")
def template_syntax(translation: Translation) -> Iterator[Violation]:
    """Forbid what begins or ends an expression of the page templates, or attributes in Markdown.

    不允许页面模板表达式和 Markdown 属性的起止符号。

    Bad:
        msgid "未找到"
        msgstr "Introuvable {{ config }}"
    Good:
        msgid "未找到"
        msgstr "Introuvable"
    """
    for found in JINJA.finditer(translation.text):
        if found[0] not in translation.source:
            yield translation.violation(TEMPLATE.about(found=found[0]), found.span())


@rule(Severity.ERROR, "合并冲突的残留", "Remains of a merge conflict")
def conflict_text(translation: Translation) -> Iterator[Violation]:
    """Find the marks that git and gettext leave between two versions of a text.

    指出 git 和 gettext 在一段文字的两个版本之间留下的标记。

    Bad:
        msgid "未找到"
        msgstr "#-#-#-#-#  fr.po  #-#-#-#-# Introuvable"
    Good:
        msgid "未找到"
        msgstr "Introuvable"
    """
    found = CONFLICT.search(translation.text)
    if found and found[0] not in translation.source:
        yield translation.violation(CONFLICTING, found.span())


def _is_disguised(text: str) -> bool:
    """Tell whether `text` has what browsers undo or leave out, other than plain spaces."""
    return html.unescape(text) != text or bool(IGNORED.search(text.replace(" ", "")))


def _outside_code(text: str) -> str:
    return CODE.sub(lambda found: " " * len(found[0]), text)


NEWLINE = re.compile(r"\n")
HTML = Wording("原文没有的 HTML：{tag}", "HTML that the source does not have: {tag}")
SCRIPTED = Wording("会执行脚本或夹带内容的地址", "an address that runs a script or carries content")
BREAKS_LINE = Wording("换行与原文不一致", "line ends unlike the source's")
BREAKS_ROW = Wording(
    "竖线与原文不一致，会破坏表格", "pipes unlike the source's would break a table"
)
BEGINS_BLOCK = Wording(
    "开头会被当作标题、列表、引用或代码",
    "the beginning makes a heading, list, quotation or code of it",
)
BACKTICK = Wording("反引号不成对", "a backtick without its partner")
TEMPLATE = Wording("模板语法 {found}", "template syntax {found}")
CONFLICTING = Wording("合并冲突的残留", "remains of a merge conflict")
