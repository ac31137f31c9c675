"""A paragraph's parts → pieces: the sentences, clauses, bullets and table rows that an answer may be made of.

Knows what of a piece follows from its paragraph alone, and remembers it. What it is worth to a question is for `units`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from mandate_qa.keyed import Keyed
from mandate_qa.periods import financial_years, normalised
from mandate_qa.reading.passages import lead_in
from mandate_qa.reading.sentences import sentence_spans
from mandate_qa.searching.tokens import term_set, terms_of_all
from mandate_qa.types import Paragraph, ParagraphKind, PartKind

REMEMBERED = 4_000
"""Parts of paragraphs whose pieces are kept, some kilobytes each."""
_POINTING = re.compile(r"^(?:this|these|those|it|they|he|she|its|their|both|such)\b", re.IGNORECASE)
_LONG = 60
"""A sentence of more words is taken clause by clause too."""
_SHORT_CLAUSE = 5
_SEMICOLON = re.compile(r";\s+(?:and\s+)?")
_TOTALS = re.compile(r"total\b|.*\btotals?\b", re.IGNORECASE)
_SHORT = 30
"""Words up to which a piece is as good as a shorter one."""
_LENGTH = 0.15
"""What each doubling beyond that takes away: a long piece holds more of any question."""
_TITLE = 0.25
"""What being only the title of what stands below takes away."""
_TOTAL = 0.125
"""What a row of totals counts for more."""


@dataclass(frozen=True, slots=True)
class Held:
    """The words in which a piece may hold a figure or a date, those that belong to them included."""

    words: str
    """Its own, the list that it announces, and of a row the unit and the caption of its table."""
    with_columns: str
    """The same, of a row also the names of the columns, which may tell what a figure counts."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one part of a paragraph, with what the paragraph says of them."""

    paragraph: Paragraph
    part: int
    start: int
    """In `paragraph.text`."""
    end: int
    held: Held
    terms: frozenset[str]
    """Of its words and of what names it."""
    above: frozenset[str]
    """Terms of its lead-in, of the two nearest headings, and of what its part says before it."""
    told: str
    """Its words and what stands above it, for years."""
    form: float
    """What its own form counts for: its length, a mere title, a row of totals."""
    pointed_to: tuple[int, int] | None
    """In `paragraph.text`, the sentence that it speaks of with its first word; None for most."""

    @property
    def years(self) -> frozenset[str]:
        """The financial years that it or what stands above it names."""
        return _years(self.told)


def pieces(paragraph: Paragraph, parts: Sequence[int] = ()) -> Iterator[Piece]:
    """The pieces in some parts of a paragraph, all parts when none is named, in reading order.

    Of a table only its rows are pieces, and of a heading nothing is.
    """
    this = Keyed(paragraph.id, paragraph)
    for n in parts or range(len(paragraph.parts)):
        yield from _of_part(this, n)


@lru_cache(maxsize=REMEMBERED)
def _of_part(paragraph: Keyed[Paragraph], n: int) -> tuple[Piece, ...]:
    return tuple(_piece(paragraph.value, n, start, end) for start, end in _places(paragraph.value, n))


def _places(paragraph: Paragraph, n: int) -> Iterator[tuple[int, int]]:
    """Start and end of each piece in a part."""
    part = paragraph.parts[n]
    if part.kind is PartKind.ROW:
        yield part.start, part.end
    elif paragraph.kind not in (ParagraphKind.TABLE, ParagraphKind.HEADING):
        for start, end in sentence_spans(part.text):
            yield part.start + start, part.start + end
            for first, last in _clauses(part.text, start, end):
                yield part.start + first, part.start + last


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each clause of a long sentence that semicolons part."""
    if len(text[start:end].split()) <= _LONG:
        return
    bounds = [start, *(start + mark.end() for mark in _SEMICOLON.finditer(text[start:end])), end]
    for first, last in pairwise(bounds):
        clause = text[first:last].rstrip()
        if len(bounds) > 2 and len(clause.split()) >= _SHORT_CLAUSE:
            yield first, first + len(clause)


def _piece(paragraph: Paragraph, n: int, start: int, end: int) -> Piece:
    words, above = paragraph.text[start:end], _above(paragraph, n, start)
    return Piece(
        paragraph,
        part=n,
        start=start,
        end=end,
        held=held_by(paragraph, n, start, end),
        terms=term_set(words) | term_set(named_by(paragraph, n, start, words)),
        above=terms_of_all(above),
        told=" ".join([words, *above]),
        form=_form(paragraph, n, words),
        pointed_to=_pointed_to(paragraph, n, start, words),
    )


def _above(paragraph: Paragraph, n: int, start: int) -> list[str]:
    """What stands above a piece: its lead-in, the two nearest headings, and what its part says before it."""
    part = paragraph.parts[n]
    above = [*lead_in(paragraph, part), *paragraph.section[-2:]]
    return [*above, paragraph.text[part.start : start][-300:]] if start > part.start else above


def named_by(paragraph: Paragraph, n: int, start: int, words: str) -> str:
    """What names the matter for a piece as if it stood there: of a row its table, of "It …" the sentence before."""
    part = paragraph.parts[n]
    if part.kind is PartKind.ROW and paragraph.table is not None:
        return " ".join([paragraph.table.caption, *paragraph.table.columns, *paragraph.section[-1:]])
    place = _pointed_to(paragraph, n, start, words)
    return paragraph.text[slice(*place)] if place else ""


def _pointed_to(paragraph: Paragraph, n: int, start: int, words: str) -> tuple[int, int] | None:
    """Where the sentence stands before one that begins with a word for what it speaks of ("It stays valid …").

    None for others.
    """
    begin = paragraph.parts[n].start
    if start <= begin or not _POINTING.match(words):
        return None
    first, last = sentence_spans(paragraph.text[begin:start])[-1]
    return begin + first, begin + last


def held_by(paragraph: Paragraph, n: int, start: int, end: int) -> Held:
    """The words in which a piece may hold what is wanted."""
    words, table = paragraph.text[start:end] + _announced(paragraph, n, end), paragraph.table
    if table is None or paragraph.parts[n].kind is not PartKind.ROW:
        return Held(words, words)
    words += f" {table.unit} {table.caption}"
    return Held(words, f"{words} {' '.join(table.columns)}")


def _announced(paragraph: Paragraph, n: int, end: int) -> str:
    """The first items of the list that a part's last sentence announces; "" when it announces none."""
    part = paragraph.parts[n]
    if end < part.end or not part.text.rstrip().endswith(":"):
        return ""
    return " ".join(["", *[other.text for other in paragraph.parts if other.lead == n][:3]])


def _form(paragraph: Paragraph, n: int, words: str) -> float:
    """What a piece's own form counts for."""
    score = -_LENGTH * math.log2(max(len(words.split()) / _SHORT, 1.0))
    if _only_titles(paragraph, n):
        score -= _TITLE
    if paragraph.parts[n].kind is PartKind.ROW and _TOTALS.match(words):
        score += _TOTAL
    return score


def _only_titles(paragraph: Paragraph, n: int) -> bool:
    """Whether a part is only the title of what stands below it."""
    part = paragraph.parts[n]
    below = any(other.lead == n for other in paragraph.parts)
    return part.kind is PartKind.TEXT and below and not part.text.rstrip().endswith((":", ".", ";"))


@lru_cache(maxsize=20_000)
def _years(words: str) -> frozenset[str]:
    return frozenset(financial_years(normalised(words)))
