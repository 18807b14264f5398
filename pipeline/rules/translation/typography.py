"""Rules on how a translation is written: punctuation by language, slips of the pen, length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.catalogues.coverage import HAN
from pipeline.catalogues.message import Message
from pipeline.findings import Severity, Violation, rule
from pipeline.rules.translation.subject import CJK, STATUS, Translated, Translation, unquoted
from pipeline.wording import Wording

ENDS = {
    **dict.fromkeys("。．.।۔", "."),
    **dict.fromkeys("？?؟", "?"),
    **dict.fromkeys("！!", "!"),
    **dict.fromkeys("：:", ":"),
    "…": "…",
}
CLOSING = " \u00a0\u202f\u200e\u200f\u2069」』”’\"'»›`"
# Abbreviations whose full stop may end a sentence as well as a title.
ABBREVIATED = re.compile(r"(?:\betc|\busw|\becc|т\. ?[дп]|\bи др|\bkk|\.\.)\.$", re.IGNORECASE)
FULLWIDTH = re.compile("[，。；：！？（）、\u3000]")
HALFWIDTH = re.compile(
    rf"(?<=[{CJK}])[,;:!?](?=[{CJK}]|$)|(?<=[{CJK}])\.$|(?<=[{CJK}])\((?=[{CJK}])|(?<=[{CJK}])\)(?=[{CJK}])"
)
FRENCH = re.compile(r"(?:(?<=[^\s\u00a0\u202f;:!?.(])| )[;:!?](?=[\s)»”]|$)")
DOUBLED = re.compile(
    r"\b(?P<word>[^\W\d_]{2,})\s+(?P=word)\b(?!-)|(?<!も)のの|をを|がが|(?<!目)的的", re.IGNORECASE
)
# Words that their languages say twice in a good sentence, and languages that double any word.
DOUBLES = frozenset(("had", "that", "nous", "vous", "que", "die", "der", "das", "sie", "si"))
DOUBLING = frozenset(("vi", "id", "ms", "th", "tr"))
HAN_CHARACTER = re.compile(f"[{HAN}]")
# A Chinese character says as much as about three letters; kana and hangul stand between. Measured
# so, 98 of 100 translations in well-kept catalogues are 0.4 to 3 times as long as their source.
WEIGHTS = ((HAN_CHARACTER, 2.0), (re.compile("[\u3040-\u30ff\uac00-\ud7a3]"), 0.7))
SHORTEST, LONGEST = 0.4, 3.0
LONG_ENOUGH = 30
SHORT_IN_HAN = 10


@rule(Severity.WARNING, "句末标点与原文不同类", "End unlike the source's")
def end_punctuation(translation: Translation) -> Iterator[Violation]:
    """Compare the ends: a sentence is a sentence, a question a question, a title has no full stop.

    Each language ends a sentence in its own way; only the kind of end is compared.

    比较末尾：陈述句对陈述句，问句对问句，名称没有句号。

    各语言结束句子的写法不同；只比较末尾属于哪一类。

    Bad:
        msgid "请求过多。"
        msgstr "Trop de requêtes"
    Good:
        msgid "请求过多。"
        msgstr "Trop de requêtes."
    """
    wanted, found = _end(translation.approved), _end(translation.text)
    if wanted != found and not ABBREVIATED.search(translation.text) and _has_stops(translation):
        last = len(translation.text)
        yield translation.violation(ENDINGS[wanted], (last - 1, last))


@rule(Severity.WARNING, "法文标点前的空格", "Space before French punctuation")
def french_spacing(translation: Translation) -> Iterator[Violation]:
    """Require a space that does not break before `;`, `:`, `!` and `?` in French.

    U+00A0 or U+202F; with a plain space the mark may begin a line. Code is left alone, and so is
    a field line that the source has too (`Expect: 100-continue`).

    要求法文的 `;`、`:`、`!` 和 `?` 之前有不换行空格。

    即 U+00A0 或 U+202F；若是普通空格，标点可能落到行首。代码不作要求，原文也有的首部字段行
    （`Expect: 100-continue`）同样如此。

    Bad:
        msgid "注意：请求过多。"
        msgstr "Attention : trop de requêtes."
    Good:
        msgid "注意：请求过多。"
        msgstr "Attention<U+00A0>: trop de requêtes."
    """
    if translation.locale.name in ("fr", "fr_FR", "fr_BE"):
        source = translation.source

        def kept(line: re.Match[str]) -> str:
            return "x" * len(line[0]) if line[0] in source else line[0]

        for found in FRENCH.finditer(FIELD_LINE.sub(kept, _plain(translation.text))):
            yield translation.violation(FRENCH_SPACE.about(mark=found[0][-1]), found.span())


@rule(Severity.WARNING, "西文中的全角标点", "Full-width punctuation in a spelt language")
def fullwidth_punctuation(translation: Translation) -> Iterator[Violation]:
    """Find Chinese punctuation in a language that does not have it; quoted it may stand.

    指出不用中文标点的语言中出现的中文标点；引号内可以有。

    Bad:
        msgid "请求过多。"
        msgstr "Trop de requêtes。"
    Good:
        msgid "请求过多。"
        msgstr "Trop de requêtes."
    """
    if translation.locale.language not in ("zh", "ja"):
        for found in FULLWIDTH.finditer(unquoted(translation.text)):
            yield translation.violation(FULL.about(found=found[0]), found.span())


@rule(Severity.WARNING, "中日文中的半角标点", "Half-width punctuation in Chinese or Japanese")
def halfwidth_in_translation(translation: Translation) -> Iterator[Violation]:
    """Find half-width punctuation between Chinese or Japanese characters.

    指出中文或日文字符之间的半角标点。

    Bad:
        # ja
        msgid "请求过多，请稍后。"
        msgstr "リクエストが多すぎます,後ほど。"
    Good:
        # ja
        msgid "请求过多，请稍后。"
        msgstr "リクエストが多すぎます。後ほど。"
    """
    if translation.locale.language in ("zh", "ja"):
        for found in HALFWIDTH.finditer(_plain(translation.text)):
            yield translation.violation(HALF.about(found=found[0]), found.span())


@rule(Severity.WARNING, "译文与原文相同", "Translation that is the source text")
def same_as_source(translation: Translation) -> Iterator[Violation]:
    """Find Chinese text that was taken over as it is.

    Traditional Chinese and Japanese write some short texts as the source does; those pass.

    指出原样照搬的中文。

    繁体中文和日文的一些短文字与原文写法相同，不予指出。

    Bad:
        msgid "未找到"
        msgstr "未找到"
    Good:
        msgid "未找到"
        msgstr "Introuvable"
    """
    text = translation.text
    if text == translation.approved and HAN_CHARACTER.search(text):
        related = translation.locale.language in ("zh", "ja")
        if not related or len(text) > SHORT_IN_HAN:
            yield translation.violation(SAME)


@rule(Severity.WARNING, "重复的词", "Word said twice")
def doubled_word(translation: Translation) -> Iterator[Violation]:
    """Find a word that stands twice in a row.

    指出接连出现两次的词。

    Bad:
        msgid "资源未找到"
        msgstr "La la ressource est introuvable"
    Good:
        msgid "资源未找到"
        msgstr "La ressource est introuvable"
    """
    if translation.locale.language not in DOUBLING:
        for found in DOUBLED.finditer(translation.text):
            if str(found["word"]).lower() not in DOUBLES:
                yield translation.violation(TWICE.about(found=found[0]), found.span())


@rule(Severity.WARNING, "长度异常", "Unusual length")
def length_outlier(translation: Translation) -> Iterator[Violation]:
    """Find a translation so much shorter or longer than its source that something may be amiss.

    A Chinese character counts as three letters. Texts of less than thirty are not compared:
    their lengths say nothing.

    指出比原文短得多或长得多、因而可能有问题的译文。

    一个汉字算三个字母。原文不足三十个字母的不比较：长度说明不了什么。

    Bad:
        msgid "请求的格式有误，服务器无法理解，因此没有处理。"
        msgstr "Erreur."
    Good:
        msgid "请求的格式有误，服务器无法理解，因此没有处理。"
        msgstr "Le serveur ne comprend pas la requête et ne l’a pas traitée."
    """
    source, length = _length(translation.approved), _length(translation.text)
    if source >= LONG_ENOUGH and not SHORTEST <= length / source <= LONGEST:
        yield translation.violation(LENGTH.about(ratio=f"{length / source:.1f}"))


@rule(Severity.WARNING, "两个状态码同名", "Two codes with one title")
def title_shared(translated: Translated) -> Iterator[Violation]:
    """Find a title that another code has too, though the source tells the two apart.

    指出与另一状态码相同的名称，而原文的两个名称并不相同。

    Bad:
        msgctxt "status.401.title"
        msgid "未认证"
        msgstr "Interdit"

        msgctxt "status.403.title"
        msgid "禁止访问"
        msgstr "Interdit"
    Good:
        msgctxt "status.401.title"
        msgid "未认证"
        msgstr "Non authentifié"

        msgctxt "status.403.title"
        msgid "禁止访问"
        msgstr "Interdit"
    """
    first: dict[str, Message] = {}
    for message in translated.messages:
        status = STATUS.fullmatch(message.address)
        if status and status["field"] == "title":
            other = first.setdefault(message.text.casefold(), message)
            if other.id != message.id:
                title = Translation(translated, message, 0)
                yield title.violation(SHARED.about(other=other.address))


def _end(text: str) -> str:
    """Return the kind of end that `text` has: one of `.`, `?`, `!`, `:`, `…`, or none."""
    plain = text.rstrip(CLOSING)
    return "…" if plain.endswith("..") else ENDS.get(plain[-1:], "")


def _length(text: str) -> float:
    """Return how long `text` is, in letters."""
    return len(text) + sum(weight * len(kind.findall(text)) for kind, weight in WEIGHTS)


def _has_stops(translation: Translation) -> bool:
    return translation.locale.language != "th"


def _plain(text: str) -> str:
    """Return `text` with code blanked out."""
    return CODE.sub(lambda found: "x" * len(found[0]), text)


CODE = re.compile(r"`[^`]*`")
FIELD_LINE = re.compile(r"\b[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)*: [\w-]+")
ENDINGS = {
    ".": Wording("原文以句号结尾", "the source ends with a full stop"),
    "?": Wording("原文以问号结尾", "the source ends with a question mark"),
    "!": Wording("原文以感叹号结尾", "the source ends with an exclamation mark"),
    ":": Wording("原文以冒号结尾", "the source ends with a colon"),
    "…": Wording("原文以省略号结尾", "the source ends with an ellipsis"),
    "": Wording("原文末尾没有标点", "the source ends without punctuation"),
}
FRENCH_SPACE = Wording(
    "“{mark}”之前应为不换行空格（U+00A0 或 U+202F）",
    "a no-break space (U+00A0 or U+202F) belongs before “{mark}”",
)
FULL = Wording("全角标点“{found}”", "full-width “{found}”")
HALF = Wording("半角标点“{found}”", "half-width “{found}”")
SAME = Wording("与原文相同", "the same as the source text")
TWICE = Wording("重复：“{found}”", "said twice: “{found}”")
LENGTH = Wording(
    "长度约为原文的 {ratio} 倍，过短或过长",
    "about {ratio} times as long as the source: unusually short or long",
)
SHARED = Wording("与 {other} 同名", "the same title as {other}")
