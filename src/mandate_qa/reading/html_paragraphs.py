"""What a paragraph of a page becomes: its typed mark taken off, its notes known, its words joined to others.

Takes one block at a time and gives back another; in which order they come is `html_blocks`' business.
"""

from __future__ import annotations

from dataclasses import replace

from mandate_qa.reading.html_words import Typed, Words, typed
from mandate_qa.reading.markup import note_marks, without_note_marks
from mandate_qa.types import Block, BlockKind


def opens_list(block: Block) -> bool:
    """Whether the words of a block announce a list."""
    return block.text.endswith((":", ":-", " –"))


def marked(block: Block, found: Typed) -> Block:
    """`block` with what was typed before its words as its mark."""
    if found.number and note_marks(found.number):
        return replace(block, kind=BlockKind.FOOTNOTE, text=found.text, marker=found.number)
    kind = BlockKind.BULLET if found.bulleted and not found.number else block.kind
    return replace(block, kind=kind, text=found.text, marker=found.marker, bulleted=found.bulleted)


def headed(block: Block, level: int) -> Block:
    """A heading made of `block`."""
    found = typed(block.text)
    if found.number and not found.bulleted and found.marker[:1].isalnum():
        return replace(block, kind=BlockKind.HEADING, text=found.text, marker=found.marker, level=level)
    return replace(block, kind=BlockKind.HEADING, level=level)


def joined(block: Block, words: Words) -> Block:
    """`block` with more words."""
    lines = (block.lines[0], max(block.lines[1], words.lines[1]))
    return replace(block, text=f"{block.text} {words.text}", notes=(*block.notes, *words.notes), lines=lines)


def cell_line(block: Block) -> str:
    """A block of a cell as lines of the cell."""
    if block.kind is BlockKind.TABLE:
        return "\n".join(" | ".join(filter(None, row)) for row in block.rows)
    text = f"{block.marker} {block.text}" if block.marker.strip("-") else block.text
    return f"{'  ' * block.level}- {text}" if block.kind is BlockKind.BULLET else text


def with_typed_notes(blocks: list[Block]) -> list[Block]:
    """`blocks` with the raised marks of notes that are not linked turned into `notes`, where such notes stand."""
    known = frozenset(
        note_marks(block.marker)[0] for block in blocks if block.kind is BlockKind.FOOTNOTE and note_marks(block.marker)
    )
    return [_with_notes(block, known) for block in blocks] if known else blocks


def _with_notes(block: Block, known: frozenset[int]) -> Block:
    """`block` without the marks of the notes that are `known`."""
    if block.kind is BlockKind.FOOTNOTE:
        return replace(block, marker=str(note_marks(block.marker)[0]) if note_marks(block.marker) else block.marker)
    cells = [[tuple(n for n in note_marks(cell) if n in known) for cell in row] for row in block.rows]
    rows = tuple(tuple(without_note_marks(cell, known) for cell in row) for row in block.rows)
    row_notes = tuple(tuple(n for cell in row for n in cell) for row in cells)
    found = tuple(n for n in note_marks(block.text) if n in known)
    text = without_note_marks(block.text, known)
    return replace(block, text=text, rows=rows, notes=(*block.notes, *found), row_notes=row_notes or block.row_notes)
