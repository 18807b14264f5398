"""Rules on what a translation must say as its source says it: values, code, links, kept words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from pipeline.catalogues.glossary import RFC, keeps
from pipeline.findings import Severity, Violation, rule
from pipeline.rules.translation.subject import CJK, Translated, Translation
from pipeline.wording import Wording

NAME = r"(?<!\{)\{[^\W\d][\w.]*\}(?!\})"
PLACEHOLDER = re.compile(NAME)
# A per cent sign is one only in a message that is flagged so.
DIRECTIVE = (
    r"(?<!%)(?:%%)*%(?:\(\w+\)|\d+\$)?[-#0 +']*[\d*]*(?:\.[\d*]+)?(?:hh?|ll?|[zjt])?[a-zA-Z]"
)
FORMATTED = re.compile(rf"{NAME}|{DIRECTIVE}")
FORMATS = frozenset(("python-format", "c-format"))
CODE = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)", re.DOTALL)
# An address ends where Chinese or Japanese begins, which need no space.
LINK = re.compile(
    rf"(?:\b[a-z][a-z0-9+.-]*://|\bmailto:|\bwww\.|(?<![\w:/])//(?=\w)|(?<=\]\())"
    rf"[^\s<>\"'`()\[\]{{}}|“”‘’«»\u3000-\u303f\uff00-\uffef{CJK}]+",
    re.IGNORECASE,
)
# What every address has; most texts have none, and the pattern above tries each word.
LINKED = re.compile(r"//|mailto:|www\.|\]\(", re.IGNORECASE)
LINK_TAIL = ".,;:!?"
# A name with a dot, of letters that Latin, Greek and Cyrillic share the shapes of.
HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}")
LATIN, LOOKALIKE = re.compile("[A-Za-z]"), re.compile("[\u0370-\u03ff\u0400-\u052f]")
NUMBER = re.compile(r"\d{2,}")


@rule(Severity.ERROR, "占位符与原文不一致", "Placeholders unlike the source's")
def placeholder_mismatch(translation: Translation) -> Iterator[Violation]:
    """Require the names in braces that the source text has: values are put in their place.

    Those of `%` count where the message is flagged `python-format` or `c-format`. A form for few
    things may leave one out (`one result`), the last form of a plural may not.

    要求保留原文花括号中的名称：它们会被值取代。

    消息标有 `python-format` 或 `c-format` 的，`%` 占位符也算在内。表示少量的复数形式可以省去占位符
    （如 `one result`），最后一种形式不可以。

    Bad:
        msgid "共 {count} 个"
        msgstr "{nombre} au total"
    Good:
        msgid "共 {count} 个"
        msgstr "{count} au total"
    """
    is_formatted = not FORMATS.isdisjoint(translation.message.flags)
    pattern = FORMATTED if is_formatted else PLACEHOLDER
    wanted = set(pattern.findall(translation.source))
    found = list(pattern.finditer(translation.text))
    for each in found:
        if each[0] not in wanted:
            yield translation.violation(UNKNOWN_NAME.about(name=each[0]), each.span())
    is_last = translation.form == len(translation.message.strings) - 1
    for name in sorted(wanted.difference(each[0] for each in found)) if is_last else ():
        yield translation.violation(MISSING_NAME.about(name=name))


@rule(Severity.ERROR, "代码与原文不一致", "Code unlike the source's")
def code_span_mismatch(translation: Translation) -> Iterator[Violation]:
    """Require that what stands between backticks is what stands there in the source.

    要求反引号之间的内容与原文的相同。

    Bad:
        msgid "参见 `Retry-After`。"
        msgstr "Voir `Réessayer-Après`."
    Good:
        msgid "参见 `Retry-After`。"
        msgstr "Voir `Retry-After`."
    """
    wanted = {code["code"] for code in CODE.finditer(translation.approved)}
    found = {code["code"]: code.span() for code in CODE.finditer(translation.text)}
    yield from _unlike(translation, wanted, found, OTHER_CODE, MISSING_CODE)


@rule(Severity.ERROR, "链接与原文不一致", "Links unlike the source's")
def link_mismatch(translation: Translation) -> Iterator[Violation]:
    """Require the addresses and link targets of the source, no other ones, none left out.

    要求地址和链接目标与原文的相同，不多也不少。

    Bad:
        msgid "见 https://www.rfc-editor.org/rfc/rfc9110"
        msgstr "Voir https://rfc.example/9110"
    Good:
        msgid "见 https://www.rfc-editor.org/rfc/rfc9110"
        msgstr "Voir https://www.rfc-editor.org/rfc/rfc9110"
    """
    wanted = {link for link, _ in links(translation.approved)}
    found = dict(links(translation.text))
    yield from _unlike(translation, wanted, found, OTHER_LINK, MISSING_LINK)


@rule(Severity.ERROR, "主机名含形似字母", "Look-alike letters in a host name")
def lookalike_host(translation: Translation) -> Iterator[Violation]:
    """Find a host that is not what it seems: with letters beyond ASCII, or two scripts in a name.

    指出貌似而实非的主机名：含有 ASCII 以外的字母，或者一个名称中混用两种文字。

    Bad:
        msgid "见 https://www.rfc-editor.org/rfc/rfc9110"
        msgstr "Voir https://www.rfc-edit<U+03BF>r.org/rfc/rfc9110"
    Good:
        msgid "见 https://www.rfc-editor.org/rfc/rfc9110"
        msgstr "Voir https://www.rfc-editor.org/rfc/rfc9110"
    """
    linked = [at for link, at in links(translation.text) if not host(link).isascii()]
    for at in linked:
        yield translation.violation(LOOKALIKE_HOST, at)
    has_lookalikes = LOOKALIKE.search(translation.text)
    for found in HOST.finditer(translation.text) if has_lookalikes else ():
        mixed = any(LATIN.search(label) and LOOKALIKE.search(label) for label in _labels(found))
        if mixed and not any(start <= found.start() < end for start, end in linked):
            yield translation.violation(LOOKALIKE_HOST, found.span())


@rule(Severity.ERROR, "应保留的词不见了", "Word that must be kept")
def kept_term_missing(translation: Translation) -> Iterator[Violation]:
    """Require the words that no language translates: header fields, methods, RFC numbers.

    They are named in `#. Keep:` above the text; `keep` in locales/glossary.toml lists them, but
    for RFC numbers.

    要求保留各种语言都不翻译的词：首部字段、方法、RFC 编号。

    它们写在文字上方的 `#. Keep:` 之后；除 RFC 编号外，都列在 locales/glossary.toml 的 `keep` 中。

    Bad:
        msgid "建议读取 Retry-After 首部（RFC 9110）。"
        msgstr "Lire l’en-tête Réessayer-Après (RFC 9111)."
    Good:
        msgid "建议读取 Retry-After 首部（RFC 9110）。"
        msgstr "Lire l’en-tête Retry-After (RFC 9110)."
    """
    for term in translation.glossary.kept_terms(translation.approved):
        if not keeps(translation.text, term):
            yield translation.violation(MISSING_TERM.about(term=term))


@rule(Severity.ERROR, "术语表弃用的词", "Term that the glossary rejects")
def rejected_term(translation: Translation) -> Iterator[Violation]:
    """Find a word that locales/glossary.toml rejects for a thing that the source speaks of.

    原文说到某一事物时，指出 locales/glossary.toml 对它弃用的词。

    Bad:
        # ja
        msgid "服务器拒绝了请求。"
        msgstr "サーバがリクエストを拒否しました。"
    Good:
        # ja
        msgid "服务器拒绝了请求。"
        msgstr "サーバーがリクエストを拒否しました。"
    """
    for concept in translation.glossary.concepts_in(translation.approved):
        if usage := concept.usages.get(translation.locale.name):
            for start, end, term in usage.slips(translation.text):
                said = REJECTED.about(
                    term=term,
                    reason=usage.rejected[term],
                    preferred=", ".join(usage.preferred) or "—",
                )
                yield translation.violation(said, (start, end))


@rule(Severity.ERROR, "缺少复数形式", "Missing plural form")
def missing_plural_form(translated: Translated) -> Iterator[Violation]:
    """Require each form that the language's plural rule has, or none of them.

    要求此语言的复数规则有几种形式就译出几种，或者一种也不译。

    Bad:
        msgid "{n} 条结果"
        msgid_plural "{n} 条结果"
        msgstr[0] "{n} résultat"
        msgstr[1] ""
    Good:
        msgid "{n} 条结果"
        msgid_plural "{n} 条结果"
        msgstr[0] "{n} résultat"
        msgstr[1] "{n} résultats"
    """
    forms = translated.locale.forms
    for message in translated.messages:
        count = sum(map(bool, message.strings))
        if message.id_plural is not None and (count, len(message.strings)) != (forms, forms):
            said = MISSING_FORM.about(count=count, forms=forms)
            yield translated.violation(message, said)


@rule(Severity.WARNING, "数字与原文不一致", "Numbers unlike the source's")
def number_mismatch(translation: Translation) -> Iterator[Violation]:
    """Compare the numbers of two digits or more, in whatever digits the language has.

    Smaller ones are often said in words.

    比较两位及两位以上的数，不论此语言用哪一种数字。

    更小的数常用文字表示。

    Bad:
        msgid "必须当作 500 处理。"
        msgstr "À traiter comme 400."
    Good:
        msgid "必须当作 500 处理。"
        msgstr "À traiter comme 500."
    """
    wanted = {number for number, _ in numbers(translation.approved)}
    found = dict(numbers(translation.text))
    for number in found.keys() - wanted:
        yield translation.violation(OTHER_NUMBER.about(number=number), found[number])
    for number in sorted(wanted - found.keys()):
        yield translation.violation(MISSING_NUMBER.about(number=number))


def links(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the addresses in `text`, without the punctuation after them, and their ranges."""
    for found in LINK.finditer(text) if LINKED.search(text) else ():
        link = found[0].rstrip(LINK_TAIL)
        yield link, (found.start(), found.start() + len(link))


def host(link: str) -> str:
    """Return the part of an address that says where it leads."""
    return link.partition("//")[2].partition("/")[0] if "//" in link else link.partition("/")[0]


def numbers(text: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield the numbers of two digits or more; other rules see to those of RFCs and in links."""
    if not NUMBER.search(text):
        return
    for pattern in (RFC, LINK) if LINKED.search(text) else (RFC,):
        text = pattern.sub(lambda found: "x" * len(found[0]), text)
    for found in NUMBER.finditer(text):
        yield int(found[0]), found.span()


def _unlike(
    translation: Translation,
    wanted: Collection[str],
    found: Mapping[str, tuple[int, int]],
    other: Wording,
    missing: Wording,
) -> Iterator[Violation]:
    """Yield what was `found`, and where, and is not `wanted`; then what is missing of that."""
    for what, at in found.items():
        if what not in wanted:
            yield translation.violation(other.about(what=what), at)
    for what in sorted(wanted):
        if what not in found:
            yield translation.violation(missing.about(what=what))


def _labels(found: re.Match[str]) -> list[str]:
    return found[0].split(".")


UNKNOWN_NAME = Wording("原文没有 {name}", "the source has no {name}")
MISSING_NAME = Wording("缺少原文的 {name}", "{name} of the source is missing")
OTHER_CODE = Wording("原文没有代码 {what}", "the source has no code {what}")
MISSING_CODE = Wording("缺少原文的代码 {what}", "the code {what} of the source is missing")
OTHER_LINK = Wording("原文没有链接 {what}", "the source has no link {what}")
MISSING_LINK = Wording("缺少原文的链接 {what}", "the link {what} of the source is missing")
LOOKALIKE_HOST = Wording(
    "主机名含 ASCII 以外的字母，可能假冒他人",
    "a host name with letters beyond ASCII may pass for another",
)
MISSING_TERM = Wording("{term} 应原样保留", "{term} must be kept as it is")
REJECTED = Wording(
    "术语表弃用“{term}”（{reason}）；应用：{preferred}",
    "the glossary rejects “{term}” ({reason}); say: {preferred}",
)
MISSING_FORM = Wording(
    "有 {count} 种复数形式，此语言需要 {forms} 种",
    "{count} plural forms, of {forms} that the language has",
)
OTHER_NUMBER = Wording("原文没有数字 {number}", "the source has no {number}")
MISSING_NUMBER = Wording("缺少原文的数字 {number}", "{number} of the source is missing")
