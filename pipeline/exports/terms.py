"""What one may do with the data, and whose words are in it: LICENSE-DATA and NOTICE."""

from __future__ import annotations

from pipeline.dataset import Dataset

LICENSE_DATA = """\
The facts in these files are dedicated to the public domain under CC0 1.0 Universal:
https://creativecommons.org/publicdomain/zero/1.0/

Facts are: status codes, classes, registered and superseded reason phrases, other names of the
codes and who uses them, registration states and dates, references, specifications, properties
with their authorities, the places, digests and states of texts, and findings.

Not facts, and not covered by this dedication, are the texts: titles, descriptions, guidance with
its examples, reasons of errata, and the author's words as quoted in “source”, in “errata” and in
findings. Each text says in “origin” whose words it is; NOTICE says what follows from that.
"""
NOTICE = """\
HTTP status codes in several languages, data version {version}

origin “author”       The sentences of the author's table ({source}), as delivered.
                      They are the author's; this project does not license them.
origin “erratum”      The author's sentence as corrected by this project; the authority that
                      decides stands beside it. The author's part of it is the author's.
origin “supplement”   Sentences of this project.
origin “guidance”     Sentences of this project.
origin “translation”  Translations of the above by this project's translators, machine drafts
                      among them (“draft”: true). Rights in the sentence translated remain.

Sentences quoted from RFCs (“quote” in “errata”) are under the IETF Trust's Legal Provisions:
https://trustee.ietf.org/license-info/
The registry is IANA's HTTP Status Code Registry as of {registry}, which IANA dedicates to the
public domain (CC0).
Titles are for people. On the wire, a reason phrase is the registered English one, or none.
"""


def license_data() -> bytes:
    """Return the terms of the facts."""
    return LICENSE_DATA.encode()


def notice(dataset: Dataset) -> bytes:
    """Return whose words the texts are."""
    sources = (code.author.document.path for code in dataset.codes if code.author)
    return NOTICE.format(
        version=dataset.data_version,
        registry=dataset.registry_updated,
        source=next(sources, "none"),
    ).encode()
