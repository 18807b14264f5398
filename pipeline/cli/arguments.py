"""The commands and their options, with help in the reader's language."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.wording import Language, Wording


def parser(language: Language) -> argparse.ArgumentParser:
    """Return the parser of all commands; its help is in `language`."""
    top = argparse.ArgumentParser(
        prog="python -m pipeline",
        description=ABOUT.text(language),
        epilog=EXIT_STATUSES.text(language),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, help_: Wording) -> argparse.ArgumentParser:
        said = help_.text(language)
        return commands.add_parser(name, help=said, description=said)

    build = command("build", BUILD)
    build.add_argument("--check", action="store_true", help=CHECK_ONLY.text(language))
    check = command("check", CHECK)
    _files(check, language, "*")
    check.add_argument("--format", choices=("full", "json"), default="full")
    fail_on = FAIL_ON.text(language)
    check.add_argument(
        "--fail-on", choices=("error", "warning", "note"), default="note", help=fail_on
    )
    baseline = WRITE_BASELINE.text(language)
    check.add_argument("--write-baseline", metavar="FILE", type=Path, help=baseline)
    parse = command("parse", PARSE)
    _files(parse, language, "+")
    parse.add_argument("--format", choices=("json",), default="json")
    _catalogue(command("catalogue", CATALOGUE), language)
    _locales(command("site", SITE), language, many=True)
    serve = command("serve", SERVE)
    _locales(serve, language, many=False)
    serve.add_argument("--port", type=int, default=8000)
    lookup = command("lookup", LOOKUP)
    lookup.add_argument("query", help=QUERY.text(language))
    _locales(lookup, language, many=False)
    lookup.add_argument("--json", action="store_true", help=AS_JSON.text(language))
    return top


def _catalogue(catalogue: argparse.ArgumentParser, language: Language) -> None:
    actions = catalogue.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, said in (("update", UPDATE), ("check", CATALOGUE_CHECK), ("status", STATUS)):
        actions.add_parser(name, help=said.text(language), description=said.text(language))


def _files(command: argparse.ArgumentParser, language: Language, number: str) -> None:
    command.add_argument(
        "files", metavar="FILE", nargs=number, type=Path, help=FILES.text(language)
    )


def _locales(command: argparse.ArgumentParser, language: Language, *, many: bool) -> None:
    command.add_argument(
        "--locale", metavar="TAG", action="append" if many else "store", help=LOCALE.text(language)
    )


ABOUT = Wording(
    "把一张中文 HTTP 状态码表做成多语言网站、翻译目录与数据文件。",
    "From one Chinese table of HTTP status codes to a site, catalogues and data in many languages.",
)
EXIT_STATUSES = Wording(
    "退出码：0 正常 · 1 有发现或未更新 · 2 用法或设置有误 · 3 输入无法读取 · 4 并发修改 "
    "· 5 读写失败",
    "exit status: 0 clean · 1 findings, or out of date · 2 usage or settings · 3 unreadable input "
    "· 4 concurrent change · 5 input/output error",
)
BUILD = Wording(
    "生成翻译目录、页面与数据文件（不生成 HTML）", "write catalogues, pages and exports (no HTML)"
)
CHECK_ONLY = Wording(
    "只比较，不写入；有过期文件时以 1 退出", "compare only; exit with 1 if a file is out of date"
)
CHECK = Wording("检查状态码表", "judge tables of status codes by IANA's registry")
FAIL_ON = Wording(
    "未处理的发现达到此级别时以 1 退出（默认 note）",
    "exit with 1 for an unanswered finding of this severity or above (default: note)",
)
WRITE_BASELINE = Wording(
    "把现有的发现写入基线文件，今后只有新的发现才会失败",
    "accept today's findings in this baseline file, so that only new ones fail",
)
PARSE = Wording("列出读到的内容，不作判断", "print what was read, nothing judged")
CATALOGUE = Wording("维护翻译目录", "keep the catalogues of the translators")
UPDATE = Wording("按原文更新全部目录", "bring every catalogue up to date with the sources")
CATALOGUE_CHECK = Wording(
    "目录过期时以 1 退出，不写入", "exit with 1 if a catalogue is out of date; write nothing"
)
STATUS = Wording("各语言的翻译进度", "show how far each locale is translated")
SITE = Wording("生成全部内容与网站", "build everything and the site's HTML")
SERVE = Wording("本机预览，修改后自动更新", "preview on this machine; edits show by themselves")
LOOKUP = Wording("查询状态码", "look up a status code")
QUERY = Wording("状态码、原因短语、名称或其中的词", "a code, a phrase, a title, or words of them")
AS_JSON = Wording("输出 JSON", "print JSON")
FILES = Wording("含状态码表的 Markdown 文件", "a Markdown file with a table of status codes")
LOCALE = Wording("语言标签，如 zh-Hans、ja", "a language tag, such as zh-Hans or ja")
