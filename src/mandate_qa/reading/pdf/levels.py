"""How deep list items stand, by their indent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mandate_qa.reading.pdf.piece import Piece
from mandate_qa.types import BlockKind

_STEP = 0.5
"""An item is deeper than another when it stands this many type sizes further in."""


def levels(pieces: Sequence[Piece]) -> list[int]:
    """The level of each piece, 0 for the outermost list items and for all that is none.

    A list goes on over footnotes and over text that stands as far in as its items' words; other text ends it.
    """
    found: list[int] = []
    above: list[Piece] = []
    for piece in pieces:
        if piece.kind is BlockKind.BULLET:
            while above and piece.x0 < above[-1].x0 + _STEP * piece.size:
                above.pop()
            found.append(len(above))
            above.append(piece)
            continue
        if piece.kind is not BlockKind.FOOTNOTE and not (above and _is_within(piece, above)):
            above = []
        found.append(0)
    return found


def _is_within(piece: Piece, above: Iterable[Piece]) -> bool:
    """Whether text between list items stands below one of them."""
    return piece.kind is BlockKind.TEXT and any(abs(piece.x0 - item.body) < _STEP * piece.size for item in above)
