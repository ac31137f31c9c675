"""In which order the pieces of a page are read.

A page is cut along its gutter into bands: what runs across the gutter is read where it stands, and between two such
pieces the left column is read before the right one. Each column is looked at in the same way again, so that three
columns work as two do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from mandate_qa.reading.pdf.gutters import LETTERS, Box, Gutter, find_gutter, kept_gutter

_LEADING = 1.5
"""Lines that belong together stand at most so many type sizes apart."""
_LEVEL = 2.0
"""What stands at the same height differs by less than this, in points."""
_PARTING = 5.0
"""Columns that end above a heading and those that begin below it leave at most so many of its type sizes white."""
_CLEAR = 0.4
"""They leave at least so much above and below it, which is more than the white between two paragraphs."""
_LARGER = 1.15
"""A heading is set so much larger than the text around it."""
_HIGHER = 0.6
"""The columns below a heading begin at the same height, up to this share of its type size."""
_MOST = 1_500
"""A page with more pieces is a map or a chart, without columns."""


@dataclass(frozen=True, slots=True)
class Region:
    """Pieces that are read together, from the top down, and the column they stand in."""

    items: tuple[int, ...]
    left: float
    right: float
    ordinal: int = 0
    """0 for one that has the width of the page, else which of its columns it is, from 1."""


def regions(boxes: Sequence[Box], usual: Sequence[Gutter] = ()) -> tuple[list[Region], tuple[Gutter, ...]]:
    """The regions of a page in reading order, each piece in one of them; and the gutters that part them.

    `usual` are the gutters of the page before, along which a page is cut that does not show them itself.
    """
    cutting = _Cutting(usual)
    whole = (find_gutter(boxes, usual) or kept_gutter(boxes, usual)) if len(boxes) <= _MOST else None
    found = [
        Region(tuple(box.item for box in sorted(group, key=lambda box: box.top)), left, right, ordinal)
        for group, (left, right), ordinal in cutting.cut(list(boxes), 0, whole)
    ]
    return found, tuple(dict.fromkeys(cutting.gutters))


Found = tuple[list[Box], tuple[float, float], int]


class _Cutting:
    """Cuts a page, and each of its columns again."""

    def __init__(self, usual: Sequence[Gutter]) -> None:
        self.gutters: list[Gutter] = []
        self._usual = usual

    def cut(self, boxes: list[Box], ordinal: int, gutter: Gutter | None) -> list[Found]:
        """Groups of pieces in reading order, with the sides of their column and its ordinal."""
        if not boxes:
            return []
        reach = (min(box.x0 for box in boxes), max(box.x1 for box in boxes))
        if gutter is None:
            return [(boxes, reach, ordinal)]
        self.gutters.append(gutter)
        bands = _bands(boxes, gutter)
        inner = [
            find_gutter(side, self._usual)
            for side in _sides([b for wide, band in bands if not wide for b in band], gutter)
        ]
        found: list[Found] = []
        for wide, band in bands:
            if wide:
                found.append((band, reach, ordinal))
                continue
            for place, side in enumerate(_sides(band, gutter)):
                found += self.cut(side, 2 * ordinal + 1 + place, inner[place])
        return found


def _sides(boxes: Sequence[Box], gutter: Gutter) -> tuple[list[Box], list[Box]]:
    """The pieces on the left and on the right of a gutter."""
    middle = sum(gutter) / 2
    left = [box for box in boxes if (box.x0 + box.x1) / 2 < middle]
    return left, [box for box in boxes if (box.x0 + box.x1) / 2 >= middle]


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
        if box.item in across or box.x1 >= middle or _faced(box, boxes, middle):
            continue
        heading = _heading(box, boxes, middle)
        if _ends_lines(box, boxes, across):
            across.add(box.item)
        elif heading and (_heads_band(heading[-1], boxes, across, middle) or _parts_columns(heading, boxes, middle)):
            across.update(line.item for line in heading)
    return across


def _heading(box: Box, boxes: Sequence[Box], middle: float) -> list[Box]:
    """The lines of the heading left of the gutter that a piece is one of; none if anything stands beside them."""
    if not (box.bold or box.size > _LARGER * _usual_size(boxes)):
        return []
    alike = (o for o in boxes if o.x1 < middle and o.bold is box.bold and abs(o.size - box.size) < 0.5)
    lines: list[Box] = []
    for other in sorted(alike, key=lambda other: other.top):
        if lines and other.top - lines[-1].top > _LEADING * box.size:
            if box in lines:
                break
            lines = []
        lines.append(other)
    return [] if any(_faced(line, boxes, middle) for line in lines) else lines


def _usual_size(boxes: Sequence[Box]) -> float:
    """The type size of most pieces that are text."""
    return median(other.size for other in boxes if other.size)


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
    large = box.size > _LARGER * _usual_size(boxes)
    below = sorted((other for other in boxes if other.top > box.top), key=lambda other: other.top)
    if below and below[0].item in across:
        return True
    right = [other for other in below if other.x0 > middle and other.letters >= LETTERS]
    if _begins_higher(box, below, middle):
        return False
    return large and (len(right) > 1 or any(abs(other.top - below[0].top) < _LEVEL for other in right))


def _begins_higher(box: Box, below: Sequence[Box], middle: float) -> bool:
    """Whether the right column goes on clearly above the text that a heading has below it: it does not head both."""
    left = min((other.top for other in below if other.x0 <= middle), default=None)
    right = min((other.top for other in below if other.x0 > middle), default=None)
    return left is not None and right is not None and right < left - _HIGHER * box.size


def _parts_columns(heading: Sequence[Box], boxes: Sequence[Box], middle: float) -> bool:
    """Whether a short heading stands between columns that end above it and columns that begin below it.

    Then the right column has its gap where the left one has the heading; a picture would leave a larger one.
    """
    right = [other for other in boxes if other.x0 > middle and other.size]
    top, bottom, size = heading[0].top, heading[-1].bottom, heading[0].size
    above = max((other.bottom for other in right if other.bottom <= bottom), default=None)
    below = min((other.top for other in right if other.top >= top), default=None)
    if above is None or below is None or above > top - _CLEAR * size or below < bottom + _CLEAR * size:
        return False
    return below - above <= bottom - top + _PARTING * size
