"""What stands at the site's root: the way to the reader's language, and the error page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlsplit

from pipeline.dataset import Dataset
from pipeline.locale import Locale
from pipeline.pages.hosting import POLICY
from pipeline.pages.language import Voice
from pipeline.published import Download
from pipeline.records.aliases import Alias, Kind, aliases_of, as_constant

# Where readers go whose language we cannot know: no script, no preference.
DEFAULT = "en"


@dataclass(frozen=True, slots=True)
class Signpost:
    """A page that leads to `target` (`404/`, or `` for the index) in the reader's language.

    `path` is where it lies itself; `code` is the status code that it is about, if any.
    """

    template: ClassVar[str] = "signpost.html.jinja"
    voices: tuple[Voice, ...]
    site_url: str
    path: str
    target: str
    code: int | None = None
    policy: ClassVar[str] = POLICY

    @property
    def base(self) -> str:
        """What leads from here to the root, relatively."""
        return "../" * self.path.count("/")

    @property
    def default(self) -> Locale:
        """The language for readers who have told us none."""
        locales = [voice.locale for voice in self.voices]
        return next((locale for locale in locales if locale.tag == DEFAULT), locales[0])

    @property
    def canonical(self) -> str:
        """The address that search engines shall know instead of this one."""
        return self.site_url + (f"{self.default.tag}/{self.target}" if self.target else "")


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """The host's error page: it answers for every address that has no page, as far as it can.

    `codes` and `classes` have pages; `names` are aliases as the page's script compares them
    (small Latin letters and digits alone) with their codes.
    """

    template: ClassVar[str] = "error.html.jinja"
    voices: tuple[Voice, ...]
    site_url: str
    codes: tuple[int, ...]
    classes: tuple[str, ...]
    names: Mapping[str, int]
    unofficial: Mapping[int, tuple[Mapping[str, str], ...]]
    policy: ClassVar[str] = POLICY

    @property
    def base(self) -> str:
        """The root's path: this page is shown at any address, so that no link can be relative."""
        return urlsplit(self.site_url).path

    @property
    def known(self) -> Mapping[str, object]:
        """What the page's script looks up."""
        return {
            "base": self.base,
            "codes": self.codes,
            "classes": self.classes,
            "names": self.names,
            "unofficial": self.unofficial,
        }


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Every page's name, in every language."""

    template: ClassVar[str] = "sitemap.xml.jinja"
    names: tuple[str, ...]
    locales: tuple[Locale, ...]
    site_url: str


@dataclass(frozen=True, slots=True)
class FileList:
    """What the folder of a release holds, with sizes and digests.

    It stands once, and in no language: an edition's page with digests of all would change with
    every text of every other edition.
    """

    template: ClassVar[str] = "files.html.jinja"
    version: str
    files: tuple[Download, ...]
    policy: ClassVar[str] = POLICY


# A name's address begins with a letter, for codes and classes have the digits; it is no longer
# than file systems take, and no device of Windows.
ADDRESS = re.compile(r"(?!(?:aux|con|nul|prn|com\d|lpt\d)$)[a-z][a-z0-9-]{0,99}")
# What else lies at the root, beside the languages.
FOLDERS = {"api", "downloads", "schema"}


def signposts(dataset: Dataset, voices: tuple[Voice, ...]) -> Iterator[Signpost]:
    """Yield the root's own, and one for each class, each code and each name of one code.

    A name has two: `not-found/` and `NotFound/`. No two paths differ in case alone (`gone/`,
    `Gone/`): where file systems fold case, one would overwrite the other.
    """
    url = dataset.site_url
    yield Signpost(voices, url, "", "")
    for name in dataset.classes:
        yield Signpost(voices, url, f"{name}/", f"{name}/")
    places = {str(code.code): code.code for code in dataset.codes}
    taken = set(places)
    for name, code in owners(dataset).items():
        for place in (kebab(name), pascal(name)):
            if place.lower() not in taken:
                places[place] = code
                taken.add(place.lower())
    for place, code in places.items():
        yield Signpost(voices, url, f"{place}/", f"{code}/", code)


def spellings(dataset: Dataset) -> Mapping[str, str]:
    """Return the ways in which programs write the names, each with the signpost that it means."""
    return {
        spelling: f"{code}/"
        for name, code in owners(dataset).items()
        for constant in (as_constant(name),)
        for spelling in (kebab(name), pascal(name), constant, constant.lower(), folded(name))
    }


def error_page(dataset: Dataset, voices: tuple[Voice, ...]) -> ErrorPage:
    """Return the page that answers for addresses without a page."""
    names = {folded(name): code for name, code in owners(dataset).items()}
    known = set(dataset.by_code)
    unofficial = {code: uses for code, uses in dataset.unofficial.items() if code not in known}
    for use in (use for uses in unofficial.values() for use in uses):
        if folded(use.phrase):
            names.setdefault(folded(use.phrase), use.code)
    told = {
        code: tuple({"by": use.vendor, "as": use.phrase, "for": use.meaning} for use in uses)
        for code, uses in unofficial.items()
    }
    return ErrorPage(voices, dataset.site_url, tuple(known), dataset.classes, names, told)


def owners(dataset: Dataset) -> Mapping[str, int]:
    """Return each name that leads to one code, with that code, compared without case or spacing.

    Of a name that several codes have, the registered phrase counts; without one, nobody's does.
    What is no address, or that of something else, leads nowhere: names come from tables, too.
    """
    taken = FOLDERS | {edition.locale.tag.lower() for edition in dataset.editions}
    claims: dict[str, list[Alias]] = {}
    for alias in (alias for code in dataset.codes for alias in aliases_of(code)):
        place = kebab(alias.name)
        if alias.kind is not Kind.CONSTANT and ADDRESS.fullmatch(place) and place not in taken:
            claims.setdefault(folded(alias.name), []).append(alias)
    owned: dict[str, int] = {}
    for aliases in claims.values():
        registered = [alias for alias in aliases if alias.kind is Kind.REGISTERED]
        rightful = registered or aliases
        if len({alias.code for alias in rightful}) == 1:
            owned[rightful[0].name] = rightful[0].code
    return owned


def folded(name: str) -> str:
    """Return `name` as the error page's script compares it: `notfound`."""
    return re.sub("[^a-z0-9]", "", as_constant(name).lower())


def kebab(name: str) -> str:
    """Return `name` as addresses have it: `not-found`."""
    return as_constant(name).replace("_", "-").lower()


def pascal(name: str) -> str:
    """Return `name` as programs and the author's table write it: `NotFound`."""
    words = as_constant(name).split("_")
    return "".join(word[:1] + word[1:].lower() for word in words)
