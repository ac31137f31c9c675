"""Where the cells of an OpenDocument table stand: rows and columns, with merged and repeated cells found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from mandate_qa.reading.flow_tables import MOST_CELLS
from mandate_qa.reading.odt.names import TABLE, count

_AROUND = {TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group")}
_MOST_REPEATS = 64
"""Times a cell or row with words is repeated at most; empty ones only move what follows."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell at its place in the grid, 0-based."""

    cell: Element
    row: int
    column: int
    width: int
    height: int


def slots(table: Element) -> tuple[list[Slot], int]:
    """The cells of a table in reading order, repeated ones each time, and how many rows at the top are headings."""
    found: list[Slot] = []
    headers = n = 0
    for row, heading in _rows(table, heading=False):
        repeats = count(row, f"{TABLE}number-rows-repeated", 1, MOST_CELLS) or 1
        headers += repeats if heading and headers == n else 0
        cells = list(_cells(row))
        for repeat in range(min(repeats, _MOST_REPEATS) if cells else 0):
            found += [Slot(cell, n + repeat, column, width, height) for cell, column, width, height in cells]
            if len(found) > MOST_CELLS:
                return found, headers
        n += repeats
    return found, headers


def _rows(parent: Element, *, heading: bool) -> Iterator[tuple[Element, bool]]:
    """The rows that are shown, each with whether it is a heading."""
    for child in parent:
        if child.tag == f"{TABLE}table-row" and child.get(f"{TABLE}visibility", "visible") == "visible":
            yield child, heading
        elif child.tag in _AROUND:
            yield from _rows(child, heading=heading or child.tag == f"{TABLE}table-header-rows")


def _cells(row: Element) -> Iterator[tuple[Element, int, int, int]]:
    """Cell, column, width and height of each cell of a row that holds anything."""
    column = 0
    for cell in row:
        repeats = count(cell, f"{TABLE}number-columns-repeated", 1, MOST_CELLS) or 1
        if cell.tag == f"{TABLE}table-cell":
            width = count(cell, f"{TABLE}number-columns-spanned", 1) or 1
            height = count(cell, f"{TABLE}number-rows-spanned", 1) or 1
            for repeat in range(min(repeats, _MOST_REPEATS) if len(cell) else 0):
                yield cell, column + repeat, width, height
        if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            column += repeats
