"""The dataset as files for programs: the static API and the downloads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.artefacts import Artefact
from pipeline.dataset import Dataset
from pipeline.exports import api, tables

DOWNLOADS = "build/site/downloads/latest"


def render_exports(dataset: Dataset) -> Iterator[Artefact]:
    """Yield every file of the API and the downloads, the checksums last."""
    yield from api.render_api(dataset)
    downloads = (
        Artefact(f"{DOWNLOADS}/codes.csv", tables.codes_csv(dataset)),
        Artefact(f"{DOWNLOADS}/http-status-codes.json", api.full_json(dataset)),
        Artefact(f"{DOWNLOADS}/translations.csv", tables.translations_csv(dataset)),
    )
    yield from downloads
    yield Artefact(f"{DOWNLOADS}/SHA256SUMS", _checksums(downloads))


def _checksums(artefacts: tuple[Artefact, ...]) -> bytes:
    """Return the list that `sha256sum -c` reads in the folder of the files."""
    lines = (
        f"{hashlib.sha256(artefact.content).hexdigest()}  {PurePosixPath(artefact.path).name}\n"
        for artefact in artefacts
    )
    return "".join(lines).encode()
