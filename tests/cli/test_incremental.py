"""After any edits, `site` leaves exactly what it makes where there was nothing."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.unchanged import said_before

TABLE = "source/http-status-codes.md"
ENGLISH = "locales/en/LC_MESSAGES/statuses.po"


def in_file(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Return an edit: the first `old` in the file becomes `new`; where it is no more, nothing."""

    def edit(folder: Path) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def without_row(folder: Path) -> None:
    lines = (folder / TABLE).read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("| 504")]
    (folder / TABLE).write_text("".join(kept), encoding="utf-8")


def touched(folder: Path) -> None:
    for path in (folder / TABLE, folder / ENGLISH, folder / "mkdocs.yml"):
        path.touch()


def without_page(folder: Path) -> None:
    (folder / "build/site/en/404/index.html").unlink(missing_ok=True)


def without_markdown(folder: Path) -> None:
    for path in ("build/pages/en/404.md", "build/mkdocs/en.yml"):
        (folder / path).unlink(missing_ok=True)


def with_more(folder: Path) -> None:
    for place in ("en", "old-name", "api/v1", "downloads/latest"):
        (folder / "build/site" / place).mkdir(parents=True, exist_ok=True)
        (folder / "build/site" / place / "left.html").write_text("of no build")


def altered(folder: Path) -> None:
    for path in ("en/index.html", "index.html", "api/v1/codes.json", "zh-Hans/assets/site.css"):
        file = folder / "build/site" / path
        if file.exists():
            file.write_bytes(file.read_bytes()[::-1])


EDITS: dict[str, Callable[[Path], None]] = {
    "a translation": in_file(ENGLISH, 'msgstr "Continue"', 'msgstr "Go on"'),
    "no translation": in_file(ENGLISH, 'msgstr "No Content"', 'msgstr ""'),
    "a row less": without_row,
    "a row's words": in_file(TABLE, "所请求的资源不存在", "那里什么也没有"),
    "a template": in_file("site_templates/code.md.jinja", "<dt>JSON</dt>", "<dt>json</dt>"),
    "a style": in_file(
        "site_templates/overrides/assets/styles/frame.css", ".hs-skip {", ".hs-skip { order: 1;"
    ),
    "a setting": in_file("pyproject.toml", "golden.example", "gold.example"),
    "a language less": in_file("pyproject.toml", '["en", "ja"]', '["en"]'),
    "nothing but times": touched,
    "a page gone": without_page,
    "Markdown gone": without_markdown,
    "files more": with_more,
    "files altered": altered,
}


def contents(folder: Path) -> dict[str, bytes]:
    """Return what a build is for, and what it brings up to date."""
    places = (folder / name for name in ("build/site", "build/pages", "build/mkdocs", "locales"))
    files = (path for place in places for path in place.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def site(
    folder: Path, run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Do what `python -m pipeline site` does."""
    monkeypatch.chdir(folder)
    if said_before(["site"]) is None:
        assert run("site")[0] == 0


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=2, derandomize=True
)
@given(order=st.permutations(sorted(EDITS)))
def test_after_any_edits_the_site_is_as_if_built_from_nothing(
    golden_folder: Path,
    run: Callable[..., tuple[int, str, str]],
    monkeypatch: pytest.MonkeyPatch,
    order: list[str],
) -> None:
    started = golden_folder.with_name("started")
    if not started.exists():
        shutil.copytree(golden_folder, started)
    shutil.rmtree(golden_folder)
    shutil.copytree(started, golden_folder)
    site(golden_folder, run, monkeypatch)
    clean = golden_folder.with_name("clean")
    for names in (order[:6], order[6:]):
        for name in names:
            EDITS[name](golden_folder)
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(golden_folder, clean, ignore=shutil.ignore_patterns("build"))
        site(golden_folder, run, monkeypatch)
        site(clean, run, monkeypatch)
        assert contents(golden_folder) == contents(clean), f"{names} of {order}"
        assert said_before(["site"]) is not None, "nothing has changed since"


def test_shards_built_apart_are_the_whole(
    golden_folder: Path,
    run: Callable[..., tuple[int, str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    merged = golden_folder.with_name("merged")
    for tag in ("zh-Hans", "en", "ja"):
        shard = golden_folder.with_name(tag)
        shutil.copytree(golden_folder, shard)
        monkeypatch.chdir(shard)
        assert run("site", "--locale", tag)[0] == 0
        shutil.copytree(shard / "build/site", merged / "build/site", dirs_exist_ok=True)
    site(golden_folder, run, monkeypatch)
    whole = {
        path: content
        for path, content in contents(golden_folder).items()
        if path.startswith("build/site/")
    }
    assert contents(merged) == whole


def test_the_other_editions_stay_where_one_is_asked_for(
    golden_folder: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    assert run("site")[0] == 0
    whole = contents(golden_folder)
    assert run("site", "--locale", "ja")[0] == 0
    assert contents(golden_folder) == whole
