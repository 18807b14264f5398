"""TOML of people: read, or refused with a place, within bounds of time and memory."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.failure import ExitStatus, Failure
from pipeline.span import Document
from pipeline.toml import DEEPEST, LARGEST, LONGEST, read_toml


def said(text: str) -> str:
    with pytest.raises(Failure) as caught:
        read_toml(Document("t.toml", text), ExitStatus.SETTINGS)
    assert caught.value.status is ExitStatus.SETTINGS
    (fault,) = caught.value.faults
    return fault.text("en")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a = 1\nb = = 2\n", "t.toml:2:5"),
        ('a = "', "t.toml:1:6"),
        ("a = 1\r\nb\r\n", "t.toml:2:2"),
        ("a = 1 # \r\nb = 2\rc", "t.toml:2:6"),
    ],
)
def test_broken_toml_has_a_place(text: str, place: str) -> None:
    told = said(text)
    assert told.startswith(f"{place}: broken TOML: ")
    assert told.endswith("help: mend the TOML syntax at this place")
    assert "(at" not in told


HUGE = 100_000
TOO_DEEP = {
    "arrays": ("a = " + "[" * HUGE, f"1:{5 + DEEPEST}"),
    "arrays that end": ("a = " + "[" * HUGE + "]" * HUGE, f"1:{5 + DEEPEST}"),
    "tables in one line": ("a = " + "{a = " * HUGE, f"1:{5 + 5 * DEEPEST}"),
    "a key of many dots": ("a\n" + "a." * HUGE + "a = 1", f"2:{2 + 2 * DEEPEST}"),
    "a header of many dots": ("[" + "a." * HUGE + "a]", f"1:{3 + 2 * DEEPEST}"),
    "quoted keys": ("'a' . " * HUGE, f"1:{5 + 6 * DEEPEST}"),
    "after a string of brackets": ('a = """[[\n\\"""]"""\nb = ' + "[" * HUGE, f"3:{5 + DEEPEST}"),
}


@pytest.mark.parametrize(("text", "place"), TOO_DEEP.values(), ids=TOO_DEEP)
def test_what_is_nested_too_deep_is_refused_where_it_is(text: str, place: str) -> None:
    assert said(text).startswith(f"t.toml:{place}: TOML nested more than {DEEPEST} deep")


@pytest.mark.parametrize("text", ["9" * 5_000, "1_" * 3_000 + "1", "-" + "9" * 5_000])
def test_a_number_of_thousands_of_digits_is_refused(text: str) -> None:
    assert said(f"a = 1\nb = [{text}]").startswith("t.toml:2:6: a key or a number of more than")


def test_a_file_of_megabytes_is_refused_unread() -> None:
    assert said("#" * (LARGEST + 1)).startswith("t.toml: TOML larger than 4 MiB")


def test_what_is_just_not_too_much_is_read() -> None:
    deep = f"{'a.' * DEEPEST}a = {'[' * DEEPEST}{']' * DEEPEST}\n{'k' * LONGEST} = 1\n"
    strings = "".join(f"s{i} = {text}\n" for i, text in enumerate(STRINGS))
    text = f"{deep}{strings}{'# [[[.' * 100}"
    assert read_toml(Document("t.toml", text), ExitStatus.INPUT) == tomllib.loads(text)


BRACKETS = "[" * 99
STRINGS = (
    f'"{BRACKETS}"',
    f"'{BRACKETS}'",
    f'"\\"{BRACKETS}"',
    f'"""{BRACKETS}\n"" {BRACKETS}"""',
    f'"""{BRACKETS}\\"""{BRACKETS}"""""',
    f"'''{BRACKETS}\n'' {BRACKETS}'''''",
    f"'''{BRACKETS}\\'''",
)


PIECES = ("a", "1", ".", "=", "[", "]", "{", "}", ",", "\n", "\r", '"', "'", "\\", "#", " ", "é")


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_text_is_read_as_the_standard_library_does_or_refused(text: str) -> None:
    try:
        wanted = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert said(text).startswith("t.toml:")
    else:
        assert read_toml(Document("t.toml", text), ExitStatus.SETTINGS) == wanted
