"""A source → what a right reading of it must tell: units of words with their number, cells with their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.source import Cell, Grid, Piece, Source

_ROW_NUMBER = re.compile(r"\{(?P<printed>[^=}]*)(?:=(?P<cited>[^}]*))?\}\s*")


@dataclass(frozen=True)
class Unit:
    """Words that stand together, and what is to be said of them."""

    text: str
    number: str | None
    """What a reader would write, or None."""
    mark: str = ""
    """What stands before the words: of a list item, where it must, or its number must hold it; of a heading."""
    kind: str = "text"
    section: str = ""
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class NamedCell:
    """A cell of a table with all that names it."""

    label: str
    column: str
    value: str
    group: str = ""
    unit: str = ""


def units(source: Source) -> list[Unit]:
    """The units of a document in reading order; the title and cells are none."""
    return [unit for piece in source.pieces for unit in units_of(piece)]


def cells(source: Source) -> list[NamedCell]:
    """The filled cells of its tables, but for tables whose rows are paragraphs."""
    grids = [piece.grid for piece in source.pieces if piece.grid and not piece.grid.numbered]
    return [cell for grid in grids for cell in _of_grid(grid)]


def units_of(piece: Piece) -> Iterator[Unit]:
    """The units of one piece: one, or those of the rows of a table whose rows are paragraphs."""
    if piece.grid is not None:
        yield from _of_rows(piece.grid, piece.section) if piece.grid.numbered else ()
        return
    mark = piece.printed if piece.kind in ("bullet", "heading") else ""
    yield Unit(piece.text, piece.cited, mark, piece.kind, piece.section, piece.notes)


def _of_rows(grid: Grid, section: str) -> Iterator[Unit]:
    """The units of numbered rows: what names the row, and each line of its other cells; "-" is no number to cite."""
    for row in grid.rows[grid.head :]:
        number, words = row_number(row[0].printed)
        cited = number.get("cited") or (number.get("printed") or "").strip(".:")
        cited = None if cited in ("", "-") else cited
        if words:
            yield Unit(words, cited, kind="row", section=section)
        for cell in row[1:]:
            for line in cell.printed.split("\n"):
                if line:
                    yield Unit(line.removeprefix("- "), cited, kind="row", section=section)


def row_number(cell: str) -> tuple[dict[str, str | None], str]:
    """The number in the first cell of a row, printed and cited, and its other words."""
    found = _ROW_NUMBER.match(cell)
    return (found.groupdict(), cell[found.end() :]) if found else ({}, cell)


def _of_grid(grid: Grid) -> Iterator[NamedCell]:
    group = ""
    for n, row in enumerate(grid.rows[grid.head :], start=grid.head):
        if n in grid.groups:
            group = row[0].printed
            continue
        group = "" if n in grid.ends else group
        for column, cell in enumerate(row[1:], start=1):
            if cell.printed:
                yield NamedCell(row[0].means, heading(grid, column), cell.printed, group, grid.unit)


def heading(grid: Grid, column: int) -> str:
    """The heading of a column, from the highest row down, units that all share left out."""
    words: list[str] = []
    for row in grid.rows[: grid.head]:
        cell: Cell = row[column]
        if cell.means and cell.means not in words and cell.means != grid.unit:
            words.append(cell.means)
    return " ".join(words)
