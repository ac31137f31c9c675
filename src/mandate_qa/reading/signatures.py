"""Names and offices below a foreword or a letter, which look like headings and are none.

Takes blocks whose headings are marked; how headings are told is `headings`' business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mandate_qa.reading.markup import finished, plain
from mandate_qa.types import Block, BlockKind

_OFFICE = re.compile(
    r"^(?:secretary of state|parliamentary under|minister\b|chair\b|chief executive|permanent secretary|"
    r"(?:national |managing |regional )?director\b|president\b|prime minister|chancellor\b)",
    re.IGNORECASE,
)
_NAME_AND_OFFICE = re.compile(
    r"(?:[A-Z][\w'’-]+ ){2,3}(?:(?:National |Managing |Regional )?Director|Secretary of State|Chief Executive|Chair|"
    r"Parliamentary (?:Under[ -])?Secretary|Minister (?:of State|for)|Permanent Secretary|Chief (?:\w+ ){1,2}Officer)\b"
)
_TITLED_NAME = re.compile(r"(?:rt hon|sir|dame|lord|baroness|professor|dr)\b", re.IGNORECASE)
_LONGEST_SIGNATURE = 16
"""Words."""


def with_signatures(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with a name and the office below it made one piece of text instead of two headings."""
    result: list[Block] = []
    for block in blocks:
        before = result[-1] if result else None
        if before and _is_name(before) and _is_office(block):
            text = f"{before.text} {block.text}"
            result[-1] = replace(before, kind=BlockKind.TEXT, text=text, lines=(before.lines[0], block.lines[1]))
        else:
            result.append(block)
    return [_signed(block) for block in result]


def _is_name(block: Block) -> bool:
    """Whether a heading is short enough to be somebody's name."""
    return block.kind is BlockKind.HEADING and len(plain(block.text).split()) <= 6


def _is_office(block: Block) -> bool:
    """Whether a short line names an office, as the one below a signature does."""
    words = plain(block.text)
    running = block.kind in (BlockKind.HEADING, BlockKind.TEXT)
    return running and len(words.split()) <= 12 and bool(_OFFICE.match(words))


def _signed(block: Block) -> Block:
    """A heading that holds a name with its title and an office is a signature, not a heading."""
    words = plain(block.text)
    if block.kind is BlockKind.HEADING and (_TITLED_NAME.match(words) or _NAME_AND_OFFICE.match(words)):
        return replace(block, kind=BlockKind.TEXT)
    return block


def is_signature(words: str) -> bool:
    """Whether words are a name and an office, as stand below a foreword or a letter, and no sentence."""
    return len(words.split()) <= _LONGEST_SIGNATURE and bool(_NAME_AND_OFFICE.match(words)) and not finished(words)
