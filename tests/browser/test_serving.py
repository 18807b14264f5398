"""While one edits: what is wrong is seen in the browser, and gone when it is mended."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.golden_project import ROOT

PATIENCE = 120_000  # milliseconds; a limit for a broken build, no measure of a good one


def test_a_fault_is_shown_in_the_page_and_goes_when_it_is_mended(
    chromium: Browser, golden_folder: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", "serve", "--locale", "en", "--port", str(port)],
        cwd=golden_folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "zh_CN.UTF-8"},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        while "Serving on" not in process.stderr.readline():
            assert process.poll() is None
        template = golden_folder / "site_templates/code.md.jinja"
        page = chromium.new_page()
        page.goto(f"http://127.0.0.1:{port}/en/404/")
        heading = page.locator("h1")
        alert = page.get_by_role("alert")
        expect(heading).to_contain_text("404")
        expect(alert).to_have_count(0)
        good = template.read_text(encoding="utf-8")
        template.write_text(f"{good}{{{{ <b>nonsense }}}}", encoding="utf-8")
        expect(alert).to_contain_text("site_templates/code.md.jinja:", timeout=PATIENCE)
        expect(alert).to_contain_text("有错误")
        expect(alert.locator("b")).to_have_count(0)
        expect(heading).to_contain_text("404")
        template.write_text(f"{good}\nMended.\n", encoding="utf-8")
        expect(page.locator("article")).to_contain_text("Mended.", timeout=PATIENCE)
        expect(alert).to_have_count(0)
        page.close()
        process.send_signal(signal.SIGINT)
        process.stderr.read()
        assert process.wait() == 0
