"""Several documents at once: comparisons a line each, and documents that give different figures for one thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from mandate_qa.answering.abreast import rows_named
from mandate_qa.answering.ambiguity import equals, likeness, likeness_of_subjects
from mandate_qa.answering.cells import Cells, cells_of, number
from mandate_qa.answering.speaking import Side, asking_all, of_both, own_words, speaks, told_apart
from mandate_qa.answering.standing import by_standing, which_holds
from mandate_qa.answering.telling import of_document, told
from mandate_qa.answering.units import Unit
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
_FAR = 5.0
"""Figures that documents give for one thing are not this many times as large as one another."""
_TELLING = 4
"""Digits of a figure that hardly stands in two rows by chance."""
_SLACK = 0.05
"""And speak to as much of the question, but for this."""


def compared(sides: Sequence[Side], source: Source) -> Draft | None:
    """A line for each side that says something, each with its best unit; None when fewer than two do, or both the same.

    Documents come oldest first, subjects as they were named. Of more than two only those are told that say nearly as
    much as the one that says most.
    """
    subjects = len({side.query.documents for side in sides}) == 1
    speaking = [side for side in (told_apart(sides) if subjects else sides) if side.units]
    if len(speaking) < 2:
        return None
    chosen = like_with_like([side.candidates for side in speaking], likeness_of_subjects if subjects else likeness)
    owns = [own_words(side, sides) for side in sides if side.units] if subjects else []
    titles = [source.documents[unit.paragraph.document].title for unit in chosen]
    if not all(speaks(unit, own, title) for unit, own, title in zip(chosen, owns, titles, strict=False)):
        return None
    both = of_both(sides, chosen) if subjects else None
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
        pairs = [(asking_all(side, speaking), unit) for side, unit in pairs]
    lines = [of_document(unit, s.query, source.documents[unit.paragraph.document], s.asked) for s, unit in pairs]
    silent = [source.documents[key].short_title for side in sides if not side.units for key in side.query.documents]
    notes = (f"Nothing was found in: {', '.join(silent)}.",) if silent else ()
    found = [cells_of(unit, side.query) for side, unit in pairs]
    return Draft(Status.ANSWERED, (*lines, *_difference(found)), notes)


def abreast(query: Query, units: Sequence[Unit], asked: Asked) -> Draft | None:
    """The cells of two rows of one table that the question names side by side; None when it names no two."""
    pair = rows_named(units, query.focus or query.text, asked)
    if pair is None:
        return None
    found = [cells_of(unit, query) for unit in pair]
    lines = [replace(told(unit, query, asked), layout="bullet") for unit in pair]
    return Draft(Status.ANSWERED, (*lines, *_difference(found)))


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
    if _called_the_same(cells.unit, other.unit) or _one_series(cells, other, query):
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


def _one_series(cells: Cells, other: Cells, query: Query) -> bool:
    """Whether two rows give the same figures for years that were not asked about, whatever each is called."""
    one, two = _by_other_years(cells, query), _by_other_years(other, query)
    return any(two.get(year) == figure for year, figure in one.items())


def _by_other_years(cells: Cells, query: Query) -> dict[str, str]:
    """The figures of a row by year, without those of asked years and those short enough to be alike by chance."""
    assert cells.unit.row is not None
    told = zip(cells.table.columns, cells.unit.row.cells, strict=True)
    return {
        year: cell
        for column, cell in told
        for year in financial_years(normalised(column))
        if year not in query.periods and is_figure(cell) and len(re.sub(r"\D", "", cell)) >= _TELLING
    }


def _of_period(column: str, cells: Cells, query: Query) -> bool:
    """Whether a cell is one of an asked year, by its column's heading or else by what its row is called."""
    years = financial_years(normalised(column)) or financial_years(normalised(cells.name))
    return bool(set(years) & set(query.periods))
