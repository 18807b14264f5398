"""What MkDocs, crawlers and readers at the root get; no text breaks out of its place."""

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from pipeline.build import Build
from pipeline.pages.root import owners
from pipeline.records.union import StatusCode
from pipeline.rules import RULES
from tests.pages.rendering import has, rendered, replace_texts, shown

ATOM = "{http://www.w3.org/2005/Atom}"

# The index, the classes, the codes; report, errata, rules, translations, downloads; each rule.
PAGES = 1 + 5 + 13 + 5 + len(RULES)


def test_the_configuration_of_an_edition(golden: Build) -> None:
    has(
        shown(golden, "mkdocs/ja.yml"),
        "INHERIT: ../../mkdocs.yml\n",
        'site_url: "https://golden.example/ja/"\n',
        "docs_dir: ../pages/ja\nsite_dir: ../site/ja\n",
        "  language: ja\n  direction: ltr\n",
        '    - lang: en\n      name: "English"\n      link: "https://golden.example/en/"\n',
        '  - "4xx 客户端错误":\n      - "4xx 客户端错误": 4xx/index.md\n',
        '      - "404 Not Found 未找到": 404.md\n',
    )


def test_every_page_has_a_title_in_the_menu(golden: Build) -> None:
    config = shown(golden, "mkdocs/en.yml")
    folder = "build/pages/en/"
    paths = [page.path for page in golden.pages if page.path.startswith(folder)]
    pages = [path for path in paths if path.endswith(".md")]
    assert len(pages) == PAGES
    has(config, *(f'": {path.removeprefix("build/pages/en/")}\n' for path in pages))


def test_the_root_needs_no_script(golden: Build) -> None:
    page = shown(golden, "site/index.html")
    has(
        page,
        '<li lang="ja" dir="ltr">\n<a href="ja/" hreflang="ja">\n<strong>日本語</strong>',
        '<link rel="canonical" href="https://golden.example/">',
        '<link rel="alternate" hreflang="x-default" href="https://golden.example/">',
        '<script src="signpost.js" defer></script>',
    )
    assert "refresh" not in page


def test_a_name_leads_to_its_code_in_each_language(golden: Build) -> None:
    for place in ("404", "not-found", "NotFound"):
        has(
            shown(golden, f"site/{place}/index.html"),
            '<link rel="canonical" href="https://golden.example/en/404/">',
            '<link rel="alternate" hreflang="ja" href="https://golden.example/ja/404/">',
            '<noscript><meta http-equiv="refresh" content="0; url=../en/404/"></noscript>',
            '<a href="../ja/404/" hreflang="ja">',
        )


def test_a_site_without_english_leads_to_its_first_language(golden: Build) -> None:
    dataset = replace(golden.dataset, editions=golden.dataset.editions[:1])
    page = shown(rendered(golden, dataset), "site/404/index.html")
    has(page, 'content="0; url=../zh-Hans/404/"')


def test_no_two_files_differ_in_case_alone(golden: Build) -> None:
    paths = [artefact.path for artefact in (*golden.pages, *golden.exports)]
    assert len({path.casefold() for path in paths}) == len(paths)
    places = {path.split("/")[2] for path in paths if path.startswith("build/site/")}
    assert {"not-found", "NotFound", "payload-too-large", "PayloadTooLarge", "continue"} <= places
    assert "Continue" not in places
    assert "notfound" not in places


def test_the_error_page_knows_codes_names_and_vendors(golden: Build) -> None:
    page = shown(golden, "site/404.html")
    has(page, '<a href="/ja/" hreflang="ja">', '<meta name="robots" content="noindex">')
    text = page.partition('type="application/json">')[2].partition("</script>")[0]
    known = json.loads(text)
    assert 404 in known["codes"]
    assert known["names"]["requestentitytoolarge"] == 413
    assert known["names"]["sslcertificateerror"] == 495
    assert {"by": "nginx", "as": "SSL Certificate Error"}.items() <= known["unofficial"]["495"][
        0
    ].items()
    assert "404" not in known["unofficial"]


def claim(code: int, written: str, golden: Build) -> StatusCode:
    """Return `code` as if the author had called it `written`."""
    found = golden.dataset.by_code[code]
    assert found.author is not None
    phrase = found.author.record.phrase
    assert phrase is not None
    record = found.author.record._replace(phrase=phrase._replace(text=written))
    return replace(found, author=found.author._replace(record=record))


def test_a_name_of_several_codes_is_nobodys_unless_it_is_registered(golden: Build) -> None:
    claims = (claim(404, "Gone Away", golden), claim(413, "Gone Away", golden))
    assert "Gone Away" not in owners(replace(golden.dataset, codes=claims))
    claims = (golden.dataset.by_code[404], claim(413, "Not Found", golden))
    assert owners(replace(golden.dataset, codes=claims))["Not Found"] == 404


@pytest.mark.parametrize(
    "written", ["en", "API", "404", "4xx", "Con", "../../up", "a/../../b", "W" * 400, "\n/x / 200"]
)
def test_a_name_takes_no_other_address(golden: Build, written: str) -> None:
    claims = tuple(
        claim(404, written, golden) if code.code == 404 else code for code in golden.dataset.codes
    )
    build = rendered(golden, replace(golden.dataset, codes=claims))
    paths = {page.path for page in build.pages}
    assert {page.path for page in golden.pages} <= paths | {"build/site/NotFound/index.html"}
    lists = {f"build/site/downloads/{folder}/index.html" for folder in ("latest", "0.1.0")}
    names = {path.split("/")[2] for path in paths - lists if path.startswith("build/site/")}
    assert not names & {"en", "EN", "api", "con", "downloads"}
    assert all(len(name) <= 100 for name in names)
    froms = [line.split() for line in shown(build, "site/_redirects").splitlines()]
    assert {len(parts) for parts in froms} == {3}
    assert not {place for place, *_ in froms} & {"/404", "/4xx", "/en", "/api", "/API", "/x"}


def test_a_hostile_setting_is_never_markup(golden: Build) -> None:
    address = f"https://golden.example/{HOSTILE}/"
    dataset = replace(golden.dataset, site_url=address, repository_url=address)
    build = rendered(golden, dataset)
    seen = [page for page in build.pages if b"alert(1)" in page.content]
    assert len(seen) > len(golden.dataset.codes)
    for page in seen:
        text = page.content.decode()
        assert "<script>alert" not in text, page.path
        assert '"><img' not in text, page.path


def test_hosts_are_told_what_may_run_and_where_names_lead(golden: Build) -> None:
    headers = shown(golden, "site/_headers")
    has(
        headers,
        "/*\n  Content-Security-Policy: default-src 'self';",
        "  X-Content-Type-Options: nosniff\n",
        "/api/*\n  Access-Control-Allow-Origin: *\n",
    )
    assert "unsafe" not in headers
    redirects = shown(golden, "site/_redirects")
    for name in ("not-found", "NotFound", "NOT_FOUND", "not_found", "notfound"):
        has(redirects, f"/{name} /404/ 301\n/{name}/ /404/ 301\n")
    assert "/404 " not in redirects
    assert len({line.split()[0] for line in redirects.splitlines()}) == redirects.count("\n")


def test_the_feed_has_the_dates_of_the_registry(golden: Build) -> None:
    feed = ET.fromstring(shown(golden, "pages/ja/feed.xml"))  # noqa: S314 - our own
    assert feed.findtext("{*}updated") == "2025-09-15T00:00:00Z"
    updated = [entry.findtext("{*}updated") or "" for entry in feed.iter(f"{ATOM}entry")]
    assert updated == sorted(updated, reverse=True)
    first, *_, last = feed.iter(f"{ATOM}entry")
    assert first.findtext("{*}id") == "https://golden.example/ja/504/"
    assert last.findtext("{*}updated") == "2017-10-30T00:00:00Z"
    assert (last.findtext("{*}title") or "").startswith("103 Early Hints")


def test_browsers_learn_to_search_an_edition(golden: Build) -> None:
    described = ET.fromstring(shown(golden, "pages/ja/opensearch.xml"))  # noqa: S314 - our own
    name = described.findtext("{*}ShortName") or ""
    assert 0 < len(name) <= 16
    assert len(described.findtext("{*}Description") or "") <= 1024
    url = described.find("{*}Url")
    assert url is not None
    assert url.get("template") == "https://golden.example/ja/?q={searchTerms}"


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
