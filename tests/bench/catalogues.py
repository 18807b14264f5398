"""Reading, merging and writing a catalogue, against msgmerge and pybabel on the same files.

Ours runs in this process; theirs count with their start-up (msgmerge's is some milliseconds,
pybabel's a few tenths of a second).
"""

import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.catalogues.extract import TEMPLATE_HEADERS
from pipeline.catalogues.merge import merge
from pipeline.catalogues.message import Catalogue, Message
from pipeline.catalogues.po import decode_po, read_po, write_po
from tests.bench.measuring import Comparison

MSGMERGE, PYBABEL = "msgmerge --previous", "pybabel update"
TARGET = 1.5
SIZES, SHARES = (
    (1_000, 9_000, 40_000),
    (0.0, 0.05, 0.2),
)  # more of such messages are too large a file
FEW = 2_000
"""As many as pybabel is asked to update: its time grows with the square of what has changed."""
DATE, FORMS = "2026-11-25 10:00+0000", "nplurals=1; plural=0;"  # pybabel refuses an empty date
HAN = "请求的资源未找到服务器响应客户端状态码临时重定向缓存认证"


def comparisons(*, quick: bool) -> Iterator[Comparison]:
    """Yield an update of more and more messages, of which none, some or many have changed."""
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES[:2] if quick else SIZES:
            for share in SHARES:
                yield _against_msgmerge(Path(folder), size, share)
        yield _against_pybabel(Path(folder))


def _against_msgmerge(folder: Path, size: int, share: float) -> Comparison:
    po, pot = _write_files(folder, size, share)
    options = ["--previous", "--quiet", "--no-wrap", "--output-file", str(folder / "merged.po")]

    def theirs() -> object:
        return subprocess.run(["msgmerge", *options, po, pot], check=True)

    values = {"messages": size, "changed": round(100 * share)}
    return Comparison("update", values, MSGMERGE, TARGET, lambda: _update(po, pot), theirs)


def _against_pybabel(folder: Path) -> Comparison:
    po, pot = _write_files(folder, FEW, SHARES[1])
    merged = folder / "merged.po"
    options = ["update", "--previous", "-l", "ja", "-i", str(pot), "-o", str(merged)]
    command = [sys.executable, "-m", "babel.messages.frontend", *options]

    def theirs() -> object:
        shutil.copy(po, merged)
        return subprocess.run(command, check=True, capture_output=True)

    values = {"messages": FEW, "changed": round(100 * SHARES[1])}
    return Comparison("update", values, PYBABEL, TARGET, lambda: _update(po, pot), theirs)


def _update(po: Path, pot: Path) -> int:
    old, template = (read_po(decode_po(path.name, path.read_bytes())) for path in (po, pot))
    return po.with_name("ours.po").write_text(write_po(merge(old, template)), "utf-8")


def _write_files(folder: Path, size: int, share: float) -> tuple[Path, Path]:
    """Write a translated catalogue, and a template in which a share of the texts is another."""
    dice = random.Random(size)  # noqa: S311 - the same texts each time
    old = tuple(_messages(size, dice))
    new = tuple(replace(each, id=_text(dice)) if dice.random() < share else each for each in old)
    translated = tuple(replace(each, strings=(f"訳文{each.id}",)) for each in old)
    values = {**dict(TEMPLATE_HEADERS), "PO-Revision-Date": DATE, "Plural-Forms": FORMS}
    headers = tuple(values.items())
    catalogues = (Catalogue("old.po", headers, translated), Catalogue("new.pot", headers, new))
    paths = tuple(folder / f"{size}-{share}-{each.path}" for each in catalogues)
    for path, each in zip(paths, catalogues, strict=True):
        path.write_text(write_po(each), "utf-8")
    return paths[0], paths[1]


def _messages(number: int, dice: random.Random) -> Iterator[Message]:
    for code in range(number):
        yield Message(
            context=f"status.{code}.title",
            id=_text(dice),
            extracted=("EN: The resource is not there.", f"{code} Not Found", f"Page: {code}/"),
            references=(f"source/http-status-codes.md:{code}",),
        )


def _text(dice: random.Random) -> str:
    return "".join(dice.choice(HAN) for _ in range(30))
