"""The white strip between two columns: where it runs on a page, and what only looks like one.

Labels beside values, and numbers beside paragraphs, are no columns: a column holds running text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

LETTERS = 14
"""A line of running text has at least so many letters, by the median."""

_WIDE = 0.8
"""A gutter is at least so many type sizes wide."""
_NARROW = 4.0
"""It is never narrower than this, in points."""
_LINES = 4
"""A column has at least so many lines."""
_SAME_SIDE = 2.0
"""Columns stand where those of the page before do when their sides differ by less, in points."""
_MARK = 5
"""So few letters may be a mark that stands before its words."""
_FILLED = 0.62
"""The median line fills at least this share of its column."""
_BESIDE = 0.8
"""So many of the lines stand beside a gutter that is taken over from the page before."""
_SAME_LINE = 0.3
_APART = 12.0
_NEARLY = 0.93
_MARKED = 0.7
"""A strip left of the best one, with marks alone between them, is beside so many of its lines at least."""
_TABLE_LINE = 12.0
_TABLE_LINES = 100


class Box(NamedTuple):
    """A piece of a page that is not cut: a segment of a line, or a whole table."""

    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    """Type size; 0 for a table."""
    letters: int
    """How many it has; figures and signs are none."""
    item: int
    """Its number among what the caller gave."""
    bold: bool = False


class Gutter(NamedTuple):
    """The white strip between two columns."""

    left: float
    right: float


def find_gutter(boxes: Sequence[Box], usual: Sequence[Gutter] = ()) -> Gutter | None:
    """The white strip beside which most lines stand, when there is running text on both of its sides.

    Of strips that are nearly as good the left one is it, and of strips with nothing but marks between them: marks at
    the left of a column have white behind them too.
    """
    texts = [box for box in boxes if box.size] + [line for box in boxes if not box.size for line in _as_lines(box)]
    tried = [_clear(texts, at, _LINES) for at in _candidates(_gaps(texts))]
    tried += [_clear(texts, sum(gutter) / 2, 1) for gutter in usual if _meet(texts, gutter)]
    found = [clear for clear in tried if clear is not None]
    most = max((count for count, _ in found), default=0)
    best = min((gutter for count, gutter in found if count >= _NEARLY * most), default=None)
    if best is None:
        return None
    return min(gutter for count, gutter in found if gutter == best or _marks_part(texts, gutter, best, count / most))


def _marks_part(texts: Sequence[Box], gutter: Gutter, best: Gutter, share: float) -> bool:
    """Whether nothing but marks stands between a strip and the best one, which has more lines beside it."""
    between = [box for box in texts if gutter.right <= box.x0 and box.x1 <= best.left]
    return share >= _MARKED and len(between) > 1 and all(box.letters <= _MARK for box in between)


def _meet(texts: Sequence[Box], gutter: Gutter) -> bool:
    """Whether some lines end, or begin, right at the gutter of the page before: then few of them make a column."""
    ends = sum(abs(box.x1 - gutter.left) < _SAME_SIDE for box in texts)
    return ends > 1 or any(abs(box.x0 - gutter.right) < _SAME_SIDE for box in texts)


def _clear(texts: Sequence[Box], at: float, least: int) -> tuple[int, Gutter] | None:
    """How many lines stand beside a place, above and below which none runs across it, and the strip between them."""
    left: list[Box] = []
    right: list[Box] = []
    for run in _uncrossed(texts, at):
        sides = [box for box in run if box.x1 <= at], [box for box in run if box.x0 >= at]
        if min(len(_worded(side)) for side in sides) >= least:
            left, right = left + sides[0], right + sides[1]
    if not left or not _runs(left, least) or not _runs(right, least) or _rows_match(left, right):
        return None
    gutter = Gutter(max(box.x1 for box in left), min(box.x0 for box in right))
    return (len(_worded(left + right)), gutter) if gutter.right - gutter.left >= _NARROW else None


def _uncrossed(texts: Sequence[Box], at: float) -> list[list[Box]]:
    """Lines that follow each other down the page without one that runs across a place."""
    runs: list[list[Box]] = [[]]
    for box in sorted(texts, key=lambda box: box.top):
        if box.x0 < at < box.x1:
            runs.append([])
        else:
            runs[-1].append(box)
    return runs


def _worded(side: Sequence[Box]) -> list[Box]:
    """The lines on one side in one piece each, marks left out."""
    lines: list[Box] = []
    for box in sorted(side, key=lambda box: box.top):
        last = lines[-1] if lines else None
        if last is not None and box.top - last.top < _SAME_LINE * box.size:
            x0, x1 = min(last.x0, box.x0), max(last.x1, box.x1)
            lines[-1] = last._replace(x0=x0, x1=x1, letters=last.letters + box.letters)
        else:
            lines.append(box)
    return [line for line in lines if line.letters > _MARK]


def _as_lines(table: Box) -> list[Box]:
    """A table as if it were running text, which parts columns as well."""
    step = max(_TABLE_LINE, (table.bottom - table.top) / _TABLE_LINES)
    tops = [table.top + n * step for n in range(int((table.bottom - table.top) / step))]
    return [table._replace(top=top, bottom=top + 0.9 * step, size=10.0, letters=40) for top in tops]


def _gaps(texts: Sequence[Box]) -> list[Gutter]:
    """The gaps between neighbours that stand side by side."""
    found = []
    for box in texts:
        right = [
            other for other in texts
            if other.x0 > box.x1 and min(box.bottom, other.bottom) - max(box.top, other.top) > 0.3 * box.size
        ]  # fmt: skip
        if right:
            nearest = min(other.x0 for other in right)
            if nearest - box.x1 >= _WIDE * box.size:
                found.append(Gutter(box.x1, nearest))
    return found


def _candidates(gaps: Sequence[Gutter]) -> list[float]:
    """Places that lie in many gaps, well apart, from the left: marks at the left of a column lie behind its gutter."""
    edges = {gap.left + 1 for gap in gaps} | {gap.right - 1 for gap in gaps}
    counted = sorted(((sum(gap.left < at < gap.right for gap in gaps), at) for at in edges), reverse=True)
    chosen: list[float] = []
    for count, at in counted:
        if count >= _LINES // 2 and all(abs(at - other) > _APART for other in chosen):
            chosen.append(at)
    return sorted(chosen[:8])


def _runs(side: Sequence[Box], least: int = _LINES) -> bool:
    """Whether the lines on one side are running text that fills its column."""
    lines = _worded(side)
    if len(lines) < least or median(line.letters for line in lines) < LETTERS:
        return False
    start, end = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return median(line.x1 - start for line in lines) >= _FILLED * (end - start)


def _rows_match(left: Sequence[Box], right: Sequence[Box]) -> bool:
    """Whether what stands on the two sides begins and ends together again and again, as the cells of rows do."""
    starts = [_starts(side) for side in (left, right)]
    if min(map(len, starts)) < 3:
        return False
    met = sum(any(abs(a - b) < 2 for b in starts[1]) for a in starts[0])
    return met >= 0.8 * max(map(len, starts))


def _starts(side: Sequence[Box]) -> list[float]:
    """Where a piece of text begins below a wider gap than lines have."""
    tops = sorted({round(box.top) for box in side})
    steps = [b - a for a, b in pairwise(tops)]
    usual = median(steps) if steps else 0
    return [b for a, b in pairwise(tops) if b - a > 1.25 * usual + 1]


def kept_gutter(boxes: Sequence[Box], usual: Sequence[Gutter]) -> Gutter | None:
    """The main gutter of the page before, if nearly all lines stand beside it here too, and fill the left column."""
    if not usual:
        return None
    texts = [box for box in boxes if box.size]
    beside = [box for box in texts if box.x1 <= usual[0].left + 2 or box.x0 >= usual[0].right - 2]
    left = [box for box in beside if box.x1 <= usual[0].left + 2]
    return usual[0] if len(beside) >= _BESIDE * len(texts) and _runs(left) else None
