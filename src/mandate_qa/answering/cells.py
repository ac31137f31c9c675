"""Table rows → words: the cells that a question asks for, named by row and column with their unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from mandate_qa.answering.abreast import parted
from mandate_qa.answering.units import Unit
from mandate_qa.periods import financial_years, normalised
from mandate_qa.reading.tables import is_figure
from mandate_qa.searching.tokens import terms
from mandate_qa.types import Query, Table

DOWN = re.compile(r"\b(?:cut|cuts|reduc\w+|f[ae]ll\w*|lower\w*|drop\w*|slash\w*|shr[iau]nk\w*|decreas\w+)\b", re.I)
"""Words for a figure that gets smaller."""
UP = re.compile(r"\b(?:increas\w+|r[io]se\w*|risen|rais\w+|gr[eo]w\w*|uplift\w*|boost\w*)\b", re.IGNORECASE)
"""Words for one that gets larger."""
_YEAR_BEFORE = re.compile(r"\b(?:year before|previous year|prior year|last year|up|down)\b", re.IGNORECASE)

_IN_ALL = re.compile(r"\b(?:total|whole|overall|altogether|all told|in all|all in)\b", re.IGNORECASE)

_MONEY_UNIT = re.compile(r"£\s?(bn|billion|m|million)\b", re.IGNORECASE)
_OTHER_UNIT = re.compile(
    r"%|\bper\b|\bpercent\w*|£(?!\s?(?:bn|billion|m|million)\b)|\bnumbers?\b|\bthousands?\b|\bFTEs?\b", re.I
)
_PLAIN = re.compile(r"\d[\d,]*(?:\.\d+)?$")


@dataclass(frozen=True, slots=True)
class Cells:
    """The asked cells of one row."""

    unit: Unit
    name: str
    """What the row is called: section, caption, group and label."""
    columns: tuple[int, ...]
    """Indices of the asked columns, in table order."""

    @property
    def table(self) -> Table:
        """The table they stand in."""
        assert self.unit.paragraph.table is not None
        return self.unit.paragraph.table

    @property
    def values(self) -> tuple[tuple[str, str], ...]:
        """Column heading and cell, in table order; an empty cell takes the words that stand for several columns."""
        assert self.unit.row is not None
        return tuple((self.table.columns[n], _cell(self.unit.row.cells, n)) for n in self.columns)

    @property
    def figure(self) -> float | None:
        """The one figure asked for, None when there are several or it is no figure."""
        values = [value for _, value in self.values if is_figure(value)]
        return number(values[0]) if len(values) == 1 else None

    def words(self) -> str:
        """The cells as a phrase: "NHS Improvement, Revenue budget (£m, cash terms): £251m (2021-22)"."""
        told = [(column, self._with_unit(value, column)) for column, value in self.values if value]
        return f"{self.name}: {'; '.join(f'{value} ({column})' if column else value for column, value in told)}"

    def _with_unit(self, value: str, column: str) -> str:
        """A figure with the unit that the text of its table names, when its headings name money and nothing else."""
        named = f"{self.name} {self.table.unit} {column}"
        found = {unit.lower() for unit in _MONEY_UNIT.findall(named) if f"£{unit}" in self.unit.paragraph.text}
        if len(found) != 1 or _OTHER_UNIT.search(named) or not _PLAIN.match(value):
            return value
        unit = found.pop()
        return f"£{value}{unit}" if len(unit) < 3 else f"£{value} {unit}"


def cells_of(unit: Unit, query: Query) -> Cells | None:
    """The cells of the row that `unit` is which `query` asks for; None when it is no row with values."""
    table, row = unit.paragraph.table, unit.row
    if table is None or row is None or not any(row.cells):
        return None
    asked = _asked_columns(table, row.cells, query)
    return Cells(unit, row_name(unit), asked)


def row_name(unit: Unit) -> str:
    """What a row is called: nearest section, caption, group and label, none said twice; the unit when none says it."""
    table, row = unit.paragraph.table, unit.row
    assert table is not None
    assert row is not None
    names: list[str] = []
    section = unit.paragraph.section[-1] if unit.paragraph.section else ""
    for name in (section if len(section.split()) <= 6 else "", table.caption, row.group, row.label):
        if name and not any(name.casefold() in said.casefold() for said in names):
            names = [said for said in names if said.casefold() not in name.casefold()]
            names.append(name)
    words = ", ".join(names)
    return f"{words} ({table.unit})" if table.unit and table.unit not in words else words


def _asked_columns(table: Table, cells: Sequence[str], query: Query) -> tuple[int, ...]:
    """Columns of the asked periods, else those whose headings hold asked words, else all that hold something."""
    years = [set(financial_years(normalised(column))) for column in table.columns]
    ends = [n for n, cell in enumerate(cells) if cell and (years[n] or not any(years))]
    if query.end and ends:
        return (ends[0] if query.end == "first" else ends[-1],)
    by_period = [n for n, found in enumerate(years) if found & set(query.periods)]
    if by_period and any(words.search(query.text) for words in (DOWN, UP, _YEAR_BEFORE)):
        by_period = sorted({*by_period, *(n - 1 for n in by_period if n)})
    if by_period:
        return tuple(by_period)
    filled = [n for n, cell in enumerate(cells) if cell]
    asked = set(terms(query.focus or query.text))
    total = [n for n in filled if table.columns[n].casefold().startswith("total")]
    if total and (_IN_ALL.search(query.question) or not asked & _own_words(table)):
        return (max(total),)
    side_by_side = _named_apart(table, filled, query)
    if side_by_side:
        return side_by_side
    overlap = {n: len(asked & set(terms(table.columns[n]))) for n in filled}
    most = max(overlap.values(), default=0)
    if most and any(count < most for count in overlap.values()):
        return tuple(n for n, count in overlap.items() if count == most)
    return tuple(filled)


def _named_apart(table: Table, filled: Sequence[int], query: Query) -> tuple[int, ...]:
    """Two columns that a question names side by side by what tells each from all others; () when it names no two."""
    own = _own_words(table)
    named = {n: own & set(terms(table.columns[n])) for n in filled}
    text = query.focus or query.text
    found = [pair for pair in combinations(named, 2) if parted(text, named[pair[0]], named[pair[1]])]
    return found[0] if len(found) == 1 else ()


def _own_words(table: Table) -> set[str]:
    """The terms by which the columns of a table differ: those of one heading and no other."""
    headings = [set(terms(column)) for column in table.columns]
    return {term for heading in headings for term in heading if sum(term in other for other in headings) == 1}


def _cell(cells: Sequence[str], column: int) -> str:
    """The cell of a column; an empty one takes words (never a figure) from the left that stand for both."""
    for n in range(column, -1, -1):
        if cells[n]:
            return cells[n] if n == column or not is_figure(cells[n]) else ""
    return ""


def number(cell: str) -> float:
    """The value of a figure cell; brackets and a minus sign make it negative."""
    digits = float(re.sub(r"[^\d.]", "", cell))
    return -digits if cell.strip().startswith(("(", "-", "–")) else digits
