"""Numbers that a document prints more than once, told apart by the part they stand in.

Paragraphs counted anew in each Part, or in an executive summary, are cited with it: "Part II paragraph 3".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from mandate_qa.reading.open_paragraph import OpenParagraph
from mandate_qa.reading.outline import Division, division_of


def told_apart(items: Sequence[OpenParagraph]) -> list[OpenParagraph]:
    """`items` with what is printed twice named after its part, and with it whatever is counted the same way there.

    Matter after the body gives way first, then matter before it; the parts of the body, and sections that have numbers,
    only where both do not help.
    """
    for found in _by_shape(items).values():
        for kind in (Division.BACK, Division.FRONT, Division.BODY, Division.SECTION):
            if _repeats(found):
                _name_after(found, kind)
    return list(items)


def _name_after(items: Sequence[OpenParagraph], kind: Division) -> None:
    """Put the names of parts of one kind before the numbers of what stands in them."""
    for item in items:
        name, found = division_of(item.section, sections=kind is Division.SECTION)
        if name and found is kind and item.number is not None:
            paragraph = "paragraph " if item.number[0] in "(0123456789" else ""
            item.number = f"{name} {paragraph}{item.number}"


def _by_shape(items: Sequence[OpenParagraph]) -> dict[str, list[OpenParagraph]]:
    """Items with numbers that are counted by themselves, by how they are counted: digits are "0", letters "A"."""
    found: dict[str, list[OpenParagraph]] = defaultdict(list)
    for item in items:
        if item.number is not None and not re.match(r"(?:annex|appendix|schedule)", item.number, re.IGNORECASE):
            shape = re.sub(r"\(.*", "", re.sub(r"\d+", "0", item.number))
            found[shape or "("].append(item)
    return found


def _repeats(items: Sequence[OpenParagraph]) -> bool:
    """Whether a number comes twice, under different headings."""
    parts: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for item in items:
        parts[item.number or ""].add(item.section)
    return any(len(found) > 1 for found in parts.values())
