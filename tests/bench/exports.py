"""How long the exports take, as a ratio to `json.dumps` of the same documents, and how much memory.

`python -m tests.bench.exports [CODES …]` prints one line a size, each measured in a process of its
own: seconds of processor time, the ratio, peak memory as a ratio to the bytes made. 13 languages;
the texts are those of our own sources, over and over.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from pipeline.artefacts import Artefact
from pipeline.dataset import Dataset
from pipeline.exports import render_exports
from pipeline.exports.api import records
from pipeline.exports.edition import flat_editions
from pipeline.exports.tables import tables
from pipeline.exports.workbook import workbook
from tests.golden_project import ROOT, build_project

SIZES = ("1000", "2000", "5000", "10000")
TAGS = ("en", "ja", "ko", "vi", "id", "de", "es", "fr", "pt-BR", "ru", "ar", "zh-Hant")


def enlarged(dataset: Dataset, count: int) -> Dataset:
    """Return `count` codes in 13 languages; numbers repeat, since there are only 500 of them."""
    codes = dataset.codes
    source = dataset.editions[0]
    more = []
    for number in range(count):
        code = codes[number % len(codes)]
        assignment = code.assignment
        phrase = f"{assignment.phrase} {number}" if assignment and assignment.phrase else None
        assigned = replace(assignment, phrase=phrase) if assignment else None
        more.append(replace(code, assignment=assigned))
    editions = (
        source,
        *(replace(source, locale=replace(source.locale, name=tag, tag=tag)) for tag in TAGS),
    )
    return replace(dataset, codes=tuple(more), editions=editions)


def documents(artefacts: tuple[Artefact, ...]) -> list[object]:
    """Return the values of all JSON that was made, each once: some files have the same bytes."""
    different = {id(each.content): each.content for each in artefacts if ".json" in each.path}
    return [json.loads(content) for content in different.values()]


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(count: int) -> str:
    """Measure one size in this process, and say it on one line."""
    dataset = enlarged(build_project(ROOT).dataset, count)
    made: list[Artefact] = []
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    all_files = seconds(lambda: made.extend(render_exports(dataset).artefacts))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    size = sum({id(each.content): len(each.content) for each in made}.values())
    values = documents(tuple(made))
    plain = seconds(lambda: [json.dumps(value, ensure_ascii=False) for value in values])
    flats = flat_editions(dataset, records(dataset))
    codes = next(tables(dataset, (), ()))
    book = seconds(lambda: workbook(dataset.registry_updated, codes, flats))
    return (
        f"{count:>6} codes: {all_files:6.2f} s ({1000 * all_files / count:.2f} ms a code), "
        f"{all_files / plain:.2f} × json.dumps; the workbook takes {book:.2f} s of it, the rest "
        f"{(all_files - book) / plain:.2f} ×; peak {peak * 1024 / size:.2f} × the "
        f"{size / 1e6:.0f} MB made"
    )


if __name__ == "__main__":
    if os.environ.get("BENCH_CHILD"):
        sys.stdout.write(measure(int(sys.argv[1])) + "\n")
    else:
        for size in sys.argv[1:] or SIZES:
            command = [sys.executable, "-m", "tests.bench.exports", size]
            subprocess.run(command, check=True, env={**os.environ, "BENCH_CHILD": "1"})
