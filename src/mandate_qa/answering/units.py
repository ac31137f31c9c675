"""Hits → units: the sentences, bullets and table rows that an answer may be made of, each with its score.

A unit is contiguous words of one paragraph. Its score is its passage's, moved by how much of the question the unit
itself speaks to, how near in meaning its passage comes, whether its document's name holds words of the question ("the
code", "the Hunt mandate"), and whether it holds what was asked for (a figure, a date, a name).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mandate_qa.answering.holding import holds_wanted
from mandate_qa.answering.verification import Source
from mandate_qa.answering.wanted import figure_of
from mandate_qa.periods import financial_years, normalised
from mandate_qa.reading.passages import lead_in
from mandate_qa.reading.sentences import sentence_spans
from mandate_qa.searching.coverage import Asked
from mandate_qa.searching.tokens import term_set
from mandate_qa.types import Document, Evidence, Hit, Paragraph, ParagraphKind, PartKind, PassageKind, Query, Row

_POINTING = re.compile(r"^(?:this|these|those|it|they|he|she|its|their|both|such)\b", re.IGNORECASE)
_SPOKEN = 1.5
"""What speaking to all of the question counts for; a passage's score counts once."""
_NEAR = 1.5
"""What a passage of the question's very meaning counts for more, besides its share in the passage's score."""
_NAMED = 3.0
"""What a document's name counts for that holds all of the question; mostly it holds a word or none."""
_BONUS = 0.25
_LONG = 60
"""A sentence of more words is taken clause by clause too."""
_SHORT_CLAUSE = 5
_BEHIND = 0.01
"""How much less a unit scores than the one it comes after."""
_TOTALS = re.compile(r"total\b|.*\btotals?\b", re.IGNORECASE)
_SEMICOLON = re.compile(r";\s+(?:and\s+)?")
_SHORT = 30
"""Words up to which a unit is as good as a shorter one."""
_LENGTH = 0.15
"""What each doubling beyond that takes away: a long unit holds more of any question."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Words of one paragraph that may answer."""

    paragraph: Paragraph
    part: int
    start: int
    """In `paragraph.text`."""
    end: int
    score: float
    """Higher is better; comparable within one query only."""
    coverage: float
    """Share of what is asked that stands in the unit, its lead-in and its headings count half; 0–1."""
    similarity: float
    """Cosine of the question and the passage it is from, −1 to 1; 0 when only words found it."""

    @property
    def quote(self) -> str:
        """Its words, exactly."""
        return self.paragraph.text[self.start : self.end]

    @property
    def row(self) -> Row | None:
        """The table row it is, if it is one."""
        table = self.paragraph.table
        return next((row for row in table.rows if row.part == self.part), None) if table else None

    def evidence(self, quote: str | None = None) -> Evidence:
        """It as evidence; a row with what names it."""
        names = ""
        if self.paragraph.table is not None:
            table = self.paragraph.table
            row = [self.row.group, self.row.label] if self.row else []
            names = " ".join([table.caption, table.unit, *table.columns, *row])
        return Evidence(self.paragraph.id, quote or self.quote, self.part, names)


def units(query: Query, hits: Sequence[Hit], source: Source, asked: Asked) -> list[Unit]:
    """The units of the kept hits, best first, each once."""
    found: dict[tuple[str, int, int], Unit] = {}
    for hit in hits:
        if not hit.kept:
            continue
        standing = _standing(hit, source.documents[hit.passage.document], asked)
        for paragraph_id in hit.passage.paragraph_ids:
            paragraph = source.paragraph(paragraph_id)
            for part, start, end in _places(paragraph, hit.passage.parts):
                unit = _unit(paragraph, (part, start, end), standing, hit.vector_score or 0.0, query, asked)
                key = (paragraph.id, start, end)
                if key not in found or unit.score > found[key].score:
                    found[key] = unit
    placed = [_behind(unit, found, query) for unit in found.values()]
    return sorted(placed, key=lambda unit: -unit.score)


def _behind(unit: Unit, found: Mapping[tuple[str, int, int], Unit], query: Query) -> Unit:
    """A unit that has what it speaks to only from the sentence it points back to comes after that, if that may answer.

    Without it "This will also include 40 lamps" ties with the target named before it, and wins by being shorter.
    """
    begin = unit.paragraph.parts[unit.part].start
    place = _pointed_to(unit.paragraph.text[begin : unit.start], unit.quote)
    above = place and found.get((unit.paragraph.id, begin + place[0], begin + place[1]))
    if not above or above.coverage < unit.coverage or (answers_kind(unit, query) and not answers_kind(above, query)):
        return unit
    return replace(unit, score=min(unit.score, above.score - _BEHIND))


def _standing(hit: Hit, document: Document, asked: Asked) -> float:
    """What a unit has from its passage and its document."""
    names = " ".join([document.title, document.short_title, document.publisher, *document.aliases])
    return hit.score + _NEAR * (hit.vector_score or 0.0) + _NAMED * asked.coverage(names)


def whole_table(hit: Hit) -> Hit:
    """A hit of a row as one of all rows of its table, which count for less than what was found; others unchanged."""
    if hit.passage.kind is not PassageKind.ROW:
        return hit
    return replace(hit, passage=replace(hit.passage, parts=()), score=hit.score - _BONUS)


def _places(paragraph: Paragraph, parts: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Part, start and end of each unit in the parts that a passage holds (all of them when it names none)."""
    for n in parts or range(len(paragraph.parts)):
        part = paragraph.parts[n]
        if part.kind is PartKind.ROW:
            yield n, part.start, part.end
        elif paragraph.kind not in (ParagraphKind.TABLE, ParagraphKind.HEADING):
            for start, end in sentence_spans(part.text):
                yield n, part.start + start, part.start + end
                for first, last in _clauses(part.text, start, end):
                    yield n, part.start + first, part.start + last


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each clause of a long sentence that semicolons part."""
    if len(text[start:end].split()) <= _LONG:
        return
    bounds = [start, *(start + mark.end() for mark in _SEMICOLON.finditer(text[start:end])), end]
    for first, last in pairwise(bounds):
        clause = text[first:last].rstrip()
        if len(bounds) > 2 and len(clause.split()) >= _SHORT_CLAUSE:
            yield first, first + len(clause)


def _unit(
    paragraph: Paragraph, place: tuple[int, int, int], standing: float, similarity: float, query: Query, asked: Asked
) -> Unit:
    n, start, end = place
    words, above = paragraph.text[start:end], _above(paragraph, n, start)
    naming = term_set(named_by(paragraph, n, start, words))
    coverage = asked.covered(term_set(words) | naming, frozenset().union(*map(term_set, above)))
    score = standing + _SPOKEN * coverage + _fitting(paragraph, place, query)
    score += _of_year(" ".join([words, *above]), query) if query.periods else 0.0
    return Unit(paragraph, n, start, end, score, coverage, similarity)


def _above(paragraph: Paragraph, n: int, start: int) -> list[str]:
    """What stands above a unit: its lead-in, the two nearest headings, and what its part says before it."""
    part = paragraph.parts[n]
    above = [*lead_in(paragraph, part), *paragraph.section[-2:]]
    return [*above, paragraph.text[part.start : start][-300:]] if start > part.start else above


def named_by(paragraph: Paragraph, n: int, start: int, words: str) -> str:
    """What names the matter for a unit as if it stood there: of a row its table, of "It …" the sentence before."""
    part = paragraph.parts[n]
    if part.kind is PartKind.ROW and paragraph.table is not None:
        return " ".join([paragraph.table.caption, *paragraph.table.columns, *paragraph.section[-1:]])
    before = paragraph.text[part.start : start]
    place = _pointed_to(before, words)
    return before[slice(*place)] if place else ""


def _fitting(paragraph: Paragraph, place: tuple[int, int, int], query: Query) -> float:
    """What a unit's own form counts for: the kind of thing it holds, its length, a mere title, a row of totals."""
    n, start, end = place
    words = paragraph.text[start:end]
    score = _BONUS if _answers_kind(paragraph, n, start, end, query) else 0.0
    score -= _LENGTH * math.log2(max(len(words.split()) / _SHORT, 1.0))
    if _only_titles(paragraph, n):
        score -= _BONUS
    if paragraph.parts[n].kind is PartKind.ROW and _TOTALS.match(words):
        score += _BONUS / 2
    return score


def _of_year(words: str, query: Query) -> float:
    """What naming the asked year counts for, or another one alone."""
    years = set(financial_years(normalised(words)))
    if not years:
        return 0.0
    return _BONUS / 2 if years & set(query.periods) else -_BONUS / 2


def _pointed_to(before: str, words: str) -> tuple[int, int] | None:
    """Where the sentence stands before one that begins with a word for what it speaks of ("It stays valid …").

    None for others.
    """
    return sentence_spans(before)[-1] if before and _POINTING.match(words) else None


def answers_kind(unit: Unit, query: Query) -> bool:
    """Whether a unit holds the kind of thing that is wanted, with the list it announces and the unit of its table."""
    return _answers_kind(unit.paragraph, unit.part, unit.start, unit.end, query)


def _answers_kind(paragraph: Paragraph, n: int, start: int, end: int, query: Query) -> bool:
    words = paragraph.text[start:end] + _announced(paragraph, n, end)
    counted = figure_of(query)
    if paragraph.table is not None and paragraph.parts[n].kind is PartKind.ROW:
        words += f" {paragraph.table.unit} {paragraph.table.caption}"
        words += f" {' '.join(paragraph.table.columns)}" if counted else ""
    return holds_wanted(words, query.wanted, counted)


def _only_titles(paragraph: Paragraph, n: int) -> bool:
    """Whether a part is only the title of what stands below it."""
    part = paragraph.parts[n]
    below = any(other.lead == n for other in paragraph.parts)
    return part.kind is PartKind.TEXT and below and not part.text.rstrip().endswith((":", ".", ";"))


def _announced(paragraph: Paragraph, n: int, end: int) -> str:
    """The first items of the list that a part's last sentence announces; "" when it announces none."""
    part = paragraph.parts[n]
    if end < part.end or not part.text.rstrip().endswith(":"):
        return ""
    return " ".join(["", *[other.text for other in paragraph.parts if other.lead == n][:3]])
