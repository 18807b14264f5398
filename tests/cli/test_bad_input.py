"""What is no table, no text, no file, or meant to hurt: through `parse` and `check`."""

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
HEAD = "| 状态码 | 编码 | 说明 |\n| --- | --- | --- |\n"
NOBODY = 65534


@pytest.fixture(params=["parse", "check"])
def command(request: pytest.FixtureRequest, run: Run) -> Run:
    """One of the two commands that read tables, to be run on files."""
    return lambda *files: run(request.param, *files)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


UNREADABLE = {
    "gbk": ("| 状态码 |\n".encode("gbk"), "t.md:1:5: not UTF-8: byte 0xC2", "不是 UTF-8"),
    "utf-16": ("| 404 |".encode("utf-16"), "t.md:1:1: this is UTF-16", "这是 UTF-16"),
    "utf-16 without its mark": (
        "| 404 |".encode("utf-16-le"),
        "t.md:1:1: this is UTF-16",
        "UTF-16",
    ),
    "cut off": (b"| a |\n| \xe7\x8a", "t.md:2:3: not UTF-8: byte 0xE7", "不是 UTF-8"),
}


@pytest.mark.parametrize(("content", "english", "chinese"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_utf8_is_said_with_its_place(
    command: Run,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes,
    english: str,
    chinese: str,
) -> None:
    Path("t.md").write_bytes(content)
    status, _, err = command("t.md")
    assert (status, err.startswith(english), "help: save the file" in err) == (3, True, True)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert chinese in command("t.md")[2]


def test_a_directory_a_pipe_and_a_missing_file_keep_no_other_from_being_read(command: Run) -> None:
    Path("t.md").write_text(HEAD + "| 404 | NotFound | 未找到 |\n")
    Path("folder").mkdir()
    os.mkfifo("pipe")
    status, out, err = command("folder", "pipe", "none.md", "t.md")
    assert status == 3
    places = [line for line in err.splitlines() if not line.startswith(("  =", "Findings"))]
    assert places[:3] == [
        "folder: this is a directory, not a file",
        "pipe: no regular file (a folder, pipe, device or socket); not read",
        "none.md: cannot be read: No such file or directory",
    ]
    assert "NotFound" in out


def test_links_in_a_circle_are_said(command: Run) -> None:
    Path("a.md").symlink_to("b.md")
    Path("b.md").symlink_to("a.md")
    status, _, err = command("a.md")
    assert (status, err.partition("\n")[0]) == (
        3,
        "a.md: cannot be read: Too many levels of symbolic links",
    )


def test_what_one_may_not_read_is_said(command: Run) -> None:
    Path("t.md").write_text(HEAD)
    Path("folder").mkdir()
    Path("folder/u.md").write_text(HEAD)
    command("t.md")  # loads all that is loaded when needed
    Path("t.md").chmod(0)
    Path("folder").chmod(0)
    root = os.geteuid() == 0  # who may read all
    os.seteuid(NOBODY if root else os.geteuid())
    try:
        status, _, err = command("t.md", "folder/u.md")
    finally:
        os.seteuid(0 if root else os.geteuid())
        Path("folder").chmod(0o700)
    denied = [f"{name}: cannot be read: Permission denied" for name in ("t.md", "folder/u.md")]
    assert (status, err.splitlines()[::2]) == (3, denied)


def test_a_file_above_the_limit_is_refused_unread(command: Run) -> None:
    with Path("t.md").open("wb") as file:
        file.truncate(100_000_000)
    status, _, err = command("t.md")
    assert (status, err.splitlines()) == (
        3,
        ["t.md: larger than 32 MiB; not read", "  = help: split it into smaller files"],
    )


def test_a_file_that_changes_while_it_is_read_is_said(command: Run) -> None:
    file = Path("t.md")
    file.write_bytes(b"\xff" * 16_000_000)
    done = threading.Event()

    def touch() -> None:
        while not done.is_set():
            with file.open("a") as stream:
                stream.write("\n")

    writer = threading.Thread(target=touch)
    writer.start()
    try:
        status, err = 3, ""
        while status == 3:  # read between two changes: it is no UTF-8
            status, _, err = command("t.md")
    finally:
        done.set()
        writer.join()
    assert status == 4
    assert err.startswith("t.md: the file changed while it was read\n  = help: run again")


def test_a_nul_is_a_finding_and_the_rest_is_read(run: Run) -> None:
    Path("t.md").write_bytes(f"{HEAD}| 403 | For\0bidden | 禁止\0 |\n\n\0\n".encode())
    status, out, _ = run("parse", "t.md")
    (record,) = json.loads(out)["records"]
    assert (status, record["code"], record["phrase"]) == (0, 403, "Forbidden")
    status, out, _ = run("check", "--format", "concise", "t.md")
    found = [line for line in out.splitlines() if "control-or-zero-width" in line]
    assert status == 1
    assert [line.split(" ")[0] for line in found] == ["t.md:3:12:", "t.md:3:24:", "t.md:5:1:"]
    assert "\0" not in out
    run("check", "--fix", "t.md")
    assert Path("t.md").read_text() == f"{HEAD}| 403 | Forbidden | 禁止 |\n\n\n"


HOSTILE = {
    "a cell of a megabyte": f"{HEAD}| 404 | Not Found | {'字' * 350_000} |\n",
    "a megabyte where a code should be": f"{HEAD}| {'4' * 1_000_000} | x | y |\n| 404 | x | y |\n",
    "two thousand columns": f"|{'状态码|' * 2_000}\n|{'---|' * 2_000}\n|{'404|' * 2_000}\n",
    "a bomb of brackets": f"{HEAD}| 404 | {'[' * 100_000} | {'](' * 50_000} |\n",
    "a bomb of tags": f"{HEAD}| 404 | {'<a ' * 50_000} | {'<sup>' * 50_000} |\n",
    "a bomb of marks": f"{HEAD}| 404 | {'*_`' * 50_000} | {'&#' * 50_000} |\n",
    "a bomb of tables": "<table><tr><td>" * 20_000,
    "a bomb of comments": f"{HEAD}| 404 | x | {'<!--' * 50_000} |\n",
    "deep quotes": f"{'>' * 5_000} | 状态码 |\n{'>' * 5_000} | --- |\n{'>' * 5_000} | 404 |\n",
    "deep lists": "".join(f"{'  ' * depth}- {depth}\n" for depth in range(300)),
    "text that runs from right to left": f"{HEAD}| \u202e404\u202c | \u2067Not Found\u2069 | x |\n",
    "characters without width": f"{HEAD}| \u200b4\u200b0\u200b4 | Not\u200b Found | x |\n",
    "lone carriage returns": HEAD.replace("\n", "\r") + "| 404 | Not Found | x |\r",
    "nothing": "",
    "a byte order mark alone": "\ufeff",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_read(command: Run, text: str) -> None:
    Path("t.md").write_text(text, newline="")
    status, _, _ = command("t.md")
    assert status in (0, 1)


def test_a_code_is_read_through_what_nobody_sees(run: Run) -> None:
    for name in ("text that runs from right to left", "characters without width"):
        Path("t.md").write_text(HOSTILE[name])
        (record,) = json.loads(run("parse", "t.md")[1])["records"]
        assert (record["code"], record["phrase"]) == (404, "Not Found")
        found = run("check", "--format", "concise", "t.md")[1]
        assert found.count("control-or-zero-width") >= 4


DEEP = "[" * 100_000
TOO_DEEP = {
    "settings": ("pyproject.toml", f"[tool.pipeline]\na = {DEEP}", 2, "2:21: TOML nested"),
    "dots": ("pyproject.toml", "a." * 100_000, 2, "1:34: TOML nested"),
    "errata": ("source/errata.toml", f"a = {DEEP}", 3, "1:21: TOML nested"),
    "guidance": ("source/guidance.toml", f"a = {DEEP}", 3, "1:21: TOML nested"),
    "glossary": ("locales/glossary.toml", f"a = {DEEP}", 2, "1:21: TOML nested"),
    "baseline": ("source/baseline.json", DEEP, 2, " a baseline is JSON with"),
    "release": ("source/releases/0.0.1.json", DEEP, 2, " this snapshot of a release is not"),
}


@pytest.mark.parametrize("kind", TOO_DEEP)
def test_what_is_nested_too_deep_is_a_failure_with_a_remedy(
    run: Run, golden_folder: Path, kind: str
) -> None:
    path, text, exits, said = TOO_DEEP[kind]
    if "releases" in path:
        with Path("pyproject.toml").open("a") as settings:
            settings.write('previous-release = "0.0.1"\n')
        Path(path).parent.mkdir()
    (golden_folder / path).write_text(text)
    status, _, err = run("build")
    assert (status, f"{path}:{said}" in err, "  = help: " in err) == (exits, True, True)


def test_own_tables_that_lead_out_of_the_project_are_neither_read_nor_mended(
    run: Run, golden_folder: Path, tmp_path: Path
) -> None:
    table = golden_folder / "source/supplement.md"
    table.rename(tmp_path / "elsewhere.md")
    table.symlink_to(tmp_path / "elsewhere.md")
    before = table.read_bytes()
    for arguments in (("check",), ("check", "--fix")):
        status, _, err = run(*arguments)
        assert (status, err.startswith("source/supplement.md: leads out")) == (3, True)
    assert table.read_bytes() == before
    assert run("parse", "source/supplement.md")[0] == 0, "a file that is named is meant"
