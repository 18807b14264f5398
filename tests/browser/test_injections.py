"""A project whose files are full of attacks: they are read as text, and do nothing."""

import html
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.artefacts import write
from pipeline.build import Build
from pipeline.dataset import Dataset
from pipeline.site import build_site
from pipeline.templates import escaped
from tests.browser.conftest import visiting
from tests.browser.host import served
from tests.golden_project import build_project, copy_golden

Visit = Callable[..., Page]

TAGS = ("zh-Hans", "en")
# Each as it would be written by somebody who knows one of the languages that a text passes through.
ATTACKS = (
    "<script>document.title='owned'</script>",
    "<img src=x onerror=alert(1)><svg/onload=alert(2)>",
    "[click](javascript:alert(3)) <javascript:alert(4)> ![x](data:text/html,x)",
    "<!-- comment --> a --!> b <!DOCTYPE x> <?php echo 1 ?>",
    "{{ 7*7 }} {% include 'main.html' %} {# gone #} ${7*7} #{7*7}",
    "\"' onmouseover=alert(5) x=\"' autofocus onfocus=alert(6) `",
    "&lt;b&gt; &#60;b&#62; &amp;amp; &nbsp; &quot;",
    "]]></description><script>alert(7)</script> ]]> </title></style></textarea>",
    "--- title: owned --- ... %TAG ! - : ? # * & ! | > @",
    "| a | b | {: onclick=alert(8) #owned .owned } [TOC] ::: note",
    "``` code ``` ~~~ <pre> **bold** _em_ ^sup^ ==mark== $$math$$ :smile: [^1] *[x]: y",
    "https://evil.example/ <https://evil.example/> www.evil.example mail@evil.example",
    "\u202eright\u202c \u2066iso \u200b zero\ufeff \u0001\u0007\u001b[31m",
    "W" * 400,
)


def poison_table(path: Path, columns: range) -> None:
    """Put an attack into each cell of `columns`, in every row with a code."""
    attacks = cycle(attack.replace("|", "\\|") for attack in ATTACKS)

    def row(line: str) -> str:
        cells = line.split("|")
        if len(cells) > 3 and cells[1].strip().isdigit():
            cells[columns.start : columns.stop] = [f" {next(attacks)} " for _ in columns]
        return "|".join(cells)

    path.write_text("".join(f"{row(line)}\n" for line in path.read_text().splitlines()))


def poison_errata(path: Path, dataset: Dataset) -> None:
    """Let each erratum quote what the poisoned table says, and say attacks itself."""
    attacks = cycle(ATTACKS)
    text = ""
    for erratum in tomllib.loads(path.read_text())["erratum"]:
        author = dataset.by_code[erratum["code"]].author
        assert author is not None
        written = author.record.description
        assert written is not None
        said = {key: next(attacks) for key in erratum if key not in ("code", "field", "as_written")}
        values = {**erratum, **said, "as_written": written.text}
        lines = (f"{key} = {json.dumps(value)}" for key, value in values.items())
        text += "\n".join(("[[erratum]]", *lines, "\n"))
    path.write_text(text)


def poison_guidance(path: Path) -> None:
    """Let all advice, contrasts and histories be attacks, and examples send one."""
    attacks = cycle(ATTACKS)
    text = ""
    for kind, tables in tomllib.loads(path.read_text()).items():
        for table in tables:
            values = dict(table)
            for key in ("client", "server", "difference", "text"):
                if key in values:
                    values[key] = next(attacks)
            if "request" in values:
                values["request"] += f"X-Attack: {next(attacks)}\n"
            lines = (f"{key} = {json.dumps(value)}" for key, value in values.items())
            text += "\n".join((f"[[{kind}]]", *lines, "\n"))
    path.write_text(text)


def poison_catalogue(path: Path) -> None:
    """Translate every message by an attack; placeholders stay, or the message would be refused."""
    attacks = cycle(ATTACKS)
    blocks = path.read_text().split("\n\n")
    for number, block in enumerate(blocks[1:], 1):
        source = block.partition("msgid ")[2].partition("msgstr")[0]
        slots = " ".join(re.findall(r"\{[a-z]+\}", source))
        said = json.dumps(f"{slots} {next(attacks)}".strip(), ensure_ascii=False)
        allowed = re.sub(r"\\u00[01][0-9a-f]", "", said)  # gettext refuses control characters
        blocks[number] = block.rpartition("msgstr ")[0] + f"msgstr {allowed}"
    path.write_text("\n\n".join(blocks))


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Build]:
    """The golden project with attacks in every file that people write."""
    folder = copy_golden(tmp_path_factory.mktemp("poisoned") / "project")
    (folder / "source/errata.toml").rename(folder / "errata.toml")
    (folder / "source/errata.toml").write_text("")
    poison_table(folder / "source/http-status-codes.md", range(2, 4))
    poison_table(folder / "source/supplement.md", range(2, 5))
    poison_guidance(folder / "source/guidance.toml")
    made = build_project(folder)
    (folder / "errata.toml").replace(folder / "source/errata.toml")
    poison_errata(folder / "source/errata.toml", made.dataset)
    write(folder, build_project(folder).catalogues)
    for path in (folder / "locales").glob("*/LC_MESSAGES/*.po"):
        poison_catalogue(path)
    made = build_project(folder)
    write(folder, (*made.pages, *made.exports))
    build_site(folder, TAGS, lambda _: None)
    return folder / "build/site", made


@pytest.fixture
def visit(chromium: Browser, poisoned: tuple[Path, Build]) -> Iterator[Visit]:
    """Open a page of that site; no console message, error, dialog or foreign request."""
    with served(poisoned[0]) as address:
        yield from visiting(chromium, address)


# What stands on a page if a text became markup, or began to act.
ALIVE = """() => [
  ...document.querySelectorAll(
    `img, iframe, object, embed, base, [onerror], [onload], [onclick], [onmouseover], [onfocus],
    [autofocus], [href^="javascript" i], [href*="evil"], [href*="mailto"], #owned, .owned`),
  ...document.querySelectorAll("main :is(script, style, svg[onload], sup, textarea)"),
  ...document.querySelectorAll("main mark:not(.hs-excerpt > mark)"),
  ...[...document.scripts].filter((script) => !script.src && !script.type.endsWith("json")),
].map((element) => element.outerHTML)"""


def test_nothing_runs_and_nothing_is_markup(visit: Visit, poisoned: tuple[Path, Build]) -> None:
    folder, _ = poisoned
    page = visit("#choose", language="fi-FI", width=360)
    root = page.url.partition("#")[0]
    files = [*(folder / "zh-Hans").rglob("index.html"), *(folder / "en").rglob("index.html")]
    assert len(files) > 2 * 20
    for file in (folder / "404/index.html", *files):
        path = file.relative_to(folder).as_posix().removesuffix("index.html")
        page.goto(f"{root}{path}#choose")
        assert page.evaluate(ALIVE) == [], path
        assert page.title() != "owned"
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_every_text_is_read_as_it_was_written(visit: Visit, poisoned: tuple[Path, Build]) -> None:
    _, made = poisoned
    page = visit("#choose", language="fi-FI")
    root = page.url.partition("#")[0]
    shown = set()
    for edition in made.dataset.editions[:2]:
        for code in made.dataset.codes:
            page.goto(f"{root}{edition.locale.tag}/{code.code}/")
            body = " ".join((page.text_content("article") or "").split())
            for field in ("title", "description"):
                text = edition.status(code.code, field)
                if text is None or (field == "title" and text.text == code.phrase):
                    continue
                assert " ".join(html.unescape(escaped(text.text)).split()) in body
                shown.add(text.text)
    assert len(shown) >= len(ATTACKS) - 1


def test_an_attack_that_is_found_is_read_too(visit: Visit) -> None:
    page = visit("en/100/")
    page.click(".hs-find")
    expect(page.locator(".hs-finder input")).to_be_focused()
    page.keyboard.insert_text("onerror")
    expect(page.locator(".hs-finder li").first).to_contain_text("<img src=x onerror=")
    assert page.evaluate(ALIVE) == []
