"""What holds for every file that claims to be a catalogue, whatever bytes are in it."""

import subprocess

from pipeline.catalogues.glossary import Glossary
from pipeline.catalogues.merge import merge
from pipeline.catalogues.message import Catalogue, Message
from pipeline.catalogues.po import decode_po, read_po, write_po
from pipeline.catalogues.reader import Reader
from pipeline.failure import ExitStatus, Failure
from pipeline.locale import ABOVE_ONE, Locale
from pipeline.rules.translation import judge_translations
from pipeline.rules.translation.subject import Translated
from pipeline.span import Document

FRENCH = Locale("fr", "fr", "français", "ltr", ABOVE_ONE)
POT = Catalogue(
    "statuses.pot",
    (("Project-Id-Version", "http-status-i18n"),),
    (Message("status.404.title", "未找到"), Message("status.410.title", "已消失")),
)


def uphold(content: bytes) -> None:
    """Raise an AssertionError if a law does not hold for `content`."""
    catalogue = accepted(content)
    if catalogue is not None:
        the_quick_reader_reads_as_the_strict_one(catalogue, content)
        what_is_written_reads_the_same(catalogue)
        it_can_be_judged(catalogue)
        merging_again_changes_nothing_and_loses_nothing(catalogue)


def accepted(content: bytes) -> Catalogue | None:
    """Return the catalogue, or None for what is refused, which has places."""
    try:
        return read_po(decode_po("fr.po", content))
    except Failure as failure:
        refused = failure
    assert refused.status is ExitStatus.INPUT
    assert all(fault.place.startswith("fr.po") for fault in refused.faults)
    return None


def the_quick_reader_reads_as_the_strict_one(catalogue: Catalogue, content: bytes) -> None:
    """Whichever of the two has read it, it is the same."""
    document = decode_po("fr.po", content)
    assert Reader(document, addressed=True).catalogue() == catalogue


def what_is_written_reads_the_same(catalogue: Catalogue) -> None:
    """Writing loses nothing, and is stable."""
    text = write_po(catalogue)
    again = read_po(Document("fr.po", text))
    assert again == catalogue
    assert write_po(again) == text


def it_can_be_judged(catalogue: Catalogue) -> None:
    """Every finding lies in the file."""
    document = Document("fr.po", write_po(catalogue))
    stored = read_po(document)
    for finding in judge_translations(Translated(stored, FRENCH, document, Glossary())):
        assert 0 <= finding.span.start.offset <= finding.span.end.offset <= len(document.text)


def merging_again_changes_nothing_and_loses_nothing(catalogue: Catalogue) -> None:
    """Merge is idempotent, and keeps each translation of an address of the template."""
    merged = merge(catalogue, POT)
    assert merge(merged, POT) == merged
    kept = {message.strings for message in merged.messages}
    for row in POT:
        old = catalogue.find(row.address)
        if old and any(old.strings):
            assert old.strings in kept, old


def as_gettext_does(content: bytes) -> bool:
    """Tell whether `content` is accepted; GNU gettext then reads what we write of it."""
    catalogue = accepted(content)
    if catalogue is None:
        return False
    text = write_po(catalogue).encode()
    command = ("msgcat", "--no-wrap", "-")
    theirs = subprocess.run(command, input=text, capture_output=True, check=True)
    ours = accepted(theirs.stdout)
    assert ours is not None
    assert dict(texts(ours)) == dict(texts(catalogue))
    return True


def texts(catalogue: Catalogue) -> list[tuple[tuple[str | None, str], tuple[str, ...]]]:
    """Return the translations by what gettext knows them by."""
    return [((each.context, each.id), each.strings) for each in catalogue if any(each.strings)]
