"""The body type of a document, and the margins of its columns.

A page that holds a few indented lines does not show where its margins are; the other pages do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mandate_qa.reading.pdf.pages import Column, Item, Page

_SHARE = 0.2
"""A distance between lines that is at least so common as the commonest one is the one within paragraphs."""
_LEAST = 0.7
"""Lines stand further apart than so many type sizes."""
_LOOSE, _LOOSER = 1.5, 1.25
_REACH = 0.25
_RAGGED = 0.06
_FULL = 0.25
"""When so many of its lines end near each other on the right, a column has its margin there."""

Kind = tuple[int, int, int]
"""What columns share their margins: those of odd or even pages, with the same place on a page of the same width."""


@dataclass(frozen=True, slots=True)
class Type:
    """How the body of a document is set."""

    size: float
    """Type size in points."""
    bold: bool
    leadings: dict[float, float]
    """Distance between the lines of a paragraph by type size, in points."""

    def leading(self, size: float) -> float:
        """Distance between the lines of a paragraph in type of `size`."""
        return self.leadings.get(round(size, 1), 1.2 * size)

    def loosest(self, size: float) -> float:
        """The widest distance between lines of one heading in type of `size`: looser than the body is set, a little.

        What is seen of that type itself does not tell: headings that stand below each other may be all there is.
        """
        return size * max(_LOOSE, _LOOSER * self.leading(self.size) / max(self.size, 1))


def body_type(pages: Iterable[Page]) -> Type:
    """The type that most characters outside tables are set in, and how far lines stand apart."""
    sizes: Counter[float] = Counter()
    weights: dict[float, Counter[bool]] = defaultdict(Counter)
    steps: dict[float, Counter[float]] = defaultdict(Counter)
    for page in pages:
        for item in page.items:
            if item.line is not None:
                sizes[item.line.size] += len(item.line.text)
                weights[item.line.size][item.line.bold] += len(item.line.text)
        for above, below in pairwise(page.items):
            if above.line and below.line and above.column == below.column and above.line.size == below.line.size:
                step = round(2 * (below.line.base - above.line.base)) / 2
                if step > _LEAST * below.line.size:
                    steps[round(below.line.size, 1)][step] += 1
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    return Type(size, weights[size][True] > weights[size][False], {key: _least(found) for key, found in steps.items()})


def _least(steps: Counter[float]) -> float:
    """The smallest distance that is common."""
    most = max(steps.values())
    return min(step for step, count in steps.items() if count >= _SHARE * most)


def with_margins(pages: Sequence[Page]) -> list[Page]:
    """`pages` with the sides of each column set to the margins of its kind, where its own lines do not reach them."""
    reached: dict[Column, list[tuple[float, float]]] = defaultdict(list)
    kinds: dict[Column, Kind] = {}
    for page in pages:
        for item in page.items:
            if item.line is not None:
                kinds[item.column] = (page.number % 2, item.column.ordinal, round(page.width))
                reached[item.column].append((item.line.x0, item.line.x1))
    sides = {column: (min(a for a, _ in ends), max(b for _, b in ends)) for column, ends in reached.items()}
    usual = _usual(sides, kinds)
    columns = {column: _reaching(column, reached[column], *usual[kinds[column]]) for column in sides}
    return [replace(page, items=tuple(_moved(item, columns) for item in page.items)) for page in pages]


def _moved(item: Item, columns: dict[Column, Column]) -> Item:
    """`item` in its column with the right sides."""
    return replace(item, column=columns.get(item.column, item.column))


def _usual(sides: dict[Column, tuple[float, float]], kinds: dict[Column, Kind]) -> dict[Kind, tuple[float, float]]:
    """Left and right margin of each kind of column: the commonest left side, and the furthest that is reached often."""
    found: dict[Kind, list[tuple[float, float]]] = defaultdict(list)
    for column, own in sides.items():
        found[kinds[column]].append(own)
    usual = {}
    for kind, reached in found.items():
        left = Counter(round(a) for a, _ in reached).most_common(1)[0][0]
        rights = sorted(b for _, b in reached)
        usual[kind] = (float(left), rights[int(0.9 * (len(rights) - 1))])
    return usual


def _reaching(column: Column, ends: Sequence[tuple[float, float]], usual_left: float, usual_right: float) -> Column:
    """`column` as wide as its kind usually is, unless its own lines show another margin."""
    left, right = min(a for a, _ in ends), max(b for _, b in ends)
    if 0 < left - usual_left < _REACH * (usual_right - usual_left):
        left = usual_left
    full = sum(b > right - _RAGGED * (right - left) for _, b in ends)
    if full < max(_FULL * len(ends), 3):
        right = max(right, usual_right)
    return replace(column, left=left, right=right)
