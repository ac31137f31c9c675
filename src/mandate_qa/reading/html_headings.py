"""Levels of headings: how high each ranks among those the document uses.

Pages begin at whatever level their template leaves them, and many set a heading in bold instead of marking it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mandate_qa.reading.headings import ANNEX, with_signatures
from mandate_qa.reading.markup import finished
from mandate_qa.types import Block, BlockKind

BOLD = 9
"""Level of a heading that is only set in bold, until it has been ranked."""

_LONGEST_BOLD = 20
"""Words a bold paragraph may have to be a heading."""


def reads_as_heading(text: str) -> bool:
    """Whether words that are bold as a whole head what follows."""
    return len(text.split()) <= _LONGEST_BOLD and (not finished(text) or text.endswith(":"))


def ranked(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with the highest heading at level 1; chapters stand beside a lone title that comes before them."""
    blocks = without_hollow_headings(blocks)
    levels = [block.level for block in blocks if block.kind is BlockKind.HEADING and block.level != BOLD]
    ranks = {level: rank for rank, level in enumerate(sorted(set(levels)), start=1)}
    if len(ranks) > 1 and levels[0] == 1 and levels.count(1) == 1:
        ranks = {level: max(1, rank - 1) for level, rank in ranks.items()}
    result: list[Block] = []
    rank = annex = 0
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.level == BOLD:
            block = replace(block, level=rank + 1)
        elif block.kind is BlockKind.HEADING:
            rank = ranks[block.level]
            annex = annex if rank > annex else 0
            if opens_annex(block) and not annex:
                annex, rank = rank, 1
            block = replace(block, level=rank)
        result.append(block)
    return result


def with_captions(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with a line that is only set in bold, right above a table without a caption, made its caption."""
    result: list[Block] = []
    for block in blocks:
        above = result[-1] if result else None
        bold = above is not None and above.kind is BlockKind.HEADING and above.level == BOLD and not above.marker
        if above is not None and bold and block.kind is BlockKind.TABLE and not block.caption:
            lines = (above.lines[0], block.lines[1])
            block = replace(block, caption=result.pop().text, notes=(*above.notes, *block.notes), lines=lines)
        result.append(block)
    return result


def opens_annex(block: Block) -> bool:
    """Whether a heading names an annex by letter or number: those rank with the chapters, wherever they stand."""
    found = ANNEX.match(block.text)
    return bool(found and (found[2] or found.end() == len(block.text)))


def without_hollow_headings(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with bold lines made text again where they head nothing: names above offices, the last words."""
    result: list[Block] = []
    for block, after in zip(blocks, (*blocks[1:], None), strict=False):
        if block.kind is BlockKind.HEADING and block.level == BOLD:
            heads = (
                after is not None and after.kind is not BlockKind.FOOTNOTE and len(with_signatures([block, after])) == 2
            )
            if not heads or with_signatures([block])[0].kind is BlockKind.TEXT:
                block = replace(block, kind=BlockKind.TEXT, level=0)
        result.append(block)
    return result
