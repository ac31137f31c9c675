"""Two years of one thing: the row of a table that has a column for each, and the change between them worked out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mandate_qa.answering.cells import Cells, cells_of, number
from mandate_qa.answering.units import Unit
from mandate_qa.periods import financial_years, normalised
from mandate_qa.reading.tables import is_figure
from mandate_qa.types import Query, Statement, Wanted

_NEARLY = 0.7
"""Score that such a row must have, as a share of the best unit's."""
_SLACK = 0.15
"""And how much less of the question it may speak to."""
_ASKS_CHANGE = re.compile(
    r"\b(?:compar\w+|differ\w*|chang\w+|versus|vs?|against|bigger|larger|smaller|more|less|higher|lower|"
    r"gr[eo]w\w*|r[io]se|fall|fell|increas\w+|decreas\w+|up|down)\b",
    re.IGNORECASE,
)


def across_years(query: Query, found: Sequence[Unit]) -> list[Unit]:
    """`found` with the best row first that has figures for two asked years; unchanged when there is none."""
    best = found[0]
    if len(query.periods) < 2:
        return list(found)
    for unit in found:
        near = unit.score >= best.score * _NEARLY and unit.coverage >= best.coverage - _SLACK
        if near and len(_by_year(cells_of(unit, query), query)) > 1:
            return [unit, *(other for other in found if other is not unit)]
    return list(found)


def change(cells: Cells, query: Query) -> tuple[Statement, ...]:
    """How the later of two asked years differs from the earlier, worked out, when the question compares them."""
    if query.wanted is not Wanted.COMPARISON and not _ASKS_CHANGE.search(query.question):
        return ()
    figures = _by_year(cells, query)
    if len(figures) != 2:
        return ()
    (first, before), (second, after) = sorted(figures.items())
    told = f"{abs(after - before):,.10g} {'more' if after > before else 'less'} in {second} than in {first}"
    words = f"Difference, worked out from the two: {told if after != before else 'none'}."
    return (Statement(words, (cells.unit.evidence(),), derived=True),)


def _by_year(cells: Cells | None, query: Query) -> dict[str, float]:
    """The figure of each asked year; a year with several columns has none."""
    if cells is None:
        return {}
    told = [(year, value) for column, value in cells.values for year in financial_years(normalised(column))]
    years = [year for year, _ in told]
    return {
        year: number(value)
        for year, value in told
        if year in query.periods and years.count(year) == 1 and is_figure(value)
    }
