"""What a run of `site` read and made, noted so that the next one knows if it need not run."""

from __future__ import annotations

import hashlib
import sysconfig
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pipeline
from pipeline.artefacts import SITE, Artefact, write
from pipeline.project import Project
from pipeline.unchanged import MOMENT, NAMES, RECORD, looks, record

# Beside what the settings point to. The lock file stands for the packages that are installed.
READ = ("pyproject.toml", "mkdocs.yml", "requirements/site.lock", "site_templates", "locales")
MADE = ("build/pages", "build/mkdocs", SITE)


Looks = Mapping[str, tuple[str, str]]


def before_reading(project: Project) -> Looks:
    """Return the state and the digest of each file that a build may read, by path."""
    return looks(_read(project))


def remember(
    project: Project,
    arguments: Sequence[str],
    said: str,
    before: Looks,
    written: Iterable[Artefact],
) -> None:
    """Note that `arguments` made what is there, from what was there `before` and still is.

    `written` are those files of people that the build itself brought up to date.
    """
    made = {each.path: hashlib.sha256(each.content).hexdigest() for each in written}
    read = {**_digests(before), **made}
    time.sleep(2 * MOMENT / 1e9)  # until all that was written is older than the moment of looking
    now = time.time_ns()  # before looking: what is saved while we look is younger
    after = before_reading(project)
    # What was saved and then saved again as it had been may have been read between.
    touched = any(path not in made and after.get(path) != look for path, look in before.items())
    if Path.cwd() == project.root and _digests(after) == read and not touched:
        places = (*_read(project), *MADE, f"{sysconfig.get_path('purelib')}/")
        if noted := record(arguments, said, places, read, now):
            write(project.root, [Artefact(RECORD, noted.encode(errors=NAMES))])


def _digests(seen: Looks) -> dict[str, str]:
    return {path: digest for path, (_, digest) in seen.items()}


def _read(project: Project) -> tuple[str, ...]:
    """Return the folders and files that a build reads."""
    settings = project.settings
    pointed = (
        settings.source,
        settings.supplement,
        settings.errata,
        settings.guidance,
        settings.baseline,
        settings.glossary,
        settings.benchmarks,
        settings.releases,
    )
    ours = Path(pipeline.__file__).parent
    inside = ours.relative_to(project.root) if ours.is_relative_to(project.root) else ours
    return (*READ, *pointed, inside.as_posix())
