"""What came of a comparison, as a line of a table and as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median

TOPICS: Mapping[str, str] = {
    "check": "parse and check, {rows:,} rows",
    "exports": "exports, {codes:,} codes",
    "hostile": "{text}, twice as much",
    "parse": "parse, {rows:,} rows",
    "site-cold": "cold site, {locales} locales",
    "site-edited": "one .po entry edited",
    "site-locales": "a locale of {locales}",
    "site-pages": "a page of {pages:,}",
    "site-served": "save to served",
    "site-unchanged": "nothing changed",
    "update": "update, {messages:,} messages, {changed} % changed",
    "workbook": "workbook alone, {codes:,} codes",
}
PEERS: Mapping[str, str] = {
    "copy": "cp -r of the result",
    "once": "the same, once",
    "plain-make": "mkdocs build, make -j",
    "plain-one": "one mkdocs build",
    "plain-sequence": "mkdocs build, in sequence",
    "same-few": "the same, of {base}",
    "static-i18n": "mkdocs-static-i18n",
    "typ-make": "typ mkdocs, make -j",
    "typ-one": "one typ mkdocs build",
    "typ-sequence": "typ mkdocs, in sequence",
    "zensical": "zensical, as many processes",
}
"""Peers that have a sentence; others are called by their command. "typ": `arena.TYPICAL`."""
UNITS: Mapping[str, tuple[float, str]] = {
    "bytes": (1e3, "kB"),
    "cpu": (1, "s"),
    "memory": (1e6, "MB"),
    "wall": (1, "s"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """Samples of ours and of a peer, round by round.

    `topic` and `values` say of what (`TOPICS`), `peer` against whom (`PEERS`), `measure` which
    quantity: seconds ("wall", "cpu") or bytes ("memory", "bytes"). `target` is the highest ratio
    that we allow ourselves; None where we promise nothing.
    """

    topic: str
    peer: str
    measure: str
    target: float | None
    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    values: Mapping[str, int | str] = field(default_factory=dict)

    @property
    def ratios(self) -> tuple[float, ...]:
        """Ours by theirs, round by round."""
        return tuple(our / their for our, their in zip(self.ours, self.theirs, strict=True))

    def json(self) -> Mapping[str, object]:
        """Return the figures for programs: seconds and bytes, to four significant digits."""
        return {
            "topic": self.topic,
            "values": dict(self.values),
            "peer": self.peer,
            "measure": self.measure,
            "target": self.target,
            "rounds": len(self.ratios),
            "ratio": _rounded(median(self.ratios)),
            "lowest": _rounded(min(self.ratios)),
            "highest": _rounded(max(self.ratios)),
            "ours": _rounded(median(self.ours)),
            "theirs": _rounded(median(self.theirs)),
        }

    def line(self) -> str:
        """Return the figures as a line of a table."""
        title = TOPICS[self.topic].format(**self.values)
        peer = PEERS.get(self.peer, self.peer).format(**self.values)
        ratio, low, high = median(self.ratios), min(self.ratios), max(self.ratios)
        divisor, unit = UNITS[self.measure]
        ours, theirs = (median(side) / divisor for side in (self.ours, self.theirs))
        verdict = "ok" if self.target is None or ratio <= self.target else "MISSED"
        target = "" if self.target is None else f"{self.target:.3g}"
        return (
            f"{title:<38}{peer:<28}{self.measure:<7}{ours:>10.3f}{theirs:>10.3f} {unit:<3}"
            f"{ratio:>8.3f}{f'{low:.3f} to {high:.3f}':>17}{target:>7}  {verdict}"
        )


HEADING = (
    f"{'what':<38}{'peer':<28}{'of':<7}{'ours':>10}{'theirs':>10}    "
    f"{'ratio':>8}{'spread':>17}{'target':>7}"
)


def _rounded(value: float) -> float:
    return float(f"{value:.4g}")
