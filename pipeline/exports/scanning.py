"""The findings on both tables as code scanning reads them (SARIF), in English."""

from __future__ import annotations

from urllib.parse import quote

from pipeline import __version__
from pipeline.dataset import Dataset
from pipeline.printers.sarif import Scope, Tool, render_sarif
from pipeline.rules import RULES

PAGES = "en/rules/"


def scanning_log(dataset: Dataset) -> bytes:
    """Return a log of one run over the author's table and the supplement; paths are relative."""
    documents = {document.path: document for document in dataset.documents}
    scope = Scope(documents, {path: quote(path) for path in documents}, "en")
    tool = Tool(__version__, RULES, f"{dataset.site_url}{PAGES}")
    return render_sarif(dataset.findings, (), scope, tool).encode()
