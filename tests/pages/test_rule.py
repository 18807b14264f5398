"""Every rule has a page, made of what its code says."""

import pytest

from pipeline.build import Build
from pipeline.rules import RULES
from tests.pages.rendering import has, shown


def test_a_rule_explains_itself_with_both_examples(golden: Build) -> None:
    has(
        shown(golden, "pages/zh-Hans/rules/phrase-typo.md"),
        "# 原因短语拼写有误 {: #top }",
        '<code dir="ltr">phrase-typo</code> '
        '<span class="hs-severity hs-severity--error">错误</span> · 可用 check --fix 自动改正',
        "\n指出与注册短语只差一处笔误的原因短语。\n{: .hs-lead }",
        '## 反例 {: #bad }\n\n<pre class="hs-example hs-example--bad" lang="zh-Hans" dir="ltr">'
        '<code tabindex="0">&#124; 205 &#124; Rest Content &#124;</code></pre>',
        '<code tabindex="0">&#124; 205 &#124; Reset Content &#124;</code></pre>',
        "“Rest Content”是“Reset Content”的误写",
    )


def test_where_a_page_is_not_chinese_the_explanation_is_english(golden: Build) -> None:
    said = "Find a phrase that is a slip of the pen away from the registered one."
    has(shown(golden, "pages/en/rules/phrase-typo.md"), f"\n{said}\n{{: .hs-lead }}")
    marked = f'<span lang="en" dir="ltr">{said}</span>'
    has(shown(golden, "pages/ja/rules/phrase-typo.md"), marked)


def test_a_rule_says_what_becomes_of_its_finding(golden: Build) -> None:
    has(shown(golden, "pages/zh-Hans/rules/bom.md"), "可用 check --unsafe-fixes 改正，改后须核对")
    has(shown(golden, "pages/zh-Hans/rules/duplicate-code.md"), "须由人改正")


def test_examples_keep_their_lines(golden: Build) -> None:
    page = shown(golden, "pages/en/rules/bom.md")
    has(page, "状态码 &#124; 编码 &#124;&#10;&#124; --- &#124; --- &#124;&#10;&#124; 404 &#124;")
    has(page, '{: #found }\n\n<span lang="zh-Hans" dir="ltr">没有发现问题。</span>')


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_every_rule_has_text_and_two_examples(golden: Build, rule: str) -> None:
    page = shown(golden, f"pages/en/rules/{rule}.md")
    assert "{: .hs-lead }" in page
    assert '<code tabindex="0"></code>' not in page
    assert "Bad:" not in page
    assert "Good:" not in page


def test_the_list_of_rules_says_how_much_each_found(golden: Build) -> None:
    has(
        shown(golden, "pages/zh-Hans/rules/index.md"),
        f"共 {len(RULES)} 条。",
        '| [单元格含制表符](cell-tab.md)<br><code dir="ltr">cell-tab</code> | '
        '<span class="hs-severity hs-severity--warning">警告</span> | 4 |',
    )
