"""Tables that go on in the next column or on the next page: their parts put together.

A repeated header is dropped, and a row that was cut in two is made whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from mandate_qa.reading.markup import continues, finished
from mandate_qa.reading.pdf.breaks import was_ended
from mandate_qa.reading.pdf.piece import Cell, Piece, Row
from mandate_qa.types import BlockKind

_NEAR = 6.0
_HEADER = 4
_RUNNING_TEXT = re.compile(r"[a-z]{3,} ")


def with_whole_tables(pieces: Iterable[Piece]) -> list[Piece]:
    """`pieces` with each table in one, though it runs over columns or pages; footnotes in between come after it."""
    result: list[Piece] = []
    for piece in pieces:
        at = _table_above(result) if piece.kind is BlockKind.TABLE else None
        if at is not None and _goes_on(result[at], piece):
            result[at] = _joined(result[at], piece)
        else:
            result.append(piece)
    return result


def _table_above(pieces: Sequence[Piece]) -> int | None:
    """Index of the table that came last, when only footnotes have come since."""
    for n in range(len(pieces) - 1, -1, -1):
        if pieces[n].kind is BlockKind.TABLE:
            return n
        if pieces[n].kind is not BlockKind.FOOTNOTE:
            return None
    return None


def _goes_on(table: Piece, part: Piece) -> bool:
    """Whether a table is the next part of another: the same columns in the next column or on the next page."""
    assert table.column is not None and part.column is not None
    if table.column == part.column or part.column.page - table.column.page > 1:
        return False
    if len(table.sides) != len(part.sides) or any(
        abs(a - b) > _NEAR for a, b in zip(table.sides, part.sides, strict=True)
    ):
        return False
    return repeated(table, part) > 0 or not (_is_bold(table.rows[0]) and _is_bold(part.rows[0]))


def _is_bold(row: Row) -> bool:
    """Whether a row is set in bold throughout, as headers are."""
    found = [item.line.bold for cell in row for item in cell.items if item.line is not None]
    return bool(found) and all(found)


def repeated(table: Piece, part: Piece) -> int:
    """How many rows at the top of a part are those at the top of the table, or of its last part, once more."""
    return max(_same(table.rows, part.rows), _same(table.tops, part.rows))


def _same(rows: Sequence[Row], again: Sequence[Row]) -> int:
    """How many of the first rows are the same."""
    pairs = zip(rows[:_HEADER], again, strict=False)
    return sum(1 for _ in takewhile(lambda pair: row_text(pair[0]) == row_text(pair[1]), pairs))


def row_text(row: Row) -> tuple[str, ...]:
    """The words of each cell of a row, as printed."""
    return tuple(" ".join(item.line.text for item in cell.items if item.line is not None) for cell in row)


def _joined(table: Piece, part: Piece) -> Piece:
    """A table and its next part."""
    skipped = repeated(table, part)
    rows, row_lines = part.rows[skipped:], part.row_lines[skipped:]
    above, above_lines = table.rows, table.row_lines
    if rows and is_cut(above[-1], rows[0]):
        whole = tuple(Cell((*a.items, *b.items), a.width, a.height) for a, b in zip(above[-1], rows[0], strict=True))
        above, above_lines = (*above[:-1], whole), (*above_lines[:-1], (above_lines[-1][0], row_lines[0][1]))
        rows, row_lines = rows[1:], row_lines[1:]
    lines = (table.lines[0], max(table.lines[1], part.lines[1]))
    return replace(
        table,
        rows=(*above, *rows),
        row_lines=(*above_lines, *row_lines),
        lines=lines,
        column=part.column,
        tops=part.rows[:_HEADER],
        headers=max(table.headers, skipped),
    )


def is_cut(row: Row, rest: Row) -> bool:
    """Whether `rest` goes on with the cells of a row: it has running text and no label, or all its cells go on."""
    pairs = [(a, b) for a, b in zip(row, rest, strict=True) if b.items]
    words = list(zip(row_text(tuple(a for a, _ in pairs)), row_text(tuple(b for _, b in pairs)), strict=True))
    if not rest[0].items and any(a for a, _ in words):
        return any(_RUNNING_TEXT.search(b) for _, b in words)
    if any(b[0].islower() for _, b in words) and all(continues(a, b, punctuated=False) for a, b in words):
        return True
    return all(_is_full(a, b) and not finished(text) for (a, b), (text, _) in zip(pairs, words, strict=True))


def _is_full(cell: Cell, rest: Cell) -> bool:
    """Whether the last line of a cell had no room for the first word of its rest."""
    if not cell.items:
        return False
    last, first = cell.items[-1], rest.items[0]
    assert last.line is not None and first.line is not None
    return not was_ended(last.line, first.line, last.column)
