"""`site` and `serve`, with the real MkDocs."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.artefacts import alone

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 300  # seconds; a limit for a broken build, no measure of a good one


def test_the_site_is_built_though_the_table_has_faults(
    run: Callable[..., tuple[int, str, str]], golden_folder: Path
) -> None:
    status, _, err = run("site", "--locale", "zh-Hans", "--locale", "ja")
    assert status == 0
    assert re.search(r"The site is in .*build/site \(unanswered findings: 14\)\.\n", err)
    site = golden_folder / "build/site"
    assert "未找到" in (site / "zh-Hans/404/index.html").read_text("utf-8")
    assert (site / "ja/index.html").exists()
    assert not (site / "en").exists()
    assert (site / "index.html").exists()


def test_a_forked_process_that_builds_a_site_ends(golden_folder: Path) -> None:
    """It waits for all processes that it has started, so none may stay."""
    script = (
        "import multiprocessing; from pipeline.cli.main import main\n"
        "context = multiprocessing.get_context('fork')\n"
        "build = context.Process(target=main, args=(['site', '--locale', 'ja'],))\n"
        "build.start(); build.join(); print(build.exitcode)"
    )
    built = subprocess.run(
        [sys.executable, "-c", script],
        cwd=golden_folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        timeout=120,
        check=True,
    )
    assert built.stdout == b"0\n"


def test_the_site_is_packed_for_readers_without_a_network(
    run: Callable[..., tuple[int, str, str]], golden_folder: Path
) -> None:
    status, _, err = run("offline", "--locale", "zh-Hans")
    assert status == 0
    assert re.search(r"The archive is .*offline\.zip \(\d+\.\d MB\)\.\n", err)
    with zipfile.ZipFile(golden_folder / "build/http-status-codes-offline.zip") as archive:
        names = archive.namelist()
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names == sorted(names)
    assert "http-status-codes/zh-Hans/search/search_index.js" in names
    assert not [name for name in names if name.endswith(("_headers", "search_index.json"))]


def test_a_build_that_waited_goes_by_the_settings_of_its_turn(golden_folder: Path) -> None:
    with alone(golden_folder, lambda: None):
        waiting = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "build"],
            env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
            stderr=subprocess.PIPE,
            text=True,
        )
        assert waiting.stderr is not None
        assert "waiting for its end" in waiting.stderr.readline()
        settings = golden_folder / "pyproject.toml"
        settings.write_text(settings.read_text("utf-8").replace("golden.example", "gold.example"))
    waiting.communicate()
    assert waiting.returncode == 0
    assert "https://gold.example/" in (golden_folder / "build/site/robots.txt").read_text()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[tuple[str, Path]]:
    """Serve the project in `folder`, until Ctrl-C; yield the address and the log of errors."""
    port, log = free_port(), folder.parent / "log"
    with log.open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "serve", "--port", str(port), *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=errors,
        )
        try:
            yield f"http://127.0.0.1:{port}", log
        finally:
            process.send_signal(signal.SIGINT)
            status = process.wait(PATIENCE)
    assert status == 0


def page(address: str, *, missing: bool = False) -> str:
    """Return the page at an address; of an error page the text only if it is to be `missing`."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        return error.read().decode() if missing else ""
    except OSError:
        return ""


def wait_until_gone(address: str, text: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while text in page(address):
        assert time.monotonic() < deadline, f"{text} is still there"
        time.sleep(0.2)


def wait_for(read: Callable[[], str], text: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while text not in read():
        assert time.monotonic() < deadline, f"{text} was never there, but: {read()}"
        time.sleep(0.2)


def wait_for_page(address: str, text: str) -> None:
    wait_for(lambda: page(address), text)


def test_an_edit_is_served_and_a_broken_file_survived(golden_folder: Path) -> None:
    table = golden_folder / "source/http-status-codes.md"
    with served(golden_folder, "--locale", "zh-Hans") as (address, log):
        wait_for_page(f"{address}/zh-Hans/404/", "所请求的资源不存在")
        first = page(f"{address}/zh-Hans/404/")
        assert "livereload(" in first
        assert "Content-Security-Policy" not in first, "it would forbid the server's script"
        good = table.read_text()
        table.write_bytes(b"\xff" + good.encode())
        wait_for_page(f"{address}/zh-Hans/404/", "source/http-status-codes.md:1:1: not UTF-8")
        assert "source/http-status-codes.md:1:1: not UTF-8" in log.read_text()
        assert "所请求的资源不存在" in page(f"{address}/zh-Hans/404/"), "below, as it was"
        table.write_text(good.replace("所请求的资源不存在", "那里什么也没有"))
        wait_for_page(f"{address}/zh-Hans/404/", "那里什么也没有")


def test_several_languages_are_served_and_mkdocs_own_faults_are_shown(golden_folder: Path) -> None:
    config = golden_folder / "mkdocs.yml"
    with served(golden_folder, "--locale", "ja", "--locale", "en") as (address, log):
        wait_for_page(f"{address}/ja/404/", "<body")
        assert "Not Found" in page(f"{address}/en/404/")
        assert page(f"{address}/en/nowhere/") == "", "there is no such page"
        good = config.read_text()
        config.write_text(f"{good}\nunknown_setting: 1\n")
        wait_for_page(f"{address}/ja/404/", "unknown_setting")
        assert "unknown_setting" in log.read_text()
        missing = page(f"{address}/en/nowhere/", missing=True)
        assert "unknown_setting" in missing, "told even where there is no page"
        assert "livereload(" in missing
        config.write_text(good)
        wait_until_gone(f"{address}/ja/404/", "unknown_setting")
        assert "Not Found" in page(f"{address}/en/404/")


def test_a_project_that_cannot_be_built_is_not_served(
    run: Callable[..., tuple[int, str, str]], golden_folder: Path
) -> None:
    (golden_folder / "source/http-status-codes.md").write_bytes(b"\xff")
    status, _, err = run("serve")
    assert status == 3
    assert "not UTF-8" in err


def test_without_a_locale_the_sources_language_is_served(golden_folder: Path) -> None:
    with served(golden_folder) as (address, _):
        wait_for_page(f"{address}/zh-Hans/", "未找到")


def test_a_taken_port_is_said(golden_folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", "serve", "--port", port],
            cwd=golden_folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    assert done.returncode == 5
    assert f"port {port} cannot be used" in done.stderr
