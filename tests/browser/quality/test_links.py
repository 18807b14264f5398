"""Links and anchors are whole, on every page, without a network."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from pipeline.build import Build


@dataclass
class Seen(HTMLParser):
    """What a page leads to, its anchors, and its data for search engines."""

    links: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)
    scripts: list[str] = field(default_factory=list)
    inside: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(
        self,
        tag: str,  # noqa: ARG002 - the parser gives it
        attrs: list[tuple[str, str | None]],
    ) -> None:
        """Note the addresses and the ids."""
        given = dict(attrs)
        self.links |= {given[name] or "" for name in ("href", "src") if name in given}
        self.anchors |= {given[name] or "" for name in ("id", "name") if name in given}
        self.inside = given.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        """Note what a script for search engines says."""
        if self.inside:
            self.scripts.append(data)
            self.inside = False


def read(folder: Path, address: str) -> Mapping[str, Seen]:
    """Return every page below `folder`, by its address."""
    pages = {}
    for file in sorted(folder.rglob("*.html")):
        page = Seen()
        page.feed(file.read_text())
        name = file.relative_to(folder).as_posix().removesuffix("index.html")
        pages[address + name] = page
    return pages


@pytest.fixture(scope="module")
def pages(site_folder: Path, real: Build) -> Mapping[str, Seen]:
    """Every page of the site, by its address."""
    return read(site_folder, real.dataset.site_url)


def dead(pages: Mapping[str, Seen], folder: Path, root: str) -> Iterator[str]:
    """Yield each link inside of the site that leads nowhere."""
    for address, page in pages.items():
        for link in page.links:
            target = urljoin(address, link)
            if not target.startswith(root):
                continue
            place, _, anchor = target.partition("#")
            file = folder / unquote(urlsplit(place).path.lstrip("/"))
            if place not in pages and not file.is_file():
                yield f"{address}: {link}"
            elif anchor and place in pages and unquote(anchor) not in pages[place].anchors:
                yield f"{address}: {link} (no such anchor)"


def test_no_link_leads_nowhere(pages: Mapping[str, Seen], site_folder: Path, real: Build) -> None:
    assert list(dead(pages, site_folder, real.dataset.site_url)) == []


def test_a_dead_link_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="x/">x</a> <a href="#y">y</a> <p id="z">')
    found = list(dead(read(tmp_path, "https://x.example/"), tmp_path, "https://x.example/"))
    assert sorted(found) == [
        "https://x.example/: #y (no such anchor)",
        "https://x.example/: x/",
    ]


def test_links_to_others_are_secure(pages: Mapping[str, Seen]) -> None:
    links = {link for page in pages.values() for link in page.links}
    assert {link for link in links if urlsplit(link).scheme not in ("", "https")} == set()


def test_the_sitemap_has_every_page_and_nothing_else(
    pages: Mapping[str, Seen], site_folder: Path, real: Build
) -> None:
    root = real.dataset.site_url
    sitemap = ET.parse(site_folder / "sitemap.xml").getroot()  # noqa: S314 - our own
    listed = {url.findtext("{*}loc") for url in sitemap}
    tags = tuple(f"{root}{edition.locale.tag}/" for edition in real.dataset.editions)
    assert listed == {address for address in pages if address.startswith(tags)}
    for url in sitemap:
        assert {link.get("href") for link in url.findall("{*}link")} <= listed | {root}


def test_search_engines_are_told_the_term_of_each_code(
    pages: Mapping[str, Seen], real: Build
) -> None:
    for edition in real.dataset.editions:
        for code in real.dataset.codes:
            address = f"{real.dataset.site_url}{edition.locale.tag}/{code.code}/"
            told = json.loads(pages[address].scripts[0])
            assert (told["@type"], told["@id"]) == ("DefinedTerm", address)
            assert told["termCode"] == str(code.code)
            assert told["inLanguage"] == edition.locale.tag
            assert told["name"]
            assert told["description"]
