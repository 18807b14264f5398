"""The laws of fuzzing, with texts that look for trouble; `make fuzz` looks for more.

The pieces of which texts are made are those that the fuzzer is given, too.
"""

import re
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.browser.test_injections import ATTACKS
from tests.fuzz import catalogues, documents, pages
from tests.fuzz import settings as toml

HERE = Path(__file__).parent
FOUND = sorted(HERE.glob("found/*/*"))
FAULTS = sorted(Path("tests/fixtures/po-faults").glob("*.po"))
ESCAPED = re.compile(r"\\x([0-9a-f]{2})")


def pieces(target: str) -> st.SearchStrategy[bytes]:
    """Return texts made of the words of a fuzzer's dictionary."""
    lines = (HERE / f"words/{target}.dict").read_text().splitlines()
    words = [ESCAPED.sub(lambda found: chr(int(found[1], 16)), line[1:-1]) for line in lines]
    return st.lists(st.sampled_from(words), max_size=40).map(
        lambda some: "".join(some).encode("latin-1")
    )


@given(pieces("documents"))
def test_laws_hold_for_texts_of_pieces_of_tables(content: bytes) -> None:
    documents.uphold(content)


@given(st.text(max_size=200))
def test_laws_hold_for_any_text_and_any_text_in_a_cell(text: str) -> None:
    documents.uphold(text.encode())
    cells = f"| 状态码 | 编码 |\n| --- | --- |\n| 404 | {text} |\n| {text} | Gone |\n"
    documents.uphold(cells.encode())


@given(pieces("catalogues"))
def test_laws_hold_for_texts_of_pieces_of_catalogues(content: bytes) -> None:
    catalogues.uphold(content)


@given(st.sampled_from(FAULTS), st.data())
def test_laws_hold_for_catalogues_with_something_cut_out_or_put_in(
    file: Path, data: st.DataObject
) -> None:
    content = file.read_bytes()
    begin, end = sorted(data.draw(st.integers(0, len(content))) for _ in range(2))
    catalogues.uphold(content[:begin] + data.draw(pieces("catalogues")) + content[end:])


@pytest.mark.parametrize("file", FAULTS, ids=lambda file: file.stem)
def test_gettext_reads_what_we_write_of_what_is_accepted(file: Path) -> None:
    catalogues.as_gettext_does(file.read_bytes())


@given(pieces("settings"))
def test_laws_hold_for_texts_of_pieces_of_settings(content: bytes) -> None:
    toml.uphold(content)


@settings(max_examples=20)  # a page takes its time
@given(pieces("pages"))
def test_laws_hold_for_pages_with_texts_of_pieces_of_markup(content: bytes) -> None:
    pages.uphold(content)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_text_on_a_page(attack: str) -> None:
    pages.uphold(attack.encode())


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.stem)
def test_laws_hold_for_what_the_fuzzer_found(file: Path) -> None:
    import_module(f"tests.fuzz.{file.parent.name}").uphold(file.read_bytes())
