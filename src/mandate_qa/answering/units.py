"""Hits → units: the pieces of paragraphs that an answer may be made of, each with its score.

Its score is its passage's, moved by how much of the question the unit
itself speaks to, how near in meaning its passage comes, whether its document's name holds words of the question ("the
code", "the Hunt mandate"), and whether it holds what was asked for (a figure, a date, a name).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mandate_qa.answering.holding import holds_wanted
from mandate_qa.answering.pieces import Held, Piece, held_by, pieces
from mandate_qa.answering.verification import Source
from mandate_qa.answering.wanted import figure_of
from mandate_qa.searching.coverage import Asked
from mandate_qa.types import Document, Evidence, Hit, Paragraph, PassageKind, Query, Row

Place = tuple[str, int, int]
"""Paragraph id, start and end in its text."""
_SPOKEN = 1.5
"""What speaking to all of the question counts for; a passage's score counts once."""
_NEAR = 1.5
"""What a passage of the question's very meaning counts for more, besides its share in the passage's score."""
_NAMED = 3.0
"""What a document's name counts for that holds all of the question; mostly it holds a word or none."""
_BONUS = 0.25
"""What holding the kind of thing that is wanted counts for."""
_BEHIND = 0.01
"""How much less a unit scores than the one it comes after."""


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
    """The units of the kept hits, best first, each once: as one of the hit that counts for most."""
    best: dict[Place, tuple[float, Hit, Piece]] = {}
    for hit in hits:
        if not hit.kept:
            continue
        standing = _standing(hit, source.documents[hit.passage.document], asked)
        for paragraph_id in hit.passage.paragraph_ids:
            for piece in pieces(source.paragraph(paragraph_id), hit.passage.parts):
                place = paragraph_id, piece.start, piece.end
                if place not in best or standing > best[place][0]:
                    best[place] = standing, hit, piece
    found = {place: _unit(piece, standing, hit, query, asked) for place, (standing, hit, piece) in best.items()}
    for place, (_, _, piece) in best.items():
        if piece.pointed_to and (above := found.get((place[0], *piece.pointed_to))):
            found[place] = _behind(found[place], above, query)
    return sorted(found.values(), key=lambda unit: -unit.score)


def _behind(unit: Unit, above: Unit, query: Query) -> Unit:
    """A unit that has what it speaks to only from the sentence it points back to comes after that, if that may answer.

    Without it "This will also include 40 lamps" ties with the target named before it, and wins by being shorter.
    """
    if above.coverage < unit.coverage or (answers_kind(unit, query) and not answers_kind(above, query)):
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


def _unit(piece: Piece, standing: float, hit: Hit, query: Query, asked: Asked) -> Unit:
    """A piece with what it is worth to the question."""
    coverage = asked.covered(piece.terms, piece.above)
    score = standing + _SPOKEN * coverage + piece.form
    score += _BONUS if _of_kind(piece.held, query) else 0.0
    score += _of_year(piece.years, query) if query.periods else 0.0
    return Unit(piece.paragraph, piece.part, piece.start, piece.end, score, coverage, hit.vector_score or 0.0)


def _of_year(years: frozenset[str], query: Query) -> float:
    """What naming the asked year counts for, or another one alone."""
    if not years:
        return 0.0
    return _BONUS / 2 if years & set(query.periods) else -_BONUS / 2


def answers_kind(unit: Unit, query: Query) -> bool:
    """Whether a unit holds the kind of thing that is wanted, with the list it announces and the unit of its table."""
    return _of_kind(held_by(unit.paragraph, unit.part, unit.start, unit.end), query)


def _of_kind(held: Held, query: Query) -> bool:
    counted = figure_of(query)
    return holds_wanted(held.with_columns if counted else held.words, query.wanted, counted)
