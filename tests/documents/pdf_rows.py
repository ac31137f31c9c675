"""Tables → printed rows with rules round their cells, which may go on over the foot of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from make_pdf import BOLD, Sheet
from pdf_lines import Printed, Type, paragraph
from reportlab.pdfbase.pdfmetrics import stringWidth

SIZE = 9.0
PADDING = 4.0
_MOST = 100.0
"""A header that is higher is not printed again."""

Cells = tuple[tuple[Printed, ...], ...]


@dataclass(frozen=True)
class Row(Printed):
    """A row of a table: the lines of each cell side by side."""

    cells: Cells = ()
    widths: tuple[float, ...] = ()

    def cut(self, room: float) -> tuple[Printed, Printed] | None:
        """The lines of each cell that go into so much room, and the others, as two rows."""
        counts = [_fitting(cell, room - 2 * PADDING) for cell in self.cells]
        if max(counts, default=0) < 2:
            return None
        head = tuple(cell[:count] for cell, count in zip(self.cells, counts, strict=True))
        rest = tuple(cell[count:] for cell, count in zip(self.cells, counts, strict=True))
        return row_of(head, self, notes=()), row_of(rest, self, notes=self.notes)


def row_of(cells: Cells, like: Row, notes: tuple[int, ...]) -> Row:
    """A row of some cells, for the rest like another."""
    height = max(sum(line.height for line in cell) for cell in cells) + 2 * PADDING
    return replace(like, cells=cells, height=height, draw=_drawing(cells, like.widths, height), notes=notes)


def table_rows(
    block: int, rows: Sequence[Sequence[str]], notes: Sequence[Sequence[int]], width: float, header: bool
) -> list[Printed]:
    """The rows of a table; with `header` the first is bold, and is printed again where the table goes on."""
    widths = _column_widths(rows, width)
    marks = notes or [()] * len(rows)
    printed = [
        _row(block, row, marks[n], widths, "Helvetica-Bold" if header and n == 0 else "Helvetica")
        for n, row in enumerate(rows)
    ]
    top = replace(printed[0], keep=len(printed) > 1, space=6.0)
    again = printed[0] if header and printed[0].height < _MOST else None
    return [top, *(replace(row, header=again) for row in printed[1:])]


def _column_widths(rows: Sequence[Sequence[str]], width: float) -> tuple[float, ...]:
    """Widths of columns, the longer their longest cell the wider; none is narrower than its longest word."""
    columns = max(map(len, rows))
    cells = [[row[n] for row in rows if n < len(row)] for n in range(columns)]
    least = [max(stringWidth(word, BOLD, SIZE) for text in found for word in ["x", *text.split()]) for found in cells]
    least = [min(each, width / columns - 2 * PADDING - 20) + 2 * PADDING + 20 for each in least]
    weights = [max(map(len, found)) ** 0.7 + 1 for found in cells]
    spare = max(width - sum(least), 0)
    return tuple(each + spare * weight / sum(weights) for each, weight in zip(least, weights, strict=True))


def _row(block: int, row: Sequence[str], notes: Sequence[int], widths: tuple[float, ...], font: str) -> Row:
    """One row, the marks of its footnotes behind the words of its last cell."""
    last = max((n for n, text in enumerate(row) if text), default=0)
    filled = (*row, *[""] * (len(widths) - len(row)))
    cells = tuple(
        tuple(_cell(block, text, width - 2 * PADDING, notes if n == last else (), font))
        for n, (text, width) in enumerate(zip(filled, widths, strict=True))
    )
    return row_of(cells, Row(0, _drawing(cells, widths, 0), block, widths=widths), tuple(notes))


def _cell(block: int, text: str, width: float, notes: Sequence[int], font: str) -> list[Printed]:
    """The lines of a cell: its paragraphs and list items."""
    found: list[Printed] = []
    parts = [part for part in text.split("\n") if part]
    for n, part in enumerate(parts):
        words = part.lstrip(" ")
        own = notes if n == len(parts) - 1 else ()
        if words.startswith("- "):
            level = (len(part) - len(words)) // 2
            indent = 9.0 * level
            found += paragraph(
                block, words[2:], width, Type(SIZE), mark="•–"[level % 2], hang=9, indent=indent, notes=own
            )
        else:
            found += paragraph(block, part, width, Type(SIZE, font), notes=own)
    return found


def _fitting(cell: Sequence[Printed], room: float) -> int:
    """How many lines of a cell go into so much room."""
    count = 0
    for line in cell:
        room -= line.height
        if room < 0:
            break
        count += 1
    return count


def _drawing(cells: Cells, widths: Sequence[float], height: float):  # type: ignore[no-untyped-def]
    """What draws a row with its rules."""

    def draw(sheet: Sheet, x: float, top: float) -> None:
        for lines, width in zip(cells, widths, strict=True):
            sheet.grid((x, x + width), (top, top + height))
            at = top + PADDING
            for line in lines:
                line.draw(sheet, x + PADDING, at)
                at += line.height
            x += width

    return draw
