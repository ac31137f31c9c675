"""Bullets that are drawn instead of written: dots right before the first word of a line become words of their own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from mandate_qa.reading.pdf.rules import Dot
from mandate_qa.reading.pdf.words import Word

_MOST = 400
"""More dots than this on a page are a chart."""
_NEAR = 2.5
"""The words begin at most so many type sizes behind the dot."""
_HEIGHT = (0.1, 0.6)
"""Where its middle stands above the line, in type sizes."""
_LARGEST = 0.55


def with_dots(words: Sequence[Word], dots: Sequence[Dot]) -> list[Word]:
    """`words` of a page, with a bullet before each line that a dot opens."""
    found = sorted(words, key=lambda word: word.base)
    bases = [word.base for word in found]
    bullets = [bullet for dot in dots[:_MOST] for bullet in _bullet(dot, found, bases)] if len(dots) <= _MOST else []
    return [*words, *bullets]


def _bullet(dot: Dot, words: Sequence[Word], bases: Sequence[float]) -> Iterator[Word]:
    """The bullet that a dot is, if the words on its line begin behind it."""
    row = words[bisect_left(bases, dot.middle) : bisect_left(bases, dot.middle + 20)]
    beside = [word for word in row if _HEIGHT[0] * word.size <= word.base - dot.middle <= _HEIGHT[1] * word.size]
    behind = min((word for word in beside if word.x0 >= dot.x1), key=lambda word: word.x0, default=None)
    if behind is None or behind.x0 - dot.x1 > _NEAR * behind.size or dot.x1 - dot.x0 > _LARGEST * behind.size:
        return
    if all(word.x1 < dot.x0 - _NEAR * behind.size for word in beside if word.x0 < dot.x0):
        yield Word("•", dot.x0, dot.x1, behind.base, behind.size, behind.bold)
