"""What MkDocs is told of one edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pipeline.locale import Locale
from pipeline.pages.page import CodePage
from pipeline.pages.rule import RulePage


@dataclass(frozen=True, slots=True)
class LocaleConfig:
    """The MkDocs configuration of one edition: its folders, menu and languages.

    `benchmarks` tells whether there is a page of them.
    """

    template: ClassVar[str] = "mkdocs.yml.jinja"
    locale: Locale
    locales: tuple[Locale, ...]
    site_url: str
    registry_updated: str
    policy: str
    menu: tuple[tuple[str, tuple[CodePage, ...]], ...]
    rules: tuple[RulePage, ...]
    benchmarks: bool

    @property
    def codes(self) -> str:
        """Every code that has a page: `100 101 …`."""
        return " ".join(page.name for _, pages in self.menu for page in pages)
