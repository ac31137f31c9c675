"""Tables of a page → table blocks: rows in the order a browser shows them, headings, captions, merged cells.

Tables that only lay out a page are told from those that hold data. What a cell says is read by the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from mandate_qa.reading.html_grid import Grid, GridCell, placed, table_block
from mandate_qa.reading.html_lists import integer
from mandate_qa.reading.html_main import LINE
from mandate_qa.types import Block

_WIDEST = 1000
"""Columns a cell may cover, as in browsers."""
_MOST_BOLD = 3
"""Rows that may be told for headings by their type alone."""
_SECTIONS = ("thead", "tbody", "tfoot")


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell or caption says."""

    text: str
    notes: tuple[int, ...]
    lines: tuple[int, int]


ReadCell = Callable[[LexborNode], CellText]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row, with the rows of its section that are still to come, its own counted."""

    cells: list[LexborNode]
    left: int
    in_head: bool
    line: int
    """Line in the source that its tag stands on, 0 where it is not known."""


def is_layout(table: LexborNode) -> bool:
    """Whether a table only lays out a page: it says so, holds headings, or holds tables and heads no column."""
    if table.attrs.sget("role").lower() in ("presentation", "none"):
        return True
    if table.css_first("td h1, td h2, td h3") is not None:
        return True
    inner = any(found.mem_id != table.mem_id for found in table.css("td table"))
    return inner and not any(cell.tag == "th" for row in _rows(table) for cell in row.cells)


def data_table(table: LexborNode, read: ReadCell) -> Block | None:
    """The block of a table that holds data; None when it is one column, or empty. Raises TableTooLargeError."""
    rows = list(_rows(table))
    spans = [[_span(cell, row) for cell in row.cells] for row in rows]
    places = placed(spans)
    cells, lines = [], []
    for n, row in enumerate(rows):
        read_cells = [read(cell) for cell in row.cells]
        for said, column, (width, height) in zip(read_cells, places[n], spans[n], strict=True):
            cells.append(GridCell(n, column, said.text, height, width, said.notes))
        lines.append(_spread(read_cells, row.line))
    caption = next((read(child) for child in table.iter() if child.tag == "caption"), CellText("", (), (0, 0)))
    title = " ".join(caption.text.split())
    return table_block(Grid(tuple(cells), tuple(lines), _headers(rows), title, caption.notes))


def definitions(entries: LexborNode, read: ReadCell) -> Block | None:
    """A list of terms as a table: a term, or several, in the first column, what is said of them in the second."""
    pairs: list[tuple[list[CellText], list[CellText]]] = []
    for node in _entries(entries):
        if node.tag == "dt":
            if not pairs or pairs[-1][1]:
                pairs.append(([], []))
            pairs[-1][0].append(read(node))
        elif pairs:
            pairs[-1][1].append(read(node))
    cells, lines = [], []
    for n, pair in enumerate(pairs):
        lines.append(_spread([*pair[0], *pair[1]], 0))
        for column, said in enumerate(pair):
            text = "\n".join(one.text for one in said if one.text)
            cells.append(GridCell(n, column, text, notes=tuple(note for one in said for note in one.notes)))
    return table_block(Grid(tuple(cells), tuple(lines), headers=0, caption=""))


def _spread(said: list[CellText], line: int) -> tuple[int, int]:
    """First and last line of some cells; `line` where they do not know."""
    known = [cell.lines for cell in said if cell.lines[0]] or [(line, line)]
    return min(first for first, _ in known), max(last for _, last in known)


def _entries(node: LexborNode) -> Iterator[LexborNode]:
    """Terms and what is said of them, those in groups among them."""
    for child in node.iter():
        if child.tag in ("dt", "dd"):
            yield child
        elif child.tag == "div":
            yield from (inner for inner in child.iter() if inner.tag in ("dt", "dd"))


def _rows(table: LexborNode) -> Iterator[_Row]:
    """The rows of a table, not those of tables in it: the head first, the foot last, as browsers show them."""
    sections = [child for child in table.iter() if child.tag in _SECTIONS]
    order = {"thead": 0, "tbody": 1, "tfoot": 2}
    for section in sorted(sections, key=lambda node: order[node.tag or "tbody"]):
        rows = [child for child in section.iter() if child.tag == "tr"]
        for n, row in enumerate(rows):
            cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
            yield _Row(cells, len(rows) - n, section.tag == "thead", integer(row, LINE) or 0)


def _span(cell: LexborNode, row: _Row) -> tuple[int, int]:
    """Columns and rows that a cell covers; a height of 0 reaches to the end of its section, and none goes further."""
    width = integer(cell, "colspan")
    height = integer(cell, "rowspan")
    height = row.left if height == 0 else max(1, height or 1)
    return min(max(1, width or 1), _WIDEST), min(height, row.left)


def _bold(rows: list[_Row]) -> int:
    """How many rows at the top are bold from side to side, where no other is but the last, a total's; or 0."""
    bold = [len(row.cells) > 1 and _in_bold(row.cells) for row in rows]
    count = next((n for n, each in enumerate(bold) if not each), 0)
    return count if count <= _MOST_BOLD and not any(bold[count:-1]) else 0


def _in_bold(cells: list[LexborNode]) -> bool:
    """Whether all words of some cells are bold, in two of them or more."""
    filled = [cell for cell in cells if cell.text().strip()]
    return len(filled) > 1 and all(_letters(cell) == "".join(map(_letters, cell.css("b, strong"))) for cell in filled)


def _letters(node: LexborNode) -> str:
    return "".join(node.text().split())


def _headers(rows: list[_Row]) -> int | None:
    """How many rows name the columns: those of the head, or the first ones that hold nothing but headings.

    None where the page says nothing of headings; 0 where it heads rows only.
    """
    head = sum(row.in_head for row in rows)
    if head:
        return head
    count = 0
    for row in rows:
        if len(row.cells) < 2 or not all(cell.tag == "th" or not cell.text().strip() for cell in row.cells):
            break
        count += 1
    if count or (count := _bold(rows)):
        return count
    return 0 if all(row.cells[0].tag == "th" for row in rows if row.cells) and rows else None
