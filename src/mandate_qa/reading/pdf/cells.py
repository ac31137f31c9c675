"""Table cells → text: their lines joined as those of a page are, list items on lines of their own after "- "."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mandate_qa.reading.markup import finished
from mandate_qa.reading.pdf.hyphens import joined
from mandate_qa.reading.pdf.levels import levels
from mandate_qa.reading.pdf.margins import Type
from mandate_qa.reading.pdf.piece import Cell, Piece
from mandate_qa.reading.pdf.pieces import gather
from mandate_qa.types import BlockKind


def row_texts(row: Sequence[Cell], body: Type, *, header: bool) -> tuple[str, ...]:
    """The cells of a row as text; a label, and any cell of a header, is one line unless it has sentences or items."""
    return tuple(cell_text(cell, body, label=header or n == 0) for n, cell in enumerate(row))


def cell_text(cell: Cell, body: Type, *, label: bool) -> str:
    """The lines of a cell as text, two blanks more a level before the mark of each item."""
    pieces = gather(cell.items, body)
    if label:
        pieces = list(_unbroken(pieces))
    return "\n".join(_printed(piece, level) for piece, level in zip(pieces, levels(pieces), strict=True))


def _printed(piece: Piece, level: int) -> str:
    """A piece of a cell as a line of text."""
    if piece.kind is BlockKind.BULLET:
        return f"{'  ' * level}- {piece.text}"
    return f"{piece.marker} {piece.text}".strip()


def _unbroken(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Pieces of a label with lines put together that somebody broke for the looks."""
    held: Piece | None = None
    for piece in pieces:
        plain = piece.kind is BlockKind.TEXT and not piece.marker
        if held is not None and plain and held.kind is BlockKind.TEXT and not finished(held.text):
            held = replace(held, text=joined(held.text, piece.text))
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held
