"""One page: its lines and tables in reading order, each with the column it stands in.

What repeats from page to page is still there; `furniture` takes it away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from mandate_qa.reading.ocr import is_recognising
from mandate_qa.reading.pdf.columns import Region, regions
from mandate_qa.reading.pdf.dots import with_dots
from mandate_qa.reading.pdf.glyphs import is_leftward, page_glyphs
from mandate_qa.reading.pdf.grids import Grid, find_grids
from mandate_qa.reading.pdf.gutters import Box, Gutter
from mandate_qa.reading.pdf.lines import Line, Segment, lines, segments
from mandate_qa.reading.pdf.rules import Drawing, Rule, page_drawing
from mandate_qa.reading.pdf.scans import page_scan
from mandate_qa.reading.pdf.tables import PrintedTable, aligned_tables, lined_tables, ruled_table
from mandate_qa.reading.pdf.words import Word, page_words

_SCANNED = 0.5
"""A picture that covers this share of a page without text, running heads aside, is a scan."""
_UNKNOWN = 0.3


@dataclass(frozen=True, slots=True)
class Column:
    """Where lines are read together, from the top down."""

    page: int
    """1-based."""
    band: int
    """Which of the page's columns it is in reading order, from 0."""
    ordinal: int
    """0 where it has the width of the page, else its place beside others."""
    left: float
    right: float


class Role(Enum):
    """What a line is for."""

    BODY = "body"
    NOTE = "note"
    """A footnote begins."""
    MORE = "more"
    """A footnote goes on."""
    ENTRY = "entry"
    """Part of a table of contents."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line or a table, in its column."""

    column: Column
    line: Line | None = None
    table: PrintedTable | None = None
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it is printed."""

    number: int
    """1-based."""
    width: float
    height: float
    items: tuple[Item, ...]
    """In reading order."""
    pictured: bool = False
    """Whether a picture covers most of it."""
    garbled: bool = False
    """Whether its fonts do not tell which characters they print."""
    gutters: tuple[Gutter, ...] = ()
    """The strips between its columns, the main one first."""
    leftward: bool = False
    """Whether it is written from right to left."""
    characters: int = 0
    recognised: bool = False
    """Whether it is a picture whose words were recognised."""

    @property
    def scanned(self) -> bool:
        """Whether it is a picture without text."""
        return self.pictured and not self.items


def read_page(page: Any, number: int, usual: Sequence[Gutter] = ()) -> Page:
    """A page of the library's as lines and tables; `usual` are the gutters of the page before."""
    glyphs, view, unknown = page_glyphs(page)
    drawing = page_drawing(page, view)
    words = with_dots(page_words(glyphs), drawing.dots)
    size, pictured = view.size, drawing.pictured >= _SCANNED
    if scanned := pictured and not words and is_recognising():
        scan, size = page_scan(page), page.get_size()
        words, drawing = scan.words, Drawing(scan.across, scan.down)
    items, gutters = _items(words, drawing, number, usual)
    return Page(
        number=number,
        width=size[0],
        height=size[1],
        items=tuple(items),
        pictured=pictured,
        recognised=scanned and bool(words),
        garbled=unknown > _UNKNOWN * max(len(glyphs), 1),
        gutters=gutters,
        leftward=sum(is_leftward(glyph.char) for glyph in glyphs) * 2 > len(glyphs),
        characters=max(len(glyphs), sum(len(word.text) for word in words)),
    )


def _items(
    words: Sequence[Word], drawing: Drawing, number: int, usual: Sequence[Gutter]
) -> tuple[list[Item], tuple[Gutter, ...]]:
    """The lines and tables of a page in reading order, and the strips between its columns."""
    tables, rest = _framed(words, drawing)
    found = segments(rest)
    boxes = [_segment_box(segment, n) for n, segment in enumerate(found)]
    boxes += [_table_box(table, len(found) + n) for n, table in enumerate(tables)]
    cut, gutters = regions(boxes, usual)
    items: list[Item] = []
    for band, region in enumerate(cut):
        column = Column(number, band, region.ordinal, region.left, region.right)
        items += _column_items(region, column, found, tables)
    return items, gutters


def _framed(words: Sequence[Word], drawing: Drawing) -> tuple[list[PrintedTable], list[Word]]:
    """The tables that have rules, and the words outside them."""
    tables, rest = [], list(words)
    grids = find_grids(drawing)
    for grid in grids:
        inside = [word for word in rest if grid.holds(word)]
        table = ruled_table(grid, inside)
        if table is not None:
            tables.append(table)
            rest = [word for word in rest if not grid.holds(word)]
    free = [rule for rule in drawing.across if not any(_within_grid(rule, grid) for grid in grids)]
    for table in lined_tables(rest, free):
        tables.append(table)
        rest = [word for word in rest if not _within(word, table)]
    return tables, rest


def _within_grid(rule: Rule, grid: Grid) -> bool:
    """Whether a rule is one of a grid's, or stands inside it."""
    return grid.ys[0] - 2 <= rule.at <= grid.ys[-1] + 2 and rule.start < grid.xs[-1] and rule.end > grid.xs[0]


def _within(word: Word, table: PrintedTable) -> bool:
    """Whether a word stands in the place of a table."""
    middle, height = (word.x0 + word.x1) / 2, word.base - 0.3 * word.size
    return table.xs[0] <= middle <= table.xs[-1] and table.top <= height <= table.bottom


def _segment_box(segment: Segment, n: int) -> Box:
    bold = all(word.bold for word in segment.words)
    return Box(segment.x0, segment.top, segment.x1, segment.bottom, segment.size, segment.letters, n, bold)


def _table_box(table: PrintedTable, n: int) -> Box:
    return Box(table.xs[0], table.top, table.xs[-1], table.bottom, 0.0, table.letters, n)


def _column_items(
    region: Region, column: Column, found: Sequence[Segment], tables: Sequence[PrintedTable]
) -> Iterable[Item]:
    """The lines and tables of one column from the top down."""
    words = [word for n in region.items if n < len(found) for word in found[n].words]
    own = [tables[n - len(found)] for n in region.items if n >= len(found)]
    for table in aligned_tables(words):
        own.append(table)
        words = [word for word in words if not _within(word, table)]
    items = [(line.top, Item(column, line=line)) for line in lines(words)]
    items += [(table.top, Item(column, table=table)) for table in own]
    return (item for _, item in sorted(items, key=lambda pair: pair[0]))
