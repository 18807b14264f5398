"""`check` and `rule` on a real terminal, and piped: width and colour."""

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
Print = Callable[..., list[str]]


@pytest.fixture
def printed(tmp_path: Path) -> Print:
    """Run a command on a terminal of so many columns, or (None) piped; return its lines.

    Without a command, a long row is checked.
    """
    (tmp_path / "t.md").write_text(TABLE)
    unwanted = ("COLUMNS", "FORCE_COLOR", "NO_COLOR")
    kept = {name: text for name, text in os.environ.items() if name not in unwanted}
    environment = {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm", "LC_ALL": "C.UTF-8"}

    def lines(columns: int | None, *command: str) -> list[str]:
        words = [sys.executable, "-m", "pipeline", *(command or ("check", "t.md"))]
        if columns is None:
            done = subprocess.run(
                words, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True, check=False
            )
            return done.stdout.splitlines()
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        with subprocess.Popen(words, cwd=tmp_path, env=environment, stdout=theirs):
            os.close(theirs)
            shown = b"".join(iter(lambda: read(ours), b""))
        os.close(ours)
        return shown.decode().splitlines()

    return lines


def read(terminal: int) -> bytes:
    """Read what there is; nothing when the other side has closed (which Linux calls an error)."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


@pytest.mark.parametrize("columns", [30, 60, 100])
def test_a_terminal_has_lines_of_its_width_and_colours(printed: Print, columns: int) -> None:
    lines = printed(columns)
    assert COLOUR.findall(lines[0]) == [BOLD, RED, PLAIN]
    source, carets = (COLOUR.sub("", line) for line in lines[2:4])
    assert source.endswith("...")
    assert columns - 1 <= wcswidth(source) <= columns
    before, _, _ = source.partition("NotFound")
    assert carets == "  | ".ljust(wcswidth(before)) + "^^^^^^^^"


def test_what_is_piped_is_whole_and_plain(printed: Print) -> None:
    lines = printed(None)
    assert lines[2] == f"3 | {TABLE.splitlines()[2]}"
    assert not COLOUR.search("\n".join(lines))


def test_an_explanation_is_as_wide_as_the_terminal_allows(printed: Print) -> None:
    wide, narrow = (printed(columns, "rule", "title-shared") for columns in (None, 40))
    assert wide[2].startswith("Find a title that another code has too, though the source")
    first, second = narrow[2:4]
    assert first == "Find a title that another code has too,"
    assert second == "though the source tells the two apart."
