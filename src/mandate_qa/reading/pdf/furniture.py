"""Running heads and feet, printed page numbers and watermarks: what stands at the same place on several pages.

A number in such a line must stay the same or count the pages, so that "Chapter 1" and "Chapter 2" at the top of two
pages are headings and not running heads.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from mandate_qa.reading.pdf.footnotes import note_number, page_marks
from mandate_qa.reading.pdf.lines import Line
from mandate_qa.reading.pdf.pages import Item, Page

_EDGE = 0.16
"""Running heads and feet stand in this share of a page's height."""
_SAME_HEIGHT = 3.0
_FEW_PAGES = 6
_NUMBER = re.compile(r"\d+|\b[ivxlc]{1,7}\b(?=\W*$)", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LARGE = 1.25
_WATERMARK = 1.8
_NEXT = 1.6
"""The next line of a paragraph is at most so many type sizes below."""
_SMALLER = 0.93
"""A head that is told by its place alone is set so much smaller than the body."""

Sign = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line that may be furniture, and the signs by which it is known again on other pages."""

    page: int
    line: Line
    signs: tuple[Sign, ...]


def without_furniture(pages: Sequence[Page], body_size: float) -> list[Page]:
    """`pages` without the lines that stand on several of them at the same height, up to page numbers."""
    seen = list(_candidates(pages))
    counts: dict[Sign, set[int]] = defaultdict(set)
    for found in seen:
        for sign in found.signs:
            counts[sign].add(found.page)
    repeated = [found for found in seen if _repeats(found, counts, len(pages), body_size)]
    known = {id(found.line) for found in repeated}
    known -= _ending_paragraphs(repeated, pages)
    known |= {id(found.line) for found in _in_slots(seen, repeated, pages)}
    known |= {id(found.line) for found in _heads(seen, pages, body_size)}
    known |= _watermarks(pages, body_size)
    return [replace(page, items=tuple(item for item in page.items if id(item.line) not in known)) for page in pages]


def _candidates(pages: Iterable[Page]) -> Iterator[_Seen]:
    """The lines near the upper and lower edge of each page, but for footnotes whose mark stands above."""
    for page in pages:
        marks = page_marks(page)
        for item in page.items:
            if item.line is None:
                continue
            at = item.line.base / page.height
            if at < _EDGE or (at > 1 - _EDGE and note_number(item.line.text) not in marks):
                yield _Seen(page.number, item.line, tuple(_signs(item.line, page.number, at < 0.5)))


def _signs(line: Line, page: int, upper: bool) -> Iterator[Sign]:
    """What a line would have in common with itself on other pages: words, height, and numbers that stay or count."""
    text = " ".join(line.text.split())
    shape = _NUMBER.sub("#", text).casefold()
    numbers = [_value(found.group()) for found in _NUMBER.finditer(text)][:3]
    height = round(line.base / _SAME_HEIGHT)
    for near in (height, height + 1):
        for counting in product((False, True), repeat=len(numbers)):
            relative = tuple(n - page if counts else n for n, counts in zip(numbers, counting, strict=True))
            yield (upper, near, shape, counting, relative)


def _value(number: str) -> int:
    """The number that figures or Roman numerals stand for."""
    if number.isdigit():
        return int(number)
    values = [_ROMAN[letter] for letter in number.lower()]
    return sum(-v if v < max(values[n + 1 :], default=0) else v for n, v in enumerate(values))


def _repeats(found: _Seen, counts: dict[Sign, set[int]], pages: int, body_size: float) -> bool:
    """Whether a line stands on enough other pages; large type needs more of them, since headings are large."""
    most = max(len(counts[sign]) for sign in found.signs)
    if found.line.size > _LARGE * body_size:
        return most >= 3 and most * 3 >= pages
    return most >= (2 if pages <= _FEW_PAGES else 3)


def _ending_paragraphs(repeated: Sequence[_Seen], pages: Sequence[Page]) -> set[int]:
    """Lines of figures alone, such as "1984.", right below text that is not repeated: years may seem to count pages."""
    known = {id(found.line) for found in repeated}
    return {
        id(item.line)
        for page in pages
        for above, item in pairwise(page.items)
        if id(item.line) in known and id(above.line) not in known and _goes_on(above, item)
    }


def _goes_on(above: Item, item: Item) -> bool:
    """Whether a line of figures alone stands as the next line of the text above it."""
    if above.line is None or item.line is None or above.column != item.column:
        return False
    if any(map(str.isalpha, item.line.text)) or abs(above.line.size - item.line.size) > 0.1:
        return False
    return 0 < item.line.base - above.line.base < _NEXT * item.line.size


def _in_slots(seen: Sequence[_Seen], repeated: Sequence[_Seen], pages: Sequence[Page]) -> Iterator[_Seen]:
    """Lines outside all others in the place and type that running heads or feet have: those of another chapter."""
    slots: Counter[tuple[int, float]] = Counter((round(found.line.base), found.line.size) for found in repeated)
    usual = {slot for slot, count in slots.items() if count >= 3}
    bases = {page.number: sorted(_bases(page)) for page in pages}
    for found in seen:
        near = any((round(found.line.base) + shift, found.line.size) in usual for shift in (-1, 0, 1))
        if near and _set_apart(found.line, bases[found.page]):
            yield found


def _heads(seen: Sequence[_Seen], pages: Sequence[Page], body_size: float) -> list[_Seen]:
    """Small lines that stand by themselves at one height above the text of every page, whatever their words are.

    Those of left and right pages differ, so that a document of two or three pages has none twice.
    """
    bases = {page.number: sorted(_bases(page)) for page in pages}
    slots: dict[tuple[int, float], list[_Seen]] = defaultdict(list)
    for found in seen:
        first = bool(bases[found.page]) and found.line.base <= bases[found.page][0] + 2
        if first and found.line.size < _SMALLER * body_size and _set_apart(found.line, bases[found.page]):
            slots[round(found.line.base), round(found.line.size, 1)].append(found)
    filled = sum(bool(own) for own in bases.values())
    return [found for slot in slots.values() if len({f.page for f in slot}) == filled > 1 for found in slot]


def _bases(page: Page) -> Iterator[float]:
    """Heights of the lines and tables of a page."""
    for item in page.items:
        if item.line is not None:
            yield item.line.base
        elif item.table is not None:
            yield from (item.table.top, item.table.bottom)


def _set_apart(line: Line, bases: Sequence[float]) -> bool:
    """Whether a line is the first or last of its page with white beyond it."""
    others = [base for base in bases if abs(base - line.base) > 2]
    above, below = [b for b in others if b < line.base], [b for b in others if b > line.base]
    if above and below:
        return False
    return min((abs(base - line.base) for base in others), default=99.0) > 1.7 * line.size


def _watermarks(pages: Sequence[Page], body_size: float) -> set[int]:
    """Large lines that stand at one place on at least three pages and on half of them, wherever that is."""
    places: dict[tuple[str, int, int], list[Item]] = defaultdict(list)
    for page in pages:
        for item in page.items:
            if item.line is not None and item.line.size > _WATERMARK * body_size:
                places[item.line.text, round(item.line.x0 / 4), round(item.line.base / 4)].append(item)
    return {
        id(item.line) for items in places.values() if len(items) >= 3 and len(items) * 2 >= len(pages) for item in items
    }
