"""What holds for every text that somebody translates or writes: on a page it is text."""

import html
import re
import tempfile
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import markdown
import yaml

from pipeline.build import Build
from pipeline.dataset import Dataset, Edition
from pipeline.pages import Speech
from pipeline.pages.edition import Common, code_page, common
from pipeline.pages.language import Voice
from pipeline.project import find_project
from pipeline.templates import Templates, escaped
from tests.golden_project import ROOT, build_project, copy_golden

CODES = (404, 205)  # one without and one with a finding
EXTENSIONS = ["attr_list", "def_list", "fenced_code", "md_in_html", "tables", "toc"]
HARMLESS = "某文"
# What the templates put in for a word in braces is theirs, and markup.
BRACED = re.compile(r"\{([a-z]+)\}")
Skeleton = tuple[tuple[object, ...], ...]


def uphold(content: bytes) -> None:
    """Raise an AssertionError if a text is not read as it was written, or is anything but text."""
    text = BRACED.sub(r"(\1)", content.decode("utf-8", "replace")).strip()
    if not re.search(r"\w", text):
        return
    code = CODES[len(text) % len(CODES)]  # a page takes its time
    front, body = page(code, text)
    elements, said = skeleton(body)
    assert (front.keys(), elements) == harmless(code), text
    assert not re.search("[<>]", str(front["title"])), text
    assert " ".join(html.unescape(escaped(text)).split()) in said, (text, said)


@cache
def golden() -> Build:
    """The golden project, built."""
    with tempfile.TemporaryDirectory() as folder:
        return build_project(copy_golden(Path(folder)))


@cache
def templates() -> Templates:
    """The site's own templates."""
    project = find_project(ROOT)
    assert project is not None
    return Templates(project.templates())


@cache
def reader() -> markdown.Markdown:
    """Return what MkDocs reads Markdown with."""
    return markdown.Markdown(extensions=EXTENSIONS)


@cache
def harmless(code: int) -> tuple[AbstractSet[str], Skeleton]:
    """Return what the page is made of where nobody means harm."""
    front, body = page(code, HARMLESS)
    return front.keys(), skeleton(body)[0]


@cache
def beside() -> Common:
    """Return what the page shows of other languages."""
    dataset = golden().dataset
    voices = (Voice(edition, dataset.editions[0].locale) for edition in dataset.editions)
    return common(dataset, voices, ())


def page(code: int, text: str) -> tuple[dict[str, object], str]:
    """Return the page of `code` with `text` in place of every text: its front matter and HTML."""
    dataset = golden().dataset
    edition = _saying(dataset, text)
    voice = Voice(edition, dataset.editions[0].locale)
    value = code_page(dataset.by_code[code], dataset, voice, beside())
    rendered = Speech(voice, templates()).artefact("page.md", value).content.decode()
    _, front, body = rendered.split("---\n", 2)
    return yaml.load(front, yaml.CSafeLoader), reader().reset().convert(body)


def _saying(dataset: Dataset, text: str) -> Edition:
    edition = dataset.editions[-1]
    texts = {at: replace(found, text=text) for at, found in edition.texts.items()}
    return replace(edition, texts=texts)


class _Bones(HTMLParser):
    """Keeps the elements with their attributes, those that show texts without their values."""

    TEXTS = frozenset({"title", "aria-label", "data-button", "data-copied"})

    def __init__(self) -> None:
        super().__init__()
        self.bones: list[tuple[object, ...]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        shown = ((name, None if name in self.TEXTS else value) for name, value in attrs)
        self.bones.append((tag, *shown))

    def handle_endtag(self, tag: str) -> None:
        self.bones.append((f"/{tag}",))

    def handle_comment(self, data: str) -> None:
        self.bones.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.bones.append(("declaration", decl))

    def handle_pi(self, data: str) -> None:
        self.bones.append(("instruction", data))

    def unknown_decl(self, data: str) -> None:
        self.bones.append(("unknown", data))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def skeleton(body: str) -> tuple[Skeleton, str]:
    """Return the elements of a page, in their order, and its text."""
    parser = _Bones()
    parser.feed(body)
    parser.close()
    return tuple(parser.bones), " ".join("".join(parser.texts).split())
