"""A grid of cells → a table block, merged cells where a reader looks for them.

Among the headings a cell that covers several columns counts for each of them, among the values once; a short cell
that covers several rows counts for each of them. A first row that is one cell is the table's title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mandate_qa.reading.flow import FlowCell, FlowParagraph, FlowTable
from mandate_qa.reading.flow_cells import cell_lines, holds_words, notes_in
from mandate_qa.types import Block, BlockKind

_SHORT = 12
"""Words a cell may have to count for each row it covers; longer ones are read once."""
_SHORT_HEADING = 8
"""Words a cell of the first row may have for its lines to be taken for a heading set in several lines."""
MOST_CELLS = 200_000
"""Cells of one table that are read; columns beyond are left out."""
_MOST_HEADERS = 3
"""Rows that may be told for headings by their type alone."""
_ROW_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?(?:\s|$)")


def table_block(table: FlowTable, caption: str = "") -> Block:
    """The block of a table, with the notes of each row; without rows when it holds no words."""
    grid = _Grid(table)
    kept = [n for n, row in enumerate(grid.rows) if any(row)]
    title = ""
    while len(kept) > 1 and grid.is_title(kept[0]):
        first = kept.pop(0)
        title, grid.notes[kept[0]] = f"{title} {grid.title(first)}".strip(), grid.notes[first] + grid.notes[kept[0]]
    filled = [column for column in range(grid.width) if any(grid.rows[n][column] for n in kept)]
    rows = tuple(tuple(grid.rows[n][column] for column in filled) for n in kept)
    headers = sum(n < grid.headers for n in kept)
    return Block(
        BlockKind.TABLE,
        "\n".join("\t".join(row).rstrip("\t") for row in rows),
        rows=rows,
        headers=headers or None,
        caption=f"{caption}: {title}" if caption and title else caption or title,
        notes=tuple(note for n in kept for note in grid.notes[n]),
        row_notes=tuple(tuple(grid.notes[n]) for n in kept),
    )


def filled_columns(table: FlowTable) -> int:
    """How many columns of a table hold words."""
    return len({cell.column for cell in table.cells if holds_words(cell.content)})


class _Grid:
    """Cells written out, row by row."""

    def __init__(self, table: FlowTable) -> None:
        self.height = max((cell.row + cell.height for cell in table.cells), default=0)
        self.width = max((cell.column + cell.width for cell in table.cells), default=0)
        self.width = min(self.width, max(1, MOST_CELLS // max(1, self.height)))
        self.rows = [[""] * self.width for _ in range(self.height)]
        self.notes: list[list[int]] = [[] for _ in range(self.height)]
        self._cells = [cell for cell in table.cells if cell.column < self.width]
        self.headers = table.headers or self._merged_headers() or self._bold_headers()
        for cell in self._cells:
            self.notes[cell.row] += notes_in(cell.content)
            self._write(cell)
        if not self.headers and self.rows:
            self._join_first_row()

    def is_title(self, row: int) -> bool:
        """Whether a row is one cell that covers the whole width."""
        here = [cell for cell in self._cells if cell.row == row]
        return len(here) == 1 and here[0].width >= self.width > 1 and here[0].height == 1

    def title(self, row: int) -> str:
        """The words of a row that is one cell."""
        return " ".join(self.rows[row][0].split())

    def _merged_headers(self) -> int:
        """How many rows are headings because a merged cell of the first, titles aside, is parted by the next; or 0."""
        first = next((n for n in range(self.height) if not self.is_title(n)), 0)
        here = [cell for cell in self._cells if cell.row == first]
        if not any(1 < cell.width < self.width for cell in here) or self.height <= first + 2:
            return 0
        deep = max(cell.height for cell in here)
        return first + (deep if 2 <= deep < self.height - first else 2)

    def _bold_headers(self) -> int:
        """How many rows are headings because they alone are bold from side to side; 0 where none is, or all are."""
        bold = [self._is_bold(n) for n in range(self.height)]
        count = next((n for n, each in enumerate(bold) if not each), 0)
        return count if count <= _MOST_HEADERS and not any(bold[count:-1]) else 0

    def _is_bold(self, row: int) -> bool:
        """Whether a row has words in two columns or more, all of them bold."""
        here = [cell for cell in self._cells if cell.row == row and holds_words(cell.content)]
        words = [piece for cell in here for piece in cell.content]
        bold = all(isinstance(piece, FlowParagraph) and (piece.bold or not piece.text.strip()) for piece in words)
        return len(here) > 1 and bold

    def _write(self, cell: FlowCell) -> None:
        """Write a cell wherever it counts."""
        lines = cell_lines(cell.content)
        heading = cell.row < self.headers
        text = (" " if heading else "\n").join(lines)
        across = cell.width if heading and cell.width < self.width else 1
        down = cell.height if not heading and self._counts_for_each_row(cell.column, text) else 1
        for row in self.rows[cell.row : cell.row + down]:
            row[cell.column : cell.column + across] = [text] * len(row[cell.column : cell.column + across])

    def _counts_for_each_row(self, column: int, text: str) -> bool:
        """Whether a value is short and no number of a row, of which there is one."""
        return len(text.split()) <= _SHORT and "\n" not in text and not (column == 0 and _ROW_NUMBER.match(text))

    def _join_first_row(self) -> None:
        """Put the lines of short cells in the first row together: a heading set in several lines."""
        if all(_reads_as_heading(cell) for cell in self.rows[0]):
            self.rows[0] = [" ".join(cell.split()) for cell in self.rows[0]]


def _reads_as_heading(cell: str) -> bool:
    lines: Sequence[str] = cell.split("\n")
    return len(cell.split()) <= _SHORT_HEADING and not any(line.lstrip().startswith("- ") for line in lines)
