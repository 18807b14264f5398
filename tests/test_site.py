"""HTML by the real MkDocs: where pages lie, how faults look, and no clock in the output."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline import unchanged
from pipeline.artefacts import write
from pipeline.build import Build
from pipeline.failure import ExitStatus, Failure
from pipeline.site import build_site
from pipeline.site.assets import minified
from pipeline.site.markup import smaller
from pipeline.site.serving import serve
from pipeline.site.workers import dismiss
from pipeline.wording import Wording
from tests.golden_project import ROOT

TAGS = ("zh-Hans", "en")


def silent(_: Wording) -> None:
    """Show no progress."""


@pytest.fixture(autouse=True)
def nobody_stays() -> Iterator[None]:
    """Workers end with each test, as they do with a command: one test kills those that it has."""
    yield
    dismiss()


@pytest.fixture
def folder(golden: Build, tmp_path: Path) -> Path:
    """A project with its pages written, and no HTML yet."""
    shutil.copytree(ROOT / "site_templates", tmp_path / "site_templates")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    write(tmp_path, golden.pages)
    return tmp_path


def failure(folder: Path, *tags: str) -> Failure:
    with pytest.raises(Failure) as caught:
        build_site(folder, tags, silent)
    return caught.value


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_pages_lie_where_links_expect_them(folder: Path) -> None:
    said: list[str] = []
    build_site(folder, TAGS, lambda wording: said.append(str(wording)))
    assert [line.rpartition(" (")[2] for line in said] == ["1 of 2)", "2 of 2)"]
    assert {line.split()[-4] for line in said} == {f"build/mkdocs/{tag}.yml" for tag in TAGS}
    site = folder / "build/site"
    code_page = (site / "zh-Hans/404/index.html").read_text()
    assert "<title>404 Not Found 未找到 - HTTP 状态码</title>" in code_page
    assert "<html lang=zh-Hans dir=ltr>" in code_page
    assert "<link rel=canonical href=https://golden.example/zh-Hans/404/>" in code_page
    for tag, path in {"x-default": "", "en": "en/404/", "ja": "ja/404/"}.items():
        link = f"<link rel=alternate hreflang={tag} href=https://golden.example/{path}>"
        assert link in code_page
    assert not (site / "zh-Hans/404.html").exists(), "the site has one error page, at its root"
    assert (site / "404.html").exists()
    assert (site / "en/4xx/index.html").exists()
    assert not (site / "en/sitemap.xml").exists(), "the site has one sitemap, at its root"
    assert (site / "sitemap.xml").exists()


@pytest.mark.parametrize(
    ("html", "direction", "small"),
    [
        ('<a class="x" href="../404/">1</a>', "ltr", "<a class=x href=../404/>1</a>"),
        ('<a title="a b" id="">', "ltr", '<a title="a b" id="">'),
        ('<rect width="10"/><g x="1" y="2">', "ltr", '<rect width="10"/><g x=1 y=2>'),
        ("<ul><li>1</li>\n<li>2</li></ul>", "ltr", "<ul><li>1\n<li>2</ul>"),
        ("<table><tr><td>1</td></tr></table>", "ltr", "<table><tr><td>1</table>"),
        ('<html dir="ltr"><b dir="ltr"><i dir="rtl">', "ltr", "<html dir=ltr><b><i dir=rtl>"),
        ('<html dir="rtl"><b dir="ltr"><i dir="rtl">', "rtl", "<html dir=rtl><b dir=ltr><i>"),
        ('say="it" &lt;a b="c"&gt;', "ltr", 'say="it" &lt;a b="c"&gt;'),
    ],
)
def test_html_is_as_small_as_html_allows(html: str, direction: str, small: str) -> None:
    assert smaller(html, direction) == small


def test_styles_are_served_without_what_only_their_readers_need() -> None:
    written = b'/* why */\na :is(b, c)::before {\n  content: "";\n  margin: 0 auto;\n}\n'
    assert minified(written) == b'a :is(b,c)::before{content:"";margin:0 auto}'


def test_an_edition_has_no_assets_that_no_page_asks_for(folder: Path) -> None:
    build_site(folder, ["en"], silent)
    assets = folder / "build/site/en/assets"
    asked = {"colours.js", "favicon.svg", "filter.js", "keys.js", "search.js", "site.js"}
    assert {path.name for path in assets.rglob("*")} == asked | {"site.css", "words.js"}
    styles = (assets / "site.css").read_text()
    assert 'hs-icon--menu::before{clip-path:path("M' in styles
    assert "{%" not in styles


def test_the_same_pages_give_the_same_bytes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_site(folder, ["en"], silent)
    first = files(folder / "build/site")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    build_site(folder, ["en"], silent)
    assert files(folder / "build/site") == first


def built(folder: Path) -> list[str]:
    """Build the editions; return which of them were not left alone."""
    said: list[str] = []
    build_site(folder, TAGS, lambda wording: said.append(str(wording)))
    return sorted(line.split("build/mkdocs/")[1].split()[0] for line in said)


def test_an_edition_is_built_again_only_if_something_changed(folder: Path) -> None:
    assert built(folder) == ["en.yml", "zh-Hans.yml"]
    first = files(folder / "build/site")
    assert built(folder) == []
    page = folder / "build/pages/en/404.md"
    good = page.read_text()
    page.write_text(good + "\nMore.\n")
    assert built(folder) == ["en.yml"]
    page.write_text(good)
    assert built(folder) == ["en.yml"]
    (folder / "build/pages/en/new.md").write_text("# New\n")
    assert "- new.md" in str(failure(folder, "en")), "it is in no menu"
    (folder / "build/pages/en/new.md").unlink()
    assert built(folder) == ["en.yml"]
    assert files(folder / "build/site") == first


@pytest.mark.parametrize("change", [Path.unlink, Path.touch, lambda path: path.write_text("x")])
def test_what_happens_to_the_html_is_noticed(folder: Path, change: Callable[[Path], None]) -> None:
    built(folder)
    first = files(folder / "build/site")
    change(folder / "build/site/en/404/index.html")
    assert built(folder) == ["en.yml"]
    assert files(folder / "build/site") == first


def test_after_a_restart_of_the_system_no_html_is_taken_for_whole(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(folder)
    (tmp_path / "boot").write_text("another start")
    monkeypatch.setattr(unchanged, "START", str(tmp_path / "boot"))
    assert built(folder) == ["en.yml", "zh-Hans.yml"]
    assert built(folder) == []


@pytest.mark.parametrize("broken", [b"3", b"[]", b"{", b"\xff"])
def test_a_broken_memory_is_none(folder: Path, broken: bytes) -> None:
    built(folder)
    first = files(folder / "build/site")
    (folder / "build/stamps/en.json").write_bytes(broken)
    (folder / "build/stamps/en").unlink()
    assert built(folder) == ["en.yml"]
    assert files(folder / "build/site") == first


@pytest.mark.parametrize("name", ["mkdocs.yml", "site_templates/overrides/main.html"])
def test_a_change_of_what_all_share_builds_all(folder: Path, name: str) -> None:
    built(folder)
    with (folder / name).open("a") as file:
        file.write("\n")
    assert built(folder) == ["en.yml", "zh-Hans.yml"]


def test_a_dead_link_is_a_fault_in_every_edition_that_has_it(folder: Path) -> None:
    for tag in TAGS:
        page = folder / f"build/pages/{tag}/404.md"
        page.write_text(page.read_text() + "\n[nowhere](nowhere.md)\n")
    broken = failure(folder, *TAGS)
    assert broken.status is ExitStatus.INPUT
    assert [fault.place for fault in broken.faults] == [
        "build/mkdocs/en.yml",
        "build/mkdocs/zh-Hans.yml",
    ]
    assert "Doc file '404.md' contains a link 'nowhere.md'" in str(broken)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: f"{text}\n  - : {{", "error parsing the configuration file"),
        (lambda text: text.replace("name: material", "name: nosuch"), "nosuch"),
        (lambda text: f"{text}\nunknown_setting: 1\n", "unknown_setting"),
    ],
)
def test_a_broken_configuration_is_a_fault(
    folder: Path, spoil: Callable[[str], str], said: str
) -> None:
    config = folder / "mkdocs.yml"
    config.write_text(spoil(config.read_text()))
    broken = failure(folder, "en")
    assert broken.status is ExitStatus.INPUT
    assert said in str(broken)
    assert "Traceback" not in str(broken)


@pytest.mark.parametrize(
    ("name", "broken", "said"),
    [
        ("main.html", "{% if %}", "overrides/main.html:"),
        ("assets/words.js", "{{ nothing.at.all }}", "'nothing' is undefined"),
    ],
)
def test_a_broken_override_is_a_fault(folder: Path, name: str, broken: str, said: str) -> None:
    template = folder / "site_templates/overrides" / name
    template.write_text(f"{template.read_text()}{broken}")
    refused = failure(folder, "en")
    assert refused.status is ExitStatus.INPUT
    assert said in str(refused)
    assert "Traceback" not in str(refused)


def test_a_page_of_code_404_in_the_place_of_the_error_page_is_a_fault(folder: Path) -> None:
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text().replace("directory_urls: true", "directory_urls: false"))
    broken = failure(folder, "en")
    assert [fault.place for fault in broken.faults] == ["build/site/en/404.html"]
    assert "set use_directory_urls: true in mkdocs.yml" in str(broken)


def test_what_cannot_be_written_is_a_failure_of_storage(folder: Path) -> None:
    (folder / "build/site/en").write_text("a file where a folder should be")
    broken = failure(folder, "en")
    assert broken.status is ExitStatus.STORAGE
    assert "build/site/en: cannot be read or written: Not a directory" in str(broken)


def test_a_worker_that_dies_is_a_failure_and_the_next_build_has_others(folder: Path) -> None:
    config = folder / "mkdocs.yml"
    good = config.read_text()
    config.write_text(f"{good}\nhooks: [{folder}/deadly.py]\n")
    (folder / "deadly.py").write_text("import os\nos.kill(os.getpid(), 9)\n")
    broken = failure(folder, *TAGS)
    assert broken.status is ExitStatus.STORAGE
    assert "a process that builds the HTML has died" in str(broken)
    config.write_text(good)
    assert built(folder) == ["en.yml", "zh-Hans.yml"]


PARENT = """
import time
from pipeline.site.workers import workers
if __name__ == "__main__":
    workers().submit(print, "begun", flush=True).result()
    workers().submit(time.sleep, 3600).result()
"""


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen([sys.executable, script], env=environment, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"begun\n"
    parent.send_signal(signal.SIGKILL)
    parent.communicate(timeout=60)  # until nobody has the pipe any more


def test_a_port_in_use_is_a_failure_with_a_remedy(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Failure, match="choose another with --port") as caught:
            serve(folder, "en", port, lambda: None)
    assert caught.value.status is ExitStatus.STORAGE


def test_what_did_not_change_is_not_converted_again(folder: Path) -> None:
    built(folder)
    first = files(folder / "build/site")
    kept = folder / "build/stamps/en.json"
    known = kept.read_text(encoding="utf-8")
    kept.write_text(known.replace("Continue", "Converted"), encoding="utf-8")
    page = folder / "build/pages/en/404.md"
    good = page.read_text()
    page.write_text(good + "\nMore.\n")
    (folder / "build/stamps/en").unlink()  # all pages are rendered again
    assert built(folder) == ["en.yml"]
    assert "Converted" in (folder / "build/site/en/100/index.html").read_text(), "as it was known"
    assert "More." in (folder / "build/site/en/404/index.html").read_text()
    page.write_text(good)
    kept.write_text("broken")
    (folder / "build/stamps/en").unlink()
    assert built(folder) == ["en.yml"]
    assert files(folder / "build/site") == first
    assert kept.read_text(encoding="utf-8") == known


def test_only_what_changed_is_rendered_again(folder: Path) -> None:
    built(folder)
    first = files(folder / "build/site")
    times = {path: Path(path).stat().st_mtime_ns for path in first}
    page, feed = (folder / f"build/pages/en/{name}" for name in ("404.md", "feed.xml"))
    page.write_text(page.read_text().replace("Not Found", "Never Found"))
    feed.write_text(feed.read_text() + "\n")
    assert built(folder) == ["en.yml"]
    site = folder / "build/site/en"
    written = {path for path, time in times.items() if Path(path).stat().st_mtime_ns != time}
    expected = ("404/index.html", "feed.xml", "search/search_index.json")
    assert {str(site / name) for name in expected} <= written
    assert not any("/100/" in path or "/assets/" in path for path in written)
    partly = files(folder / "build/site")
    shutil.rmtree(folder / "build/stamps")
    assert built(folder) == ["en.yml", "zh-Hans.yml"]
    assert files(folder / "build/site") == partly != first


@pytest.mark.parametrize("broken", ["", "3", ":frame\t1\n", "\udcff"])
def test_a_broken_stamp_is_none(folder: Path, broken: str) -> None:
    built(folder)
    first = files(folder / "build/site")
    (folder / "build/stamps/en").write_text(broken, errors="surrogateescape")
    assert built(folder) == ["en.yml"]
    assert files(folder / "build/site") == first


def test_a_link_to_an_anchor_that_another_page_lost_is_a_fault(folder: Path) -> None:
    target, origin = (folder / f"build/pages/en/{code}.md" for code in (404, 100))
    origin.write_text(origin.read_text() + "\n[there](404.md#lost)\n")
    good = target.read_text()
    target.write_text(good + "\n## Here {: #lost }\n")
    build_site(folder, ["en"], silent)
    target.write_text(good)
    assert "the doc '404.md' does not contain an anchor '#lost'" in str(failure(folder, "en"))
