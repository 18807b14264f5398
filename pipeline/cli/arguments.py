"""The commands and their options, with help in the reader's language."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.cli.catalogue_arguments import add_catalogue_actions
from pipeline.wording import Language, Wording

SCRIPT = "http-status-i18n"  # what the command is called where it was installed


def parser(language: Language) -> argparse.ArgumentParser:
    """Return the parser of all commands; its help is in `language`."""
    top = argparse.ArgumentParser(
        prog=SCRIPT if Path(sys.argv[0]).stem == SCRIPT else "python -m pipeline",
        description=ABOUT.text(language),
        epilog=EXIT_STATUSES.text(language),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, help_: Wording, examples: str = "") -> argparse.ArgumentParser:
        said = help_.text(language)
        return commands.add_parser(
            name,
            help=said,
            description=said,
            epilog=EXAMPLES.about(examples=examples).text(language) if examples else None,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    build = command("build", BUILD)
    build.add_argument("--check", action="store_true", help=CHECK_ONLY.text(language))
    _check(command("check", CHECK, CHECK_EXAMPLES), language)
    parse = command("parse", PARSE, PARSE_EXAMPLES)
    _files(parse, language, "+")
    how = parse.add_mutually_exclusive_group()
    how.add_argument("--format", choices=("json", "ndjson", "csv"), default="json")
    how.add_argument("--explain", action="store_true", help=EXPLAIN.text(language))
    rule = command("rule", RULE, RULE_EXAMPLES)
    rule.add_argument("id", metavar="RULE", nargs="?", help=RULE_ID.text(language))
    _report(add_catalogue_actions(command("catalogue", CATALOGUE), language), language)
    _locales(command("site", SITE), language, many=True)
    _locales(command("offline", OFFLINE), language, many=True)
    _serve(command("serve", SERVE), language)
    lookup = command("lookup", LOOKUP)
    lookup.add_argument("query", help=QUERY.text(language))
    _locales(lookup, language, many=False)
    lookup.add_argument("--json", action="store_true", help=AS_JSON.text(language))
    _registry(command("registry", REGISTRY, REGISTRY_EXAMPLES), language)
    return top


def _serve(serve: argparse.ArgumentParser, language: Language) -> None:
    _locales(serve, language, many=True)
    serve.add_argument("--port", type=int, default=8000)


def _check(check: argparse.ArgumentParser, language: Language) -> None:
    _files(check, language, "*")
    _report(check, language)
    for name, said in (("--select", SELECT), ("--ignore", IGNORE)):
        check.add_argument(
            name, metavar="RULE,…", type=_ids, action="extend", help=said.text(language)
        )
    instead = check.add_mutually_exclusive_group()
    instead.add_argument("--fix", action="store_true", help=FIX.text(language))
    instead.add_argument("--diff", action="store_true", help=DIFF.text(language))
    baseline = WRITE_BASELINE.text(language)
    instead.add_argument("--write-baseline", metavar="FILE", type=Path, help=baseline)
    check.add_argument("--unsafe-fixes", action="store_true", help=UNSAFE_FIXES.text(language))


def _report(command: argparse.ArgumentParser, language: Language) -> None:
    formats = ("full", "concise", "json", "sarif", "github")
    command.add_argument("--format", choices=formats, default="full")
    fail_on = FAIL_ON.text(language)
    command.add_argument(
        "--fail-on", choices=("error", "warning", "note"), default="note", help=fail_on
    )


def _ids(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


def _registry(registry: argparse.ArgumentParser, language: Language) -> None:
    actions = registry.add_subparsers(dest="action", required=True, metavar="ACTION")

    def action(name: str, help_: Wording) -> argparse.ArgumentParser:
        said = help_.text(language)
        added = actions.add_parser(name, help=said, description=said)
        added.add_argument("--json", action="store_true", help=AS_JSON.text(language))
        return added

    action("status", REGISTRY_STATUS)
    diff = action("diff", REGISTRY_DIFF)
    diff.add_argument("file", metavar="FILE", type=Path, help=REGISTRY_FILE.text(language))


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
SELECT = Wording(
    "只用这些规则，以逗号分隔（rule 命令列出全部）",
    "only these rules, separated by commas (the command rule lists them)",
)
IGNORE = Wording("不用这些规则", "all but these rules")
FIX = Wording(
    "改写文件：做安全的修正，再列出余下的发现",
    "write safe fixes to the files, then print the findings that are left",
)
DIFF = Wording(
    "以 diff 显示 --fix 会改什么，不写入；有可改之处时以 1 退出",
    "show what --fix would change as a diff; write nothing; exit with 1 if there is something",
)
UNSAFE_FIXES = Wording(
    "与 --fix 或 --diff 一起：也做需人工确认的修正",
    "with --fix or --diff: also the fixes that a person should look at",
)
WRITE_BASELINE = Wording(
    "把现有的发现写入基线文件，今后只有新的发现才会失败；给出 FILE 或规则时只添加",
    "accept today's findings in this baseline file, so that only new ones fail; with files or "
    "rules named, only add to it",
)
PARSE = Wording("列出读到的内容，不作判断", "print what was read, nothing judged")
EXPLAIN = Wording(
    "不列记录，说明每张表是怎样理解的", "instead of records, say how each table was understood"
)
CATALOGUE = Wording("维护翻译目录", "keep the catalogues of the translators")
RULE = Wording("列出规则，或说明一条规则", "list the rules, or explain one")
RULE_ID = Wording("规则的标识，如 phrase-typo", "the id of a rule, such as phrase-typo")
EXAMPLES = Wording("示例：\n{examples}", "examples:\n{examples}")
CHECK_EXAMPLES = """\
  %(prog)s README.md
  %(prog)s --diff docs/*.md
  %(prog)s --format sarif docs/*.md > check.sarif
  %(prog)s --fix --select phrase-typo,cell-tab README.md"""
PARSE_EXAMPLES = """\
  %(prog)s README.md
  %(prog)s --explain README.md
  %(prog)s --format csv docs/*.md > codes.csv"""
RULE_EXAMPLES = """\
  %(prog)s
  %(prog)s phrase-typo"""
SITE = Wording("生成全部内容与网站", "build everything and the site's HTML")
OFFLINE = Wording(
    "生成网站，并打包成不联网也能阅读的 zip",
    "build the site, and an archive of it to read without a network",
)
SERVE = Wording("本机预览，修改后自动更新", "preview on this machine; edits show by themselves")
LOOKUP = Wording("查询状态码", "look up a status code")
QUERY = Wording("状态码、原因短语、名称或其中的词", "a code, a phrase, a title, or words of them")
AS_JSON = Wording("输出 JSON", "print JSON")
REGISTRY = Wording(
    "随附的 IANA 注册表快照", "the snapshot of IANA's registry that comes with this program"
)
REGISTRY_STATUS = Wording(
    "快照的日期、年龄与到期的临时注册",
    "its date, its age, and temporary registrations that expired",
)
REGISTRY_DIFF = Wording(
    "与较新的注册表文件比较；有不同时以 1 退出",
    "compare a newer file with it; exit with 1 if there is a difference",
)
REGISTRY_FILE = Wording("IANA 的 http-status-codes.xml", "IANA's http-status-codes.xml")
REGISTRY_EXAMPLES = """\
  %(prog)s status
  %(prog)s diff http-status-codes.xml"""
FILES = Wording("含状态码表的 Markdown 文件", "a Markdown file with a table of status codes")
LOCALE = Wording("语言标签，如 zh-Hans、ja", "a language tag, such as zh-Hans or ja")
