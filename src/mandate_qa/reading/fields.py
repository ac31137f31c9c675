"""Lines such as "Lead: the Department" below each item of a list: a name and what it is filled with, and no headings.

Told by the names that plans use for them, or by lines that come again, with the same words and with others; what they
belong to is `numbering`'s business.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from mandate_qa.reading.markup import plain
from mandate_qa.types import Block, BlockKind

_FIELD = re.compile(r"(?P<name>[A-Z][A-Za-z]+(?: [a-z]+){0,3}):\s+\S")
_KNOWN = re.compile(
    r"(?:senior |joint |delivery )?(?:lead|leads|owner|responsible|responsibility|accountable|deadline|due|timescale|"
    r"timing|timetable|milestone|target date|completion|status|delivered|delivery (?:date|body|partners?)|partners?|"
    r"by when|by whom|who|when|rating|cost|indicator|measure)\b",
    re.IGNORECASE,
)
_FEWEST = 2
_REPEATED = 3
"""Times that a name comes which is not known to be one of a field."""


def fields_of(blocks: Sequence[Block]) -> frozenset[int]:
    """Places of the texts among `blocks` that are fields."""
    named = {n: found for n, block in enumerate(blocks) if (found := _named(block))}
    filled: dict[str, Counter[str]] = defaultdict(Counter)
    for name, words in named.values():
        filled[name][words] += 1
    fields = {name for name, words in filled.items() if _is_field(name, words)}
    return frozenset(n for n, (name, _) in named.items() if name in fields)


def _is_field(name: str, filled: Counter[str]) -> bool:
    """Whether a name, by the lines that begin with it, is one of a field."""
    if _KNOWN.match(name):
        return filled.total() >= _FEWEST
    return filled.total() >= _REPEATED and 1 < len(filled) < filled.total()


def _named(block: Block) -> tuple[str, str] | None:
    """The name of a field and its words; None for what is laid out otherwise."""
    if block.kind is not BlockKind.TEXT or block.marker:
        return None
    words = plain(block.text)
    found = _FIELD.match(words)
    return (found["name"].lower(), words) if found else None
