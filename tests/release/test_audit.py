"""`make audit`: an answer is understood, and silence is not taken for one."""

import json
import os

import pytest

from pipeline.failure import ExitStatus
from release.audit import answered, main
from tests.golden_project import ROOT


def test_what_is_known_is_named() -> None:
    clean = {"name": "a", "version": "1", "vulns": []}
    found = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1"}, {"id": "PYSEC-2"}]}
    assert answered(json.dumps({"dependencies": [clean]})) == ()
    python = answered(json.dumps({"dependencies": [clean, found]}))
    assert python == ("b 2: PYSEC-1", "b 2: PYSEC-2")
    assert answered('{"vulnerabilities": {"c": {"severity": "high"}}}') == ("c: high",)


@pytest.mark.parametrize("said", ["", "Traceback", '{"message": "405", "error": {}}'])
def test_no_answer_is_not_clean(said: str) -> None:
    assert answered(said) is None


def test_without_a_network_nothing_is_called_audited(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setitem(os.environ, name, "http://127.0.0.1:9")  # where nobody answers
    for name, value in (("fetch_retries", "0"), ("registry", "http://127.0.0.1:9")):
        monkeypatch.setenv(f"npm_config_{name}", value)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9")
    assert main() == ExitStatus.STORAGE
    said = capsys.readouterr().err
    assert said.count("this lock is not audited") == 4
