"""Every rule on translations, on fixtures in Markdown and on its own examples."""

import re
from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from pipeline.catalogues.glossary import Glossary, read_glossary
from pipeline.catalogues.message import Catalogue, Message
from pipeline.catalogues.po import read_po
from pipeline.findings import Finding, Rule
from pipeline.locale import ABOVE_ONE, Locale, known_locale
from pipeline.rules.translation import TRANSLATION_RULES, blocked_addresses, judge_translations
from pipeline.rules.translation.subject import Translated
from pipeline.span import Document

FIXTURES = Path(__file__).parent / "fixtures"
CASES = [
    pytest.param(source, expected, id=f"{path.stem}: {title}")
    for path in sorted(FIXTURES.glob("*.md"))
    for _, title, source, expected in read_fixture_file(path)
]
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
LINES_BEFORE = HEADER.count("\n")
CHARACTER = re.compile(r"<U\+([0-9A-F]{4,6})>")
LOCALE = re.compile(r"# (\w+)")
FRENCH = Locale("fr", "fr", "français", "ltr", ABOVE_ONE)
GLOSSARY = read_glossary(
    Document(
        "glossary.toml",
        'keep = ["GET", "Retry-After"]\n'
        '[[concepts]]\nsource = ["服务器"]\n'
        '[concepts.ja]\npreferred = ["サーバー"]\nrejected = { "サーバ" = "長音" }\n'
        '[concepts.en]\nrejected = { "daemon" = "a word of Unix" }\n',
    )
)


def locale(name: str) -> Locale:
    return known_locale(name) or Locale(name, name, name, "ltr", ABOVE_ONE)


def judged(text: str, glossary: Glossary = GLOSSARY) -> list[Finding]:
    """Findings in the messages of `text`, each in the locale that its first comment names."""
    written = CHARACTER.sub(lambda found: chr(int(found[1], 16)), text)
    document = Document("fr.po", HEADER + written)
    catalogue = read_po(document)
    by_locale: dict[str, list[Message]] = {}
    for message in catalogue.messages:
        named = [named[1] for note in message.comments if (named := LOCALE.match(f"# {note}"))]
        by_locale.setdefault(named[0] if named else "fr", []).append(message)
    found: list[Finding] = []
    for name, messages in by_locale.items():
        part = Catalogue("fr.po", catalogue.headers, tuple(messages))
        found += judge_translations(Translated(part, locale(name), document, glossary))
    return sorted(found, key=lambda finding: (finding.span, finding.rule))


def shown(finding: Finding) -> str:
    start, end = finding.span.start, finding.span.end
    line = "" if start.line == end.line else f"{end.line - LINES_BEFORE}:"
    place = f"{start.line - LINES_BEFORE}:{start.column}-{line}{end.column}"
    return f"{place} {finding.severity.label} {finding.rule}"


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_findings_are_those_of_the_fixture(source: str, expected: str) -> None:
    assert [shown(finding) for finding in judged(source)] == expected.split("\n")[:-1]


def examples(rule: Rule[object]) -> tuple[str, str]:
    """What the rule calls bad, and good, as messages with addresses."""
    addressed = [
        text if "msgctxt" in text else text.replace("msgid ", 'msgctxt "ui.a"\nmsgid ', 1)
        for text in (f"{rule.explanation.bad}\n", f"{rule.explanation.good}\n")
    ]
    return addressed[0], addressed[1]


@pytest.mark.parametrize("rule", TRANSLATION_RULES, ids=lambda rule: rule.id)
def test_every_rule_finds_its_bad_example_and_nothing_is_found_in_its_good_one(
    rule: Rule[object],
) -> None:
    bad, good = examples(rule)
    assert rule.id in {finding.rule for finding in judged(bad)}
    assert judged(good) == []


@pytest.mark.parametrize("rule", TRANSLATION_RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_fixture_in_which_it_finds_something(rule: Rule[object]) -> None:
    words = "".join(path.read_text(encoding="utf-8") for path in FIXTURES.glob("*.md"))
    assert re.search(rf" {rule.severity.label} {rule.id}$", words, re.MULTILINE)


def test_findings_say_in_two_languages_where_they_belong() -> None:
    (finding,) = judged('msgctxt "status.404.title"\nmsgid "未找到"\nmsgstr "A <b> B"\n')
    assert finding.violation.message.text("zh") == "status.404.title：原文没有的 HTML：<b>"
    assert str(finding.violation.message) == (
        "status.404.title: HTML that the source does not have: <b>"
    )
    assert (finding.code, finding.matched) == (404, "<b>")
    assert blocked_addresses([finding]) == {"status.404.title"}


def test_only_errors_block() -> None:
    findings = judged('msgctxt "ui.a"\nmsgid "未找到"\nmsgstr "未找到"\n')
    assert {finding.severity.label for finding in findings} == {"warning"}
    assert blocked_addresses(findings) == frozenset()


def test_a_message_of_no_file_is_found_at_the_beginning() -> None:
    catalogue = Catalogue("fr.po", (), (Message("ui.a", "甲", ("{{",)),))
    document = Document("fr.po", "")
    (finding,) = judge_translations(Translated(catalogue, FRENCH, document, GLOSSARY))
    assert finding.span.place == "fr.po:1:1"


def test_a_translation_that_was_merged_is_found_at_its_entry() -> None:
    """The file still has one msgstr where the template asks for two forms since."""
    document = Document("fr.po", f'{HEADER}msgctxt "ui.a"\nmsgid "甲"\nmsgstr "A <b>"\n')
    (old,) = read_po(document)
    merged = Message("ui.a", "甲", ("A <b>", ""), id_plural="甲", span=old.span)
    catalogue = Catalogue("fr.po", (), (merged,))
    found = judge_translations(Translated(catalogue, FRENCH, document, GLOSSARY))
    assert [(each.rule, each.span.place) for each in found] == [
        ("missing-plural-form", "fr.po:4:1"),
        ("unexpected-html", "fr.po:4:1"),
    ]
