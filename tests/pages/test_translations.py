"""How far each language is: counted, drawn, in letters, and what changed under a translation."""

from dataclasses import replace

from pipeline.build import Build
from pipeline.catalogues.coverage import State
from tests.pages.rendering import change_texts, has, shown


def page(build: Build) -> str:
    return shown(build, "pages/zh-Hans/translations.md")


def test_states_are_counted_and_drawn(golden: Build) -> None:
    english = next(each for each in golden.dataset.editions if each.locale.tag == "en")
    row = next(row for row in page(golden).splitlines() if '" hreflang="en"' in row)
    *counts, _ = (int(cell) for cell in row.rstrip(" |").split(" | ")[1:])
    found = [text.state for text in english.texts.values()]
    assert counts == [found.count(state) for state in State]
    bar = row.partition("<svg")[2]
    shown_kinds = [kind for kind in State if f"hs-fill--{kind}" in bar]
    assert shown_kinds == [state for state in State if state in found]


def test_a_code_has_the_letter_of_its_worst_text(golden: Build) -> None:
    row = '<tr><th scope="row"><a href="../204/">204</a></th><td class="hs-letter--{}">{}</td>'
    has(page(golden), row.format("missing", "M"))  # nobody translated the correction's reason
    found = change_texts(
        golden,
        lambda text: text if text.state is State.STALE else replace(text, state=State.TRANSLATED),
    )
    has(page(found), row.format("stale", "S"))
    has(
        page(golden),
        '<span class="hs-letter hs-letter--stale">S</span> '
        '<span class="hs-state">待更新</span>\n:   中文原文已改',
    )


def test_a_draft_has_a_letter_of_its_own(golden: Build) -> None:
    drafts = change_texts(golden, lambda text: replace(text, state=State.TRANSLATED, draft=True))
    has(page(drafts), '204</a></th><td class="hs-letter--draft">D</td>')


def test_what_changed_under_a_translation_is_shown(golden: Build) -> None:
    has(
        page(golden),
        '<span lang="en" dir="ltr">English</span> <code dir="ltr">status.204.description</code> '
        '<span class="hs-place" dir="ltr">locales/en/LC&#95;MESSAGES/statuses.po:',
        "<ins>",
    )


def test_removed_words_are_shown_too(golden: Build) -> None:
    older = change_texts(
        golden, lambda text: replace(text, translated_from=text.translated_from and "已删。请求")
    )
    has(page(older), "<del>已删。</del>")


def test_the_page_says_where_nothing_is_stale(golden: Build) -> None:
    fresh = change_texts(golden, lambda text: replace(text, translated_from=None))
    has(page(fresh), "没有：全部译文都与原文一致。", "TRANSLATING.md")
    assert "全部译文都与原文一致" not in page(golden)
