"""Where words of a paragraph stand on a printed page: rectangles, or nothing when that is not certain.

Letters are compared without blanks, hyphens, list marks and the shape of quotes, since a page breaks its lines where it
likes. A place counts when the words, with as many of those around them as it takes, stand there and nowhere else on the
page: a wrong mark is worse than none.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mandate_qa.types import Paragraph, Part, PartKind
from mandate_qa.web.reader.marks import Mark

if TYPE_CHECKING:
    from mandate_qa.reading.pdf.glyphs import Glyph

SURE = 25
"""Letters that stand together by chance in one place only; fewer need words around them."""
REACHES = (0, 20, 60, 200)
"""Letters before and after that are taken into account, the fewest that will do."""
SMALL = 0.8
"""Type below this share of the type before it is a footnote mark."""
ABOVE, BELOW = 0.8, 0.25
"""How far letters reach over and under their line, as shares of their size."""
_ALIKE = str.maketrans("’‘ʼ“”„", "'''\"\"\"")
_LEFT_OUT = frozenset("•●○◦▪■□‣·\uf0b7\u200a\u00ad\ufffd|")

MANY = 200
"""Places of one cell's words that are looked at."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rect:
    """A place on a page in points, from the upper left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


def rectangles(glyphs: Sequence[Glyph], paragraph: Paragraph, marks: Sequence[Mark]) -> tuple[Rect, ...] | None:
    """What to mark on a page with these glyphs, a rectangle a line; None unless every mark is found there."""
    for ordered in orders(glyphs):
        page = Letters.of_page(ordered)
        places = [place(page, paragraph, mark) or in_rows(ordered, page, paragraph, mark) for mark in marks]
        if all(places):
            return tuple(rect for spans in places for span in spans or () for rect in lines(ordered, page, span))
    return None


def orders(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs as they were written and line by line, each with and without footnote marks."""
    by_line = sorted(glyphs, key=lambda glyph: (round(glyph.base / 3), glyph.x0))
    for ordered in (list(glyphs), by_line):
        yield without_small(ordered)
        yield ordered


def without_small(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Without figures and signs that are much smaller than what they stand behind."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        if kept and not glyph.char.isalpha() and glyph.face.size < SMALL * kept[-1].face.size:
            continue
        kept.append(glyph)
    return kept


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters that are compared, each with the place that it comes from."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def of_page(cls, glyphs: Sequence[Glyph]) -> Letters:
        """Of glyphs; a place is a glyph's index."""
        return cls._of((n, char) for n, glyph in enumerate(glyphs) for char in glyph.char)

    @classmethod
    def of_text(cls, text: str) -> Letters:
        """Of a text; a place is a character's."""
        return cls._of(enumerate(text))

    @classmethod
    def _of(cls, placed: Iterator[tuple[int, str]] | enumerate[str]) -> Letters:
        found = [(letter, n) for n, char in placed for letter in compared(char)]
        return cls("".join(letter for letter, _ in found), tuple(n for _, n in found))

    def within(self, start: int, end: int) -> Span:
        """Which letters come from the places `start` to `end`."""
        inside = [n for n, place in enumerate(self.places) if start <= place < end]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)


def compared(char: str) -> str:
    """A character as it is compared; "" for blanks, hyphens and list marks."""
    if char.isspace() or char in _LEFT_OUT or unicodedata.category(char) in ("Pd", "Cf", "Cc") or char == "−":
        return ""
    return "".join(unicodedata.normalize("NFKC", char).split()).translate(_ALIKE)


def place(page: Letters, paragraph: Paragraph, mark: Mark) -> list[Span] | None:
    """The span of the page's letters that a mark stands on; None when that is not certain."""
    whole = Letters.of_text(paragraph.text)
    start, end = whole.within(mark.start, mark.end)
    if start == end:
        return None
    if len(only := occurrences(page.text, whole.text)) == 1:
        return [(only[0] + start, only[0] + end)]
    found = in_context(page.text, whole.text, start, end)
    return [found] if found else None


def in_context(page: str, text: str, start: int, end: int) -> Span | None:
    """Where text[start:end] stands on the page, told by as few letters around it as it takes."""
    for reach in REACHES:
        before, after = text[max(start - reach, 0) : start], text[end : end + reach]
        for left, right in ((before, after), (before, ""), ("", after)):
            wanted = f"{left}{text[start:end]}{right}"
            if len(wanted) >= SURE and len(found := occurrences(page, wanted)) == 1:
                return found[0] + len(left), found[0] + len(left) + end - start
    return None


def occurrences(page: str, wanted: str, most: int = 2) -> list[int]:
    """Where `wanted` begins on the page; two places are as good as many to who looks for the only one."""
    found: list[int] = []
    at = page.find(wanted) if wanted else -1
    while at >= 0 and len(found) < most:
        found.append(at)
        at = page.find(wanted, at + 1)
    return found


# -- table rows, whose cells a page may have written in any order -----------------------------------------------------


def in_rows(glyphs: Sequence[Glyph], page: Letters, paragraph: Paragraph, mark: Mark) -> list[Span] | None:
    """Where the marked cells of table rows stand; None unless all that is marked is in rows that are found."""
    parts = [part for part in paragraph.parts if part.start < mark.end and part.end > mark.start]
    if not parts or any(part.kind is not PartKind.ROW for part in parts):
        return None
    found = [in_row(glyphs, page, part, mark) for part in parts]
    return [span for spans in found for span in spans or ()] if all(found) else None


def in_row(glyphs: Sequence[Glyph], page: Letters, part: Part, mark: Mark) -> list[Span] | None:
    """Where the marked cells of one row stand; None unless each of its cells is found.

    The longest cell must stand on the page once, and each other cell once at its height, or once on the page nearby.
    """
    cells = [(Letters.of_text(words), part.start + start) for words, start in printed_cells(part.text)]
    label = max((cell.text for cell, _ in cells), key=len, default="")
    if len(only := occurrences(page.text, label)) != 1:
        return None
    height = [glyphs[n] for n in page.places[only[0] : only[0] + len(label)]]
    found: list[Span] = []
    for cell, start in cells:
        at = at_height(glyphs, page, cell.text, height)
        if at is None:
            return None
        first, last = cell.within(mark.start - start, mark.end - start)
        found += [(at + first, at + last)] if first < last else []
    return found or None


def printed_cells(row: str) -> Iterator[tuple[str, int]]:
    """What stands between tabs and line ends, with where it begins; empty cells left out."""
    for found in re.finditer(r"[^\t\n]+", row):
        if Letters.of_text(found[0]).text:
            yield found[0], found.start()


def at_height(glyphs: Sequence[Glyph], page: Letters, words: str, height: Sequence[Glyph]) -> int | None:
    """Where the only `words` on one of the lines of `height` begin, or the only ones on the page if they are near."""
    everywhere = occurrences(page.text, words, MANY)
    apart = {at: min(abs(glyphs[page.places[at]].base - glyph.base) for glyph in height) for at in everywhere}
    size = height[0].face.size
    beside = [at for at in everywhere if apart[at] < size / 2]
    if len(beside) != 1:
        beside = [at for at in everywhere if len(everywhere) == 1 and apart[at] < 3 * size]
    return beside[0] if beside else None


# -- rectangles -------------------------------------------------------------------------------------------------------


def lines(glyphs: Sequence[Glyph], page: Letters, span: Span) -> list[Rect]:
    """A rectangle for each run of glyphs on one line."""
    runs: list[list[Glyph]] = []
    for n in sorted(set(page.places[span[0] : span[1]])):
        glyph = glyphs[n]
        if runs and goes_on(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [rect_of(run) for run in runs]


def goes_on(before: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph stands behind another on its line, without the gap between columns."""
    size = max(before.face.size, glyph.face.size)
    return abs(glyph.base - before.base) < size / 2 and -size < glyph.x0 - before.x1 < 2 * size


def rect_of(run: Sequence[Glyph]) -> Rect:
    """The rectangle round glyphs on one line."""
    size = Counter(glyph.face.size for glyph in run).most_common(1)[0][0]
    base = run[0].base
    return Rect(min(g.x0 for g in run), base - ABOVE * size, max(g.x1 for g in run), base + BELOW * size)
