"""What may speak for a side of a comparison, and what tells the sides of two subjects apart.

Documents tell their sides apart by themselves; subjects do it by the words that one has and the other lacks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mandate_qa.answering.cells import cells_of, row_name
from mandate_qa.answering.claims import NUMBER_WORDS
from mandate_qa.answering.counting import counted_thing, counts
from mandate_qa.answering.deciding import sureness
from mandate_qa.answering.units import Unit, answers_kind
from mandate_qa.searching.coverage import Asked
from mandate_qa.searching.tokens import term_set
from mandate_qa.types import Query

_NEARLY = 0.75
"""What may speak for a side must score at least this share of its best unit."""
_SURE = 0.8
"""What may speak for a side must answer at least this share as surely as what answers most surely."""
_SURELY = 0.7
"""The same for a subject."""
_CANDIDATES = 5
_CELLS = 3
"""Cells of a row that can be set beside another's."""
_OWN = 0.5
"""What the words of one subject, which the other lacks, count for beside a unit's score."""
_LABEL = 0.3
"""What a row counts for beyond that whose label is nothing but those words."""
_NAMED = 0.6
"""Share of those words that a sentence must hold of each subject to speak of both."""
_LEAST = 0.2
"""Share of them without which nothing speaks for a subject."""
_EDITIONS = term_set("first original initial old earlier previous last latest later new newer revised updated second")
_BOTH = 0.25
"""How much less it may say of them than the best for each together."""
_ALIKE = 0.6
"""Share of what one edition says of a question that another must say, to speak of the same."""
_SMALL = re.compile(r"(?<![\w.,£])\d{1,2}(?![\w.,%]\d|%)")


@dataclass(frozen=True, slots=True)
class Side:
    """What one document, or one subject, of a comparison was asked, and what of it may answer."""

    query: Query
    asked: Asked
    units: Sequence[Unit]
    """Best first; none where the documents do not say."""
    apart: bool = False
    """Whether it is one of several subjects, which no document tells apart."""

    @property
    def candidates(self) -> Sequence[Unit]:
        """The units that may speak for it, best first: those that hold what is asked for, and answer as surely as any.

        For a document first is looked for what is asked, for a subject first for what answers surely.
        """
        near = [unit for unit in self.units if unit.score >= self.units[0].score * _NEARLY]
        steps = (self._surest, self._holding) if self.apart else (self._holding, self._surest)
        for step in steps:
            near = step(near)
        return ([unit for unit in near if self._to_the_point(unit)] or near)[:_CANDIDATES]

    def _surest(self, units: Sequence[Unit]) -> list[Unit]:
        surest = max(sureness(unit) for unit in units)
        return [unit for unit in units if sureness(unit) >= surest * (_SURELY if self.apart else _SURE)]

    def _holding(self, units: Sequence[Unit]) -> list[Unit]:
        return [unit for unit in units if answers_kind(unit, self.query) and self._counts(unit)] or list(units)

    def _counts(self, unit: Unit) -> bool:
        """Whether a unit says how many there are of what is to be counted; true when nothing is."""
        thing = counted_thing(self.query.focus or self.query.text)
        return not thing or counts(unit.quote, thing)

    def _to_the_point(self, unit: Unit) -> bool:
        """Whether a unit is no row without cells, and none of which many were asked for, so that no figure of it is the
        answer."""
        cells = cells_of(unit, self.query)
        return len(cells.columns) <= _CELLS if cells is not None else unit.row is None


def told_apart(sides: Sequence[Side]) -> list[Side]:
    """The sides of subjects with the units first that hold the words of one subject and not of the other."""
    apart = []
    for side in sides:
        own = own_words(side, sides)
        units = [
            replace(unit, score=unit.score + _OWN * own.coverage(_named(unit)) + _LABEL * _labelled(unit, own))
            for unit in side.units
        ]
        apart.append(replace(side, units=sorted(units, key=lambda unit: -unit.score), apart=True))
    return apart


def of_both(sides: Sequence[Side], chosen: Sequence[Unit]) -> Unit | None:
    """The sentence that speaks of each of two subjects, and of both nearly as much as the best for each does."""
    said = sum(unit.coverage for unit in chosen)
    first, *others = [{(unit.paragraph.id, unit.start): unit for unit in side.units} for side in sides]
    for place, unit in first.items():
        told_of = [unit, *(other[place] for other in others if place in other)]
        if unit.row is not None or len(told_of) < len(sides) or sum(one.coverage for one in told_of) < said - _BOTH:
            continue
        if answers_kind(unit, sides[0].query) and all(
            own_words(side, sides).coverage(_named(unit)) >= _NAMED for side in sides
        ):
            return unit
    return None


def alike(sides: Sequence[Side]) -> bool:
    """Whether what speaks for each side speaks to nearly as much of the question as what speaks to most."""
    said = [side.candidates[0].coverage if side.units else 0.0 for side in sides]
    return min(said) >= _ALIKE * max(said)


def asking_all(side: Side, sides: Sequence[Side]) -> Side:
    """A side that asks of its row what all sides ask, so that rows of one table are told by the same columns."""
    return replace(side, query=replace(side.query, focus=" ".join(one.query.focus for one in sides)))


def speaks(unit: Unit, own: Asked, title: str) -> bool:
    """Whether a unit, or the title of its document, says enough of the words of its subject; which edition or year it
    is, it need not say."""
    needs = [n for n in own.needs if n.weight and not any(t in _EDITIONS or t[0].isdigit() for t in n.spellings[0])]
    said = " ".join([_named(unit), *unit.paragraph.section, title])
    return own.of(needs).coverage(said) >= _LEAST if needs else True


def own_words(side: Side, sides: Sequence[Side]) -> Asked:
    """What only this side asks for."""
    return side.asked.apart_from(other.asked for other in sides if other is not side)


def _labelled(unit: Unit, own: Asked) -> float:
    """The share of a row's label that is the words of its subject, 0 for what is no row."""
    label = term_set(unit.row.label) if unit.row is not None else frozenset()
    asked = {term for need in own.needs for spelling in need.spellings for term in spelling}
    return len(label & asked) / len(label) if label else 0.0


def _named(unit: Unit) -> str:
    """The words of a unit, with the names of its row and its small numbers spelt out."""
    spelt = " ".join(NUMBER_WORDS[int(n)] for n in _SMALL.findall(unit.quote) if int(n) < len(NUMBER_WORDS))
    return f"{unit.quote} {spelt} {row_name(unit) if unit.row is not None else ''}"
