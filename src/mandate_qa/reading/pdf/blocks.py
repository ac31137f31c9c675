"""Pieces → blocks: hyphens settled, footnote marks turned into notes, lists given their depth, headings their rank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mandate_qa.reading.headings import rank_headings, with_signatures, with_split_titles
from mandate_qa.reading.html_grid import Grid, GridCell, table_block
from mandate_qa.reading.markup import note_marks, without_note_marks
from mandate_qa.reading.pdf.cells import row_texts
from mandate_qa.reading.pdf.hyphens import Vocabulary
from mandate_qa.reading.pdf.levels import levels
from mandate_qa.reading.pdf.margins import Type
from mandate_qa.reading.pdf.piece import Piece
from mandate_qa.reading.pdf.ranking import heading_levels
from mandate_qa.reading.pdf.words import APART
from mandate_qa.types import Block, BlockKind

_BLANK = 0.5
"""Width of a blank of `Block.indent`, in type sizes."""


def piece_blocks(pieces: Sequence[Piece], body: Type) -> list[Block]:
    """The blocks that pieces are, in their order."""
    pieces = list(with_endnotes(pieces))
    depths = levels(pieces)
    headings = heading_levels(pieces, body)
    blocks = [_block(piece, depths[n], headings.get(n), body) for n, piece in enumerate(pieces)]
    noted = with_notes(settled(blocks))
    blocks = [_written_out(block, piece) if piece.rows else block for block, piece in zip(noted, pieces, strict=True)]
    return with_signatures(with_split_titles(blocks)) if headings else rank_headings(blocks, set())


def _block(piece: Piece, depth: int, heading: int | None, body: Type) -> Block:
    """One piece as a block, footnote marks and open hyphens still in its text."""
    rows = tuple(row_texts(row, body, header=n == 0) for n, row in enumerate(piece.rows))
    return Block(
        kind=piece.kind if heading is None else BlockKind.HEADING,
        text=piece.text,
        level=depth if heading is None else heading,
        marker=piece.marker,
        bulleted=piece.bulleted,
        indent=max(round(piece.x0 / max(_BLANK * piece.size, 1)), 0),
        rows=rows,
        row_lines=piece.row_lines,
        lines=piece.lines,
        page=piece.page,
    )


def with_endnotes(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """`pieces` with notes at the end of a document told from numbered text: their marks stood in the text before."""
    seen: set[int] = set()
    last = 0
    for piece in pieces:
        if piece.kind is BlockKind.FOOTNOTE and piece.marker.isdecimal():
            last = int(piece.marker)
        number = _raised_number(piece)
        if number is not None and number in seen and number == last + 1:
            last = number
            text = piece.text.lstrip("⁰¹²³⁴⁵⁶⁷⁸⁹ ") if not piece.marker else piece.text
            piece = replace(piece, kind=BlockKind.FOOTNOTE, marker=str(number), text=text)
        seen.update(note_marks(piece.text))
        yield piece


def _raised_number(piece: Piece) -> int | None:
    """The number a text begins with, if it is raised or has no stop."""
    if piece.kind is not BlockKind.TEXT:
        return None
    if piece.marker.isdecimal():
        return int(piece.marker)
    leading = piece.text[: len(piece.text) - len(piece.text.lstrip("⁰¹²³⁴⁵⁶⁷⁸⁹"))]
    return note_marks(leading)[0] if leading and not piece.marker else None


def settled(blocks: Iterable[Block]) -> list[Block]:
    """`blocks` with words whole that a line end cut, as the rest of the document writes them."""
    found = list(blocks)
    words = Vocabulary(text for block in found for text in (block.text, *(cell for row in block.rows for cell in row)))
    return [
        replace(
            block,
            text=words.settled(block.text),
            rows=tuple(tuple(words.settled(cell) for cell in row) for row in block.rows),
        )
        for block in found
    ]


# -- footnote marks --------------------------------------------------------------------------------------------------


def with_notes(blocks: Sequence[Block]) -> Iterator[Block]:
    """`blocks` with the marks of footnotes that exist made `notes`; other raised figures (m²) stay in the text.

    A number that several footnotes have is tied to the first of them alone, which is the one it can name.
    """
    first: dict[int, int] = {}
    for n, block in enumerate(blocks):
        if block.kind is BlockKind.FOOTNOTE and block.marker.isdecimal():
            first.setdefault(int(block.marker), n)
    for n, block in enumerate(blocks):
        yield _with_own_notes(block, frozenset(first), frozenset(number for number in first if first[number] >= n))


def _with_own_notes(block: Block, known: frozenset[int], tied: frozenset[int]) -> Block:
    """A block without footnote marks in its words, and with the numbers of those that can be tied."""
    row_notes = tuple(tuple(n for cell in row for n in note_marks(cell) if n in tied) for row in block.rows)
    notes = tuple(n for n in note_marks(block.text) if n in tied) + tuple(n for found in row_notes for n in found)
    rows = tuple(tuple(_clean(cell, known) for cell in row) for row in block.rows)
    text = "\n".join("\t".join(row).rstrip("\t") for row in rows) if rows else _clean(block.text, known)
    return replace(block, text=text, rows=rows, notes=notes, row_notes=row_notes)


def _clean(text: str, known: frozenset[int]) -> str:
    """`text` without the marks of known footnotes and without the signs that stood between them."""
    return without_note_marks(text, known).replace(APART, "")


# -- tables ----------------------------------------------------------------------------------------------------------


def _written_out(block: Block, piece: Piece) -> Block:
    """The block of a table with cells that cover several places written into each where they count."""
    cells = [
        GridCell(row, column, block.rows[row][column], cell.height, cell.width)
        for row, found in enumerate(piece.rows)
        for column, cell in enumerate(found)
        if cell.items
    ]
    table = table_block(Grid(tuple(cells), piece.row_lines, piece.headers or None))
    if table is None:
        return block
    row_notes = tuple(block.row_notes[piece.row_lines.index(lines)] for lines in table.row_lines)
    return replace(table, notes=block.notes, row_notes=row_notes, lines=block.lines, page=block.page)
