"""Blocks of a document → the same document as a PDF, in one column or in two, with running heads and footnotes.

`typeset` also tells on which page each block begins, so that a test knows what is to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from make_pdf import BOLD, FONT, HEIGHT, WIDTH, Sheet, pdf
from pdf_lines import Printed, Type, paragraph
from pdf_rows import table_rows

from mandate_qa.types import Block, BlockKind

BULLETS = ("•", "–", "o", "\uf0b7")
NOTE_SIZE = 8.5


@dataclass(frozen=True)
class Layout:
    """How a document is laid out."""

    columns: int = 1
    size: float = 11.0
    justified: bool = False
    hyphenated: bool = False
    left: float = 72.0
    top: float = 90.0
    bottom: float = 760.0
    gutter: float = 24.0
    head: tuple[str, ...] = ("The toy plan",)
    """Running head; with several, pages take them in turn."""
    foot: str = "Page {page} of {pages}"
    wide: frozenset[BlockKind] = frozenset()
    """Kinds of blocks that run across the columns; headings of level 1 do so if headings are among them."""
    header: bool = True
    """Whether tables have a header that is printed again where they go on."""

    @property
    def across(self) -> float:
        """Width of the text on a page."""
        return WIDTH - 2 * self.left

    @property
    def width(self) -> float:
        """Width of a column."""
        return (self.across - (self.columns - 1) * self.gutter) / self.columns


@dataclass
class Placed:
    """What stands on one page: things with their place, and the footnotes of each column."""

    things: list[tuple[float, float, Printed]] = field(default_factory=list)
    notes: list[tuple[float, float, Printed]] = field(default_factory=list)


def typeset(blocks: Sequence[Block], layout: Layout) -> tuple[bytes, list[int]]:
    """A document as a PDF, and the page on which each block begins, 1-based."""
    flow = _Flow(blocks, layout)
    for wide, lines in _bands(blocks, layout):
        flow.add(lines, 1 if wide else layout.columns)
    pages = flow.pages
    draw = [_page(placed, n, len(pages), layout) for n, placed in enumerate(pages, start=1)]
    return pdf(*draw), [flow.first.get(n, 0) for n in range(len(blocks))]


def _page(placed: Placed, number: int, count: int, layout: Layout):  # type: ignore[no-untyped-def]
    """What draws a page: head and foot, then what was placed on it."""

    def draw(sheet: Sheet) -> None:
        sheet.say(layout.left, 50, layout.head[number % len(layout.head)], 9)
        sheet.say(WIDTH / 2 - 30, HEIGHT - 40, layout.foot.format(page=number, pages=count), 9)
        for x, top, thing in placed.things + placed.notes:
            thing.draw(sheet, x, top)

    return draw


# -- blocks → lines --------------------------------------------------------------------------------------------------


def _bands(blocks: Sequence[Block], layout: Layout) -> Iterator[tuple[bool, list[Printed]]]:
    """Runs of lines that stand in columns, and those that run across them."""
    band: list[Printed] = []
    was_wide = False
    for n, block in enumerate(blocks):
        if block.kind is BlockKind.FOOTNOTE:
            continue
        wide = _is_wide(blocks, n, layout)
        if wide is not was_wide and band:
            yield was_wide, band
            band = []
        was_wide = wide
        band += _lines(n, block, layout.across if wide else layout.width, layout)
    if band:
        yield was_wide, band


def _is_wide(blocks: Sequence[Block], n: int, layout: Layout) -> bool:
    """Whether a block runs across the columns; a heading does so with what it heads."""
    block = blocks[n]
    if block.kind not in layout.wide:
        return False
    if block.kind is not BlockKind.HEADING or block.level == 1:
        return True
    return n + 1 < len(blocks) and _is_wide(blocks, n + 1, layout)


def _lines(n: int, block: Block, width: float, layout: Layout) -> Iterator[Printed]:
    """The lines of one block."""
    body = Type(layout.size, FONT, layout.justified, layout.hyphenated)
    words = f"{block.marker} {block.text}".strip()
    match block.kind:
        case BlockKind.HEADING:
            large = Type({1: 18.0, 2: 14.0}.get(block.level, layout.size), BOLD)
            yield from paragraph(n, words, width, large, notes=block.notes, space=14, keep=True)
        case BlockKind.BULLET:
            mark, indent = BULLETS[block.level], 16.0 * block.level
            yield from paragraph(
                n, block.text, width, body, mark=mark, hang=16, indent=indent, notes=block.notes, space=3
            )
        case BlockKind.TABLE:
            yield from table_rows(n, block.rows, block.row_notes, width, layout.header and len(block.rows) > 2)
        case BlockKind.CONTENTS:
            yield from (line for entry in block.text.split("\n") for line in _entry(n, entry, width, body))
        case _ if block.marker:
            hang = 36.0
            yield from paragraph(n, block.text, width, body, mark=block.marker, hang=hang, notes=block.notes, space=7)
        case _:
            yield from paragraph(n, block.text, width, body, notes=block.notes, space=7)


def _entry(n: int, entry: str, width: float, body: Type) -> Iterator[Printed]:
    """The lines of an entry of a table of contents: words, dots, page."""
    found = re.match(r"(.*?)[\s.]*(\d+)$", entry)
    *above, last = paragraph(n, found[1] if found else entry, width - 50, body)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        last.draw(sheet, x, top)
        if found:
            sheet.say(x + width - 50, top + body.size, f"....... {found[2]}", body.size)

    yield from above
    yield Printed(last.height, draw, n)


# -- lines → columns → pages -----------------------------------------------------------------------------------------


Column = list[Printed]


def _is_even(filled: Sequence[Column], rest: Column) -> bool:
    """Whether columns hold all there is, and none but the last ends with what must be kept with the next line."""
    return not rest and not any(column and column[-1].keep for column in filled[:-1])


class _Flow:
    """Fills columns and pages from the top down; footnotes stand at the foot of the column of their mark."""

    def __init__(self, blocks: Sequence[Block], layout: Layout) -> None:
        self.pages = [Placed()]
        self.first: dict[int, int] = {}
        self._layout = layout
        self._top, self._foot = layout.top, layout.bottom
        numbered = {int(block.marker): n for n, block in enumerate(blocks) if block.kind is BlockKind.FOOTNOTE}
        self._notes = {number: self._note(n, blocks[n]) for number, n in numbered.items()}

    def add(self, lines: Column, columns: int) -> None:
        """Put lines into so many columns, of equal height where they end, on as many pages as it takes."""
        while lines:
            room = self._foot - self._top
            filled, rest = self._filled(lines, columns, room)
            if not rest and columns > 1:
                rooms = (24.0 * n for n in range(1, int(room / 24) + 1))
                tried = (self._filled(lines, columns, each) for each in rooms)
                filled, rest = next((found for found in tried if _is_even(*found)), (filled, rest))
            self._place(filled, columns)
            lines = rest
            if lines:
                self.pages.append(Placed())
                self._top, self._foot = self._layout.top, self._layout.bottom

    def _filled(self, lines: Column, columns: int, room: float) -> tuple[list[Column], Column]:
        """What goes into columns of so much room, and the rest."""
        rest, filled = list(lines), []
        for _ in range(columns):
            column, rest = self._column(rest, room)
            filled.append(column)
        return filled, rest

    def _column(self, lines: Column, room: float) -> tuple[Column, Column]:
        """What goes into one column, and the rest; what must be kept with the next line goes with it."""
        column, rest = [], list(lines)
        if rest and rest[0].header is not None:
            column.append(rest[0].header)
            room -= rest[0].header.height
        while rest:
            needed = rest[0].height + (rest[0].space if column else 0) + self._height(rest[0].notes)
            if needed > room:
                parts = rest[0].cut(room)
                if parts is not None:
                    column.append(parts[0])
                    rest[0] = parts[1]
                break
            column.append(rest.pop(0))
            room -= needed
        kept = next((n for n in range(len(column), 0, -1) if not column[n - 1].keep), 0)
        return (column[:kept], column[kept:] + rest) if rest and kept else (column, rest)

    def _height(self, notes: Sequence[int]) -> float:
        """The height of some footnotes."""
        return sum(line.height for number in notes for line in self._notes.get(number, ()))

    def _note(self, n: int, block: Block) -> Column:
        """The lines of a footnote."""
        width = self._layout.width
        return list(paragraph(n, block.text, width, Type(NOTE_SIZE), mark=block.marker, hang=14))

    def _place(self, filled: Sequence[Column], columns: int) -> None:
        """Put columns on the page under way."""
        page, number = self.pages[-1], len(self.pages)
        lowest, highest = self._top, self._foot
        for place, column in enumerate(filled):
            x = self._layout.left + place * (self._layout.width + self._layout.gutter if columns > 1 else 0)
            top = self._top
            for n, line in enumerate(column):
                top += line.space if n else 0
                page.things.append((x, top, line))
                self.first.setdefault(line.block, number)
                top += line.height
            lowest = max(lowest, top)
            marks = [mark for line in column for mark in line.notes]
            foot = self._foot - self._height(marks)
            highest = min(highest, foot)
            for line in (line for mark in marks for line in self._notes.get(mark, ())):
                page.notes.append((x, foot, line))
                self.first.setdefault(line.block, number)
                foot += line.height
        self._top, self._foot = lowest + 8, highest
