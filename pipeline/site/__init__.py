"""HTML from the pages, an edition at a time. Only this module knows MkDocs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future, as_completed, wait
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from pathlib import Path

from pipeline.artefacts import FREE_DISK, SITE
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.site.freshness import makers, mark_fresh, outdated, shared_inputs
from pipeline.site.workers import EDITION, dismiss, workers
from pipeline.wording import Wording

Progress = Callable[[Wording], None]
# The files of an edition that are to be done again; None: all that there is.
Changed = Collection[str] | None

# What hosts answer with where there is no page: the root's alone.
ERROR_PAGE = "404.html"


def build_site(root: Path, tags: Collection[str], progress: Progress) -> None:
    """Build the HTML of the editions `tags` from `build/pages` and `build/mkdocs`.

    What would come out as it is already is left alone, editions and pages. The workers share the
    editions. Raises one failure with all that MkDocs complains of, in any edition.
    """
    shared = shared_inputs(root)
    old = {tag: outdated(root, tag, shared) for tag in tags}
    wanted = {tag: changed for tag, changed in old.items() if changed or changed is None}
    if wanted:
        _build_editions(root, wanted, progress)
        for tag in wanted:
            mark_fresh(root, tag, shared)


def _build_editions(root: Path, wanted: Mapping[str, Changed], progress: Progress) -> None:
    programs = makers()
    building = {
        workers().submit(_build, root, tag, programs, changed): f"build/mkdocs/{tag}.yml"
        for tag, changed in wanted.items()
    }
    faults: list[Fault] = []
    try:
        for count, done in enumerate(as_completed(building), 1):
            faults += _faults(building[done], done)
            progress(BUILT.about(done=building[done], count=count, all=len(building)))
    finally:
        for each in building:
            each.cancel()  # those that nobody has begun, after a failure or Ctrl-C
        wait(building)
    faults += (
        Fault(f"{SITE}/{tag}/{ERROR_PAGE}", MISTAKEN, OWN_FOLDERS)
        for tag in wanted
        if (root / SITE / tag / ERROR_PAGE).exists()
    )
    if faults:
        raise Failure(ExitStatus.INPUT, *sorted(faults, key=lambda fault: fault.place))


def _build(root: Path, tag: str, programs: str, changed: Changed) -> tuple[str, ...]:
    """Build one edition; MkDocs is loaded here, in a process of the pool, and only there."""
    edition = import_module(EDITION)
    complaints: tuple[str, ...] = edition.build_edition(root, tag, programs, changed)
    return complaints


def _faults(config: str, built: Future[tuple[str, ...]]) -> list[Fault]:
    try:
        return [Fault(config, COMPLAINT.about(said=said), MEND) for said in built.result()]
    except BrokenProcessPool as error:
        dismiss()
        raise Failure(ExitStatus.STORAGE, Fault(config, DIED, FREE_MEMORY)) from error
    except OSError as error:
        said = UNWRITABLE.about(reason=error.strerror)
        raise Failure(
            ExitStatus.STORAGE, Fault(error.filename or config, said, FREE_DISK)
        ) from error


BUILT = Wording(
    "已生成 {done} 的网页（{count}/{all}）", "built the HTML of {done} ({count} of {all})"
)
COMPLAINT = Wording("MkDocs：{said}", "MkDocs: {said}")
MEND = Wording(
    "检查 mkdocs.yml、site_templates/mkdocs.yml.jinja（其中有菜单 nav）与页面模板",
    "look into mkdocs.yml, site_templates/mkdocs.yml.jinja (for the nav) and the templates",
)
MISTAKEN = Wording(
    "状态码 404 的页面占了错误页的位置",
    "the page of code 404 lies where hosts look for their error page",
)
OWN_FOLDERS = Wording(
    "在 mkdocs.yml 中设 use_directory_urls: true", "set use_directory_urls: true in mkdocs.yml"
)
DIED = Wording(
    "生成网页的进程意外终止，可能是内存不足",
    "a process that builds the HTML has died; perhaps there was not enough memory",
)
FREE_MEMORY = Wording(
    "腾出内存后重新运行，或用 --locale 逐个语言生成",
    "free some memory and run it again, or build one language at a time with --locale",
)
UNWRITABLE = Wording("无法读写：{reason}", "cannot be read or written: {reason}")
