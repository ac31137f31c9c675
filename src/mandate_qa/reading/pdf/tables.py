"""The tables of a page: ruled ones from their grid, others from words that stand in columns, where that is safe.

Without rules a table is taken for one only when most of what stands beside its labels are figures; with rules
between its rows, when each row has something in two columns at least.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from mandate_qa.reading.pdf.grids import Grid, cell_words
from mandate_qa.reading.pdf.lines import Line, Segment, lines, rows, segments
from mandate_qa.reading.pdf.rules import Rule
from mandate_qa.reading.pdf.words import Word
from mandate_qa.reading.tables import is_figure


class PrintedCell(NamedTuple):
    """The lines of a cell, and how many columns and rows it covers; what it covers besides its own place is empty."""

    lines: tuple[Line, ...] = ()
    width: int = 1
    height: int = 1


Row = tuple[PrintedCell, ...]
_STRIP = 0.8
"""Columns of a table without rules are so many type sizes apart, at least."""
_LEAST_ROWS = 3
_NARROW = 12.0
"""A ruled column without words that is not wider, in points, is the white between two rules."""
_LABELS = 2
"""So many lines with a label alone may follow each other within a table without rules."""
_FIGURES = 0.6
_QUANTITY = re.compile(
    r"^(?:n/?a|nil|tbc|[-–—*]|[(\-–+£]*\d[\d,.]*\s?(?:%|m|bn|k|million|billion)?\)?[*†]?)$", re.IGNORECASE
)
_YEARS = re.compile(r"^(?:FY\s*)?(?:19|20)\d\d(?:\s*[-–/]\s*\d{2,4})?\b.{0,24}$")
_PAGE_NUMBER = re.compile(r"^\d{1,3}$")


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as it stands on one page."""

    rows: tuple[Row, ...]
    xs: tuple[float, ...]
    """Sides of its columns, from the left; one more than there are columns."""
    top: float
    bottom: float
    size: float
    """Type size of most of it; 0 when it is empty."""

    @property
    def letters(self) -> int:
        """How many characters it has."""
        return sum(len(line.text) for row in self.rows for cell in row for line in cell.lines)


def ruled_table(grid: Grid, words: Iterable[Word]) -> PrintedTable | None:
    """The table of a grid, empty rows and the white between double rules left out; None when nothing is in it."""
    found = cell_words(grid, words)
    wide = [grid.xs[n + 1] - grid.xs[n] > _NARROW for n in range(grid.columns)]
    columns = [n for n in range(grid.columns) if wide[n] or any(row[n] for row in found)]
    kept = [n for n in range(grid.rows) if any(found[n])]
    if len(columns) < 2 or not kept:
        return None
    cells = {
        (a, b): PrintedCell(
            tuple(lines(found[b][a])), sum(a <= n <= c for n in columns), sum(b <= n <= d for n in kept)
        )
        for a, b, c, d in grid.cells
    }
    rows = tuple(tuple(cells.get((column, row), PrintedCell()) for column in columns) for row in kept)
    xs = (*(grid.xs[n] for n in columns), grid.xs[-1])
    return PrintedTable(rows, xs, grid.ys[0], grid.ys[-1], _size(rows))


def _size(rows: Sequence[Row]) -> float:
    """The type size of most lines."""
    sizes = sorted(line.size for row in rows for cell in row for line in cell.lines)
    return sizes[len(sizes) // 2] if sizes else 0.0


# -- rows between rules ------------------------------------------------------------------------------------------------


def lined_tables(words: Sequence[Word], across: Sequence[Rule]) -> list[PrintedTable]:
    """Tables that have rules across alone, at least three of the same reach."""
    found = []
    for group in _same_reach(across):
        left, right = group[0].start - 2, group[0].end + 2
        inside = [
            word
            for word in words
            if left <= word.x0 and word.x1 <= right and group[0].at < word.base < group[-1].at + 1
        ]
        table = _lined(inside, group)
        if table is not None:
            found.append(table)
    return found


def _same_reach(across: Sequence[Rule]) -> list[list[Rule]]:
    """Rules of about the same reach, three or more, from the top down."""
    groups: list[list[Rule]] = []
    for rule in sorted(across):
        for group in groups:
            if abs(group[0].start - rule.start) < 4 and abs(group[0].end - rule.end) < 4:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [group for group in groups if len(group) >= _LEAST_ROWS]


def _lined(words: Sequence[Word], rules: Sequence[Rule]) -> PrintedTable | None:
    """The table between some rules; None when its words stand in no columns."""
    xs = _column_sides(segments(words, _STRIP))
    if len(xs) < 3:
        return None
    found: list[Row] = []
    for above, below in pairwise(rules):
        block = [word for word in words if above.at < word.base - 0.3 * word.size < below.at]
        found += _block_rows(block, xs)
    full = sum(sum(bool(cell.lines) for cell in row) > 1 for row in found)
    if full < 2 or full * 2 < len(found):
        return None
    return PrintedTable(tuple(found), xs, rules[0].at, rules[-1].at, _size(found))


def _block_rows(block: Sequence[Word], xs: Sequence[float]) -> list[Row]:
    """What stands between two rules: one row, or a row a line where lines hold figures of their own."""
    if not block:
        return []
    split = [_split(row, xs) for row in rows(block)]
    own = sum(bool(row[0].lines) and any(is_figure(c.lines[0].text) for c in row[1:] if c.lines) for row in split)
    if own > 1 and own * 2 >= len(split):
        return split
    return [_split(block, xs)]


def _split(words: Iterable[Word], xs: Sequence[float]) -> Row:
    """Words by the column they stand in."""
    cells: list[list[Word]] = [[] for _ in xs[1:]]
    for word in words:
        middle = (word.x0 + word.x1) / 2
        cells[min(max(sum(x <= middle for x in xs) - 1, 0), len(cells) - 1)].append(word)
    return tuple(PrintedCell(tuple(lines(cell))) for cell in cells)


def _column_sides(found: Sequence[Segment]) -> tuple[float, ...]:
    """Sides of the columns in which segments stand, parted where white runs all the way down."""
    if not found:
        return ()
    size = max(segment.size for segment in found)
    reach: list[tuple[float, float]] = []
    for segment in sorted(found, key=lambda segment: segment.x0):
        if reach and segment.x0 - reach[-1][1] < _STRIP * size:
            reach[-1] = (reach[-1][0], max(reach[-1][1], segment.x1))
        else:
            reach.append((segment.x0, segment.x1))
    between = [(a[1] + b[0]) / 2 for a, b in pairwise(reach)]
    return (reach[0][0] - 1, *between, reach[-1][1] + 1)


# -- no rules at all ---------------------------------------------------------------------------------------------------


def aligned_tables(words: Sequence[Word]) -> list[PrintedTable]:
    """Tables without rules among the words of one column: labels with figures beside them, three rows or more."""
    printed = [segments(row, _STRIP) for row in rows(words)]
    found = []
    for run in _runs(printed):
        xs = _column_sides([segment for row in run for segment in row])
        split = [_split([word for segment in row for word in segment.words], xs) for row in run]
        if len(xs) >= 3 and _is_safe(split):
            top, bottom = min(s.top for s in run[0]), max(s.bottom for s in run[-1])
            found.append(PrintedTable(tuple(split), xs, top, bottom, _size(split)))
    return found


def _runs(printed: Sequence[list[Segment]]) -> list[list[list[Segment]]]:
    """Lines that follow each other and stand in columns, among them at most a few with a label alone."""
    runs: list[list[list[Segment]]] = [[]]
    for row in printed:
        if runs[-1] and not _goes_with(runs[-1], row):
            runs.append([])
        if len(row) > 1 or runs[-1]:
            runs[-1].append(row)
    trimmed = [run[: max(n for n, row in enumerate(run) if len(row) > 1) + 1] for run in runs if run]
    return [run for run in trimmed if sum(len(row) > 1 for row in run) >= _LEAST_ROWS]


def _goes_with(run: Sequence[list[Segment]], row: list[Segment]) -> bool:
    """Whether a line can be a row of the table above it."""
    size = row[0].size
    if abs(run[-1][0].size - size) > 1 or row[0].base - run[-1][0].base > 3 * size:
        return False
    if len(row) > 1:
        return True
    values = min(segment.x0 for above in run if len(above) > 1 for segment in above[1:])
    lone = sum(len(above) == 1 for above in run[-_LABELS:])
    return row[0].x1 < values and lone < _LABELS


def _is_safe(split: Sequence[Row]) -> bool:
    """Whether rows are those of a table: figures stand beside labels, and they are no page numbers."""
    cells = [" ".join(line.text for line in cell.lines) for row in split for cell in row[1:] if cell.lines]
    figures = sum(bool(_QUANTITY.match(cell) or _YEARS.match(cell)) for cell in cells)
    labels = [row[0].lines[0].text for row in split if row[0].lines]
    if figures < _FIGURES * len(cells) or len(labels) * 2 < len(split) or not any(map(str.isalpha, "".join(labels))):
        return False
    numbers = [int(cell) for cell in cells if _PAGE_NUMBER.match(cell)]
    return len(split[0]) > 2 or len(numbers) < len(cells) or numbers != sorted(numbers)
