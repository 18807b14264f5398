"""What stands on the pages of an edition."""

from dataclasses import replace
from hashlib import sha256

from pipeline.build import Build
from tests.golden_project import GOLDEN
from tests.pages.rendering import change_texts, has, rendered, shown


def test_the_head_of_a_codes_page(golden: Build) -> None:
    page = shown(golden, "pages/zh-Hans/404.md")
    assert page.startswith(
        """\
---
title: "404 Not Found 未找到"
description: "所请求的资源不存在。建议直接修改该请求，不要重试该请求。"
code: 404
term: {"termCode": "404", "name": "Not Found", "alternateName": ["未找到"], \
"description": "所请求的资源不存在。建议直接修改该请求，不要重试该请求。", \
"sameAs": "https://httpwg.org/specs/rfc9110.html#status.404"}
---

<div class="hs-badges" data-search-exclude="true" markdown="1">
[4xx 客户端错误](4xx/index.md){ .hs-badge .hs-badge--4xx }
</div>

# <span class="hs-code">404</span> <span lang="en" dir="ltr">Not Found</span> \
<span class="hs-title">未找到</span> {: #top .hs-title--4xx }

所请求的资源不存在。建议直接修改该请求，不要重试该请求。
{: .hs-lead }

## 怎么办 {: #what-to-do }

<div class="hs-advice" markdown="1">

客户端
:   检查 URI 是否正确。404 并不说明资源是暂时没有还是永远没有。 <span class="hs-authority">\
<a href="https://www.rfc-editor.org/rfc/rfc9110.html&#35;section-15.5.5" dir="ltr">\
RFC 9110 §15.5.5</a></span>

服务器
:   确知资源很可能不会再有时，改用 410。404 默认可缓存；资源可能很快出现时，\
用 Cache-Control 首部加以限制。 \
<span class="hs-authority">\
<a href="https://www.rfc-editor.org/rfc/rfc9110.html&#35;section-15.5.5" dir="ltr">\
RFC 9110 §15.5.5</a></span>

</div>

## 速览 {: #at-a-glance }

重试
:   不要重试 <span class="hs-authority">\
<a href="https://www.rfc-editor.org/rfc/rfc9110.html&#35;section-15.5.5" dir="ltr">\
RFC 9110 §15.5.5</a></span>

默认可缓存
:   是 <span class="hs-authority" dir="ltr">RFC 9110 §15.1</span>

允许带内容
:   是 <span class="hs-authority" dir="ltr">RFC 9110 §15.5, §15.6</span>

规范
:   <a href="https://httpwg.org/specs/rfc9110.html&#35;status.404" dir="ltr">RFC 9110 §15.5.5</a>

IANA 注册
:   已注册 · 更新于 <time dir="ltr" datetime="2021-10-01">2021-10-01</time>

注册表版本
:   <time dir="ltr" datetime="2025-09-15">2025-09-15</time>

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


def test_the_past_of_a_code_may_be_a_sentence(golden: Build) -> None:
    page = shown(golden, "pages/zh-Hans/306.md")
    has(page, "## 沿革 {: #history }\n\nRFC 2616 称它", 'rfc2616.html&#35;section-10.3.7"')
    assert "现行" not in page, "it has no phrase"
    assert "沿革" not in shown(golden, "pages/zh-Hans/100.md")


def test_where_nothing_failed_there_is_nothing_to_repeat(golden: Build) -> None:
    has(shown(golden, "pages/zh-Hans/100.md"), "重试\n:   无须重试 <")
    has(shown(golden, "pages/zh-Hans/413.md"), "重试\n:   满足条件后可以重试 <")


def test_a_code_without_advice_has_no_empty_headings(golden: Build) -> None:
    page = shown(golden, "pages/zh-Hans/499.md")
    assert not {"怎么办", "重试", "容易混淆", "报文示例"} & set(page.split())


def test_both_pages_tell_two_codes_apart(golden: Build) -> None:
    said = "两者都没有内容：204 让客户端停留在当前的文档视图，205 还要求把它恢复到最初的状态。"
    english = '<span lang="en" dir="ltr">{}</span>'
    has(
        shown(golden, "pages/zh-Hans/204.md"),
        f"- [**205** {english.format('Reset Content')} 重置内容](205.md)"
        f'{{ data-search-exclude="true" }}<br>{said} ',
    )
    has(
        shown(golden, "pages/ja/205.md"),
        f'](204.md){{ data-search-exclude="true" }}<br><span lang="zh-Hans" dir="ltr">{said}</span>'
        ' <span class="hs-authority">',
        '{: .hs-lead }\n\n<span class="hs-mark hs-mark--untranslated">',
    )


def test_an_example_is_shown_line_by_line(golden: Build) -> None:
    has(
        shown(golden, "pages/en/429.md"),
        '<pre class="hs-message" dir="ltr" translate="no"><code>HTTP/1.1 429 Too Many Requests\n'
        "Date: Wed, 25 Nov 2026 08:00:00 GMT\nRetry-After: 60\n",
        "\n\n&#123;&#34;limit&#34;:100,&#34;window&#34;:3600&#125;\n</code></pre>",
    )


def test_what_programs_call_a_code_comes_with_their_versions(golden: Build) -> None:
    page = shown(golden, "pages/zh-Hans/413.md")
    has(
        page,
        '<span lang="en" dir="ltr">Content Too Large</span> <span class="hs-fate">注册短语</span>'
        '\n:   <span lang="en" dir="ltr">Python http.HTTPStatus 3.13.0 · ',
        '<span lang="en" dir="ltr">Payload Too Large</span>\n'
        ':   <span lang="en" dir="ltr">Node http.STATUS&#95;CODES v20.20.2 · ',
    )
    has(shown(golden, "pages/en/499.md"), '<span lang="en" dir="ltr">nginx')


def test_a_code_that_the_author_omits_says_so(golden: Build) -> None:
    has(
        shown(golden, "pages/zh-Hans/103.md"),
        '<span class="hs-badge">原表未收录</span>',
        '相关首部\n:   <code>Link</code> <span class="hs-authority" dir="ltr">RFC 8297 §2</span>\n',
        "原表没有这个状态码",
        "source/supplement.md:6",
    )


def test_a_reserved_code_has_no_phrase(golden: Build) -> None:
    has(
        shown(golden, "pages/zh-Hans/306.md"),
        '# <span class="hs-code">306</span> <span class="hs-title">不再使用</span> {: #top ',
        '<div class="hs-notice" markdown="1">\n\n此号码保留不用，目前不会分配给其他用途。\n',
        '<span class="hs-badge">保留不用</span>',
        "此状态码没有原因短语。",
    )


def test_a_deprecated_code_says_so(golden: Build) -> None:
    code = golden.dataset.by_code[404]
    assert code.assignment is not None
    specification = replace(code.assignment.specification, deprecated=True)
    deprecated = replace(code, assignment=replace(code.assignment, specification=specification))
    codes = tuple(deprecated if each is code else each for each in golden.dataset.codes)
    page = shown(rendered(golden, replace(golden.dataset, codes=codes)), "pages/zh-Hans/404.md")
    has(page, "\n规范已弃用此状态码。\n")


def test_an_unregistered_code_says_so(golden: Build) -> None:
    page = shown(golden, "pages/zh-Hans/499.md")
    has(page, "IANA 注册\n:   未注册\n", '<span class="hs-badge">未注册</span>')
    assert "description:" not in page, "nobody described it"


def test_findings_say_rule_severity_place_and_whether_they_are_answered(golden: Build) -> None:
    page = shown(golden, "pages/zh-Hans/413.md")
    has(
        page,
        '- <span class="hs-severity hs-severity--error">错误</span> '
        "[<code>stray-prefix</code>](rules/stray-prefix.md) "
        '<span class="hs-fate">已有勘误</span><br>说明开头有多余的字母“e”<br>'
        '<span class="hs-place" dir="ltr">source/http-status-codes.md:11:38</span>',
        '(rules/phrase-superseded.md) <span class="hs-fate">待处理</span>',
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
        '[4xx 客户端错误 <span class="hs-count">7</span>](#4xx){ .hs-badge .hs-badge--4xx '
        'data-class="4xx" }',
        "## [4xx 客户端错误](4xx/index.md) {: #4xx }",
        '| [404](404.md){ #404 data-aliases="NotFound" } | '
        '<span lang="en" dir="ltr">Not Found</span> | 未找到 | '
        "所请求的资源不存在。 |",
        '| [306](306.md){ #306 data-aliases="Unused · Switch Proxy" } | — | ',
        '早期提示 <span class="hs-mark hs-mark--omitted">原表未收录</span> |',
    )


def test_a_class_page_says_what_an_unknown_code_means(golden: Build) -> None:
    has(
        shown(golden, "pages/zh-Hans/4xx/index.md"),
        'title: "4xx 客户端错误"',
        "[404](../404.md){ #404 ",
        "客户端遇到不认识的 4xx 状态码时，必须把它当作 400 处理（RFC 9110 §15）。",
    )


def test_what_can_be_copied_stands_there_as_text(golden: Build) -> None:
    has(
        shown(golden, "pages/ja/404.md"),
        '<dd><code dir="ltr">https://golden.example/ja/404/</code></dd>',
        '<dd><code lang="en" dir="ltr">Not Found</code></dd>',
        '<dd data-fetch="../../api/v1/codes/404.json">',
        '<dd><code dir="ltr">curl -s https://golden.example/api/v1/codes/404.json</code></dd>',
    )
    assert '<dd><code lang="en"' not in shown(golden, "pages/zh-Hans/306.md")


def test_the_data_of_a_code_lead_to_its_row_and_its_translation(golden: Build) -> None:
    page = shown(golden, "pages/en/204.md")
    path = GOLDEN / "expected/locales/en/LC_MESSAGES/statuses.po"
    line = path.read_text(encoding="utf-8").split("\n").index('msgctxt "status.204.title"') + 1
    has(page, f"/statuses.po:{line}</span>", "source/http-status-codes.md:6</span>")
    assert "statuses.po" not in shown(golden, "pages/zh-Hans/204.md"), "its texts are the source's"


def test_places_are_links_where_the_repository_can_be_read(golden: Build) -> None:
    dataset = replace(golden.dataset, repository_url="https://git.example/main/")
    has(
        shown(rendered(golden, dataset), "pages/zh-Hans/404.md"),
        '<a class="hs-place" dir="ltr" '
        'href="https://git.example/main/source/http-status-codes.md&#35;L10">'
        "source/http-status-codes.md:10</a>",
    )


def test_a_mark_that_every_row_has_is_said_once(golden: Build) -> None:
    drafts = change_texts(golden, lambda text: replace(text, draft=True))
    page = shown(drafts, "pages/en/index.md")
    assert page.count("hs-mark--draft") == 1
    untouched = shown(golden, "pages/en/index.md").partition('<form class="hs-filter"')[0]
    assert "hs-mark" not in untouched, "where some rows are no drafts, each says so itself"


def test_the_errata_stand_on_a_sheet_of_their_own(golden: Build) -> None:
    has(
        shown(golden, "pages/zh-Hans/errata.md"),
        "原表共有 4 处文字与规范不符。",
        '## [413 <span lang="en" dir="ltr">Content Too Large</span>](413.md) · 说明',
        '<del lang="zh-Hans" dir="ltr" class="hs-verbatim">e&#9;由于',
    )


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
    listing, *links = [part.partition('"')[0] for part in page.split('href="../../')[1:]]
    assert listing == "downloads/latest/"
    assert len(links) == 42
    assert [link for link in links if f"build/site/{link}" not in exported] == []


def test_a_mark_that_all_texts_of_a_code_have_is_said_once(golden: Build) -> None:
    drafts = change_texts(golden, lambda text: replace(text, draft=True))
    for path, lead in (("404.md", "{: .hs-lead }"), ("errata.md", "{: .hs-lead }")):
        page = shown(drafts, f"pages/zh-Hans/{path}").partition("{: #languages")[0]
        assert page.count("hs-mark--draft") == 1
        has(page, f'{lead}\n\n<span class="hs-mark hs-mark--draft">')


def test_versions_of_one_library_stand_together(golden: Build) -> None:
    has(shown(golden, "pages/en/404.md"), "Python http.HTTPStatus 3.6.15, 3.8.18, 3.12.1, 3.13.0 ·")
    has(shown(golden, "pages/en/413.md"), ">Python http.HTTPStatus 3.13.0 ·", "JDK 17 com.sun")


def test_a_description_in_one_language_changes_no_page_of_another(golden: Build) -> None:
    *others, last = golden.dataset.editions
    address = "status.404.description"
    texts = {**last.texts, address: replace(last.texts[address], text="Reworded.")}
    editions = (*others, replace(last, texts=texts))
    again = rendered(golden, replace(golden.dataset, editions=editions))
    before = {page.path: page.content for page in golden.pages}
    changed = {page.path for page in again.pages if before[page.path] != page.content}
    tag = last.locale.tag
    assert f"build/pages/{tag}/404.md" in changed
    listed = {f"build/site/downloads/{folder}/index.html" for folder in ("latest", "0.1.0")}
    assert {path for path in changed if not path.startswith(f"build/pages/{tag}/")} == listed


def test_the_folder_of_a_release_lists_its_files(golden: Build) -> None:
    page = shown(golden, "site/downloads/latest/index.html")
    files = [each for each in golden.exports if "/downloads/latest/" in each.path]
    for file in files:
        name, digest = file.path.rpartition("/")[2], sha256(file.content).hexdigest()
        has(page, f'<a href="{name}">{name}</a></th><td>{len(file.content)}</td>', digest)
    assert page.count("<tr>") == len(files) + 1
