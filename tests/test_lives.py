"""What happens to a small project over time: edits, merges, builds, reverts, in any order."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pipeline.artefacts import write
from pipeline.build import Build
from pipeline.catalogues.message import Catalogue
from pipeline.catalogues.po import decode_po, read_po, write_po
from tests.golden_project import ROOT, build_project

CATALOGUE = "locales/ja/LC_MESSAGES/statuses.po"
HEAD = "| 状态码 | 名称 | 中文名称 | 状态说明 |\n| --- | --- | --- | --- |\n"
CODES = {"404": "Not Found", "410": "Gone", "429": "Too Many Requests"}
# The second differs from the first by a mark only, so that a translation stays approved.
TEXTS = ("没有找到资源。", "没有找到资源", "资源已经移走。", "请求太多。")
FIRST = dict.fromkeys(CODES, TEXTS[0])
LATER = [*TEXTS, None]  # None: the row is deleted
# Pages take most of the time of a build, and here only their texts matter.
PAGE = '{{ _("ui.hello", "你好") }} {{ voice.edition.texts | data }}\n'


class Life(RuleBasedStateMachine):
    """A table, a translator and the tools, as they meet on a disk."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.rows: dict[str, str | None] = {}
        self.merged = False
        self.written: dict[str, tuple[str, str]] = {}  # by address: translation, its source
        self.known: dict[object, Mapping[str, bytes]] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        """Found the project."""
        for template in (ROOT / "site_templates").glob("*.jinja"):
            to = self.folder / "site_templates" / template.name
            to.parent.mkdir(exist_ok=True)
            to.write_text(PAGE if template.name.endswith(".md.jinja") else "")
        (self.folder / "source").mkdir()
        (self.folder / "source/errata.toml").touch()
        (self.folder / "source/http-status-codes.md").write_text(f"{HEAD}| 200 | OK | 成功 | |\n")
        (self.folder / "pyproject.toml").write_text('[tool.pipeline]\nlocales = ["ja"]\n')
        self.rows = dict(FIRST)
        self.save()
        self.merge()

    def save(self) -> None:
        rows = (
            f"| {code} | {CODES[code]} | {code} | {text} |\n"
            for code, text in self.rows.items()
            if text
        )
        (self.folder / "source/supplement.md").write_text(HEAD + "".join(rows))
        self.merged = False

    def catalogue(self) -> Catalogue:
        return read_po(decode_po(CATALOGUE, (self.folder / CATALOGUE).read_bytes()))

    @rule(code=st.sampled_from([*CODES]), text=st.sampled_from(LATER))
    def edit(self, code: str, text: str | None) -> None:
        """Somebody rewords, deletes or brings back a row."""
        self.rows[code] = text
        self.save()

    @rule()
    def revert(self) -> None:
        """Somebody takes all of that back."""
        self.rows = dict(FIRST)
        self.save()

    @rule(number=st.integers(0, 5), text=st.sampled_from("あいうえお"))
    def translate(self, number: int, text: str) -> None:
        """A translator translates a message as it stands in the catalogue, approving it."""
        catalogue = self.catalogue()
        live = [message for message in catalogue if message.address.startswith("status.4")]
        if not live:
            return
        chosen = live[number % len(live)]
        new = replace(chosen, strings=(text,), flags=(), previous_id=None, previous_context=None)
        messages = tuple(new if each == chosen else each for each in catalogue.messages)
        changed = replace(catalogue, messages=messages)
        (self.folder / CATALOGUE).write_text(write_po(changed))
        self.written[chosen.address] = text, chosen.id

    @rule()
    def merge(self) -> None:
        """`catalogue update`, which has nothing to do the second time."""
        made = build_project(self.folder)
        write(self.folder, made.catalogues, made.library.read)
        assert build_project(self.folder).catalogues == ()
        self.merged = True

    @invariant()
    def no_translation_is_lost(self) -> None:
        if self.written:
            texts = {message.address: message.text for message in self.catalogue().messages}
            for address, (text, _) in self.written.items():
                assert texts[address] == text

    @precondition(lambda self: self.merged)
    @invariant()
    def what_was_approved_for_the_present_text_is_approved(self) -> None:
        for message in self.catalogue():
            text, source = self.written.get(message.address, ("", ""))
            if text and source == message.id:
                assert not message.is_fuzzy
                assert message.previous_id is None

    @precondition(lambda self: self.merged)
    @rule()
    def build(self) -> None:
        """The same texts give the same bytes, by whichever way they came to be."""
        live = {message.address: message.id for message in self.catalogue()}
        if any(live.get(address) != source for address, (_, source) in self.written.items()):
            return  # a stale translation remembers which text it was made for
        key = str(self.rows), str(sorted(self.written.items()))
        made = outputs(build_project(self.folder), self.folder)
        assert self.known.setdefault(key, made) == made


def outputs(build: Build, folder: Path) -> dict[str, bytes]:
    files = {artefact.path: artefact.content for artefact in (*build.pages, *build.exports)}
    return {**files, CATALOGUE: (folder / CATALOGUE).read_bytes()}


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=10, stateful_step_count=15, deadline=None)
