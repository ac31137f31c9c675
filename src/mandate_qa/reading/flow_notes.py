"""Footnotes and endnotes as a word processor keeps them, or as they were typed → blocks with numbers of their own.

Typed notes are what converted documents have: a raised number in the text, and a paragraph that begins with it.
"""

from __future__ import annotations

from dataclasses import replace

from mandate_qa.reading.flow import FlowNote
from mandate_qa.reading.flow_cells import cell_lines
from mandate_qa.reading.flow_marks import Marked
from mandate_qa.reading.markup import note_marks, without_note_marks
from mandate_qa.types import Block, BlockKind


def note_blocks(note: FlowNote) -> list[Block]:
    """The block of a note, and those of the list that its words open; other lists in it stand among its words."""
    lines = cell_lines(note.content)
    listed = [n for n, line in enumerate(lines) if line.lstrip().startswith("- ")]
    opened = bool(listed) and lines[max(0, listed[0] - 1)].endswith(":")
    plain = lines[: listed[0]] if opened else [line.strip().removeprefix("- ") for line in lines]
    items = [_note_item(line) for line in lines[len(plain) :]]
    return [Block(BlockKind.FOOTNOTE, " ".join(plain), marker=str(note.number)), *items]


def _note_item(line: str) -> Block:
    text = line.lstrip().removeprefix("- ")
    level = (len(line) - len(line.lstrip())) // 2
    return Block(BlockKind.BULLET, text, level=level, marker="-", bulleted=True)


def typed_note(found: Marked) -> Block | None:
    """The block of a paragraph that begins with a raised number and blank, as notes do; None for others."""
    numbers = note_marks(found.mark) if found.typed else ()
    return Block(BlockKind.FOOTNOTE, found.text, marker=str(numbers[0])) if numbers else None


def with_typed_notes(blocks: list[Block]) -> list[Block]:
    """`blocks` with raised numbers of notes that were typed taken out of the words and kept as `notes`."""
    marked = {note for block in blocks for note in (*block.notes, *(n for row in block.row_notes for n in row))}
    known = frozenset(int(block.marker) for block in blocks if block.kind is BlockKind.FOOTNOTE) - marked
    return [_without_marks(block, known) for block in blocks] if known else blocks


def _without_marks(block: Block, known: frozenset[int]) -> Block:
    """A block without the raised numbers of the notes that are `known`."""

    def told(text: str) -> tuple[int, ...]:
        return tuple(number for number in note_marks(text) if number in known)

    rows = tuple(tuple(without_note_marks(cell, known) for cell in row) for row in block.rows)
    kept = block.row_notes or ((),) * len(rows)
    row_notes = tuple((*notes, *told("\t".join(row))) for notes, row in zip(kept, block.rows, strict=True))
    text = without_note_marks(block.text, known)
    return replace(block, text=text, rows=rows, notes=(*block.notes, *told(block.text)), row_notes=row_notes)


def with_note_numbers(blocks: list[Block]) -> list[Block]:
    """`blocks` with endnotes, and notes marked by a sign, counted on after the last footnote: each has a number."""
    numbers = [int(block.marker) for block in blocks if block.kind is BlockKind.FOOTNOTE]
    if min(numbers, default=0) >= 0:
        return blocks
    last = max(0, *numbers)

    def final(notes: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(last - note if note < 0 else note for note in notes)

    def renumbered(block: Block) -> Block:
        marker = str(*final((int(block.marker),))) if block.kind is BlockKind.FOOTNOTE else block.marker
        row_notes = tuple(map(final, block.row_notes))
        return replace(block, marker=marker, notes=final(block.notes), row_notes=row_notes)

    return [renumbered(block) for block in blocks]
