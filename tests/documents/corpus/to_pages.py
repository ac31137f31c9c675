"""A source → a PDF that is drawn line by line, in one column or two, and the page that each unit begins on."""

from __future__ import annotations

from blocks_to_pdf import Layout, typeset
from corpus.source import Grid, Piece, Source
from corpus.to_word import with_number

from mandate_qa.types import Block, BlockKind

_KINDS = {"heading": BlockKind.HEADING, "bullet": BlockKind.BULLET, "note": BlockKind.FOOTNOTE}
_LONGEST_MARK = 6
"""Characters that go into the margin; a longer mark stands in the text."""


def as_pages(source: Source, columns: int = 1) -> tuple[bytes, list[int]]:
    """The PDF, and the page of each piece, 1-based."""
    blocks = [Block(BlockKind.HEADING, source.title, level=1)]
    places: list[int] = []
    for piece in source.pieces:
        blocks += _caption(piece)
        places.append(len(blocks))
        blocks.append(_block(piece))
    head = (source.about["short"], source.about["publisher"])
    wide = frozenset({BlockKind.TABLE}) if columns > 1 else frozenset()
    made, pages = typeset(blocks, Layout(columns, size=11.0, bottom=620.0, head=head, wide=wide))
    return made, [pages[place] for place in places]


def _caption(piece: Piece) -> list[Block]:
    captioned = piece.grid is not None and piece.grid.caption
    return [Block(BlockKind.HEADING, piece.grid.caption, level=3)] if captioned and piece.grid else []


def _block(piece: Piece) -> Block:
    if piece.grid is not None:
        return Block(BlockKind.TABLE, "", rows=_rows(piece.grid))
    kind = _KINDS.get(piece.kind, BlockKind.TEXT)
    if kind is BlockKind.BULLET and piece.printed:
        kind = BlockKind.TEXT
    if len(piece.printed) > _LONGEST_MARK:
        return Block(kind, f"{piece.printed} {piece.text}", level=piece.level, notes=piece.notes)
    return Block(kind, piece.text, level=piece.level, marker=piece.printed, notes=piece.notes)


def _rows(grid: Grid) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(with_number(each) for each in row) for row in grid.rows)
