"""The straight lines of a page that is a picture: long thin runs of dark points, along which tables are cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mandate_qa.reading.pdf.grids import merged
from mandate_qa.reading.pdf.rules import Rule

_DARK = 215
"""A point below this shade is dark; the thinnest lines are grey."""
_ACROSS, _DOWN = 24.0, 11.0
"""The shortest runs across and down, in points: longer than the strokes of letters are, headings aside."""
_THIN = 3.0
_MOST = 3_000
"""More runs than this are those of a photograph."""
_DARKENED = bytes(int(shade < _DARK) for shade in range(256))


class Grey(NamedTuple):
    """A picture in shades of grey, row by row from the top."""

    width: int
    height: int
    points: bytes


def scan_rules(picture: Grey, scale: float) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The lines across and down a picture, in points of paper; `scale` is how many of them a point of it takes."""
    dark = picture.points.translate(_DARKENED)
    rows = [dark[n * picture.width : (n + 1) * picture.width] for n in range(picture.height)]
    columns = [dark[n :: picture.width] for n in range(picture.width)]
    return _rules(rows, _ACROSS, scale), _rules(columns, _DOWN, scale)


def _rules(rows: list[bytes], shortest: float, scale: float) -> tuple[Rule, ...]:
    """The thin dark runs along some rows, those of neighbouring rows put together; none on a photograph."""
    runs = re.compile(b"\\x01{%d,}" % max(int(shortest / scale), 2))
    found: list[Rule] = []
    for rule in _thin(rows, runs, int(_THIN / scale) + 1):
        found.append(Rule(*(place * scale for place in rule)))
        if len(found) > _MOST:
            return ()
    return tuple(merged(found))


def _thin(rows: list[bytes], runs: re.Pattern[bytes], reach: int) -> Iterator[Rule]:
    """Runs with light points at so many rows above or below most of them: others belong to something filled.

    Other rules may cross a run at any one place.
    """
    for n, row in enumerate(rows):
        for run in runs.finditer(row):
            start, end = run.span()
            places = [start + (end - start) * share // 8 for share in (1, 3, 4, 5, 7)]
            near = [rows[m] for m in (n - reach, n + reach) if 0 <= m < len(rows)]
            if sum(any(not other[place] for other in near) for place in places) > len(places) // 2:
                yield Rule(n, start, end)
