"""`catalogue merge-driver`, as git calls it; with git itself: tests/catalogues/test_git.py."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogues.message import Catalogue, Message
from pipeline.catalogues.po import write_po
from tests.catalogues.arbitrary import HEADERS

Run = Callable[..., tuple[int, str, str]]
NAMES = ("base", "ours", "theirs")


@pytest.fixture
def sides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Write three versions, each with its translation of one message; None for an empty file."""
    monkeypatch.chdir(tmp_path)

    def written(*texts: str | None) -> None:
        for name, text in zip(NAMES, texts, strict=True):
            content = "" if text is None else write_po(_catalogue(text))
            Path(name).write_text(content, "utf-8")

    return written


def _catalogue(text: str) -> Catalogue:
    return Catalogue("fr.po", HEADERS, (Message("a", "甲", (text,)),))


def test_a_clean_merge_is_written_to_ours(run: Run, sides: Callable[..., None]) -> None:
    sides("", "", "A")
    assert run("catalogue", "merge-driver", *NAMES, "fr.po") == (0, "", "")
    assert Path("ours").read_text("utf-8") == write_po(_catalogue("A"))


def test_a_conflict_ends_4_and_is_named(run: Run, sides: Callable[..., None]) -> None:
    sides(None, "A", "B")
    status, _, err = run("catalogue", "merge-driver", *NAMES, "fr.po")
    assert status == 4
    assert "fr.po: a was translated differently on both sides" in err
    assert "<<<<<<< ours\n" in Path("ours").read_text("utf-8")


def test_what_cannot_be_read_leaves_ours_alone(run: Run, sides: Callable[..., None]) -> None:
    sides("", None, None)
    Path("base").unlink()
    status, _, err = run("catalogue", "merge-driver", *NAMES, "fr.po")
    assert status == 3
    assert "fr.po (base): cannot be read" in err
    assert "fr.po (ours):1:1: " in err
    assert Path("ours").read_text("utf-8") == ""
