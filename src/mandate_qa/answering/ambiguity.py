"""Rows of several tables that answer a question equally: which to take, and when to give them all.

A question for "the revenue budget" fits every body that has one. Beside another document's row the one that is called
most like it is meant; alone, each is given with its name.
"""

from __future__ import annotations

from collections.abc import Sequence

from mandate_qa.answering.cells import Cells, cells_of, row_name
from mandate_qa.answering.holding import figure_kinds
from mandate_qa.answering.units import Unit
from mandate_qa.searching.tokens import term_set
from mandate_qa.types import Query

_NEARLY = 0.8
"""Score that an equal row must have, as a share of the best one's."""
_SLACK = 0.03
"""And speak to as much of the question, but for this."""

_ALIKE = 0.2
"""What saying the same words counts for, when units are set side by side, beside a score of 1."""
_BOTH_ROWS = 0.1
"""And what being two rows of tables does."""
_ONE_TABLE = 0.1
"""And what being rows of one table does, where subjects are set side by side."""
_ONE_KIND = 0.15
"""And what giving figures of one kind does: two shares, two amounts of money."""


def equals(unit: Unit, units: Sequence[Unit], query: Query) -> list[Cells]:
    """The cells of `unit`, then those of rows of the document's other tables that answer as well; [] for no row."""
    own = cells_of(unit, query)
    if own is None:
        return []
    found = {unit.paragraph.id: own}
    for other in units:
        cells = cells_of(other, query)
        if (
            cells is not None
            and other.paragraph.document == unit.paragraph.document
            and other.paragraph.id not in found
            and other.score >= unit.score * _NEARLY
            and other.coverage >= unit.coverage - _SLACK
            and all(value for _, value in cells.values)
        ):
            found[other.paragraph.id] = cells
    return list(found.values())


def likeness(first: Unit, second: Unit) -> float:
    """How alike two units are, from 0: by the words of their names if both are rows, else by those they say."""
    one, other = _said(first), _said(second)
    alike = len(one & other) / len(one | other) if one | other else 0.0
    rows = first.row is not None and second.row is not None
    kinds = bool(figure_kinds(first.quote) & figure_kinds(second.quote))
    return _ALIKE * alike + _BOTH_ROWS * rows + _ONE_KIND * kinds


def likeness_of_subjects(first: Unit, second: Unit) -> float:
    """How well two units speak for two subjects, from 0: rows of one table do, one thing told twice does not."""
    if first.row is None or second.row is None:
        return _ONE_KIND * bool(figure_kinds(first.quote) & figure_kinds(second.quote))
    if _said(first) == _said(second):
        return 0.0
    return _BOTH_ROWS + _ONE_KIND + _ONE_TABLE * (first.paragraph.id == second.paragraph.id)


def _said(unit: Unit) -> frozenset[str]:
    return term_set(row_name(unit) if unit.row is not None else unit.quote)
