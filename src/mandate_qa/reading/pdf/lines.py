"""Words → lines: what stands on one line of one column, left to right, with its place and type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mandate_qa.reading.pdf.words import Word

TAB = 1.6
"""A gap of this many type sizes is a tab rather than a blank, however a line is spread."""
_SAME_LINE = 0.3
_ABUTTING = 0.1


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of one column."""

    text: str
    """Words parted by blanks, by a tab where the gap is wide."""
    x0: float
    x1: float
    base: float
    """Height it stands on, downwards from the top of the page."""
    size: float
    """Type size of most of it, in points."""
    bold: bool
    """Whether all of it is bold."""
    begins_bold: bool
    """Whether its first word is bold."""
    symbol: bool
    """Whether its first word is set in signs instead of letters."""
    mark_end: float
    """Where its first word ends."""
    body: float
    """Where its second word begins; where it ends when it has one word only."""
    first: float
    """Width of its first word."""

    @property
    def gap(self) -> float:
        """Gap after its first word, in type sizes."""
        return (self.body - self.mark_end) / self.size if self.body > self.mark_end else 0.0

    @property
    def top(self) -> float:
        """Height that its letters reach."""
        return self.base - 0.8 * self.size


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one line without a gap between them that could part columns."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    base: float
    size: float

    @classmethod
    def of(cls, words: Sequence[Word]) -> Segment:
        """The segment of `words`, which stand in order."""
        x0, x1 = min(word.x0 for word in words), max(word.x1 for word in words)
        return cls(tuple(words), x0, x1, words[0].base, max(word.size for word in words))

    @property
    def top(self) -> float:
        """Height that its letters reach."""
        return self.base - 0.8 * self.size

    @property
    def bottom(self) -> float:
        """Height that its descenders reach."""
        return self.base + 0.25 * self.size

    @property
    def letters(self) -> int:
        """How many letters it has; figures and signs are none."""
        return sum(sum(map(str.isalpha, word.text)) for word in self.words)


def segments(words: Iterable[Word], gap: float = 1.0) -> list[Segment]:
    """Words on the same line put together, parted where a gap is wider than `gap` type sizes; from the top down."""
    found = []
    for row in rows(words):
        run = [row[0]]
        for word in row[1:]:
            if word.x0 - run[-1].x1 > gap * max(word.size, run[-1].size):
                found.append(Segment.of(run))
                run = []
            run.append(word)
        found.append(Segment.of(run))
    return found


def rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words by the line they stand on, from the top down, each from left to right."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.base):
        if found and word.base - found[-1][0].base <= _SAME_LINE * min(word.size, found[-1][0].size):
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in found]


def lines(words: Iterable[Word]) -> list[Line]:
    """The lines of one column, from the top down."""
    return [line(row) for row in rows(words)]


def line(row: Sequence[Word]) -> Line:
    """Words that stand on one line, left to right, as a line."""
    text = row[0].text
    for before, word in pairwise(row):
        text += between(before, word) + word.text
    sizes: Counter[float] = Counter()
    for word in row:
        sizes[word.size] += len(word.text)
    first = _first(row)
    body = row[first].x0 if first < len(row) else row[-1].x1
    end = row[first - 1].x1
    return Line(
        text=text,
        x0=row[0].x0,
        x1=max(word.x1 for word in row),
        base=Counter({word.base: len(word.text) for word in row}).most_common(1)[0][0],
        size=sizes.most_common(1)[0][0],
        bold=all(word.bold or not any(map(str.isalnum, word.text)) for word in row) and any(word.bold for word in row),
        begins_bold=row[0].bold,
        symbol=row[0].symbol and len(row[0].text) == 1,
        mark_end=end,
        body=body,
        first=end - row[0].x0,
    )


def _first(row: Sequence[Word]) -> int:
    """How many of the words of a line make up the first one as printed."""
    count = 1
    while count < len(row) and not between(row[count - 1], row[count]):
        count += 1
    return count


def between(before: Word, word: Word) -> str:
    """What parts two words of a line: nothing, a blank or a tab."""
    gap, size = word.x0 - before.x1, max(before.size, word.size)
    if gap > TAB * size:
        return "\t"
    if not word.spaced and gap < _ABUTTING * size:
        return ""
    return " "
