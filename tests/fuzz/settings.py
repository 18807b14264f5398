"""What holds for every text in the place of settings, errata, guidance, glossary or waivers."""

import tempfile
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pipeline.catalogues.glossary import read_glossary
from pipeline.failure import ExitStatus, Failure
from pipeline.project import find_project
from pipeline.records.erratum import read_errata
from pipeline.records.guide import read_guidance
from pipeline.rules import settings_waivers
from pipeline.span import Document
from pipeline.toml import read_toml

FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-settings-"))
STATUSES = {ExitStatus.SETTINGS, ExitStatus.INPUT}


def uphold(content: bytes) -> None:
    """Raise an AssertionError if a law does not hold for `content`."""
    text = content.decode("utf-8", "replace")
    document = Document("pyproject.toml", text)
    readers = (_settings, read_errata, read_guidance, read_glossary)
    if not _refused_with_places(partial(_as_the_standard_library_does, document), text):
        for read in readers:
            _refused_with_places(partial(read, document), text)


def _as_the_standard_library_does(document: Document) -> None:
    read = read_toml(document, ExitStatus.SETTINGS)
    assert repr(read) == repr(tomllib.loads(document.text))  # not a number is not itself


def _settings(document: Document) -> None:
    """Settings that are accepted are of their types, and their waivers can be read."""
    (FOLDER / "pyproject.toml").write_text(document.text, "utf-8", newline="")
    project = find_project(FOLDER)
    if project:
        assert all(isinstance(locale.tag, str) for locale in project.locales)
        assert all(isinstance(word, str) for word in project.headings)
        settings_waivers(document)


def _refused_with_places(read: Callable[[], object], text: str) -> bool:
    """Tell whether `read` refuses; the places that it names are in the text."""
    try:
        read()
    except Failure as failure:
        refused = failure
    else:
        return False
    assert refused.status in STATUSES
    spans = (fault.where for fault in refused.faults if not isinstance(fault.where, str))
    assert all(0 <= span.start.offset <= len(text) for span in spans)
    return True
