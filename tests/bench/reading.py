"""`parse` and `check` on long tables, against markdown-it-py's own full parse of the same text."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from markdown_it import MarkdownIt

from pipeline.findings import Finding
from pipeline.records.listing import join
from pipeline.records.record import Reading, read_records
from pipeline.records.registry import vendored_registry
from pipeline.rules import judge
from pipeline.span import Document
from tests.bench.measuring import Comparison

PEER = "markdown-it-py"
ROWS, FEW_ROWS = (50, 1_000, 10_000, 100_000), (50, 1_000, 10_000)
HEAD = "| 状态码 | 编码 | 状态说明 |\n| ----- | ----- | ----- |\n"
CORPUS = Path(os.environ.get("CORPUS", "../shared/corpus"))


def comparisons(*, quick: bool) -> Iterator[Comparison]:
    """Yield `parse`, and `parse` with `check`, for tables of more and more rows."""
    markdown = MarkdownIt("commonmark").enable("table")
    for rows in FEW_ROWS if quick else ROWS:
        document = Document("long.md", long_table(rows))

        def theirs(text: str = document.text) -> object:
            return markdown.parse(text)

        def parse(document: Document = document) -> Reading:
            return read_records(document)

        def check(document: Document = document) -> tuple[Finding, ...]:
            return judge(join(read_records(document), vendored_registry()))

        yield Comparison("parse", {"rows": rows}, PEER, 0.25, parse, theirs)
        yield Comparison("check", {"rows": rows}, PEER, 1.0, check, theirs)


HOSTILE: Mapping[str, Callable[[int], str]] = {
    "a bomb of brackets": lambda size: f"{HEAD}| 404 | {'[' * size} | {'](' * size} |\n",
    "a bomb of tags": lambda size: f"{HEAD}| 404 | {'<a ' * size} | {'<sup>' * size} |\n",
    "a bomb of marks": lambda size: f"{HEAD}| 404 | {'*_`' * size} | {'&#' * size} |\n",
    "a bomb of tables": lambda size: "<table><tr><td>" * size,
    "one long cell": lambda size: f"{HEAD}| 404 | Not Found | {'字 ' * 5 * size} |\n",
    "columns": lambda size: "\n".join(f"|{cell * (size // 20)}" for cell in ("404|", "---|", "1|")),
    "quotes": lambda size: "".join(f"{'>' * size} {row}\n" for row in HEAD.split("\n")),
    "tables of one row": lambda size: f"{HEAD}| 404 | Not Found | x |\n\n" * (size // 20),
}


def hostile(*, quick: bool) -> Iterator[Comparison]:
    """Yield texts that mean harm, against themselves at half the size: the work is to double."""
    size = 10_000 if quick else 40_000
    for name, text in HOSTILE.items():
        small, large = Document("small.md", text(size)), Document("large.md", text(2 * size))

        def half(document: Document = small) -> tuple[Finding, ...]:
            return judge(join(read_records(document), vendored_registry()))

        def whole(document: Document = large) -> tuple[Finding, ...]:
            return judge(join(read_records(document), vendored_registry()))

        yield Comparison("hostile", {"text": name}, "once", 2.5, whole, half)


def long_table(rows: int) -> str:
    """Return the registered codes over and over, each row with a sentence of its own."""
    known = [found for found in vendored_registry().assignments.values() if found.phrase]
    lines = (
        f"| {known[row % len(known)].code}   | {known[row % len(known)].phrase} "
        f"| 服务器对第 {row} 个请求的响应，说明见规范 {row % 7} 节。 |\n"
        for row in range(rows)
    )
    return HEAD + "".join(lines)


def corpus_figures() -> str:
    """Return what the corpus' own program says of the reader; nothing where there is no corpus."""
    program = CORPUS / "score.py"
    if not program.exists():
        return ""
    command = f"{sys.executable} -m pipeline parse {{doc}} --format json"
    done = subprocess.run(
        [sys.executable, program, "--cmd", command], capture_output=True, text=True, check=True
    )
    return done.stdout.partition("totals (micro-averaged)\n")[2]
