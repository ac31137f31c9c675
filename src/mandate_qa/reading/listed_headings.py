"""Headings that the table of contents leaves out stand below those that it lists.

Where numbers do not rank headings, the table of contents is the best witness left of what is a section and what is a
part of one. Which lines are headings, and what else ranks them, is `headings`' business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mandate_qa.reading.markup import plain
from mandate_qa.types import Block, BlockKind

_PAGE = re.compile(r"[\s.…]+\d{1,4}\s*$")
"""What a table of contents puts behind a title."""
_FEWEST = 3
"""Headings that a table of contents must list for it to be trusted …"""
_SHARE = 0.8
"""… and share of its entries that are headings."""


def below_listed(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with headings that the table of contents leaves out ranked below the listed one above them."""
    end = next((n for n, block in enumerate(blocks) if block.kind is BlockKind.CONTENTS), len(blocks))
    listed = _listed(blocks, end)
    result = list(blocks)
    level = 0
    for n in range(end, len(blocks)) if listed else ():
        if result[n].kind is not BlockKind.HEADING:
            continue
        if _words(result[n].text) in listed:
            level = result[n].level
        elif level and result[n].level <= level:
            result[n] = replace(result[n], level=level + 1)
    return result


def _listed(blocks: Sequence[Block], end: int) -> frozenset[str]:
    """The headings that the table of contents at `end` lists; none when it does not fit the document."""
    contents = [block for block in blocks if block.kind is BlockKind.CONTENTS]
    entries = {_words(_PAGE.sub("", plain(line))) for block in contents for line in block.text.split("\n")}
    headings = {_words(block.text) for block in blocks[end:] if block.kind is BlockKind.HEADING}
    found = entries & headings
    return frozenset(found) if len(found) >= max(_FEWEST, _SHARE * len(entries)) else frozenset()


def _words(title: str) -> str:
    """A title as it is compared."""
    return plain(title).casefold()
