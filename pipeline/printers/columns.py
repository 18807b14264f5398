"""Tables for a terminal: columns aligned by width, in which a Chinese character counts two."""

from __future__ import annotations

from collections.abc import Sequence

from wcwidth import wcswidth

GAP = "  "


def render_columns(rows: Sequence[Sequence[str]]) -> str:
    """Return the rows (of equal length) as lines: the first column to the left, the rest right."""
    widths = [max(map(wcswidth, column)) for column in zip(*rows, strict=True)]
    return "".join(f"{_line(row, widths)}\n" for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = row
    cells = [first + " " * (widths[0] - wcswidth(first))]
    cells += [
        " " * (width - wcswidth(cell)) + cell for cell, width in zip(rest, widths[1:], strict=True)
    ]
    return GAP.join(cells).rstrip()
