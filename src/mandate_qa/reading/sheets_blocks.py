"""Rows of a sheet → blocks: titles and notes as text, what stands between empty rows as tables.

Takes cells as displayed. A row with one cell is a title above a table and a note below it; a first row of distinct
words above a row of values names the columns. Numbered rows are `numbering`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading.html_grid import Grid, GridCell, table_block
from mandate_qa.reading.html_words import typed, visible
from mandate_qa.reading.markup import finished
from mandate_qa.reading.tables import header_count, is_figure
from mandate_qa.types import Block, BlockKind

MAX_ROWS = 20_000
"""Rows a sheet may have."""
MAX_CELLS = 1_000_000
"""Filled cells a file may have."""

_LONGEST_TITLE = 25
"""Words a line above a table may have to be its title."""
_MOST_LINES = 5
"""Lines above a table among which its title is looked for."""
_TABLE_TITLE = re.compile(r"(?:table|figure|chart)\s+[\w.]+\s*[:.–-]", re.IGNORECASE)
_NOTE = re.compile(r"(?:sources?|notes?|footnotes?|produced|published|contact|email|back to|\(\d|\[)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """A merged cell that begins in a row."""

    column: int
    """0-based."""
    width: int
    last_line: int
    """Last row that it covers, numbered as `SheetRow.line` is."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row."""

    line: int
    """Line of the file or row of the sheet it begins on, 1-based."""
    cells: tuple[str, ...]
    """As displayed, without blanks around them; "" for an empty one."""
    last: int = 0
    """Last line it takes; 0 when that is the first."""
    spans: tuple[Span, ...] = ()

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line."""
        return self.line, max(self.line, self.last)

    @property
    def filled(self) -> int:
        """How many cells hold anything."""
        return sum(map(bool, self.cells))


class Budget:
    """Counts what is read of a file, and stops at what is more than an index can use."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._rows = self._cells = 0
        self._sheet = ""

    def open(self, sheet: str) -> None:
        """Begin to count the rows of a sheet."""
        self._rows, self._sheet = 0, sheet

    def take(self, row: SheetRow) -> None:
        """Count a row. Raises UnreadableDocumentError."""
        self._rows += row.filled > 0
        self._cells += row.filled
        if self._rows > MAX_ROWS:
            where = f" in sheet {self._sheet!r}" if self._sheet else ""
            message = f"{self._path} has more than {MAX_ROWS:,} rows{where}; keep the ones that are asked about."
            raise UnreadableDocumentError(message, self._path)
        if self._cells > MAX_CELLS:
            message = f"{self._path} has more than {MAX_CELLS:,} cells; keep the ones that are asked about."
            raise UnreadableDocumentError(message, self._path)


def sheet_blocks(rows: Sequence[SheetRow], title: str) -> list[Block]:
    """The blocks of one sheet below a heading that is its `title`; none when the sheet is empty."""
    body: list[Block] = []
    above: list[int] = []
    for chunk in chunks(rows):
        before, table, below = parts_of(chunk)
        above += range(len(body), len(body) + len(before))
        body += map(text_block, before)
        if table is not None:
            found = title_among(body, above[-_MOST_LINES:])
            body.append(replace(table, caption=body.pop(found).text) if found is not None else table)
            above = []
        body += map(text_block, below)
    return [Block(BlockKind.HEADING, title, level=1, lines=body[0].lines), *body] if body else []


def chunks(rows: Sequence[SheetRow]) -> Iterator[list[SheetRow]]:
    """Rows that stand together without an empty one between them."""
    chunk: list[SheetRow] = []
    for row in (*rows, SheetRow(0, ())):
        if row.filled:
            chunk.append(row)
        elif chunk:
            yield chunk
            chunk = []


def parts_of(rows: list[SheetRow]) -> tuple[list[SheetRow], Block | None, list[SheetRow]]:
    """Lines above a table, the table, and lines below it; only lines above where there is none."""
    wide = [n for n, row in enumerate(rows) if row.filled > 1]
    if not wide:
        return rows, None, []
    first, last = wide[0], wide[-1] + 1
    return rows[:first], table_of(rows[first:last]), rows[last:]


def text_block(row: SheetRow) -> Block:
    """A row with one cell as text, with the mark typed before its words."""
    found = typed(" ".join(next(filter(None, row.cells)).split()))
    if found.bulleted and not found.number:
        return Block(BlockKind.BULLET, found.text, marker=found.marker, bulleted=True, lines=row.lines)
    return Block(BlockKind.TEXT, found.text, marker=found.marker, bulleted=found.bulleted, lines=row.lines)


def title_among(body: Sequence[Block], above: Sequence[int]) -> int | None:
    """Which of the lines `above` a table is its title: one that says so ("Table 3: …"), or else the first that may."""
    titles = [n for n in above if is_title(body[n])]
    return next((n for n in titles if _TABLE_TITLE.match(body[n].text)), titles[0] if titles else None)


def is_title(block: Block) -> bool:
    """Whether a lone line reads like the title of the table below it."""
    words = len(block.text.split())
    return not block.marker and words <= _LONGEST_TITLE and not finished(block.text) and not _NOTE.match(block.text)


def cell_text(raw: str) -> str:
    """A cell as it is read: on one line, unless its lines are list items."""
    raw = visible(raw)
    if "\n" not in raw:
        return " ".join(raw.split())
    lines = [" ".join(line.split()) for line in raw.split("\n") if line.strip()]
    items = [typed(line) for line in lines]
    if len(lines) < 2 or not any(item.bulleted for item in items):
        return " ".join(lines)
    return "\n".join(f"- {item.text}" if item.bulleted else line for line, item in zip(lines, items, strict=True))


def table_of(rows: list[SheetRow]) -> Block | None:
    """The table that some rows are; None when only one column of them holds anything."""
    width = max(len(row.cells) for row in rows)
    rows = with_gaps_spanned(rows, width)
    cells = []
    for n, row in enumerate(rows):
        spans = {span.column: span for span in row.spans}
        for column, text in enumerate(row.cells):
            if text and column in spans:
                height = sum(below.line <= spans[column].last_line for below in rows[n:])
                cells.append(GridCell(n, column, text, max(1, height), min(spans[column].width, width - column)))
            elif text:
                cells.append(GridCell(n, column, text))
    return table_block(Grid(tuple(cells), tuple(row.lines for row in rows), headers_of(rows)))


def with_gaps_spanned(rows: list[SheetRow], width: int) -> list[SheetRow]:
    """`rows` with the headings of the first one spread over the empty cells to their right, as if they were merged.

    That is so where the row below names every column, some of them twice over: "2022, , 2023, " over "Plan, Actual".
    """
    if len(rows) < 3 or rows[0].spans or rows[0].filled < 2:
        return rows
    top, below = ((*row.cells, *("",) * (width - len(row.cells))) for row in rows[:2])
    names = below[1:]
    if all(top[1:]) or not top[1:2] or not all(names) or any(map(is_figure, names)) or len({*names}) == len(names):
        return rows
    starts = [n for n in range(1, width) if top[n]] + [width]
    spans = tuple(Span(n, end - n, rows[0].line) for n, end in pairwise(starts) if end - n > 1)
    return [replace(rows[0], cells=top, spans=spans), *rows[1:]]


def headers_of(rows: list[SheetRow]) -> int | None:
    """How many rows name the columns: those that look so, or a first one of distinct words above values.

    A heading over several columns has others below it.
    """
    width = max(len(row.cells) for row in rows)
    filled = [(*row.cells, *("",) * (width - len(row.cells))) for row in rows]
    looks = header_count(filled)
    if any(1 < span.width < width for span in rows[0].spans) and len(rows) > 2:
        return max(looks, 2)
    if looks or len(rows) < 2:
        return looks or None
    names = [cell for cell in filled[0] if cell]
    distinct = len({name.casefold() for name in names}) == len(names) >= max(2, width - 1)
    return 1 if distinct and not any(map(is_figure, names)) else None
