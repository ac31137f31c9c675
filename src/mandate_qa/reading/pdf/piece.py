"""A piece of a document before its neighbours have been looked at: its words and how they are set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from mandate_qa.reading.pdf.lines import Line
from mandate_qa.reading.pdf.pages import Column, Item
from mandate_qa.reading.pdf.tables import PrintedCell, PrintedTable
from mandate_qa.types import BlockKind

_MOST_PADDING = 8.0


class Cell(NamedTuple):
    """The lines of a table cell, in columns of their own, and how many columns and rows it covers."""

    items: tuple[Item, ...] = ()
    width: int = 1
    height: int = 1


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines put together, as they are set."""

    kind: BlockKind
    page: int
    """Where it begins, 1-based."""
    lines: tuple[int, int]
    """First and last line, counted over the document from 1."""
    size: float
    """Type size in points."""
    text: str = ""
    marker: str = ""
    bulleted: bool = False
    bold: bool = False
    """Whether all of it is bold."""
    x0: float = 0.0
    """Where it begins, from the left of its column; by this list items have their level."""
    body: float = 0.0
    """Where its words stand, from the left of its column."""
    last: Line | None = None
    column: Column | None = None
    """Of its last line."""
    count: int = 1
    """How many lines it has."""
    rows: tuple[Row, ...] = ()
    """Of a table."""
    row_lines: tuple[tuple[int, int], ...] = ()
    """First and last line of each row."""
    sides: tuple[float, ...] = ()
    """Of a table: the sides of its columns, from its left side."""
    tops: tuple[Row, ...] = ()
    """Of a table: the first rows of its last part."""
    headers: int = 0
    """Of a table: how many of its first rows were printed again where it went on."""


def table_piece(item: Item, first: int) -> Piece:
    """A table as a piece, its lines counted from `first`."""
    table, row_lines, last = item.table, [], first - 1
    assert table is not None
    for row in table.rows:
        row_lines.append((last + 1, last + max(len(cell.lines) for cell in row)))
        last = row_lines[-1][1]
    return Piece(
        kind=BlockKind.TABLE,
        page=item.column.page,
        size=table.size,
        lines=(first, last),
        column=item.column,
        rows=_cells(table, item.column),
        row_lines=tuple(row_lines),
        sides=tuple(x - table.xs[0] for x in table.xs),
    )


def _cells(table: PrintedTable, column: Column) -> tuple[Row, ...]:
    """The cells of a table, each line in the column that its cell is."""
    return tuple(tuple(_cell(table, column, n, cell) for n, cell in enumerate(row)) for row in table.rows)


def _cell(table: PrintedTable, column: Column, n: int, cell: PrintedCell) -> Cell:
    """The cell that begins in column `n` of a table, as a column of its own.

    It begins where its lines do, and ends as far from its side on the right.
    """
    if not cell.lines:
        return Cell((), cell.width, cell.height)
    left = min(line.x0 for line in cell.lines)
    padding = min(max(left - table.xs[n], 0), _MOST_PADDING)
    side = table.xs[min(n + max(cell.width, 1), len(table.xs) - 1)]
    right = max(side - padding, *(line.x1 for line in cell.lines))
    own = replace(column, ordinal=0, left=left, right=right)
    return Cell(tuple(Item(own, line) for line in cell.lines), cell.width, cell.height)


def filled_columns(table: Piece) -> int:
    """How many columns of a table have words."""
    return sum(any(row[n].items for row in table.rows) for n in range(len(table.sides) - 1))
