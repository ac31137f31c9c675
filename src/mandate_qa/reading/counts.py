"""Whether a number goes on with the count, so that it numbers a paragraph and is no figure that begins a sentence.

A reader of the printed page decides by what came before and what comes after; so does this.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from mandate_qa.reading.marks import Mark, Style
from mandate_qa.types import Block, BlockKind

_GAP = 3
"""Numbers that a count may skip: paragraphs that were taken out, or that a reader could not tell."""
_FIRST = 3
"""The highest number that a chapter may begin with, for the same reasons."""


class Counts:
    """The counts of one document, while its blocks are walked through."""

    def __init__(self, marks: Sequence[Mark | None]) -> None:
        self._marks = marks
        self._places: dict[Style, list[int]] = defaultdict(list)
        self._known: set[tuple[Style, str, tuple[int, ...]]] = set()
        self._above: set[tuple[Style, str, tuple[int, ...]]] = set()
        for at, mark in enumerate(marks):
            if mark is not None:
                self._places[mark.style].append(at)
                self._known.add((mark.style, mark.noun or mark.printed * (not mark.count), mark.count))
                self._above.add((mark.style, mark.noun, mark.count[:-1]))
        self.deep: tuple[int, ...] = ()
        self.whole = 0
        self.main = 0
        """The last whole number before the annexes."""
        self.heading: str | None = None
        """Number of the heading that came since the last number, "" when it has none, None when no heading came."""
        self.noun = ""
        """What the whole numbers count, where they began anew under "Recommendations"."""
        self.aside = False
        """Whether whole numbers count items below a heading while the paragraphs have numbers of several parts."""
        self.runs_on = False
        """Whether an annex goes on with the count of the document before it."""

    def enter_annex(self) -> None:
        """Begin to count anew."""
        self.main = max(self.main, self.whole)
        self.deep, self.whole, self.noun, self.runs_on = (), 0, "", False

    def deep_goes_on(self, at: int, mark: Mark) -> bool:
        """Whether the number of several parts before block `at` goes on with the count."""
        number, last = mark.count, self.deep
        if mark.typed:
            return bool(last) and number[:-1] in (last, last[:-1])
        if not last or (number[0] == last[0] and number > last):
            return True
        if number[0] - last[0] in (1, 2) and number[1] <= _FIRST:
            return True
        if number[-1] != 1 or (number[0] <= last[0] and self.heading is None):
            return False
        return self.heading == str(number[0]) or self._is_followed(at, mark)

    def whole_goes_on(self, at: int, mark: Mark, *, annexed: bool) -> bool:
        """Whether the whole number before block `at` goes on with the count, or begins one."""
        number = mark.count[0]
        if self.deep:
            return self._begins_items(mark)
        if len(mark.count) > 1:
            return number == self.whole
        if number == self.whole + 1 and self.whole:
            return True
        if number == 1:
            return not mark.typed or self._is_followed(at, mark)
        if self.whole and number - self.whole <= _GAP:
            return mark.stop and number > self.whole
        if self.whole:
            return mark.stop and number > self.whole and self._begins_run(at, number)
        self.runs_on = annexed and number == self.main + 1 > _FIRST
        return self.runs_on or (mark.stop and self._is_followed(at, mark)) or self._begins_run(at, number)

    def item_goes_on(self, at: int, mark: Mark) -> bool:
        """Whether the whole number before block `at` counts an item where items are counted."""
        number = mark.count[0]
        return not mark.typed or (number == self.whole + 1 and (number > 1 or self._is_followed(at, mark)))

    def _begins_items(self, mark: Mark) -> bool:
        """Whether items are counted below a heading of their own, in a document whose numbers have several parts."""
        if mark.typed:
            return False
        return mark.count == (self.whole + 1,) if self.aside else self.heading is not None and mark.count == (1,)

    def returns(self, at: int, number: int) -> bool:
        """Whether a whole number comes again after block `at`, before any count begins anew."""
        for mark in self._later(at, Style.WHOLE):
            if mark.count == (number,):
                return True
            if mark.count == (1,):
                return False
        return False

    def goes_on_after(self, at: int) -> bool:
        """Whether the whole number of block `at` is followed by the next one, wherever that comes."""
        mark = self._marks[at]
        after = next(self._later(at, Style.WHOLE), None)
        return mark is not None and after is not None and after.count == (mark.count[0] + 1,)

    def is_supported(self, at: int) -> bool:
        """Whether another number of the same kind stands before or after the one of block `at` in the count."""
        mark = self._marks[at]
        assert mark is not None
        if not mark.typed:
            return True
        if mark.style is Style.LETTER:
            others = {name for style, name, _ in self._known if style is Style.LETTER}
            return any(is_next(mark.printed, other) or is_next(other, mark.printed) for other in others)
        return self._has_neighbour(mark)

    def _has_neighbour(self, mark: Mark) -> bool:
        """Whether a number stands beside another: A1 and A2, A2 and A2.1, A4 and B1."""
        *above, last = mark.count
        steps = (-2, -1, 1, 2) if mark.stop or above else (-1, 1)
        beside = any((mark.style, mark.noun, (*above, last + step)) in self._known for step in steps)
        levels = (mark.style, mark.noun, mark.count) in self._above or (
            mark.style,
            mark.noun,
            tuple(above),
        ) in self._known
        return beside or levels or self._has_series_beside(mark)

    def _has_series_beside(self, mark: Mark) -> bool:
        """Whether a series of the letter before or after begins, or this one does beside it: A4 and B1."""
        if len(mark.noun) != 1:
            return False
        for letter in (chr(ord(mark.noun) - 1), chr(ord(mark.noun) + 1)):
            if any((mark.style, letter, (*mark.count[:-1], first)) in self._known for first in (1, mark.count[-1])):
                return True
        return False

    def _begins_run(self, at: int, number: int) -> bool:
        """Whether the next two whole numbers go on from `number`, as where pages were left out."""
        later = self._later(at, Style.WHOLE)
        return [mark.count for mark in islice(later, 2)] == [(number + 1,), (number + 2,)]

    def _is_followed(self, at: int, mark: Mark) -> bool:
        """Whether the next number of the same style is the one after this, or stands below it."""
        after = next(self._later(at, mark.style), None)
        if after is None:
            return False
        return after.count == (*mark.count[:-1], mark.count[-1] + 1) or after.count[:-1] == mark.count

    def _later(self, at: int, style: Style) -> Iterator[Mark]:
        places = self._places[style]
        for place in islice(places, bisect_right(places, at), None):
            mark = self._marks[place]
            if mark is not None:
                yield mark


def last_of_run(at: int, blocks: Sequence[Block], marks: Sequence[Mark | None]) -> int:
    """Place of the last text whose whole number counts on from block `at`, with nothing but lists and notes between."""
    last, first = at, marks[at]
    number = first.count[0] if first is not None else 0
    for n in range(at + 1, len(blocks)):
        mark = marks[n]
        if blocks[n].kind is BlockKind.TEXT and mark is not None and mark.count == (number + 1,):
            last, number = n, number + 1
        elif blocks[n].kind not in (BlockKind.BULLET, BlockKind.FOOTNOTE):
            break
    return last


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def roman_value(letters: str) -> int:
    """The value of a roman number of either case; 0 for letters that are none."""
    values = [_ROMAN.get(letter, 0) for letter in letters.lower()]
    if not values or 0 in values:
        return 0
    return sum(-value if after > value else value for value, after in zip(values, (*values[1:], 0), strict=True))


def letter_value(letters: str) -> int:
    """1 for a, 26 for z, 27 for aa (as for ab … counted on); 0 for what is no letter."""
    letters = letters.lower()
    if len(set(letters)) == 1 and letters.isalpha():
        return 26 * (len(letters) - 1) + ord(letters[0]) - 96
    return 0


def is_next(mark: str, before: str) -> bool:
    """Whether a letter or roman number comes right after another in the same style: (b) after (a), iv after iii."""
    one, last = mark.strip("()."), before.strip("().")
    if not one or not last or one.isupper() != last.isupper():
        return False
    letters = letter_value(one) and letter_value(last) and letter_value(one) == letter_value(last) + 1
    return bool(letters) or (roman_value(last) > 0 and roman_value(one) == roman_value(last) + 1)


def is_first(mark: str) -> bool:
    """Whether a letter or number begins a count: (a), i, A., 1."""
    return mark.strip("().:").lower() in ("a", "i", "1")
