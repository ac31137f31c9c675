"""Where columns run on a page, and in which order its pieces are read.

A page is cut along its gutter into bands: what runs across the gutter is read where it stands, and between two such
pieces the left column is read before the right one. Each column is looked at in the same way again, so that three
columns work as two do. Labels beside values, and numbers beside paragraphs, are no columns: a column holds running
text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_GUTTER = 0.8
"""A gutter is at least so many type sizes wide."""
_LINES = 4
"""A column has at least so many lines."""
_USUAL_LINES = 2
"""The same where the page before had its columns there."""
_MARK = 5
"""So few characters may be a mark that stands before its words."""
_LETTERS = 14
"""A line of running text has at least so many characters, by the median."""
_FILLED = 0.62
"""The median line fills at least this share of its column."""
_LEADING = 1.5
_APART = 12.0
_NARROW = 4.0
_NEARLY = 0.93
_TABLE_LINE = 12.0


class Box(NamedTuple):
    """A piece of a page that is not cut: a segment of a line, or a whole table."""

    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    """Type size; 0 for a table."""
    letters: int
    item: int
    """Its number among what the caller gave."""


@dataclass(frozen=True, slots=True)
class Region:
    """Pieces that are read together, from the top down, and the column they stand in."""

    items: tuple[int, ...]
    left: float
    right: float
    ordinal: int = 0
    """0 for one that has the width of the page, else which of its columns it is, from 1."""


class Gutter(NamedTuple):
    """The white strip between two columns."""

    left: float
    right: float


def regions(boxes: Sequence[Box], usual: Gutter | None = None) -> tuple[list[Region], Gutter | None]:
    """The regions of a page in reading order, each piece in one of them; and the page's main gutter.

    `usual` is the gutter of the page before, along which a page is cut that does not show one itself.
    """
    gutter = find_gutter(boxes, usual) or _kept(usual, boxes)
    found = [
        Region(tuple(box.item for box in sorted(group, key=lambda box: box.top)), left, right, ordinal)
        for group, (left, right), ordinal in _cut(list(boxes), 0, gutter)
    ]
    return found, gutter


def _kept(usual: Gutter | None, boxes: Sequence[Box]) -> Gutter | None:
    """The gutter of the page before, if nearly all lines of this page stand beside it too, and fill the left column."""
    if usual is None:
        return None
    texts = [box for box in boxes if box.size]
    beside = [box for box in texts if box.x1 <= usual.left + 2 or box.x0 >= usual.right - 2]
    left = [box for box in beside if box.x1 <= usual.left + 2]
    return usual if len(beside) >= 0.8 * len(texts) and _runs(left) else None


Found = tuple[list[Box], tuple[float, float], int]


def _cut(boxes: list[Box], ordinal: int, gutter: Gutter | None) -> list[Found]:
    """Groups of pieces in reading order, with the sides of their column and its ordinal."""
    if not boxes:
        return []
    sides = (min(box.x0 for box in boxes), max(box.x1 for box in boxes))
    if gutter is None:
        return [(boxes, sides, ordinal)]
    found: list[Found] = []
    for spanning, band in _bands(boxes, gutter):
        if spanning:
            found.append((band, sides, ordinal))
            continue
        middle = sum(gutter) / 2
        for place, side in enumerate(
            ([box for box in band if _middle(box) < middle], [box for box in band if _middle(box) >= middle]), start=1
        ):
            found += _cut(side, 2 * ordinal + place, find_gutter(side))
    return found


def _middle(box: Box) -> float:
    return (box.x0 + box.x1) / 2


# -- gutters -----------------------------------------------------------------------------------------------------------


def find_gutter(boxes: Sequence[Box], usual: Gutter | None = None) -> Gutter | None:
    """The white strip beside which most lines stand, when there is running text on both of its sides.

    Of strips that are nearly as good the left one is it: marks at the left of a column have white behind them too.
    """
    texts = [box for box in boxes if box.size] + [line for box in boxes if not box.size for line in _as_lines(box)]
    found = [clear for at in _candidates(_gaps(texts)) if (clear := _clear(texts, at, _LINES))]
    found += [clear for at in [sum(usual) / 2 if usual else 0.0] if (clear := _clear(texts, at, _USUAL_LINES))]
    most = max((count for count, _ in found), default=0)
    return min((gutter for count, gutter in found if count >= _NEARLY * most), default=None)


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
    """The lines on one side, marks left out."""
    return [box for box in side if box.letters > _MARK]


def _as_lines(table: Box) -> list[Box]:
    """A table as if it were running text, which parts columns as well."""
    count = int((table.bottom - table.top) / _TABLE_LINE)
    tops = [table.top + n * _TABLE_LINE for n in range(count)]
    return [table._replace(top=top, bottom=top + 0.9 * _TABLE_LINE, size=10.0, letters=40) for top in tops]


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
            if nearest - box.x1 >= _GUTTER * box.size:
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
    """Whether the lines on one side, marks aside, are running text that fills its column."""
    side = _worded(side)
    if len(side) < least or median(box.letters for box in side) < _LETTERS:
        return False
    start, end = min(box.x0 for box in side), max(box.x1 for box in side)
    return median(box.x1 - start for box in side) >= _FILLED * (end - start)


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


# -- bands -------------------------------------------------------------------------------------------------------------


def _bands(boxes: Sequence[Box], gutter: Gutter) -> list[tuple[bool, list[Box]]]:
    """Pieces from the top down in bands, each either all across the gutter or all beside it."""
    across = _across(boxes, gutter)
    bands: list[tuple[bool, list[Box]]] = []
    for box in sorted(boxes, key=lambda box: (box.top + box.bottom) / 2):
        spanning = box.item in across
        if not bands or bands[-1][0] is not spanning:
            bands.append((spanning, []))
        bands[-1][1].append(box)
    return bands


def _across(boxes: Sequence[Box], gutter: Gutter) -> set[int]:
    """Numbers of the pieces that run across the gutter, or belong to such lines."""
    middle = sum(gutter) / 2
    crossing = [box for box in boxes if box.x0 < middle < box.x1]
    across = {box.item for box in boxes if any(_side_by_side(box, other) for other in crossing)}
    for box in sorted(boxes, key=lambda box: box.top):
        alone = box.item not in across and box.x1 < middle and not _faced(box, boxes, middle)
        if alone and (_ends_lines(box, boxes, across) or _heads_band(box, boxes, across, middle)):
            across.add(box.item)
    return across


def _side_by_side(box: Box, other: Box) -> bool:
    """Whether a piece is another, or stands on the same line."""
    return box.item == other.item or min(box.bottom, other.bottom) - max(box.top, other.top) > 0.6 * box.size > 0


def _faced(box: Box, boxes: Sequence[Box], middle: float) -> bool:
    """Whether anything stands beside a piece on the other side of the gutter."""
    return any(other.x0 > middle and min(box.bottom, other.bottom) - max(box.top, other.top) > 1 for other in boxes)


def _ends_lines(box: Box, boxes: Sequence[Box], across: set[int]) -> bool:
    """Whether a short line ends the lines across that stand right above it."""
    return any(
        other.item in across
        and abs(other.size - box.size) < 0.5
        and 0 < box.top - other.top <= 1.05 * _LEADING * box.size
        for other in boxes
    )


def _heads_band(box: Box, boxes: Sequence[Box], across: set[int], middle: float) -> bool:
    """Whether a heading stands above what runs across, or above both columns of another band."""
    usual = median(other.size for other in boxes if other.size)
    if box.size <= 1.15 * usual:
        return False
    below = sorted((other for other in boxes if other.top > box.top), key=lambda other: other.top)
    if below and below[0].item in across:
        return True
    right = [other for other in below if other.x0 > middle and other.letters >= _LETTERS]
    return len(right) > 1 or (bool(right) and abs(right[0].top - below[0].top) < 2)
