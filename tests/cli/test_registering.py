"""`registry`, on the vendored snapshot, on 24 November 2026."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
VENDORED = Path(__file__).parent.parent.parent / "pipeline/data/registry/http-status-codes.xml"


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A registry file in which 104 was renewed, 410 has another phrase, 425 is gone, 512 is new."""
    text = VENDORED.read_text("utf-8").replace("2025-09-15</updated>", "2026-11-20</updated>")
    text = text.replace("expires 2026-11-13", "expires 2027-11-13")
    text = text.replace(">Gone<", ">Vanished<").replace("<value>425<", "<value>512<")
    file = tmp_path / "newer.xml"
    file.write_text(text, "utf-8")
    return file


def test_status_says_the_age_and_what_expired(run: Run) -> None:
    status, out, err = run("registry", "status")
    assert (status, err) == (0, "")
    assert out == (
        "snapshot of IANA's registry: 2025-09-15 (435 days ago)\n"
        "codes: 64 (assigned 60, temporary 1, obsoleted 1, unused 2)\n"
        "104 Upload Resumption Supported: temporary, expired on 2026-11-13 by the snapshot, which "
        "does not know whether IANA has changed that since\n"
    )


def test_before_that_day_it_only_says_the_day(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert run("registry", "status")[1].endswith(": temporary, expires 2026-11-13\n")


def test_status_for_programs(run: Run) -> None:
    said = json.loads(run("registry", "status", "--json")[1])
    assert (said["updated"], said["age_days"]) == ("2025-09-15", 435)
    assert said["codes"] == {"assigned": 60, "temporary": 1, "obsoleted": 1, "unused": 2}
    assert [(each["code"], each["expired"]) for each in said["temporary"]] == [(104, True)]


def test_diff_shows_code_by_code_what_a_newer_file_changes(run: Run, newer: Path) -> None:
    status, out, err = run("registry", "diff", newer)
    assert status == 1
    assert err == "snapshot 2025-09-15, your file 2026-11-20: codes that differ: 4\n"
    assert out.startswith(
        "104: changed\n  - expires: 2026-11-13\n  + expires: 2027-11-13\n"
        "410: changed\n  - phrase: Gone\n  + phrase: Vanished\n"
        "425: removed\n  - code: 425\n  - phrase: Too Early\n  - registration: assigned\n"
        "  - references: RFC 8470\n"
    )
    assert "\n512: added\n  + code: 512\n" in out


def test_diff_for_programs(run: Run, newer: Path) -> None:
    status, out, _ = run("registry", "diff", "--json", newer)
    said = json.loads(out)
    assert (status, said["ours"], said["theirs"]) == (1, "2025-09-15", "2026-11-20")
    changed = {change["code"]: change for change in said["changes"]}
    assert changed[410]["after"]["phrase"] == "Vanished"
    assert changed[425]["after"] is None


def test_the_same_file_changes_nothing(run: Run) -> None:
    status, out, err = run("registry", "diff", VENDORED)
    assert (status, out) == (0, "")
    assert err == "snapshot 2025-09-15, your file 2025-09-15: codes that differ: 0\n"


def test_what_is_no_registry_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.xml"
    assert run("registry", "diff", file)[0] == 3
    file.write_text("<registry/>")
    status, out, err = run("registry", "diff", file)
    assert (status, out) == (3, "")
    assert "x.xml:1:1: this is not IANA's registry" in err
