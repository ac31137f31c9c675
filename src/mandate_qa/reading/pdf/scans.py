"""A page that is a picture of text → its words, by text recognition, and its rules."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import mean, median
from typing import Any, NamedTuple

from mandate_qa.reading.ocr import Recognised, recognised
from mandate_qa.reading.pdf.rules import Rule
from mandate_qa.reading.pdf.scan_rules import Grey, scan_rules
from mandate_qa.reading.pdf.words import Word

_DPI = 300
_MOST_PIXELS = 30_000_000
"""A sheet of A3 at 300 dots an inch has 17 million."""
_LEAST_CONFIDENCE = 30
_LEAST_ON_PAGE = 60
"""A photograph in which signs are seen by chance stays below this, on average."""
_FEWEST = 3
_TYPE = 1.09
"""A type size is so many times the height from its lowest to its highest reach."""
_ALIKE = 0.15
"""Heights of lines that differ by less are those of one type."""


class Scan(NamedTuple):
    """What is seen on a page that is a picture, in points."""

    words: list[Word]
    """None on a photograph."""
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]


def page_scan(page: Any) -> Scan:
    """What is recognised on a page of the library's."""
    width, height = page.get_size()
    dpi = max(int(min(_DPI, 72 * math.sqrt(_MOST_PIXELS / max(width * height, 1)))), 1)
    picture = grey_picture(page, dpi / 72)
    words = scan_words(recognised(_pgm(picture), dpi), 72 / dpi)
    return Scan(words, *(scan_rules(picture, 72 / dpi) if words else ((), ())))


def grey_picture(page: Any, scale: float) -> Grey:
    """A page as a picture in shades of grey."""
    bitmap = page.render(scale=scale, grayscale=True)
    raw, stride = bytes(bitmap.buffer), bitmap.stride
    rows = [raw[row * stride : row * stride + bitmap.width] for row in range(bitmap.height)]
    return Grey(bitmap.width, bitmap.height, b"".join(rows))


def _pgm(picture: Grey) -> bytes:
    """A picture as a file."""
    return b"P5 %d %d 255\n" % (picture.width, picture.height) + picture.points


def scan_words(found: Sequence[Recognised], scale: float) -> list[Word]:
    """Recognised words in points, in the type sizes that their lines have in common; none when most are a guess."""
    sure = [word for word in found if word.confidence >= _LEAST_CONFIDENCE]
    if len(sure) < _FEWEST or mean(word.confidence for word in found) < _LEAST_ON_PAGE:
        return []
    sizes = common_sizes([word.size for word in sure])
    return [
        Word(word.text, word.x0 * scale, word.x1 * scale, word.base * scale, round(2 * size * scale * _TYPE) / 2)
        for word in sure
        for size in [sizes[word.size]]
    ]


def common_sizes(sizes: Sequence[float]) -> dict[float, float]:
    """The height that each of some stands for: those near the middle one are alike, then those that are left."""
    left, found = sorted(sizes), {}
    while left:
        middle = median(left)
        near = [size for size in left if abs(size - middle) <= _ALIKE * middle] or left[:1]
        found.update(dict.fromkeys(near, median(near)))
        left = [size for size in left if size not in found]
    return found
