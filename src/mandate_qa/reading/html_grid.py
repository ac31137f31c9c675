"""Cells that cover several rows and columns → rows of a table, whatever format they come from.

Among the headings a cell counts for each column it covers; among the values a short one counts for each row and column
it covers, a longer one is read once. Empty rows and columns are left out; a first row that is one cell is the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mandate_qa.types import Block, BlockKind

MAX_CELLS = 1_000_000
"""Places a table may have."""

_SHORT = 12
"""Words a value may have to count for each row and column it covers."""
_LONGEST_TITLE = 40
_ROW_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?(?:\s|$)")


class TableTooLargeError(Exception):
    """A table has more places than anybody could read."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at its place in the grid."""

    row: int
    """0-based, as `column` is."""
    column: int
    text: str
    """Its lines, list items after "- "."""
    height: int = 1
    width: int = 1
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table before it is written out."""

    cells: tuple[GridCell, ...]
    """In reading order."""
    lines: tuple[tuple[int, int], ...]
    """First and last line of each row in the source, 1-based."""
    headers: int | None = None
    """Rows at the top that name the columns; None where the format does not say."""
    caption: str = ""
    notes: tuple[int, ...] = ()
    """Numbers of the footnotes whose marks stand in the caption."""


def table_block(grid: Grid) -> Block | None:
    """The block of a table; None when no two of its columns hold anything, so that it is none."""
    width = max((cell.column + cell.width for cell in grid.cells), default=0)
    grid = with_title(grid, width)
    rows = [[""] * width for _ in grid.lines]
    for cell in grid.cells:
        write(cell, rows, heading=grid.headers is not None and cell.row < grid.headers)
    kept = [n for n, row in enumerate(rows) if any(row)]
    columns = [n for n in range(width) if any(row[n] for row in rows)]
    if len(columns) < 2:
        return None
    marks: dict[int, tuple[int, ...]] = {}
    for cell in grid.cells:
        marks[cell.row] = (*marks.get(cell.row, ()), *cell.notes)
    notes = [marks.get(n, ()) for n in kept]
    printed = tuple(tuple(rows[n][column] for column in columns) for n in kept)
    return Block(
        BlockKind.TABLE,
        "\n".join("\t".join(row).rstrip("\t") for row in printed),
        rows=printed,
        row_lines=tuple(grid.lines[n] for n in kept),
        notes=(*grid.notes, *(note for row in notes for note in row)),
        row_notes=tuple(notes),
        headers=None if grid.headers is None else sum(n < grid.headers for n in kept),
        caption=grid.caption,
        lines=(grid.lines[kept[0]][0], grid.lines[kept[-1]][1]),
    )


def with_title(grid: Grid, width: int) -> Grid:
    """`grid` with a first row that is one cell across taken for its title, where it has none."""
    first = [cell for cell in grid.cells if cell.row == 0 and cell.text]
    below = any(cell.row > 0 and cell.width < width for cell in grid.cells)
    if grid.caption or not below or len(first) != 1 or first[0].width < width or width < 2:
        return grid
    if len(first[0].text.split()) > _LONGEST_TITLE or first[0].height > 1:
        return grid
    return replace(
        grid,
        cells=tuple(cell for cell in grid.cells if cell.row > 0),
        caption=" ".join(first[0].text.split()),
        notes=(*grid.notes, *first[0].notes),
    )


def write(cell: GridCell, rows: list[list[str]], *, heading: bool) -> None:
    """Write a cell into each place where it counts."""
    text = " ".join(cell.text.split()) if heading else cell.text
    whole = cell.width >= len(rows[cell.row]) > 1
    short = len(text.split()) <= _SHORT and "\n" not in text
    across = cell.width if (heading or short) and not whole else 1
    number = cell.column == 0 and _ROW_NUMBER.match(text)
    down = cell.height if short and not heading and not number else 1
    for row in rows[cell.row : cell.row + down]:
        row[cell.column : cell.column + across] = [text] * across


def placed(rows: Sequence[Sequence[tuple[int, int]]]) -> list[list[int]]:
    """The column of each cell, given the width and height of the cells of each row, as browsers lay tables out.

    Raises TableTooLargeError when they take more than `MAX_CELLS` places.
    """
    taken: dict[int, int] = {}
    columns, places = [], 0
    for row in rows:
        at, found = 0, []
        for width, height in row:
            while taken.get(at, 0):
                at += 1
            found.append(at)
            places += width * height
            if places > MAX_CELLS:
                raise TableTooLargeError
            for column in range(at, at + width):
                taken[column] = height
            at += width
        columns.append(found)
        taken = {column: left - 1 for column, left in taken.items() if left > 1}
    return columns
