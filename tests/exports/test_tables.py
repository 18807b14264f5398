"""The tables, read by programs that are not ours: pandas, openpyxl, frictionless, sha256sum."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from frictionless import Package

from pipeline.build import Build
from pipeline.exports.api import records
from pipeline.exports.edition import flat_editions
from pipeline.exports.tables import excel_csv
from tests.exports.conftest import LATEST, Published, publish
from tests.golden_project import ROOT, copy_golden
from tests.pages.rendering import with_text

TAGS = (
    *("zh-Hans", "zh-Hant", "en", "ja", "ko", "fr", "de", "es", "pt-BR", "ru", "ar", "vi", "id"),
)


def test_pandas_reads_codes_csv(golden_site: Published) -> None:
    table = pd.read_csv(golden_site.latest / "codes.csv")
    assert list(table["code"]) == [100, 103, 204, 205, 306, 401, 404, 413, 418, 422, 429, 499, 504]
    assert table["code"].dtype == "int64"
    row = table.set_index("code").loc[205]
    assert (row["phrase"], row["source_phrase"], row["source_match"]) == (
        "Reset Content",
        "Rest Content",
        "typo",
    )


def test_pandas_reads_translations_csv(golden_site: Published) -> None:
    table = pd.read_csv(golden_site.latest / "translations.csv")
    chinese = table[(table["lang"] == "zh-Hans") & (table["field"] == "title")]
    assert dict(zip(chinese["code"], chinese["text"], strict=True))[404] == "未找到"
    japanese = table[table["lang"] == "ja"]
    assert set(japanese["state"]) == {"missing"}
    assert japanese["text"].isna().all()
    assert table["draft"].dtype == "bool"


def test_pandas_reads_the_table_of_each_language(own_site: Published) -> None:
    for tag, title in {"zh-Hans": "未找到", "zh-Hant": "找不到", "en": "Not found"}.items():
        table = pd.read_csv(own_site.latest / f"codes.{tag}.csv", index_col="code")
        assert len(table) == 64
        assert table.loc[404, "title"] == title
        assert table.loc[404, "title_language"] == tag


def test_csv_is_rfc_4180(golden_site: Published) -> None:
    for path in golden_site.latest.glob("*.csv"):
        content = path.read_bytes()
        marked = content.startswith(b"\xef\xbb\xbf")
        assert marked == path.name.endswith(".excel.csv")
        assert content.count(b"\r\n") == content.count(b"\n")
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1
        assert len(rows) > 13


def test_the_table_for_excel_has_headings_of_its_language(own_site: Published) -> None:
    for tag, heading in {"zh-Hans": "状态码", "en": "Code"}.items():
        content = (own_site.latest / f"codes.{tag}.excel.csv").read_bytes()
        assert content.decode("utf-8-sig").startswith(f"{heading},")


@pytest.mark.parametrize("begin", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_excel_gets_no_formula_and_the_canonical_table_every_byte(
    golden: Build, begin: str, tmp_path: Path
) -> None:
    build = with_text(golden, "status.404.description", begin)
    chinese = flat_editions(build.dataset, records(build.dataset))[0]
    content = excel_csv(chinese).decode("utf-8-sig")
    rows = {row[0]: row for row in csv.reader(io.StringIO(content, newline=""))}
    assert rows["404"][4] == f"'{begin}"
    site = publish(build, tmp_path)
    with (site.latest / "codes.zh-Hans.csv").open(newline="", encoding="utf-8") as file:
        canonical = {row["code"]: row for row in csv.DictReader(file)}
    assert canonical["404"]["description"] == begin
    book = openpyxl.load_workbook(site.latest / "codes.xlsx")
    cell = next(row[4] for row in book["zh-Hans"].iter_rows() if row[0].value == 404)
    assert cell.data_type == "s"


def test_openpyxl_reads_the_workbook(own_site: Published) -> None:
    book = openpyxl.load_workbook(own_site.latest / "codes.xlsx")
    assert book.sheetnames == ["codes", *TAGS]
    for name in book.sheetnames:
        page = book[name]
        assert page.max_row == 65
        codes = [row[0].value for row in page.iter_rows(min_row=2)]
        numbers = [code for code in codes if isinstance(code, int)]
        assert codes == sorted(numbers)
    titles = {row[0].value: row[3].value for row in book["zh-Hans"].iter_rows()}
    assert (titles["状态码"], titles[404]) == ("名称", "未找到")
    assert str(book.properties.created) == "2025-09-15 00:00:00"


def test_a_sheet_runs_as_its_language_does(golden: Build, tmp_path: Path) -> None:
    arabic = with_text(golden, "status.404.title", "غير موجود", direction="rtl")
    book = openpyxl.load_workbook(publish(arabic, tmp_path).latest / "codes.xlsx")
    assert [bool(page.sheet_view.rightToLeft) for page in book] == [False, False, False, True]


def test_nothing_in_the_workbook_depends_on_the_clock_or_on_zlib(own_site: Published) -> None:
    with zipfile.ZipFile(own_site.latest / "codes.xlsx") as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {each.compress_type for each in archive.infolist()} == {zipfile.ZIP_STORED}


def test_frictionless_finds_the_package_and_its_tables_valid(own_site: Published) -> None:
    report = Package(str(own_site.latest / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    rows = {task.place: task.stats["rows"] for task in report.tasks if task.type == "table"}
    assert rows == {
        "translations.csv": 2 * 64 * len(TAGS),
        **dict.fromkeys(("codes.csv", "codes.xlsx", "http-status-codes.ndjson"), 64),
        **{f"codes.{tag}.csv": 64 for tag in TAGS},
        **{f"codes.{tag}.excel.csv": 64 for tag in TAGS},
    }


def test_frictionless_sees_a_value_that_the_package_does_not_allow(
    golden: Build, tmp_path: Path
) -> None:
    site = publish(golden, tmp_path)
    path = site.latest / "codes.csv"
    path.write_bytes(path.read_bytes().replace(b"404,4xx", b"404,9xx"))
    report = Package(str(site.latest / "datapackage.json")).validate()
    kinds = {error.type for task in report.tasks for error in task.errors}
    assert {"constraint-error", "hash-count"} <= kinds


def test_the_package_describes_every_file_with_its_digest(golden_site: Published) -> None:
    package = golden_site.json("downloads/latest/datapackage.json")
    described = {resource["path"]: resource for resource in package["resources"]}
    files = {path.name for path in golden_site.latest.iterdir()}
    assert files - described.keys() == {"datapackage.json", "SHA256SUMS"}
    for name, resource in described.items():
        content = (golden_site.latest / name).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_sha256sum_accepts_the_checksums(golden_site: Published) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=golden_site.latest,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.count(": OK\n") == len(list(golden_site.latest.iterdir())) - 1


def test_a_version_has_the_same_files_as_the_latest(golden_site: Published) -> None:
    version = golden_site.site / "downloads/0.1.0"
    here = {path.name: path.read_bytes() for path in version.iterdir()}
    assert here == {path.name: path.read_bytes() for path in golden_site.latest.iterdir()}


def test_two_builds_have_equal_checksums(tmp_path: Path) -> None:
    """In folders, time zones, locales and with hash seeds of their own."""
    sums = []
    for number, zone, locale in ((1, "Asia/Tokyo", "C"), (2, "America/New_York", "zh_CN.UTF-8")):
        folder = copy_golden(tmp_path / (str(number) * number))
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": str(number),
            "TZ": zone,
            "LC_ALL": locale,
        }
        command = [sys.executable, "-m", "pipeline", "build"]
        subprocess.run(command, cwd=folder, env=environment, check=True)
        sums.append((folder / LATEST / "SHA256SUMS").read_bytes())
    assert sums[0] == sums[1]


def test_no_export_says_when_it_was_made(golden_site: Published) -> None:
    dates = {
        line
        for path in golden_site.site.rglob("*.json")
        for line in path.read_text().splitlines()
        if "generated" in line or "created" in line
    }
    assert dates == set()
    assert json.loads((golden_site.latest / "release.json").read_text())["previous"] is None
