"""Repositories, made as their owners make them."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

HEAD = "| 状态码 | 编码 |\n| --- | --- |\n"
FAULTY = f"{HEAD}| 404 | NotFound |\n| 505 | Version, 50%: no |\n"


def commit(folder: Path, environment: Mapping[str, str]) -> str:
    """Make a repository of `folder`, commit all that it has, and return the commit."""

    def git(*words: str) -> str:
        person = ("-c", "user.name=x", "-c", "user.email=x@example.com")
        done = subprocess.run(
            ["git", *person, *words],
            cwd=folder,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "all")
    return git("rev-parse", "HEAD")
