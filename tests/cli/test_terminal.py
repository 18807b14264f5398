"""`check` on a real terminal, and piped: width and colour."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest
from wcwidth import wcswidth

from pipeline.printers.full import BOLD, PLAIN, RED

ROOT = Path(__file__).parent.parent.parent
TABLE = f"| 状态码 | 编码 | 说明 |\n| --- | --- | --- |\n| 404 | NotFound | {'未找到。' * 20} |\n"
COLOUR = re.compile(r"\x1b\[\d+m")
Check = Callable[[int | None], list[str]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Check a long row, on a terminal of that many columns or (None) piped; return the lines."""
    (tmp_path / "t.md").write_text(TABLE)
    words = [sys.executable, "-m", "pipeline", "check", "t.md"]
    unwanted = ("COLUMNS", "FORCE_COLOR", "NO_COLOR")
    kept = {name: text for name, text in os.environ.items() if name not in unwanted}
    environment = {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm", "LC_ALL": "C.UTF-8"}

    def lines(columns: int | None) -> list[str]:
        if columns is None:
            done = subprocess.run(
                words, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True, check=False
            )
            return done.stdout.splitlines()
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        with subprocess.Popen(words, cwd=tmp_path, env=environment, stdout=theirs):
            os.close(theirs)
            printed = b"".join(iter(lambda: read(ours), b""))
        os.close(ours)
        return printed.decode().splitlines()

    return lines


def read(terminal: int) -> bytes:
    """Read what there is; nothing when the other side has closed (which Linux calls an error)."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


@pytest.mark.parametrize("columns", [30, 60, 100])
def test_a_terminal_has_lines_of_its_width_and_colours(check: Check, columns: int) -> None:
    lines = check(columns)
    assert COLOUR.findall(lines[0]) == [BOLD, RED, PLAIN]
    source, carets = (COLOUR.sub("", line) for line in lines[2:4])
    assert source.endswith("...")
    assert columns - 1 <= wcswidth(source) <= columns
    before, _, _ = source.partition("NotFound")
    assert carets == "  | ".ljust(wcswidth(before)) + "^^^^^^^^"


def test_what_is_piped_is_whole_and_plain(check: Check) -> None:
    lines = check(None)
    assert lines[2] == f"3 | {TABLE.splitlines()[2]}"
    assert not COLOUR.search("\n".join(lines))
