"""What the words of a header say that their columns hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType


class Column(StrEnum):
    """What a column of a status table holds."""

    CODE = "code"
    PHRASE = "phrase"
    TITLE = "title"
    DESCRIPTION = "description"


# How headings end, folded as `folded` folds them: their last word is what the column holds
# (响应状态码, HTTP status code, 状态码英文名称). The longest ending that fits wins.
ENDINGS: Mapping[str, Column] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "状态码",
                "响应码",
                "返回码",
                "错误码",
                "代码",
                "错误号",
                "返回值",
                "状态值",
                "码",
                "碼",
                "代號",
                "コード",
                "코드",
                "code",
                "codes",
                "código",
                "codigo",
                "códigos",
                "codice",
                "kode",
                "statuscodes",
                "код",
            ),
            Column.CODE,
        ),
        **dict.fromkeys(
            (
                "编码",
                "編碼",
                "名称",
                "名稱",
                "名字",
                "英文名",
                "英文",
                "英文描述",
                "短语",
                "短語",
                "名前",
                "名",
                "이름",
                "phrase",
                "name",
                "nombre",
                "nome",
                "nom",
                "tên",
                "название",
            ),
            Column.PHRASE,
        ),
        **dict.fromkeys(
            ("标题", "標題", "中文名称", "中文名", "中文", "概括", "类别", "title", "제목"),
            Column.TITLE,
        ),
        **dict.fromkeys(
            (
                "状态说明",
                "说明",
                "説明",
                "說明",
                "描述",
                "含义",
                "含義",
                "意义",
                "意思",
                "意味",
                "解释",
                "解釋",
                "备注",
                "備註",
                "详情",
                "原因",
                "场景",
                "中文描述",
                "의미",
                "설명",
                "description",
                "desc",
                "meaning",
                "notes",
                "explanation",
                "detail",
                "details",
                "descrição",
                "descripción",
                "descripcion",
                "significado",
                "signification",
                "beschreibung",
                "bedeutung",
                "описание",
                "значение",
                "môtả",
                "ýnghĩa",
            ),
            Column.DESCRIPTION,
        ),
    }
)
# Some languages say it first: Código de estado, Code HTTP, код состояния, mã trạng thái.
BEGINNINGS = ("código", "codigo", "codice", "code", "kode", "код", "mã")
LONGEST = max(map(len, ENDINGS))
STATUS = re.compile(
    r"http|status|statut|状态|狀態|状態|響應|响应|estado|상태|응답|ステータス|レスポンス|restful"
    r"|返回码|состояни|статус|trạng thái"
)
PROTOCOLS = re.compile(
    r"(?<![a-z])(?:ftp|smtp|sip|rtsp|pop3|imap4?|nntp|websocket|grpc|mqtt|exit|ports?)(?![a-z])"
    r"|端口|退出码|ポート"
)
MESSAGES = re.compile(
    r"message|msg|消息|信息|訊息|メッセージ|메시지|메세지|mensaje|mensagem|сообщение|meldung"
)
# What may stand before the word that heads phrases; the names of other things are none.
OF_PHRASES = re.compile(
    r"|.*(?:http|status|code|reason|phrase|error|english|状态|狀態|码|碼|代號|英文|原因|错误|상태|코드"
    r"|コード|ステータス|estado|código|статус|код)"
)
REMARK = re.compile(r"[(（].*|[\s*_`:：]+", re.DOTALL)


@lru_cache(maxsize=4096)
def folded(heading: str) -> str:
    """Return `heading` without case, widths, marks, white space and what is in parentheses."""
    return REMARK.sub("", unicodedata.normalize("NFKC", heading).casefold())


@lru_cache(maxsize=4096)
def column_of(heading: str) -> Column | None:
    """Return what a column under `heading` holds, as far as its words say."""
    words = folded(heading)
    endings = (words[-length:] for length in range(min(LONGEST, len(words)), 0, -1))
    known = next((ENDINGS[ending] for ending in endings if ending in ENDINGS), None)
    return known or (Column.CODE if words.startswith(BEGINNINGS) else None)


def speaks_of_status(text: str) -> bool:
    """Tell whether `text` (a heading) speaks of HTTP or of status codes."""
    return bool(STATUS.search(text.casefold()))


def names_phrases(heading: str) -> bool:
    """Tell whether `heading`, whose last word heads phrases, means those of status codes."""
    words = folded(heading)
    ending = next(words[at:] for at in range(len(words)) if words[at:] in ENDINGS)
    return OF_PHRASES.fullmatch(words.removesuffix(ending)) is not None


def speaks_of_messages(heading: str) -> bool:
    """Tell whether a column under `heading` has messages: sentences that a server sends."""
    return bool(MESSAGES.search(folded(heading)))


def speaks_of_another_protocol(*texts: str) -> bool:
    """Tell whether `texts` (headings) speak of a protocol with codes of its own, not of HTTP."""
    text = " ".join(texts).casefold()
    return "http" not in text and bool(PROTOCOLS.search(text))
