"""What can be wrong with a PO file, said once, with what its translator can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.failure import Fault
from pipeline.wording import Wording

if TYPE_CHECKING:
    from pipeline.span import Span


@dataclass(frozen=True, slots=True)
class Mistake:
    """A kind of fault: what it is and how to mend it."""

    message: Wording
    remedy: Wording

    def at(self, where: Span | str, **values: object) -> Fault:
        """Return the fault at this place, said of these values."""
        return Fault(where, self.message.about(**values), self.remedy.about(**values))


FILE_SIZE = Mistake(
    Wording(
        "文件有 {size} 字节，超过 {limit} 字节的上限", "{size} bytes, more than {limit} a file"
    ),
    Wording("译文目录不会这么大；请检查文件", "no catalogue is that large; check the file"),
)
UTF_16 = Mistake(
    Wording("文件不是 UTF-8，而是 UTF-16 或 UTF-32", "the file is UTF-16 or UTF-32, not UTF-8"),
    Wording("在编辑器中另存为 UTF-8（无 BOM）", "save it as UTF-8 without a byte order mark"),
)
NOT_UTF_8 = Mistake(
    Wording("这里不是 UTF-8（全文共 {count} 处）", "not UTF-8 ({count} such places in the file)"),
    Wording(
        "用原来的编码打开，另存为 UTF-8；文件若被截断，请从 git 恢复",
        "open it in its real encoding and save it as UTF-8; was it cut short, restore it from git",
    ),
)
NUL = Mistake(
    Wording("文本含 NUL 字符（共 {count} 个）", "NUL characters ({count})"),
    Wording("删除它", "delete them"),
)
TOO_MANY = Mistake(
    Wording("错误太多，没有再往下读", "too many faults; the rest was not read"),
    Wording(
        "先改正以上错误；这真是 PO 文件吗？", "mend those above first; is it a PO file at all?"
    ),
)
BYTE_ORDER_MARK = Mistake(
    Wording("文件以字节顺序标记（BOM）开头", "the file starts with a byte order mark"),
    Wording("另存为 UTF-8（无 BOM）", "save it as UTF-8 without a byte order mark"),
)
LONE_CR = Mistake(
    Wording("有 {count} 行以单独的 CR 结尾", "{count} lines end with a lone carriage return"),
    Wording("以 LF 换行另存", "save the file with LF line ends"),
)
CONFLICT = Mistake(
    Wording("git 合并冲突尚未解决", "an unresolved git conflict"),
    Wording(
        "留下想要的译文，删去冲突标记各行",
        "keep the translation that is wanted, delete the marker lines",
    ),
)
GARBAGE = Mistake(
    Wording("看不懂这一行", "this line means nothing in a PO file"),
    Wording(
        "注释须以 # 开头，文本须写在双引号内", "start a comment with #, put text in double quotes"
    ),
)
DOMAIN = Mistake(
    Wording("不支持 domain 指令", "domain directives are not supported"),
    Wording("一个文件只放一个域；删除这一行", "one domain a file: delete the line"),
)
NO_QUOTES = Mistake(
    Wording("{keyword} 之后没有加双引号的文本", "no quoted text after {keyword}"),
    Wording('把文本写在双引号内："…"', 'put the text in double quotes: "…"'),
)
UNCLOSED = Mistake(
    Wording("缺少结尾的双引号", "the closing quote is missing"),
    Wording(
        "补上引号；文件若被截断，请从 git 恢复",
        "add it; if the file was cut short, restore it from git",
    ),
)
INNER_QUOTE = Mistake(
    Wording("文本在这里已经结束，其后还有内容", "the text ended before this"),
    Wording('文本之内的双引号要写成 \\"', 'write a double quote inside the text as \\"'),
)
BAD_ESCAPE = Mistake(
    Wording("没有 {escape} 这种转义", "there is no escape {escape}"),
    Wording("反斜杠本身要写成 \\\\", "write a backslash itself as \\\\"),
)
NUL_ESCAPE = Mistake(
    Wording("{escape} 是 NUL 字符，任何文本都不能含有", "{escape} is NUL, which no text may hold"),
    Wording("删除它", "delete it"),
)
STRAY_TEXT = Mistake(
    Wording("这段文本不属于任何关键字", "this text belongs to no keyword"),
    Wording(
        "接续行须紧跟其关键字，行首的 #~、#| 也要相同",
        "put it right after its keyword, with the same #~ or #| in front",
    ),
)
REPEATED = Mistake(
    Wording("同一条消息里 {keyword} 位置不对或重复", "{keyword} is out of place or repeated here"),
    Wording(
        "顺序是 msgctxt、msgid、msgid_plural、msgstr，各一次",
        "the order is msgctxt, msgid, msgid_plural, msgstr, each once",
    ),
)
MIXED = Mistake(
    Wording("同一条消息只有一部分标为作废（#~）", "only a part of this message is obsolete (#~)"),
    Wording("每一行都加 #~，或都不加", "put #~ before all of its lines, or none"),
)
NO_MSGID = Mistake(
    Wording("这条消息没有 msgid", "this message has no msgid"),
    Wording("从 git 恢复这条消息", "restore the message from git"),
)
NO_MSGSTR = Mistake(
    Wording("这条消息没有 msgstr", "this message has no msgstr"),
    Wording(
        '尚未翻译写成 msgstr ""；文件若被截断，请从 git 恢复',
        'write msgstr "" if it has no translation yet; restore a file that was cut short from git',
    ),
)
PLURAL_INDEX = Mistake(
    Wording("这里应为 {expected}，而不是 {keyword}", "{keyword} instead of {expected}"),
    Wording(
        "有 msgid_plural 时从 msgstr[0] 起依次编号，否则只写一个 msgstr",
        "with msgid_plural number them from msgstr[0] on; otherwise write one msgstr",
    ),
)
END_OF_CONTEXT = Mistake(
    Wording(
        "{keyword} 含 EOT（\\004），gettext 用它分隔",
        "{keyword} holds EOT (\\004), gettext's separator",
    ),
    Wording("删除它", "delete it"),
)
NO_ADDRESS = Mistake(
    Wording("没有 msgctxt，不知这条消息属于何处", "without msgctxt this message has no address"),
    Wording("从模板（.pot）抄回 msgctxt", "copy the msgctxt from the template (.pot) again"),
)
DUPLICATE = Mistake(
    Wording("“{address}”在第 {first} 行已有", "{address!r} was at line {first} already"),
    Wording("留下一条，删除另一条", "keep one of the two, delete the other"),
)
MESSAGE_SIZE = Mistake(
    Wording("这条消息有 {size} 字节，上限是 {limit}", "{size} bytes, more than {limit} a message"),
    Wording("引号可能没有成对；请检查", "look for a missing quote"),
)
ORPHAN = Mistake(
    Wording("这条注释之后没有消息", "no message follows this comment"),
    Wording("把注释移到它所属的消息之前，或删除它", "move it to before its message, or delete it"),
)
NO_HEADER = Mistake(
    Wording('文件开头没有文件头（msgid ""）', 'the file does not start with a header (msgid "")'),
    Wording("从 git 恢复文件头", "restore the header from git"),
)
HEADER_NOTES = Mistake(
    Wording(
        "文件头只能带译者注释和标志", "only translator comments and flags may precede the header"
    ),
    Wording("删除文件头前的 #.、#:、#| 各行", "delete the lines #. #: #| before the header"),
)
HEADER_LINE = Mistake(
    Wording("文件头的这一行没有冒号：{line}", "no colon in this line of the header: {line}"),
    Wording('写成 "名称: 值\\n"', 'write it as "Name: value\\n"'),
)
HEADER_TWICE = Mistake(
    Wording("文件头里 {name} 出现两次", "{name} is in the header twice"),
    Wording("留下一行", "keep one of the lines"),
)
CHARSET = Mistake(
    Wording("文件头没有声明 charset=UTF-8", "the header does not declare charset=UTF-8"),
    Wording(
        '写成 "Content-Type: text/plain; charset=UTF-8\\n"，并以 UTF-8 保存',
        'write "Content-Type: text/plain; charset=UTF-8\\n", and save the file as UTF-8',
    ),
)
PLURAL_FORMS = Mistake(
    Wording("Plural-Forms 不是复数规则", "Plural-Forms is not a plural rule"),
    Wording(
        '写成 gettext 的规则，例如 "Plural-Forms: nplurals=2; plural=(n > 1);\\n"',
        'write gettext\'s rule: "Plural-Forms: nplurals=2; plural=(n > 1);\\n" for example',
    ),
)
