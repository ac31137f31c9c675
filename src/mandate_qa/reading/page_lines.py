"""Lines that stand on every page of a text, running heads and page numbers, taken out where form feeds part its pages.

Lines are emptied rather than dropped, so that those that stay keep their numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_FEWEST = 2
"""Pages a line must stand on."""
_SHARE = 0.6
"""Share of the pages that a line stands on, its figures aside; left and right pages may differ."""
_EDGE = 2
"""Lines at the top and at the foot of a page among which they stand."""
_DIGITS = re.compile(r"\d+")


def without_page_lines(text: str) -> str:
    """`text` without its running heads and page numbers."""
    pages = [page.split("\n") for page in text.split("\f")]
    if len(pages) < _FEWEST:
        return text
    counts = Counter(shape for page in pages for shape in {_shape(page[n]) for n in _edges(page)})
    running = {shape for shape, count in counts.items() if count >= max(_FEWEST, _SHARE * len(pages))}
    for page in pages:
        for n in list(_edges(page)):
            if _shape(page[n]) in running:
                page[n] = ""
    return "\f".join("\n".join(page) for page in pages)


def _edges(page: list[str]) -> Iterator[int]:
    """Places of the first and last lines of a page that hold anything."""
    filled = [n for n, line in enumerate(page) if line.strip()]
    return iter(dict.fromkeys((*filled[:_EDGE], *filled[-_EDGE:])))


def _shape(line: str) -> str:
    """A line without its figures, so that page numbers are alike."""
    return _DIGITS.sub("0", " ".join(line.split()))
