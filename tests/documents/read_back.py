"""What two readings of one document must have in common: everything but the places in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mandate_qa.types import Block, BlockKind, Paragraph, ParagraphKind

Told = tuple[object, ...]


def told(paragraphs: Sequence[Paragraph]) -> list[Told]:
    """Number, section, words, parts, table and notes of each paragraph, without contents and footnotes."""
    beside = (ParagraphKind.CONTENTS, ParagraphKind.FOOTNOTE)
    return [
        (
            paragraph.kind,
            paragraph.number,
            paragraph.section,
            paragraph.text,
            paragraph.parts,
            paragraph.table,
            set(paragraph.notes),
        )
        for paragraph in paragraphs
        if paragraph.kind not in beside
    ]


def footnotes(paragraphs: Sequence[Paragraph]) -> dict[str, str]:
    """Words of each footnote by its id."""
    return {p.id: p.text for p in paragraphs if p.kind is ParagraphKind.FOOTNOTE}


def without_empty_columns(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with the columns of tables left out that hold nothing, as readers of laid-out formats do."""
    return [squeezed(block) if block.kind is BlockKind.TABLE else block for block in blocks]


def squeezed(table: Block) -> Block:
    """A table without empty columns."""
    width = max(map(len, table.rows))
    rows = [(*row, *("",) * (width - len(row))) for row in table.rows]
    kept = [column for column in range(width) if any(row[column] for row in rows)]
    return replace(table, rows=tuple(tuple(row[column] for column in kept) for row in rows))
