"""What MkDocs, crawlers and readers at the root get; no text breaks out of its place."""

import json
from xml.etree import ElementTree as ET

import pytest

from pipeline.build import Build
from pipeline.rules import RULES
from tests.pages.rendering import has, replace_texts, shown

# The index, the classes, the codes; report, errata, rules, translations, downloads; each rule.
PAGES = 1 + 5 + 13 + 5 + len(RULES)


def test_the_configuration_of_an_edition(golden: Build) -> None:
    has(
        shown(golden, "mkdocs/ja.yml"),
        "INHERIT: ../../mkdocs.yml\n",
        'site_url: "https://golden.example/ja/"\n',
        "docs_dir: ../pages/ja\nsite_dir: ../site/ja\n",
        "  language: ja\n  direction: ltr\n",
        '    - lang: en\n      dir: ltr\n      name: "English"\n'
        '      link: "https://golden.example/en/"\n',
        '  - "4xx 客户端错误":\n      - "4xx 客户端错误": 4xx/index.md\n',
        '      - "404 Not Found 未找到": 404.md\n',
    )


def test_every_page_has_a_title_in_the_menu(golden: Build) -> None:
    config = shown(golden, "mkdocs/en.yml")
    pages = [page.path for page in golden.pages if page.path.startswith("build/pages/en/")]
    assert len(pages) == PAGES
    has(config, *(f'": {path.removeprefix("build/pages/en/")}\n' for path in pages))


def test_the_chooser_needs_no_script(golden: Build) -> None:
    page = shown(golden, "site/index.html")
    has(
        page,
        '<li lang="ja" dir="ltr">\n<a href="ja/" hreflang="ja">\n<strong>日本語</strong>',
        '<link rel="alternate" hreflang="x-default" href="https://golden.example/">',
        '<script src="chooser.js" defer></script>',
    )


def test_the_hosts_error_page_leads_nowhere_by_itself(golden: Build) -> None:
    page = shown(golden, "site/404.html")
    has(page, '<a href="/ja/" hreflang="ja">', '<meta name="robots" content="noindex">')
    assert "<script" not in page


def test_the_sitemap_has_every_page_in_every_language(golden: Build) -> None:
    sitemap = ET.fromstring(shown(golden, "site/sitemap.xml"))  # noqa: S314 - our own
    found = [url.findtext("{*}loc") for url in sitemap]
    assert len(found) == 3 * PAGES
    assert "https://golden.example/ja/404/" in found
    assert "https://golden.example/en/" in found
    assert [len(url.findall("{*}link")) for url in sitemap] == [3] * len(found)
    has(shown(golden, "site/robots.txt"), "Sitemap: https://golden.example/sitemap.xml")


HOSTILE = """<script>alert(1)</script>"><img src=x> [x](javascript:0) {{ 7*7 }} `a` | <!-- {#x}"""


@pytest.mark.parametrize("address", ["status.404.title", "status.404.description", "ui.site.name"])
def test_a_hostile_text_is_never_markup(golden: Build, address: str) -> None:
    build = replace_texts(golden, address, HOSTILE)
    texts = {page.path: page.content.decode() for page in build.pages}
    seen = [path for path, text in texts.items() if "alert(1)" in text]
    assert seen, "the text is shown somewhere"
    assert [path for path in seen if "<script>alert" in texts[path]] == []
    assert [path for path in seen if "<img" in texts[path]] == []
    bodies = {path: text.rpartition("\n---\n")[2] for path, text in texts.items()}
    assert [path for path in seen if path.endswith(".md") and "[x](" in bodies[path]] == []


def test_a_hostile_title_stays_one_string_of_the_menu(golden: Build) -> None:
    config = shown(replace_texts(golden, "status.404.title", HOSTILE), "mkdocs/zh-Hans.yml")
    line = next(line for line in config.splitlines() if "404.md" in line)
    text = json.loads(line.strip().removeprefix("- ").removesuffix(": 404.md"))
    assert text.startswith("404 Not Found &lt;script&gt;alert(1)&lt;/script&gt;&#34;&gt;&lt;img")
