"""Locales: their names, tags, direction and plural rule. Babel's CLDR data, seen from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

import babel

# gettext's conventional rules (gettext manual, "Plural forms"), pinned: Babel's order of the
# Arabic forms differs, and CLDR moves French, Spanish and Portuguese now and then.
ONE_FORM = "nplurals=1; plural=0;"
NOT_ONE = "nplurals=2; plural=(n != 1);"
ABOVE_ONE = "nplurals=2; plural=(n > 1);"
SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 "
    "&& (n%100<10 || n%100>=20) ? 1 : 2);"
)
PLURAL_FORMS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("zh", "ja", "ko", "vi", "id", "th"), ONE_FORM),
        **dict.fromkeys(("en", "de", "es", "it", "pt", "nl", "sv", "da", "nb", "nn"), NOT_ONE),
        **dict.fromkeys(("fi", "et", "hu", "tr", "el", "bg", "he"), NOT_ONE),
        **dict.fromkeys(("fr", "pt_BR"), ABOVE_ONE),
        **dict.fromkeys(("ru", "uk", "be", "sr", "hr"), SLAVIC),
        **dict.fromkeys(("cs", "sk"), "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;"),
        "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 "
        "&& (n%100<10 || n%100>=20) ? 1 : 2);",
        "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 "
        "? 3 : n%100>=11 ? 4 : 5);",
    }
)


@dataclass(frozen=True, slots=True)
class Locale:
    """A language that the site speaks.

    `name` is POSIX (`zh_Hant`, for folders), `tag` BCP 47 (`zh-Hant`, for HTML, URLs and
    JSON), `autonym` the language's name in itself, `direction` "ltr" or "rtl".
    """

    name: str
    tag: str
    autonym: str
    direction: str
    plural_forms: str

    @property
    def language(self) -> str:
        """The language alone: `zh`."""
        return self.name.partition("_")[0]

    @property
    def forms(self) -> int:
        """How many plural forms the language has."""
        return int(self.plural_forms.removeprefix("nplurals=").partition(";")[0])


def known_locale(name: str) -> Locale | None:
    """Return the locale called `name` (POSIX), or None if CLDR or gettext's rules lack it."""
    try:
        cldr = babel.Locale.parse(name)
    except (ValueError, babel.UnknownLocaleError):
        return None
    if str(cldr) != name:  # an alias, or other case: the folder would have a name of its own
        return None
    plural_forms = PLURAL_FORMS.get(name) or PLURAL_FORMS.get(cldr.language)
    if plural_forms is None:
        return None
    autonym = cldr.languages.get(name) or cldr.languages[cldr.language]
    tag = name.replace("_", "-")
    return Locale(name, tag, autonym, cldr.text_direction, plural_forms)


def is_language(name: str) -> bool:
    """Tell whether CLDR knows the locale called `name` (POSIX), with a plural rule here or not."""
    return _respelt(name) == name


def similar_locale(name: str) -> str | None:
    """Return the known locale that somebody who wrote `name` may have meant: `fr` for `french`."""
    parts = name.strip().replace("-", "_").split("_")
    spellings = ["_".join(parts[:length]) for length in range(len(parts), 0, -1)]
    if len(parts[0]) == len("jp"):
        spellings.append(f"und_{parts[0].upper()}")  # a country, taken for its language
    for spelling in spellings:
        spelt = _respelt(spelling)
        if spelt and known_locale(spelt):
            return spelt
    names = {
        word.casefold(): code
        for code in PLURAL_FORMS
        for word in (code, *_names(babel.Locale.parse(code)))
    }
    close = get_close_matches(name.casefold(), names, n=1)
    return names[close[0]] if close else None


def _respelt(name: str) -> str | None:
    """Return the name as CLDR spells it; a country becomes its language."""
    try:
        cldr = babel.Locale.parse(name)
    except (ValueError, babel.UnknownLocaleError):
        return None
    return cldr.language if name.startswith("und_") else str(cldr)


def _names(locale: babel.Locale) -> tuple[str, ...]:
    return tuple(filter(None, (locale.english_name, locale.display_name)))
