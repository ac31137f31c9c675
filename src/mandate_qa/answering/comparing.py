"""Several documents at once: comparisons a line each, and documents that give different figures for one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mandate_qa.answering.ambiguity import equals, most_alike
from mandate_qa.answering.cells import Cells, cells_of
from mandate_qa.answering.telling import told
from mandate_qa.answering.units import Unit, answers_kind
from mandate_qa.answering.verification import Source
from mandate_qa.answering.wording import SEVERAL_FIT
from mandate_qa.periods import financial_years, normalised
from mandate_qa.searching.coverage import Asked
from mandate_qa.types import Document, Draft, Query, Statement, Status, Wanted

_NEARLY = 0.75
"""A rival figure's row must score at least this share of the best one's."""
_SLACK = 0.05
"""And speak to as much of the question, but for this."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one document of a comparison was asked, and what of it may answer."""

    query: Query
    asked: Asked
    units: Sequence[Unit]
    """Best first; none where the document does not say."""

    @property
    def document(self) -> str:
        """Its key."""
        return self.query.documents[0]

    @property
    def best(self) -> Unit:
        """The best unit that holds a figure, else the best of all."""
        sought = replace(self.query, wanted=Wanted.COMPARISON)
        return next((unit for unit in self.units if answers_kind(unit, sought)), self.units[0])


def compared(sides: Sequence[Side], source: Source) -> Draft | None:
    """A line for each document that says something, oldest first, each with its best unit; None when fewer than two do.

    Of more than two only those are told that say nearly as much as the one that says most.
    """
    speaking = sorted(
        (side for side in sides if side.units), key=lambda side: source.documents[side.document].published
    )
    if len(speaking) < 2:
        return None
    best = {side.document: side.best for side in speaking}
    for side in speaking:
        candidates = equals(best[side.document], side.units, side.query)
        if len(candidates) > 1:
            best[side.document] = most_alike(candidates, [unit for key, unit in best.items() if key != side.document])
    strongest = max(unit.score for unit in best.values())
    if len(speaking) > 2:
        speaking = [side for side in speaking if best[side.document].score >= strongest * _NEARLY]
    lines = [_line(best[s.document], s.query, source.documents[s.document], s.asked) for s in speaking]
    missing = [source.documents[side.document].short_title for side in sides if not side.units]
    notes = (f"Nothing was found in: {', '.join(missing)}.",) if missing else ()
    found = [cells_of(best[side.document], side.query) for side in speaking]
    return Draft(Status.ANSWERED, (*lines, *_difference(found)), notes)


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
    documents = sorted(found, key=lambda key: source.documents[key].published, reverse=True)
    told = [found[key] for key in documents]
    if len({tuple(value for _, value in other.values) for other in told}) < 2:
        return Draft(Status.ANSWERED, (Statement(f"{cells.words()}.", (cells.unit.evidence(),)),))
    lines = [_line(other.unit, query, source.documents[key], asked) for key, other in zip(documents, told, strict=True)]
    return Draft(Status.CONFLICTING, tuple(lines), (_which_is_later(source.documents[documents[0]], source),))


def _line(unit: Unit, query: Query, document: Document, asked: Asked) -> Statement:
    """A document's line of a comparison: its name, then its words."""
    statement = told(unit, query, asked)
    return replace(statement, text=f"{document.short_title}: {statement.text}", layout="bullet")


def _difference(found: Sequence[Cells | None]) -> tuple[Statement, ...]:
    """What the second figure differs from the first by, worked out, when both lines give one figure of one unit."""
    cells = [one for one in found if one is not None and one.figure is not None]
    if len(found) != 2 or len(cells) != 2 or not _same_scale(*cells):
        return ()
    change = (cells[1].figure or 0.0) - (cells[0].figure or 0.0)
    words = f"{abs(change):,.10g} {'more' if change >= 0 else 'less'} in the second than in the first"
    evidence = tuple(one.unit.evidence() for one in cells)
    return (Statement(f"Difference, worked out from the two: {words}.", evidence, derived=True),)


def _same_scale(first: Cells, second: Cells) -> bool:
    """Whether both tables count in the same unit, as far as they print one."""
    return "£m" in f"{first.name} {first.table.unit}" and "£m" in f"{second.name} {second.table.unit}"


def _same_thing(cells: Cells, other: Cells, query: Query, asked: Asked) -> bool:
    """Whether two rows are called by the same asked words and have cells for the asked period."""
    if not query.periods or not all(value for _, value in other.values):
        return False
    if not any(_of_period(column, other, query) for column, _ in other.values):
        return False
    own = asked.coverage(cells.name)
    return asked.coverage(f"{other.name} {' '.join(other.unit.paragraph.section)}") >= own - _SLACK


def _of_period(column: str, cells: Cells, query: Query) -> bool:
    """Whether a cell is one of an asked year, by its column's heading or else by what its row is called."""
    years = financial_years(normalised(column)) or financial_years(normalised(cells.name))
    return bool(set(years) & set(query.periods))


def _which_is_later(latest: Document, source: Source) -> str:
    """Which of the documents that differ is the latest, and what it replaces."""
    told = f"The documents differ; the latest is the {latest.short_title} (published {latest.published})"
    if latest.replaces:
        known = source.documents.get(latest.replaces)
        told += f", which replaces {f'the {known.short_title}' if known else latest.replaces}"
    return f"{told}."
