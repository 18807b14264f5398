"""Findings that the maintainer accepts for now, as a file in which people can see which."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pipeline.findings import Finding


def render_baseline(findings: Iterable[Finding]) -> str:
    """Return the baseline of `findings`; its lines know no line numbers, so that rows may move."""
    accepted = [
        {
            "fingerprint": finding.fingerprint,
            "rule": finding.rule,
            "code": finding.code,
            "matched": finding.matched,
        }
        for finding in findings
    ]
    return json.dumps({"findings": accepted}, ensure_ascii=False, indent=2) + "\n"
