"""Whether a text is English, told by its commonest words alone."""

from __future__ import annotations

import re

from mandate_qa.searching.tokens import STOP_WORDS

_FEWEST = 8
"""Words below which nothing is told."""
_SHARE = 0.12
"""English prose has about four common words in ten; tables of figures and names have few."""


def is_english(text: str) -> bool:
    """Whether `text` may be English: true also of what is too short to tell."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return len(words) < _FEWEST or sum(word in STOP_WORDS for word in words) >= _SHARE * len(words)
