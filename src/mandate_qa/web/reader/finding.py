"""Words looked for in one document: where they stand, without regard to case, line ends, or the shape of quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mandate_qa.types import Paragraph
from mandate_qa.web.reader.marks import MATCH, Mark

LONGEST = 200
"""Characters of a search that are looked at."""
MOST = 5_000
"""Matches that are marked; what is found more often is no help to a reader."""
_ALIKE = ("'’‘ʼ", '"“”„', "-‐‑–—−")
"""Characters that people type for each other."""


def matches(paragraphs: Iterable[Paragraph], words: str) -> dict[str, tuple[Mark, ...]]:
    """Marks by paragraph id, numbered through the document in its order; nothing for blank words."""
    wanted = pattern(words)
    found: dict[str, tuple[Mark, ...]] = {}
    count = 0
    for paragraph in paragraphs if wanted else ():
        assert wanted is not None
        spans = [match.span() for match in wanted.finditer(paragraph.text)][: MOST - count]
        if spans:
            found[paragraph.id] = tuple(Mark(*span, MATCH, count + n) for n, span in enumerate(spans, start=1))
            count += len(spans)
    return found


def pattern(words: str) -> re.Pattern[str] | None:
    """What matches `words` as one phrase, parted by any blanks; None when there is nothing to look for."""
    parts = words[:LONGEST].split()
    if not parts:
        return None
    return re.compile(r"\s+".join("".join(map(_letter, part)) for part in parts), re.IGNORECASE)


def _letter(letter: str) -> str:
    alike = next((group for group in _ALIKE if letter in group), "")
    return f"[{re.escape(alike)}]" if alike else re.escape(letter)
