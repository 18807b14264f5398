"""What stands on the pages of an edition."""

from dataclasses import replace

from pipeline.build import Build
from tests.pages.rendering import has, rendered, shown


def test_the_head_of_a_codes_page(golden: Build) -> None:
    page = shown(golden, "pages/zh-Hans/404.md")
    assert page.startswith(
        """\
---
title: "404 Not Found 未找到"
description: "所请求的资源不存在。建议直接修改该请求，不要重试该请求。"
---

# <span class="hs-code">404</span> <span lang="en" dir="ltr">Not Found</span> 未找到 {: #top }

<div class="hs-badges" data-search-exclude="true" markdown="1">
[4xx 客户端错误](4xx/index.md){ .hs-badge .hs-badge--4xx }
</div>

所请求的资源不存在。建议直接修改该请求，不要重试该请求。
{: .hs-lead }

## 速览 {: #at-a-glance }

默认可缓存
:   是

允许带内容
:   是

规范
:   <a href="https://httpwg.org/specs/rfc9110.html&#35;status.404" dir="ltr">RFC 9110 §15.5.5</a>

IANA 注册
:   已注册 · 更新于 <time datetime="2021-10-01">2021-10-01</time>

注册表版本
:   <time datetime="2025-09-15">2025-09-15</time>

译名只供人阅读，绝不写入报文；报文中的原因短语是 <span lang="en" dir="ltr">Not Found</span>。
{: .hs-wire }
"""
    )


def test_the_authors_words_stand_verbatim_with_their_place(golden: Build) -> None:
    has(
        shown(golden, "pages/ja/404.md"),
        '<blockquote class="hs-verbatim" lang="zh-Hans" dir="ltr"><p>所请求的资源不存在。',
        '<span lang="en" dir="ltr">NotFound</span>',
        '<span class="hs-place" dir="ltr">source/http-status-codes.md:10</span>',
    )


def test_a_registered_phrase_is_not_repeated_as_written(golden: Build) -> None:
    assert "作者所写" in shown(golden, "pages/zh-Hans/205.md")
    assert "作者所写" not in shown(golden, "pages/zh-Hans/204.md")


def test_a_correction_shows_both_texts_with_reason_and_authority(golden: Build) -> None:
    page = shown(golden, "pages/zh-Hans/413.md")
    has(
        page,
        "### 勘误：说明 {: #erratum-description }",
        '<del lang="zh-Hans" dir="ltr" class="hs-verbatim">e&#9;由于请求的实体过大',
        '<ins lang="zh-Hans" dir="ltr">由于请求的实体过大',
        ":   开头多出字母“e”和一个制表符",
        'status.413" dir="ltr">RFC 9110 §15.5.14</a><br>',
        '<q lang="en" dir="ltr">The server MAY terminate the request',
    )
    assert "<blockquote" not in page, "the correction shows the author's words already"


def test_an_authority_other_than_the_codes_specification_has_no_link(golden: Build) -> None:
    not_found, erratum = golden.dataset.by_code[404], golden.dataset.by_code[413].author
    assert not_found.author is not None
    assert erratum is not None
    elsewhere = not_found.author._replace(errata=(replace(erratum.errata[0], code=404),))
    codes = [
        replace(code, author=elsewhere) if code.code == 404 else code
        for code in golden.dataset.codes
    ]
    page = shown(rendered(golden, replace(golden.dataset, codes=tuple(codes))), "pages/en/404.md")
    has(page, ":   RFC 9110 §15.5.14<br>", "\n:   \n")


def test_a_phrase_has_its_history(golden: Build) -> None:
    has(
        shown(golden, "pages/en/413.md"),
        "1. Request Entity Too Large "
        '<span class="hs-place" dir="ltr">RFC 2068 §6.1.1, §10.4.14 · RFC 2616 §6.1.1, §10.4.14',
        '1. Payload Too Large <span class="hs-place" dir="ltr">RFC 7231 §6.1',
        '1. **Content Too Large** <span class="hs-place" dir="ltr">RFC 9110 §15.5.14</span>',
    )


def test_a_code_that_the_author_omits_says_so(golden: Build) -> None:
    has(
        shown(golden, "pages/zh-Hans/103.md"),
        '<span class="hs-badge">原表未收录</span>',
        "相关首部\n:   <code>Link</code> \n",
        "原表没有这个状态码",
        "source/supplement.md:6",
    )


def test_a_reserved_code_has_no_phrase(golden: Build) -> None:
    has(
        shown(golden, "pages/zh-Hans/306.md"),
        '# <span class="hs-code">306</span> 不再使用 {: #top }',
        '<span class="hs-badge">保留不用</span>',
        "此状态码没有原因短语。",
    )


def test_an_unregistered_code_says_so(golden: Build) -> None:
    page = shown(golden, "pages/zh-Hans/499.md")
    has(page, "IANA 注册\n:   未注册\n", '<span class="hs-badge">未注册</span>')
    assert "description:" not in page, "nobody described it"


def test_findings_say_rule_severity_place_and_whether_they_are_answered(golden: Build) -> None:
    page = shown(golden, "pages/zh-Hans/413.md")
    has(
        page,
        '- <span class="hs-severity hs-severity--error">错误</span> <code>stray-prefix</code> '
        '<span class="hs-fate">已有勘误</span><br>说明开头有多余的字母“e”<br>'
        '<span class="hs-place" dir="ltr">source/http-status-codes.md:11:38</span>',
        '<code>phrase-superseded</code> <span class="hs-fate">待处理</span>',
    )
    has(shown(golden, "pages/zh-Hans/100.md"), "没有发现问题。")


def test_findings_are_told_in_chinese_or_in_english(golden: Build) -> None:
    english = "“NotFound” has the letters of “Not Found”, but not its spacing"
    has(shown(golden, "pages/en/404.md"), f"<br>{english}<br>")
    has(shown(golden, "pages/ja/404.md"), f'<br><span lang="en" dir="ltr">{english}</span><br>')


def test_the_index_has_every_code_by_class(golden: Build) -> None:
    page = shown(golden, "pages/zh-Hans/index.md")
    has(
        page,
        "IANA 注册的 13 个 HTTP 状态码",
        "原表未收录的 3 个",
        '[4xx 客户端错误 <span class="hs-count">7</span>](#4xx)',
        "## [4xx 客户端错误](4xx/index.md) {: #4xx }",
        '| [404](404.md){ #404 } | <span lang="en" dir="ltr">Not Found</span> | 未找到 | '
        "所请求的资源不存在。 |",
        "| [306](306.md){ #306 } | — | 不再使用 | ",
        '早期提示 <span class="hs-mark hs-mark--omitted">原表未收录</span> |',
    )


def test_a_class_page_says_what_an_unknown_code_means(golden: Build) -> None:
    has(
        shown(golden, "pages/zh-Hans/4xx/index.md"),
        'title: "4xx 客户端错误"',
        "[404](../404.md){ #404 }",
        "客户端遇到不认识的 4xx 状态码时，必须把它当作 400 处理（RFC 9110 §15）。",
    )


def test_the_report_counts_by_rule_and_severity(golden: Build) -> None:
    has(
        shown(golden, "pages/zh-Hans/report.md"),
        "共有 23 处发现，其中 14 处待处理。",
        "| [单元格含制表符](#cell-tab)<br><code>cell-tab</code> | 0 | 4 | 0 | 3 |",
        "| **合计** | **10** | **10** | **3** | **14** |",
        "## 原因短语拼写有误 {: #phrase-typo }",
        '1. [205](205.md) <span class="hs-severity hs-severity--error">错误</span>',
    )


def test_a_report_without_findings_has_no_matrix(golden: Build) -> None:
    page = shown(rendered(golden, replace(golden.dataset, findings=())), "pages/en/report.md")
    assert "hs-matrix" not in page
    assert "##" not in page


def test_downloads_are_listed_with_examples(golden: Build) -> None:
    has(
        shown(golden, "pages/en/downloads.md"),
        '<a href="../../downloads/latest/codes.csv">codes.csv</a>',
        "curl -s https://golden.example/api/v1/codes/404.json",
        'print(codes[404]["title"]["en"]["text"])',
    )


def test_every_file_that_the_downloads_page_names_is_exported(golden: Build) -> None:
    page = shown(golden, "pages/en/downloads.md")
    exported = {artefact.path for artefact in golden.exports}
    links = [part.partition('"')[0] for part in page.split('href="../../')[1:]]
    assert len(links) == 6
    assert [link for link in links if f"build/site/{link}" not in exported] == []
