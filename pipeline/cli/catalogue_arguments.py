"""What `catalogue` can be asked for: its actions, their options, and help for both."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.wording import Language, Wording


def add_catalogue_actions(
    catalogue: argparse.ArgumentParser, language: Language
) -> argparse.ArgumentParser:
    """Add every action to the parser of `catalogue`, with help in `language`; return `check`."""
    actions = catalogue.add_subparsers(dest="action", required=True, metavar="ACTION")

    def action(name: str, help_: Wording, examples: str) -> argparse.ArgumentParser:
        said = help_.text(language)
        return actions.add_parser(
            name,
            help=said,
            description=said,
            epilog=EXAMPLES.about(examples=examples).text(language),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    action("update", UPDATE, "  %(prog)s")
    check = action("check", CHECK, CHECK_EXAMPLES)
    status = action("status", STATUS, STATUS_EXAMPLES)
    todo = action("todo", TODO, TODO_EXAMPLES)
    for reporting in (status, todo):
        reporting.add_argument("--json", action="store_true", help=AS_JSON.text(language))
    new = action("new", NEW, "  %(prog)s fr")
    accept = action("accept", ACCEPT, ACCEPT_EXAMPLES)
    accept.add_argument("addresses", metavar="ADDRESS", nargs="+", help=ADDRESS.text(language))
    only = ONLY_LOCALE.text(language)
    for each in (check, accept):
        each.add_argument("--locale", metavar="LOCALE", dest="locales", action="append", help=only)
    pack = action("pack", PACK, PACK_EXAMPLES)
    for named in (todo, new, pack):
        named.add_argument("locale", metavar="LOCALE", help=LOCALE.text(language))
    pack.add_argument("--pivot", choices=("en",), default="en", help=PIVOT.text(language))
    where = pack.add_mutually_exclusive_group()
    where.add_argument("--output", metavar="FILE", type=Path, help=OUTPUT.text(language))
    where.add_argument("--take", metavar="FILE", type=Path, help=TAKE.text(language))
    _driver(action("merge-driver", DRIVER, DRIVER_EXAMPLES), language)
    return check


def _driver(driver: argparse.ArgumentParser, language: Language) -> None:
    for name in ("base", "ours", "theirs"):
        driver.add_argument(name, metavar=name.upper(), type=Path)
    driver.add_argument("path", metavar="PATH", help=DRIVER_PATH.text(language))


EXAMPLES = Wording("示例：\n{examples}", "examples:\n{examples}")
UPDATE = Wording("按原文更新全部目录", "bring every catalogue up to date with the sources")
CHECK = Wording(
    "检查译文；有发现或目录过期时以 1 退出，不写入",
    "judge the translations; exit with 1 for findings or a catalogue out of date; write nothing",
)
CHECK_EXAMPLES = """\
  %(prog)s
  %(prog)s --locale ja"""
STATUS = Wording("各语言的翻译进度", "show how far each locale is translated")
STATUS_EXAMPLES = """\
  %(prog)s
  %(prog)s --json"""
TODO = Wording(
    "列出译者要做的事：未译、不定、被拦下、原文已改",
    "list what a translator has to do: missing, unsure, blocked and stale messages",
)
TODO_EXAMPLES = """\
  %(prog)s ja
  %(prog)s ja --json"""
NEW = Wording("开始一种新语言", "start a locale")
ACCEPT = Wording(
    "原文只改了错字、译文仍然适用：把待更新的译文重新标为已核准",
    "approve stale translations again, which still fit after a small change of the source",
)
ACCEPT_EXAMPLES = """\
  %(prog)s status.404.description
  %(prog)s --locale ja 'status.404.*' 'ui.*'"""
PACK = Wording(
    "生成英文到某语言的 PO 文件，供不懂中文的译者使用；再按地址收回",
    "make an English-to-LOCALE PO file for translators who read no Chinese, and take it back",
)
PACK_EXAMPLES = """\
  %(prog)s fr --pivot en --output fr.po
  %(prog)s fr --take fr.po"""
DRIVER = Wording(
    "供 git 调用：按地址三方合并（make setup 已登记）",
    "for git: merge three versions by address (make setup registers it)",
)
DRIVER_EXAMPLES = "  git config merge.po.driver"
DRIVER_PATH = Wording("文件在项目中的路径，只用于提示", "where the file is, for messages")
LOCALE = Wording(
    "语言区域，POSIX 写法，如 ja、zh_Hant", "a locale as POSIX spells it, such as ja or zh_Hant"
)
ONLY_LOCALE = Wording(
    "只在此语言中（可多次；默认全部）", "only in this locale (may be repeated; default: all)"
)
ADDRESS = Wording(
    "消息的地址（msgctxt），可用 * 通配", "the address (msgctxt) of a message; * matches anything"
)
PIVOT = Wording("译者所读的语言（默认 en）", "the language that the translator reads (default: en)")
OUTPUT = Wording("写入此文件，而不是标准输出", "write this file instead of standard output")
TAKE = Wording("收回译好的文件", "take the translated file back")
AS_JSON = Wording("输出 JSON", "print JSON")
