"""Ruled tables: the cells that rules cut out of a page.

Rules that meet make a grid; cells between which no rule stands are one. A frame round text without a rule inside is
no table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mandate_qa.reading.pdf.rules import Drawing, Rule
from mandate_qa.reading.pdf.words import Word

_NEAR = 3.0
"""Rules within so many points are one, and meet."""
_MOST = 400
"""More lines than this in one grid are a chart."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: where its rules stand, and its cells."""

    xs: tuple[float, ...]
    """Places of its rules down, from the left; one more than it has columns."""
    ys: tuple[float, ...]
    """Heights of its rules across, from the top; one more than it has rows."""
    cells: tuple[tuple[int, int, int, int], ...]
    """First column, first row, last column and last row of each cell, inclusive, by rows."""

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.xs) - 1

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.ys) - 1

    def holds(self, word: Word) -> bool:
        """Whether a word stands inside it."""
        x, y = (word.x0 + word.x1) / 2, word.base - 0.3 * word.size
        return self.xs[0] < x < self.xs[-1] and self.ys[0] < y < self.ys[-1]


def find_grids(drawing: Drawing) -> list[Grid]:
    """The ruled tables of a page, from the top down."""
    across, down = merged(drawing.across), merged(drawing.down)
    if len(across) * len(down) > _MOST * _MOST:
        return []
    grids = [grid for group in _groups(across, down) if (grid := _grid(*group)) is not None]
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """`rules` with those that lie on one line and touch put together."""
    found: list[Rule] = []
    for rule in sorted(rules):
        n = _touched(found, rule)
        if n is None:
            found.append(rule)
        else:
            found[n] = Rule(found[n].at, min(rule.start, found[n].start), max(rule.end, found[n].end))
    return found


def _touched(found: Sequence[Rule], rule: Rule) -> int | None:
    """Index of the last of some rules that lies on one line with another and reaches it."""
    for n in range(len(found) - 1, -1, -1):
        if rule.at - found[n].at > _NEAR:
            return None
        if _touch(found[n], rule):
            return n
    return None


def _touch(rule: Rule, other: Rule) -> bool:
    """Whether two rules lie on one line and reach each other."""
    return abs(other.at - rule.at) <= _NEAR and other.start <= rule.end + _NEAR and other.end >= rule.start - _NEAR


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that hang together, as those across and those down."""
    groups: list[tuple[list[Rule], list[Rule]]] = [([rule], []) for rule in across]
    for rule in down:
        met = [group for group in groups if any(meet(other, rule) for other in group[0])]
        if not met:
            continue
        joined = ([r for group in met for r in group[0]], [*(r for group in met for r in group[1]), rule])
        groups = [group for group in groups if not any(group is one for one in met)] + [joined]
    return [group for group in groups if group[1]]


def meet(across: Rule, down: Rule) -> bool:
    """Whether two rules cross or touch."""
    return across.start - _NEAR <= down.at <= across.end + _NEAR and down.start - _NEAR <= across.at <= down.end + _NEAR


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    """The grid that some rules make; None when they part no cells."""
    xs, ys = _places(down, across), _places(across, down)
    if len(xs) < 3 or len(ys) < 2 or len(xs) + len(ys) > _MOST:
        return None
    grid = _tidied(Grid(xs, ys, _cells(xs, ys, across, down)))
    return grid if grid.columns > 1 else None


def _places(rules: Iterable[Rule], others: Iterable[Rule]) -> tuple[float, ...]:
    """Where rules stand and how far the others reach, since outer sides may be open; what is near is one place."""
    found: list[float] = []
    ends = [end for other in others for end in (other.start, other.end)]
    for at in sorted((*(rule.at for rule in rules), min(ends), max(ends))):
        if not found or at - found[-1] > _NEAR:
            found.append(at)
    return tuple(found)


def _cells(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]
) -> tuple[tuple[int, int, int, int], ...]:
    """The cells between the places `xs` and `ys`: as wide and as deep as no rule parts them."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (column, row) in taken:
                continue
            last = column
            while last + 2 < len(xs) and not _parted(down, xs[last + 1], ys[row], ys[row + 1]):
                last += 1
            end = row
            while end + 2 < len(ys) and not _parted(across, ys[end + 1], xs[column], xs[last + 1]):
                end += 1
            taken |= {(x, y) for x in range(column, last + 1) for y in range(row, end + 1)}
            cells.append((column, row, last, end))
    return tuple(cells)


def _parted(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    """Whether a rule stands at a place all the way between two others, but for its ends."""
    return any(
        abs(rule.at - at) <= _NEAR and rule.start <= start + 2 * _NEAR and rule.end >= end - 2 * _NEAR for rule in rules
    )


def _tidied(grid: Grid) -> Grid:
    """`grid` without places at which no cell begins: ends of rules that part nothing."""
    columns = sorted({cell[0] for cell in grid.cells})
    rows = sorted({cell[1] for cell in grid.cells})
    xs = (*(grid.xs[n] for n in columns), grid.xs[-1])
    ys = (*(grid.ys[n] for n in rows), grid.ys[-1])
    cells = tuple(
        (columns.index(a), rows.index(b), sum(n <= c for n in columns) - 1, sum(n <= d for n in rows) - 1)
        for a, b, c, d in grid.cells
    )
    return Grid(xs, ys, cells)


def cell_words(grid: Grid, words: Iterable[Word]) -> list[list[list[Word]]]:
    """The words of each cell, by row and column; a cell that spans several holds its words in the first of them."""
    found: list[list[list[Word]]] = [[[] for _ in range(grid.columns)] for _ in range(grid.rows)]
    owner = {(x, y): (a, b) for a, b, c, d in grid.cells for x in range(a, c + 1) for y in range(b, d + 1)}
    for word in words:
        column = _index(grid.xs, (word.x0 + word.x1) / 2)
        row = _index(grid.ys, word.base - 0.3 * word.size)
        x, y = owner[column, row]
        found[y][x].append(word)
    return found


def _index(places: Sequence[float], at: float) -> int:
    """Which of the strips between `places` something stands in."""
    return min(max(sum(place <= at for place in places) - 1, 0), len(places) - 2)
