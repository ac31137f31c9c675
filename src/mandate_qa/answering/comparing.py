"""Several documents at once: comparisons a line each, and documents that give different figures for one thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from mandate_qa.answering.ambiguity import equals, likeness, likeness_of_subjects
from mandate_qa.answering.cells import Cells, cells_of, number, row_name
from mandate_qa.answering.claims import NUMBER_WORDS
from mandate_qa.answering.counting import counted_thing, counts
from mandate_qa.answering.deciding import confidence
from mandate_qa.answering.standing import by_standing, which_holds
from mandate_qa.answering.telling import of_document, told
from mandate_qa.answering.units import Unit, answers_kind
from mandate_qa.answering.verification import Source
from mandate_qa.answering.wording import SEVERAL_FIT
from mandate_qa.answering.years import change
from mandate_qa.periods import financial_years, normalised
from mandate_qa.reading.tables import is_figure
from mandate_qa.searching.coverage import Asked
from mandate_qa.searching.tokens import term_set
from mandate_qa.types import Draft, Query, Statement, Status

_NEARLY = 0.75
"""A rival figure's row must score at least this share of the best one's."""
_SURE = 0.8
"""What may speak for a side must answer at least this share as surely as what answers most surely."""
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
_SMALL = re.compile(r"(?<![\w.,£])\d{1,2}(?![\w.,%]\d|%)")
_SURELY = 0.7
"""The same for a subject."""
_CANDIDATES = 5
_CELLS = 3
"""Cells of a row that can be set beside another's."""
_FAR = 5.0
"""Figures that documents give for one thing are not this many times as large as one another."""
_SLACK = 0.05
"""And speak to as much of the question, but for this."""


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
        surest = max(confidence(unit) for unit in units)
        return [unit for unit in units if confidence(unit) >= surest * (_SURELY if self.apart else _SURE)]

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


def compared(sides: Sequence[Side], source: Source) -> Draft | None:
    """A line for each side that says something, each with its best unit; None when fewer than two do, or both the same.

    Documents come oldest first, subjects as they were named. Of more than two only those are told that say nearly as
    much as the one that says most.
    """
    subjects = len({side.query.documents for side in sides}) == 1
    speaking = [side for side in (_told_apart(sides) if subjects else sides) if side.units]
    if len(speaking) < 2:
        return None
    chosen = like_with_like([side.candidates for side in speaking], likeness_of_subjects if subjects else likeness)
    owns = [_own(side, sides) for side in sides if side.units] if subjects else []
    if not all(_speaks(unit, own) for unit, own in zip(chosen, owns, strict=False)):
        return None
    both = _of_both(sides, chosen) if subjects else None
    if both is not None:
        return Draft(Status.ANSWERED, (told(both, sides[0].query, sides[0].asked),))
    pairs = list(zip(speaking, chosen, strict=True))
    if len({(unit.paragraph.id, unit.start) for _, unit in pairs}) < 2:
        return None
    if all(side.query.documents for side in speaking):
        pairs.sort(key=lambda pair: source.documents[pair[1].paragraph.document].published)
    strongest = max(unit.score for _, unit in pairs)
    if len(pairs) > 2:
        pairs = [pair for pair in pairs if pair[1].score >= strongest * _NEARLY]
    if len({unit.paragraph.id for _, unit in pairs}) == 1:
        pairs = [(_of_all(side, speaking), unit) for side, unit in pairs]
    lines = [of_document(unit, s.query, source.documents[unit.paragraph.document], s.asked) for s, unit in pairs]
    silent = [source.documents[key].short_title for side in sides if not side.units for key in side.query.documents]
    notes = (f"Nothing was found in: {', '.join(silent)}.",) if silent else ()
    found = [cells_of(unit, side.query) for side, unit in pairs]
    return Draft(Status.ANSWERED, (*lines, *_difference(found)), notes)


def _told_apart(sides: Sequence[Side]) -> list[Side]:
    """The sides of subjects with the units first that hold the words of one subject and not of the other."""
    apart = []
    for side in sides:
        own = _own(side, sides)
        units = [
            replace(unit, score=unit.score + _OWN * own.coverage(_named(unit)) + _LABEL * _labelled(unit, own))
            for unit in side.units
        ]
        apart.append(replace(side, units=sorted(units, key=lambda unit: -unit.score), apart=True))
    return apart


def _of_both(sides: Sequence[Side], chosen: Sequence[Unit]) -> Unit | None:
    """The sentence that speaks of each of two subjects, and of both nearly as much as the best for each does."""
    said = sum(unit.coverage for unit in chosen)
    first, *others = [{(unit.paragraph.id, unit.start): unit for unit in side.units} for side in sides]
    for place, unit in first.items():
        told_of = [unit, *(other[place] for other in others if place in other)]
        if unit.row is not None or len(told_of) < len(sides) or sum(one.coverage for one in told_of) < said - _BOTH:
            continue
        if answers_kind(unit, sides[0].query) and all(
            _own(side, sides).coverage(_named(unit)) >= _NAMED for side in sides
        ):
            return unit
    return None


def _speaks(unit: Unit, own: Asked) -> bool:
    """Whether a unit says enough of the words of its subject; which edition or year it is, it need not say."""
    needs = [n for n in own.needs if n.weight and not any(t in _EDITIONS or t[0].isdigit() for t in n.spellings[0])]
    said = f"{_named(unit)} {' '.join(unit.paragraph.section)}"
    return own.of(needs).coverage(said) >= _LEAST if needs else True


def _of_all(side: Side, sides: Sequence[Side]) -> Side:
    """A side that asks of its row what all sides ask, so that rows of one table are told by the same columns."""
    return replace(side, query=replace(side.query, focus=" ".join(one.query.focus for one in sides)))


def _own(side: Side, sides: Sequence[Side]) -> Asked:
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


def like_with_like(sides: Sequence[Sequence[Unit]], likeness: Callable[[Unit, Unit], float] = likeness) -> list[Unit]:
    """One unit of each side: good ones that are alike, as two rows of one name are; the first of equals."""
    anchor = max(range(len(sides)), key=lambda n: sides[n][0].score)
    choices = []
    for unit in sides[anchor]:
        chosen = [_beside(unit, side, likeness) for side in sides]
        chosen[anchor] = unit
        alike = sum(likeness(unit, one) for n, one in enumerate(chosen) if n != anchor)
        worth = alike + sum(_worth(one, side) for one, side in zip(chosen, sides, strict=True))
        choices.append((worth, chosen))
    return max(choices, key=lambda choice: choice[0])[1]


def _beside(unit: Unit, side: Sequence[Unit], likeness: Callable[[Unit, Unit], float]) -> Unit:
    """The unit of a side to set beside `unit`, which cannot speak for two sides unless there is no other."""
    place = (unit.paragraph.id, unit.start)
    others = [other for other in side if (other.paragraph.id, other.start) != place] or side
    return max(others, key=lambda other: _worth(other, side) + likeness(unit, other))


def _worth(unit: Unit, side: Sequence[Unit]) -> float:
    """The score of a unit as a share of the best of its side."""
    return unit.score / side[0].score if side[0].score > 0 else 1.0


def same_in_others(query: Query, units: Sequence[Unit], source: Source, asked: Asked) -> Draft | None:
    """The cells of the best unit, with those of other documents for the same thing and period where they differ.

    None when the best unit is no table row.
    """
    cells = cells_of(units[0], query)
    if cells is None:
        return None
    several = equals(units[0], units, query)
    if len({tuple(value for _, value in one.values) for one in several}) > 1:
        lines = [Statement(one.words(), (one.unit.evidence(),), "bullet") for one in several]
        return Draft(Status.ANSWERED, tuple(lines), (SEVERAL_FIT,))
    found = {cells.unit.paragraph.document: cells}
    for unit in units:
        other = cells_of(unit, query)
        if other is None or unit.paragraph.document in found or unit.score < cells.unit.score * _NEARLY:
            continue
        if _same_thing(cells, other, query, asked):
            found[unit.paragraph.document] = other
    documents = _each_once(by_standing(found, source.documents), found)
    if len(documents) < 2:
        first = found[documents[0]]
        line = Statement(f"{first.words()}.", (first.unit.evidence(),))
        return Draft(Status.ANSWERED, (line, *change(first, query)))
    lines = [of_document(found[key].unit, query, source.documents[key], asked) for key in documents]
    return Draft(Status.CONFLICTING, tuple(lines), (which_holds(documents, source.documents),))


def _each_once(keys: Sequence[str], found: Mapping[str, Cells]) -> list[str]:
    """Of the documents that give the same figures the first."""
    values = {tuple(value for _, value in found[key].values): key for key in reversed(keys)}
    return [key for key in keys if key in values.values()]


def _difference(found: Sequence[Cells | None]) -> tuple[Statement, ...]:
    """What the second figure differs from the first by, worked out, when both lines give one figure of one unit."""
    cells = [one for one in found if one is not None and one.figure is not None]
    if len(found) != 2 or len(cells) != 2 or not _same_scale(*cells):
        return ()
    change = (cells[1].figure or 0.0) - (cells[0].figure or 0.0)
    words = (
        f"{abs(change):,.10g} {'more' if change >= 0 else 'less'} in the second than in the first" if change else "none"
    )
    evidence = tuple(one.unit.evidence() for one in cells)
    return (Statement(f"Difference, worked out from the two: {words if change else 'none'}.", evidence, derived=True),)


def _same_scale(first: Cells, second: Cells) -> bool:
    """Whether both figures are of one table, or of tables in millions of pounds."""
    one, other = (f"{cells.name} {cells.table.unit}".replace("£ million", "£m") for cells in (first, second))
    return first.unit.paragraph.id == second.unit.paragraph.id or ("£m" in one and "£m" in other)


def _same_thing(cells: Cells, other: Cells, query: Query, asked: Asked) -> bool:
    """Whether two rows are called the same, or by the same asked words, and have cells for the asked period."""
    if not query.periods or not all(value for _, value in other.values):
        return False
    if not any(_of_period(column, other, query) for column, _ in other.values):
        return False
    if any(_far_apart(one, two) for one, two in zip(_figures(cells), _figures(other), strict=False)):
        return False
    if _called_the_same(cells.unit, other.unit):
        return True
    own = asked.coverage(cells.name)
    return asked.coverage(f"{other.name} {' '.join(other.unit.paragraph.section)}") >= own - _SLACK


def _figures(cells: Cells) -> list[float]:
    return [number(value) for _, value in cells.values if is_figure(value)]


def _far_apart(one: float, other: float) -> bool:
    """Whether two figures are too different to be of one thing: the row of another body, or of another unit."""
    return bool(one and other) and not 1 / _FAR <= abs(one / other) <= _FAR


def _called_the_same(unit: Unit, other: Unit) -> bool:
    """Whether two rows have one label, and what stands around them speaks to as much of the question."""
    assert unit.row is not None
    assert other.row is not None
    label = term_set(unit.row.label)
    return bool(label) and label == term_set(other.row.label) and other.coverage >= unit.coverage - 2 * _SLACK


def _of_period(column: str, cells: Cells, query: Query) -> bool:
    """Whether a cell is one of an asked year, by its column's heading or else by what its row is called."""
    years = financial_years(normalised(column)) or financial_years(normalised(cells.name))
    return bool(set(years) & set(query.periods))
