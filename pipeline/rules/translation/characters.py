"""Rules on the characters of a translation: unseen ones, and those of another script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pipeline.catalogues.coverage import HAN
from pipeline.findings import Severity, Violation, rule
from pipeline.rules.translation.subject import Translation, unquoted
from pipeline.wording import Wording

# C0 but the line feed, C1, the separators of lines and paragraphs, the byte order mark, and what
# stands where a character was lost.
CONTROL = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffd\ufffe\uffff]")
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
FORCED, ISOLATES, END_OF_ISOLATE = "\u202a\u202b\u202c\u202d\u202e", "\u2066\u2067\u2068", "\u2069"
# Joiners (U+200C, U+200D) and the marks U+200E, U+200F are part of writing some languages.
UNSEEN = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\U000e0000-\U000e007f]")
BLANK = re.compile(r"[\s\x00-\x20\u00ad\u115f\u180e\u200b-\u200f\u2060-\u2069\u3164\ufeff]+")
HAN_RUN = re.compile(f"[{HAN}]+")
# The encodings of before Unicode have the characters that the language writes, and no others.
ENCODINGS: Mapping[str, str] = MappingProxyType({"zh_Hant": "big5", "ja": "cp932"})


@rule(Severity.ERROR, "控制字符", "Control character")
def control_character(translation: Translation) -> Iterator[Violation]:
    """Forbid controls, line and paragraph separators, byte order marks and replacement characters.

    不允许控制字符、行分隔符、段落分隔符、字节顺序标记和替换字符。

    Bad:
        msgid "未找到"
        msgstr "Introu<U+2028>vable"
    Good:
        msgid "未找到"
        msgstr "Introuvable"
    """
    for found in CONTROL.finditer(translation.text):
        if found[0] not in translation.source:
            said = UNWANTED.about(number=f"{ord(found[0]):04X}")
            yield translation.violation(said, found.span())


@rule(Severity.ERROR, "译文是空白", "Blank translation")
def blank_translation(translation: Translation) -> Iterator[Violation]:
    """Find a translation in which there is nothing to see: readers would get an empty place.

    指出什么也看不见的译文：读者只会看到一处空白。

    Bad:
        msgid "未找到"
        msgstr " "
    Good:
        msgid "未找到"
        msgstr "Introuvable"
    """
    if BLANK.fullmatch(translation.text) and not BLANK.fullmatch(translation.source):
        yield translation.violation(NOTHING)


@rule(Severity.ERROR, "改变书写方向的字符", "Character that turns the text")
def bidi_control(translation: Translation) -> Iterator[Violation]:
    """Forbid overrides and embeddings of direction, and isolates without their partner.

    Overrides make a text look like another one; an open isolate reaches into what follows.
    Isolates in pairs (U+2068 … U+2069) are the right way to set a left-to-right name apart.

    不允许强制或嵌入书写方向的字符，以及没有配对的隔离字符。

    强制方向会使文字看上去像是另一段文字；没有结束的隔离会影响后面的内容。要把从左到右的名称隔开，
    应当成对使用隔离字符（U+2068 和 U+2069）。

    Bad:
        msgid "404 未找到"
        msgstr "404 Intro<U+202E>uvable"
    Good:
        msgid "404 未找到"
        msgstr "Introuvable <U+2068>404<U+2069>"
    """
    open_isolates: list[tuple[int, int]] = []
    for found in BIDI.finditer(translation.text):
        if found[0] in ISOLATES:
            open_isolates.append(found.span())
        elif found[0] == END_OF_ISOLATE and open_isolates:
            open_isolates.pop()
        else:
            yield translation.violation(_turning(found[0]), found.span())
    for start, end in open_isolates:
        yield translation.violation(_turning(translation.text[start]), (start, end))


@rule(Severity.WARNING, "看不见的字符", "Invisible character")
def zero_width_character(translation: Translation) -> Iterator[Violation]:
    """Find characters without width: nobody sees them, and every search does.

    指出没有宽度的字符：人看不见，搜索却看得见。

    Bad:
        msgid "未找到"
        msgstr "Introu<U+200B>vable"
    Good:
        msgid "未找到"
        msgstr "Introuvable"
    """
    for found in UNSEEN.finditer(translation.text):
        if found[0] not in translation.source:
            said = UNWANTED.about(number=f"{ord(found[0]):04X}")
            yield translation.violation(said, found.span())


@rule(Severity.WARNING, "残留的汉字", "Chinese left in a translation")
def han_left(translation: Translation) -> Iterator[Violation]:
    """Find Chinese characters in a language that does not write them; quoted they may stand.

    指出不用汉字的语言中出现的汉字；引号内可以有。

    Bad:
        msgid "请求过多。"
        msgstr "Trop de 请求."
    Good:
        msgid "请求过多。"
        msgstr "Trop de requêtes (« 请求 »)."
    """
    if translation.locale.language not in ("zh", "ja"):
        for found in HAN_RUN.finditer(unquoted(translation.text)):
            yield translation.violation(LEFT.about(found=found[0]), found.span())


@rule(Severity.WARNING, "此语言不用的简体字", "Simplified character")
def simplified_character(translation: Translation) -> Iterator[Violation]:
    """Find Chinese characters that Traditional Chinese (Big5) or Japanese (CP932) does not write.

    In quotation marks, as words of the source, they may stand.

    指出繁体中文（Big5）或日文（CP932）不用的汉字。

    作为原文的词放在引号内，可以有。

    Bad:
        # zh_Hant
        msgid "请求过多。"
        msgstr "请求過多。"
    Good:
        # zh_Hant
        msgid "请求过多。"
        msgstr "請求過多。"
    """
    name = translation.locale.name
    for encoding in (ENCODINGS[of] for of in ENCODINGS if name.startswith(of)):
        for run in HAN_RUN.finditer(unquoted(translation.text)):
            known = run[0].encode(encoding, "ignore").decode(encoding)
            strange = "".join(character for character in run[0] if character not in known)
            if strange:
                yield translation.violation(SIMPLIFIED.about(found=strange), run.span())


def _turning(character: str) -> Wording:
    said = TURNS if character in FORCED else UNPAIRED
    return said.about(number=f"{ord(character):04X}")


NOTHING = Wording("译文是空白", "nothing to see in this translation")
UNWANTED = Wording("不应有的字符 U+{number}", "unwanted character U+{number}")
TURNS = Wording("U+{number} 会改变文字的顺序", "U+{number} turns the order of the text")
UNPAIRED = Wording("U+{number} 没有配对", "U+{number} has no partner")
LEFT = Wording("残留汉字“{found}”", "Chinese left: “{found}”")
SIMPLIFIED = Wording(
    "此语言不用的字：{found}", "characters that this language does not write: {found}"
)
