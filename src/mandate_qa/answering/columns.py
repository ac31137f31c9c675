"""Table rows in statements: whether each figure is told under a column that it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mandate_qa.answering.claims import figures
from mandate_qa.periods import financial_years, normalised
from mandate_qa.reading.tables import is_figure
from mandate_qa.types import Paragraph


def misplaced(statement: str, paragraph: Paragraph, part: int | None) -> tuple[str, ...]:
    """The figures of a row that `statement` tells under another column's name, in words; empty when there are none.

    Says nothing when `part` is no row of a table, or when the statement names no column of it.
    """
    row = next((row for row in paragraph.table.rows if row.part == part), None) if paragraph.table else None
    if paragraph.table is None or row is None:
        return ()
    for name in filter(None, (*paragraph.section, paragraph.table.caption, row.group, row.label)):
        statement = statement.replace(name, " ")  # a year in what the row is called is no column
    named = {n for n, column in enumerate(paragraph.table.columns) if _names(statement, column)}
    own = _figures_of([row.cells[n] for n in named])
    others = _figures_of(row.cells) - own
    told = _numbers(statement)
    return tuple(f"figure {figure} of another column" for figure in sorted(told & others)) if named else ()


def _figures_of(cells: Sequence[str]) -> set[str]:
    return {number for cell in cells if is_figure(cell) for number in _numbers(cell)}


def _numbers(text: str) -> set[str]:
    """Figures without their units, which a table prints elsewhere."""
    return {re.sub(r"[^\d.]", "", figure) for figure in figures(text)}


def _names(statement: str, column: str) -> bool:
    """Whether `statement` names a column, by its year if the heading has one."""
    years = financial_years(normalised(column))
    if years:
        return bool(set(years) & set(financial_years(normalised(statement))))
    return bool(column) and re.search(rf"(?<!\w){re.escape(column)}(?!\w)", statement, re.IGNORECASE) is not None
