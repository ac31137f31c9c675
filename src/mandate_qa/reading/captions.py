"""Captions that readers left as text above their tables: "Table 1: Budgets (£m)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mandate_qa.reading.labels import TABLE_NUMBER
from mandate_qa.types import Block, BlockKind

_LONGEST_CAPTION = 30
"""Words."""


def with_captions(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with a text such as "Table 1: Budgets (£m)" right above a table made the caption of the table."""
    result: list[Block] = []
    for block in blocks:
        above = result[-1] if result else None
        if above is not None and block.kind is BlockKind.TABLE and not block.caption and _is_caption(above):
            result.pop()
            lines = (above.lines[0], block.lines[1])
            block = replace(block, caption=above.text, notes=(*above.notes, *block.notes), lines=lines)
        result.append(block)
    return result


def _is_caption(block: Block) -> bool:
    """Whether a text is the title of a table and no sentence about one."""
    printed = TABLE_NUMBER.match(block.text) if block.kind is BlockKind.TEXT and not block.marker else None
    if printed is None or len(block.text.split()) > _LONGEST_CAPTION:
        return False
    return bool(re.match(r"\s*(?:$|[:.–—-]\s*\S)", block.text[printed.end() :]))
