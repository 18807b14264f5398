"""What becomes of a file that claims to be a French catalogue, in the words of the fault tables."""

from pipeline.catalogues.glossary import Glossary
from pipeline.catalogues.po import decode_po, read_po, write_po
from pipeline.failure import Failure
from pipeline.findings import Finding, Severity
from pipeline.locale import ABOVE_ONE, Locale
from pipeline.rules.translation import judge_translations
from pipeline.rules.translation.subject import Translated
from pipeline.span import Document, Span

FRENCH = Locale("fr", "fr", "français", "ltr", ABOVE_ONE)


def outcome(content: bytes) -> str:
    """Say whether it is refused (where), blocks messages (by which rule), or is accepted."""
    try:
        document = decode_po("fr.po", content)
        catalogue = read_po(document)
    except Failure as failure:
        places = [fault.where for fault in failure.faults]
        spans = [place for place in places if isinstance(place, Span)]
        told = ", ".join(f"{span.start.line}:{span.start.column}" for span in spans)
        return f"refused at {told}" if told else "refused"
    assert read_po(Document("fr.po", write_po(catalogue))) == catalogue
    findings = judge_translations(Translated(catalogue, FRENCH, document, Glossary()))
    blocking = [found for found in findings if found.severity is Severity.ERROR]
    if blocking:
        return f"blocked: {', '.join(map(told_of, blocking))}"
    return f"warned: {', '.join(map(told_of, findings))}" if findings else "accepted"


def told_of(finding: Finding) -> str:
    return f"{finding.rule} at {finding.span.start.line}:{finding.span.start.column}"
