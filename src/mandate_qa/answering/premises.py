"""Questions that take a change for granted: "why was the budget cut?" is answered with what the figures did.

Only figures of a table decide: the asked period beside the one before it. What words claim is left to the words.
"""

from __future__ import annotations

from collections.abc import Sequence

from mandate_qa.answering.cells import DOWN, UP, Cells, cells_of, number
from mandate_qa.answering.units import Unit
from mandate_qa.reading.tables import is_figure
from mandate_qa.types import Draft, Query, Statement, Status, Wanted

_NEARLY = 0.75
"""A row must score at least this share of the best unit."""


def changed(query: Query, units: Sequence[Unit]) -> Draft | None:
    """What the figures did, for a question that asks why or whether they changed; None when no row tells."""
    if query.wanted not in (Wanted.REASON, Wanted.YES_NO) or not query.periods:
        return None
    if not (DOWN.search(query.question) or UP.search(query.question)):
        return None
    for unit in units:
        cells = cells_of(unit, query)
        if unit.score < units[0].score * _NEARLY:
            return None
        if cells is not None and len(_figures(cells)) == 2:
            return _told(cells, query)
    return None


def _told(cells: Cells, query: Query) -> Draft:
    before, after = _figures(cells)
    change = after - before
    words = f"{'It rose' if change > 0 else 'It fell'} by {abs(change):,.10g}, worked out from the two"
    if change == 0:
        words = "It did not change"
    elif bool(DOWN.search(query.question)) == (change > 0):
        words += f"; it was not {'cut' if change > 0 else 'raised'}"
    evidence = cells.unit.evidence()
    statements = (
        Statement(f"{cells.words()}.", (evidence,)),
        Statement(f"{words}.", (evidence,), derived=True),
    )
    return Draft(Status.ANSWERED, statements)


def _figures(cells: Cells) -> list[float]:
    return [number(value) for _, value in cells.values if is_figure(value)]
