"""Locales."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.locale import PLURAL_FORMS, Locale, known_locale

THIRTEEN = [
    "zh_Hans",
    "zh_Hant",
    "en",
    "ja",
    "ko",
    "fr",
    "de",
    "es",
    "pt_BR",
    "ru",
    "ar",
    "vi",
    "id",
]


def locale(name: str) -> Locale:
    found = known_locale(name)
    assert found is not None
    return found


def test_a_locale_knows_its_names() -> None:
    taiwan = locale("zh_Hant")
    assert (taiwan.tag, taiwan.autonym, taiwan.direction) == ("zh-Hant", "繁體中文", "ltr")
    assert taiwan.language == "zh"


def test_arabic_runs_from_the_right() -> None:
    assert locale("ar").direction == "rtl"


@pytest.mark.parametrize("name", ["xx_XX", "../en", "", "sw", "EN", "zh_hant"])
def test_what_has_no_name_or_no_plural_rule_is_no_locale(name: str) -> None:
    assert known_locale(name) is None


@pytest.mark.parametrize("name", PLURAL_FORMS)
def test_plural_rules_are_those_that_gettext_writes(name: str, tmp_path: Path) -> None:
    """Where it knows one: not for Arabic, Indonesian, Thai and Chinese without a country."""
    pot = tmp_path / "x.pot"
    pot.write_text('msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\n')
    command = ("msginit", "--no-translator", "--no-wrap", "--locale", name, "--input", pot)
    made = subprocess.run(
        [*command, "--output", "-"], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    (written,) = re.findall(r'"Plural-Forms: (.*)\\n"', made) or [None]
    known = name not in {"ar", "id", "th", "zh"}
    assert "".join((written or "").split()) == (
        "".join(PLURAL_FORMS[name].split()) if known else ""
    )


@pytest.mark.parametrize("name", THIRTEEN)
def test_gettext_accepts_each_plural_rule(name: str, tmp_path: Path) -> None:
    msgfmt = shutil.which("msgfmt")
    assert msgfmt, "make test installs gettext"
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    header += f'"Plural-Forms: {locale(name).plural_forms}\\n"\n'
    source = tmp_path / "x.po"
    source.write_text(header)
    done = subprocess.run([msgfmt, "--check-header", "-o", tmp_path / "x.mo", source], check=False)
    assert done.returncode == 0
