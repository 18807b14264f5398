"""`catalogue merge-driver`: what git calls to merge three versions of a catalogue."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.artefacts import Artefact, write
from pipeline.catalogues.message import Catalogue
from pipeline.catalogues.po import decode_po, read_po
from pipeline.catalogues.threeway import merge_sides, write_threeway
from pipeline.cli.console import Console
from pipeline.cli.reading import shown
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.files import read_bytes
from pipeline.wording import Wording


def merge_driver(options: argparse.Namespace, console: Console) -> int:
    """Merge OURS and THEIRS, both come from BASE, into the file OURS; name each conflict.

    Any other exit status than those of a merge, clean or with conflicts, leaves OURS as it was,
    so that git's own merge can follow.
    """
    path = shown(options.path)
    files = (options.base, options.ours, options.theirs)
    merged = merge_sides(*_sides(dict(zip(SIDES, files, strict=True)), path))
    content = write_threeway(merged).encode()
    write(Path("/"), [Artefact(str(options.ours.absolute()), content)])
    for conflict in merged.conflicts:
        console.say(CONFLICT.about(path=path, address=conflict.ours.address))
    return ExitStatus.CONFLICT if merged.conflicts else ExitStatus.CLEAN


def _sides(files: dict[str, Path], path: str) -> list[Catalogue]:
    """Read the three versions; raises one failure with the faults of all."""
    sides: list[Catalogue] = []
    faults: list[Fault] = []
    for side, file in files.items():
        name = f"{path} ({side})"
        try:
            content = read_bytes(file, name)
            empty = side == "base" and not content  # both sides have added the file
            sides.append(Catalogue(name) if empty else read_po(decode_po(name, content)))
        except Failure as failure:
            faults += failure.faults
    if faults:
        raise Failure(ExitStatus.INPUT, *faults)
    return sides


SIDES = ("base", "ours", "theirs")
CONFLICT = Wording(
    "{path}：{address} 两边译法不同，请在文件中选定一种",
    "{path}: {address} was translated differently on both sides; keep one of the two in the file",
)
