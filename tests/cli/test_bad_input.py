"""Files that are no text, no files, or hostile: said with their place, never a traceback."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli.reading import LARGEST

Run = Callable[..., tuple[int, str, str]]
HEAD = "| 状态码 | 编码 | 说明 |\n| --- | --- | --- |\n"
UNSEEN = "\u200b\u2066"
GOOD = "| 404 | Not Found | x |\n"
COMMANDS = pytest.mark.parametrize("command", ["parse", "check"])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def speak(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in the language of a locale."""

    def command(locale: str, *arguments: object) -> tuple[int, str, str]:
        monkeypatch.setenv("LC_ALL", locale)
        return run(*arguments)

    return command


NO_TEXT = {
    "latin-1": (HEAD.encode() + b"| 404 | \xe9 |\n", "t.md:3:9", "not UTF-8: byte 0xE9"),
    "GBK": ("| 状态码 |\n".encode("gbk"), "t.md:1:5", "not UTF-8: byte 0xC2"),
    "UTF-16": (HEAD.encode("utf-16"), "t.md:1:1", "UTF-16, not UTF-8"),
    "UTF-16 without a mark": ("| a |\n".encode("utf-16-le"), "t.md:1:2", "a NUL character"),
}


@COMMANDS
@pytest.mark.parametrize(("content", "place", "said"), NO_TEXT.values(), ids=NO_TEXT)
def test_what_is_no_text_is_refused(
    speak: Run, command: str, content: bytes, place: str, said: str
) -> None:
    Path("t.md").write_bytes(content)
    status, _, err = speak("en_US", command, "t.md")
    assert (status, err.startswith(f"{place}: {said}")) == (3, True), err
    assert "另存为 UTF-8" in speak("zh_CN", command, "t.md")[2]


def test_nul_is_a_finding_at_its_place(run: Run) -> None:
    Path("t.md").write_text(f"{HEAD}| 404 | Not\0 Found | x |\n")
    assert '"code": 404' in run("parse", "t.md")[1]
    status, out, _ = run("check", "--format", "concise", "t.md")
    assert status == 1
    assert "t.md:3:12: error [control-or-zero-width]" in out


def fifo() -> None:
    os.mkfifo("t.md")


def loop() -> None:
    Path("t.md").symlink_to("u.md")
    Path("u.md").symlink_to("t.md")


def large() -> None:
    with Path("t.md").open("wb") as file:
        file.truncate(LARGEST + 1)


NO_FILE = {
    "missing": (lambda: None, "cannot be read: No such file", "检查路径"),
    "directory": (lambda: Path("t.md").mkdir(), "this is a directory", "逐个给出文件"),
    "pipe": (fifo, "no regular file", "先存为文件"),
    "circle of links": (loop, "cannot be read: Too many levels of symbolic links", "检查路径"),
    "large": (large, "the file has 50 MB, more than 50 MB; not read", "拆成几个文件"),
}


@COMMANDS
@pytest.mark.parametrize(("make", "said", "remedy"), NO_FILE.values(), ids=NO_FILE)
def test_what_is_no_file_is_refused(
    speak: Run, command: str, make: Callable[[], None], said: str, remedy: str
) -> None:
    make()
    status, _, err = speak("en_US", command, "t.md")
    assert (status, err.startswith(f"t.md: {said}")) == (3, True), err
    assert remedy in speak("zh_CN", command, "t.md")[2]


@COMMANDS
def test_a_name_too_long_for_the_system_is_refused(speak: Run, command: str) -> None:
    status, _, err = speak("en_US", command, "x" * 300)
    assert (status, "File name too long" in err) == (3, True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read whatever its mode is")
@COMMANDS
def test_a_file_that_may_not_be_read_is_refused(speak: Run, command: str) -> None:
    Path("t.md").write_text(HEAD)
    Path("t.md").chmod(0)
    status, _, err = speak("en_US", command, "t.md")
    assert (status, err.startswith("t.md: cannot be read: Permission denied")) == (3, True)


@COMMANDS
def test_a_file_that_changes_while_it_is_read_is_refused(
    run: Run, speak: Run, command: str
) -> None:
    file = Path("t.md")
    file.write_text(HEAD)
    writing = True

    def write_more(event: str, arguments: tuple[object, ...]) -> None:
        """Append a row as soon as somebody opens the file; no audit hook can be removed."""
        nonlocal writing
        if writing and event == "open" and str(arguments[0]).endswith("t.md"):
            writing = False
            with file.open("a") as appended:
                appended.write(GOOD)

    sys.addaudithook(write_more)
    status, _, err = speak("en_US", command, "t.md")
    assert not writing
    assert (status, err.startswith("t.md: the file changed while it was read")) == (4, True), err
    assert run(command, "t.md")[0] in {0, 1}


HOSTILE = {
    "carriage returns alone": (HEAD + GOOD).replace("\n", "\r"),
    "a cell of a megabyte": f"{HEAD}| 404 | Not Found | {'x' * 1_000_000} |\n",
    "2,000 columns": f"|{' 状态码 |' * 2000}\n|{' --- |' * 2000}\n|{' 404 |' * 2000}\n",
    "brackets": f"{'[' * 20_000}\n\n{HEAD}| 404 | {'[' * 20_000} | {'](' * 20_000} |\n",
    "deep quotes": f"{'> ' * 300}x\n\n{HEAD}{GOOD}",
    "deep lists": f"{'- ' * 90}x\n\n{HEAD}{GOOD}",
    "open tables": f"{HEAD}{GOOD}\n{'<table>' * 5000}",
    "cells over cells": f"{HEAD}{GOOD}\n<table><tr>{'<td rowspan=999 colspan=999>' * 2000}",
    "invisible characters": f"{HEAD}| 4\u200b04 | \u202eNot Found\u202c | {UNSEEN * 999} |\n",
}


@COMMANDS
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_read(run: Run, command: str, text: str) -> None:
    Path("t.md").write_text(text, newline="")
    status, out, err = run(command, "t.md")
    assert status in {0, 1}, err
    assert command == "check" or '"code": 404' in out
