"""A table as a page shows it: caption, column headings, row headings, groups, and every cell cut at the marks.

The words come from the paragraph's parts, whose characters marks count; what heads what comes from its Table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import ClassVar

from mandate_qa.types import Paragraph, Part, PartKind, Row
from mandate_qa.web.reader.marks import Marking, Piece

Lines = tuple[tuple[Piece, ...], ...]
"""Pieces of what stands in one cell, a tuple for each stretch of the paragraph it is put together from."""
Stretch = tuple[str, int]
"""Words, and where they begin in the paragraph's text."""


SHORT = 10
"""Characters of a cell that are kept on one line."""
_FIGURE = re.compile(r"[(+−–-]?\s?[£$€]?\s?\d[\d,. ]*\s?(?:%|bn|m|k|million|billion)?\)?", re.IGNORECASE)
"""A cell that is a figure and nothing else, which stands at the right of its column."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell."""

    lines: Lines
    added: str = ""
    """Words that head it but are printed elsewhere: a heading over several columns, a label that is inherited."""

    @property
    def marked(self) -> bool:
        """Whether words of it were relied on."""
        return any(piece.relied for line in self.lines for piece in line)

    @property
    def short(self) -> bool:
        """Whether it holds a figure, a year or a word, which no line end should cut."""
        return len(self.words) <= SHORT and not self.added

    @property
    def figure(self) -> bool:
        """Whether it holds a figure alone."""
        return not self.added and _FIGURE.fullmatch(self.words.strip()) is not None

    @property
    def words(self) -> str:
        """What is printed in it."""
        return "".join(piece.text for line in self.lines for piece in line)


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of the body."""

    cells: tuple[Cell, ...]
    headed: bool
    """Whether its first cell names it."""
    heads: bool
    """Whether it is the heading of the rows after it, with nothing in its other cells."""
    grouped: bool
    """Whether it stands under such a heading."""

    @property
    def marked(self) -> bool:
        """Whether words of it were relied on."""
        return any(cell.marked for cell in self.cells)

    @property
    def relied(self) -> int:
        """Index of the one cell whose words alone were relied on; 0 for none, for several, and for the row's name."""
        marked = [n for n, cell in enumerate(self.cells) if cell.marked]
        return marked[0] if len(marked) == 1 else 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    kind: ClassVar[str] = "grid"
    label: str
    """Of its paragraph."""
    caption: str
    """Its title, or the label where it has none."""
    titled: bool
    """Whether the caption is a title that is not printed in the table itself."""
    above: tuple[tuple[Piece, ...], ...]
    """Lines that stand over the headings."""
    head: tuple[Cell, ...]
    """A heading for each column, the label column first; () where none is printed."""
    bodies: tuple[tuple[GridRow, ...], ...]
    """Rows, those under one heading together."""
    width: int

    @property
    def named(self) -> frozenset[int]:
        """Columns that hold a cell which alone of its row was relied on."""
        return frozenset(row.relied for body in self.bodies for row in body) - {0}

    @property
    def figures(self) -> frozenset[int]:
        """Columns that hold more figures than words, whose headings stand over the figures."""
        rows = [row.cells for body in self.bodies for row in body if not row.heads]
        return frozenset(n for n in range(1, self.width) if _mostly_figures([row[n] for row in rows if n < len(row)]))


def _mostly_figures(column: Sequence[Cell]) -> bool:
    printed = [cell for cell in column if cell.words.strip()]
    return sum(cell.figure for cell in printed) * 2 > len(printed)


def grid(paragraph: Paragraph, parts: range, marking: Marking) -> Grid:
    """The table that the parts with these indices print."""
    heading = [paragraph.parts[n] for n in parts if paragraph.parts[n].kind is not PartKind.ROW]
    lines = [line for part in heading for line in printed_lines(part)]
    over = next((n for n, (words, _) in enumerate(lines) if "\t" in words), len(lines) if not paragraph.table else 0)
    head = head_cells(paragraph, lines[over:], marking)
    rows = list(body_rows(paragraph, parts, marking))
    title = paragraph.table.caption if paragraph.table else ""
    printed = " ".join(" ".join(words.split()) for words, _ in lines)
    return Grid(
        label=paragraph.label,
        caption=title or paragraph.label,
        titled=bool(title) and title not in printed and _label_heading(lines[over:]) != title,
        above=tuple(marking.pieces(*line) for line in lines[:over]),
        head=head,
        bodies=grouped(rows),
        width=max(len(head), *(len(row.cells) for row in rows)),
    )


def printed_lines(part: Part) -> Iterator[Stretch]:
    """The lines of a part."""
    start = part.start
    for line in part.text.split("\n"):
        yield line, start
        start += len(line) + 1


def fields(words: str, start: int) -> list[Stretch]:
    """What stands between tabs."""
    found = []
    for field in words.split("\t"):
        found.append((field, start))
        start += len(field) + 1
    return found


def _label_heading(lines: Sequence[Stretch]) -> str:
    """Heading of the label column, its lines joined."""
    return " ".join(name for words, _ in lines if (name := words.split("\t")[0]))


def head_cells(paragraph: Paragraph, lines: Sequence[Stretch], marking: Marking) -> tuple[Cell, ...]:
    """A heading for each column: what is printed over it, line below line, and what stands over several columns."""
    columns = zip_longest(*(fields(words, start) for words, start in lines), fillvalue=("", 0))
    names = ("", *paragraph.table.columns) if paragraph.table else ()
    cells = []
    for n, stretches in enumerate(columns):
        printed = [stretch for stretch in stretches if stretch[0]]
        told = names[n] if n < len(names) else ""
        own = " ".join(words for words, _ in printed)
        added = told.removesuffix(own).strip() if told.endswith(own) else ""
        cells.append(Cell(tuple(marking.pieces(*stretch) for stretch in printed), added))
    return tuple(cells)


def body_rows(paragraph: Paragraph, parts: range, marking: Marking) -> Iterator[GridRow]:
    """The rows in order, each as wide as the widest."""
    rows = [n for n in parts if paragraph.parts[n].kind is PartKind.ROW]
    named = {row.part: row for row in paragraph.table.rows} if paragraph.table else {}
    groups = {row.group for row in named.values() if row.group}
    width = max(paragraph.parts[n].text.count("\t") + 1 for n in rows)
    width = max(width, len(paragraph.table.columns) + 1) if paragraph.table else width
    for n in rows:
        yield body_row(paragraph.parts[n], named.get(n), width, groups, marking)


def body_row(part: Part, row: Row | None, width: int, groups: set[str], marking: Marking) -> GridRow:
    """One row; without `row` nothing tells what names it."""
    found = fields(part.text, part.start)
    label, values = [found[0]], found[1:]
    if row and values and (more := wrapped(values[-1], row, len(values) - 1)):
        values[-1], below = more
        label.append(below)
    cells = [Cell(tuple(marking.pieces(*line) for line in label if line[0]), inherited(found[0][0], row))]
    cells += [Cell((marking.pieces(*value),) if value[0] else ()) for value in values]
    cells += [Cell(())] * (width - len(cells))
    heads = bool(row) and not any(words for words, _ in values) and found[0][0].rstrip(":") in groups
    headed = row is not None and bool(cells[0].lines or cells[0].added)
    return GridRow(tuple(cells), headed=headed, heads=heads, grouped=bool(row and row.group))


def wrapped(last: Stretch, row: Row, n: int) -> tuple[Stretch, Stretch] | None:
    """A row's last value parted from the second line of its label, which is printed below it."""
    value = row.cells[n] if n < len(row.cells) else ""
    words, start = last
    if words == value or not words.startswith(f"{value}\n"):
        return None
    return (value, start), (words[len(value) + 1 :], start + len(value) + 1)


def inherited(printed: str, row: Row | None) -> str:
    """The label of a row that prints none of its own."""
    return row.label if row and not printed else ""


def grouped(rows: Sequence[GridRow]) -> tuple[tuple[GridRow, ...], ...]:
    """Rows parted before each that heads others, and where no heading holds any more."""
    bodies: list[list[GridRow]] = [[]]
    for row in rows:
        above = bodies[-1][-1] if bodies[-1] else None
        if above and (row.heads or ((above.grouped or above.heads) and not row.grouped)):
            bodies.append([])
        bodies[-1].append(row)
    return tuple(map(tuple, bodies))
