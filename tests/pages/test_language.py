"""Which language a text is in, and what it is worth, is said where it is not the page's own."""

from dataclasses import replace

import pytest

from pipeline.build import Build
from pipeline.locale import Locale, known_locale
from pipeline.pages.edition import FIRST_SENTENCE
from pipeline.pages.language import Run, Voice, attributes
from pipeline.templates import finalized
from pipeline.wording import Wording
from tests.pages.rendering import has, rendered, replace_texts, shown


def locale(name: str) -> Locale:
    found = known_locale(name)
    assert found is not None
    return found


def test_a_run_in_the_pages_language_is_plain() -> None:
    run = Run("未找到 <b>", locale("zh_Hans"), locale("zh_Hans"))
    assert finalized(run) == "未找到 &#60;b&#62;"


def test_a_run_in_another_language_says_so() -> None:
    arabic = Run("غير {what}", locale("ar"), locale("en"), {"what": "<b>"})
    assert finalized(arabic) == '<span lang="ar" dir="rtl">غير &#60;b&#62;</span>'
    assert str(arabic) == "غير <b>"


@pytest.mark.parametrize(
    ("page", "markup"),
    [
        ("zh_Hans", "有误"),
        ("zh_Hant", '<span lang="zh-Hans" dir="ltr">有误</span>'),
        ("fr", '<span lang="en" dir="ltr">wrong</span>'),
    ],
)
def test_a_sentence_in_two_languages_is_chinese_on_chinese_pages(
    golden: Build, page: str, markup: str
) -> None:
    edition = replace(golden.dataset.editions[0], locale=locale(page))
    said = Voice(edition, locale("zh_Hans")).wording(Wording("有误", "wrong"))
    assert finalized(said) == markup


def test_attributes_name_language_and_direction() -> None:
    assert attributes(locale("zh_Hant")) == ' lang="zh-Hant" dir="ltr"'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("继续请求。这个临时响应……", "继续请求。"),
        ("The request succeeded. And more.", "The request succeeded."),
        ("Used by some (e.g. nginx 1.9) only. More.", "Used by some (e.g. nginx 1.9) only."),
        ("リクエストの継続を示します。この", "リクエストの継続を示します。"),
    ],
)
def test_the_first_sentence(text: str, sentence: str) -> None:
    found = FIRST_SENTENCE.match(text)
    assert found is not None
    assert found.group() == sentence


def test_a_text_without_end_of_sentence_is_its_own_summary(golden: Build) -> None:
    page = shown(
        replace_texts(golden, "status.404.description", "没有句号"), "pages/zh-Hans/index.md"
    )
    has(page, "| 未找到 | 没有句号 |")


@pytest.mark.parametrize(
    ("path", "code", "shown_as"),
    [
        ("en/index.md", 100, "Continue"),
        ("ja/index.md", 404, '<span lang="zh-Hans" dir="ltr">未找到</span>'),
    ],
)
def test_titles_are_in_the_editions_language_or_say_which(
    golden: Build, path: str, code: int, shown_as: str
) -> None:
    row = next(
        line
        for line in shown(golden, f"pages/{path}").splitlines()
        if line.startswith(f"| [{code}]")
    )
    assert shown_as in row


@pytest.mark.parametrize(
    ("path", "mark"),
    [("ja/404.md", "untranslated"), ("en/204.md", "stale"), ("ja/100.md", "draft")],
)
def test_a_text_that_is_less_than_it_seems_is_marked_in_words(
    golden: Build, path: str, mark: str
) -> None:
    label = {"untranslated": "未翻译", "stale": "待更新", "draft": "机器初稿"}[mark]
    page = shown(golden, f"pages/{path}")
    has(page, f'<span class="hs-mark hs-mark--{mark}" title="', f">{label}</span></span>")


def test_a_text_in_its_own_language_has_no_mark(golden: Build) -> None:
    head = shown(golden, "pages/zh-Hans/404.md").partition("## 其他语言")[0]
    assert "hs-mark" not in head


def test_a_title_that_repeats_the_phrase_is_left_out(golden: Build) -> None:
    heading = '# <span class="hs-code">204</span> No Content {: #top .hs-title--2xx }'
    has(shown(golden, "pages/en/204.md"), heading)
    has(
        shown(golden, "pages/en/index.md"),
        '| Continue | <span class="hs-same">Continue</span> <span',
    )


def test_other_languages_lead_to_the_same_code(golden: Build) -> None:
    has(
        shown(golden, "pages/ja/204.md"),
        '- <a href="../../zh-Hans/204/" hreflang="zh-Hans" lang="zh-Hans" dir="ltr">简体中文</a> '
        '<span lang="zh-Hans" dir="ltr">无内容</span>\n',
        '- <a href="../../en/204/" hreflang="en" lang="en" dir="ltr">English</a> '
        '<span lang="en" dir="ltr">No content</span>\n',
    )


def test_a_site_text_of_the_catalogue_replaces_the_templates(golden: Build) -> None:
    page = shown(replace_texts(golden, "ui.glance.heading", "一览 <b>"), "pages/zh-Hans/404.md")
    has(page, "## 一览 &#60;b&#62; {: #at-a-glance }")


def test_a_site_text_that_no_catalogue_has_is_the_templates(golden: Build) -> None:
    editions = tuple(
        replace(edition, texts={a: t for a, t in edition.texts.items() if not a.startswith("ui.")})
        for edition in golden.dataset.editions
    )
    page = shown(rendered(golden, replace(golden.dataset, editions=editions)), "pages/en/404.md")
    has(page, '## <span lang="zh-Hans" dir="ltr">速览</span> {: #at-a-glance }')
