"""Two places that say the same thing with another figure or date: both are given, what counts most first.

Only what speaks of the same thing in nearly the same words counts, of the same period, with one figure, date or stage
that differs; rows of tables that name their period are `comparing`'s.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mandate_qa.answering.cells import cells_of
from mandate_qa.answering.claims import MONTHS, figures
from mandate_qa.answering.holding import without_numbers_of_places
from mandate_qa.answering.moments import Moment, moments
from mandate_qa.answering.standing import by_standing, which_holds
from mandate_qa.answering.telling import of_document
from mandate_qa.answering.units import Unit
from mandate_qa.answering.verification import Source
from mandate_qa.periods import calendar_years, financial_years, normalised
from mandate_qa.searching.coverage import ASKING, Asked
from mandate_qa.searching.tokens import term_set
from mandate_qa.types import Document, Draft, Query, Status, Wanted

_FIRST = 12
"""Units, best first, among which a rival is looked for."""
_NEARLY = 0.75
"""Score that a rival must have, as a share of the best one's."""
_MISSED = 0.25
"""Share of what the best unit itself says of the question that a rival may leave unsaid."""
_SHARED = 0.5
"""Share of the words of the shorter of two units that stand in both, when they speak of the same thing."""
_FEWEST = 3
"""And how many words that must be."""
_DATE = re.compile(rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)? )?({'|'.join(MONTHS)}) (20\d\d)\b", re.IGNORECASE)
_MONTHS = term_set(" ".join(MONTHS))
_YEAR = re.compile(r"20\d\d(?!\d)")
_CLAUSE = re.compile(r"[;.]\s+|,?\s+and\s+|\t")
_BEGUN = re.compile(r"\b(?:commenc\w+|beg[iau]n\w*|start\w*|launch\w*|initiat\w+)\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:deliver(?:ed|y|s)?|complet\w+|finish\w*|achiev\w+|done|in place|conclu\w+|fully implement\w*|"
    r"implement(?:ed|s)? in full|roll\w* out in full)\b",
    re.IGNORECASE,
)


def conflicting(query: Query, found: Sequence[Unit], source: Source, asked: Asked) -> Draft | None:
    """Both figures, dates or stages, each with its document, when two places differ; None when none does."""
    if query.wanted not in (Wanted.FIGURE, Wanted.DATE, Wanted.STATEMENT, Wanted.YES_NO):
        return None
    best = found[0]
    rivals = [unit for unit in found[1:_FIRST] if _differs(best, unit, query, source, asked)]
    if not rivals:
        return None
    rival = max(rivals, key=lambda unit: _alike(best, unit))
    return differing((best, rival), query, source, asked)


def differing(units: Sequence[Unit], query: Query, source: Source, asked: Asked) -> Draft:
    """A line for each of several units that say different things, of the document that counts most first."""
    keys = by_standing(dict.fromkeys(unit.paragraph.document for unit in units), source.documents)
    in_order = sorted(units, key=lambda unit: keys.index(unit.paragraph.document))
    lines = [of_document(unit, query, source.documents[unit.paragraph.document], asked) for unit in in_order]
    return Draft(Status.CONFLICTING, tuple(lines), (which_holds(keys, source.documents),))


def _differs(best: Unit, unit: Unit, query: Query, source: Source, asked: Asked) -> bool:
    """Whether `unit` says of the same thing and period something else than `best`."""
    if unit.paragraph.id == best.paragraph.id or unit.score < best.score * _NEARLY:
        return False
    if not same_thing(best, unit, asked) or not _same_period(best, unit, query, source.documents):
        return False
    if query.wanted is Wanted.DATE:
        return _at_another_time(best, unit, query, asked)
    if query.wanted is not Wanted.FIGURE and _at_another_stage(best, unit, query):
        return True
    if query.wanted is Wanted.YES_NO:
        return False
    one, other = told_figures(best, query), told_figures(unit, query)
    return len(one - other) == 1 and len(other - one) == 1 and _kind(one - other) == _kind(other - one)


def _at_another_time(best: Unit, unit: Unit, query: Query, asked: Asked) -> bool:
    """Whether two units give one date each for the same, which cannot both hold.

    A share that differs makes each another stage of one thing, and so does what begins beside what is done.
    """
    one, other = told_moments(best, query, asked), told_moments(unit, query, asked)
    if len(one) != 1 or len(other) != 1 or next(iter(one)).agrees(next(iter(other))):
        return False
    shares = [{figure for figure in figures(unit.quote) if figure.endswith("%")} for unit in (best, unit)]
    if all(shares) and not shares[0] & shares[1]:
        return False
    return {_stage(best), _stage(unit)} != {"begun", "done"}


def told_moments(unit: Unit, query: Query, asked: Asked) -> frozenset[Moment]:
    """The dates that a unit gives for what is asked: of a row its asked cells', else those of the clause that says most
    of the question."""
    cells = cells_of(unit, query)
    if cells is not None:
        return moments("; ".join(value for _, value in cells.values))
    dated = [clause for clause in _CLAUSE.split(unit.quote) if moments(clause)]
    return moments(max(dated, key=asked.coverage)) if dated else frozenset()


def _at_another_stage(best: Unit, unit: Unit, query: Query) -> bool:
    """Whether it is asked if something is begun or done, and one of two units with the same figures says each."""
    one, other = (figures(_DATE.sub(" ", one.quote)) for one in (best, unit))
    asks = _BEGUN.search(query.question) or _DONE.search(query.question)
    return asks is not None and bool(one) and one == other and {_stage(best), _stage(unit)} == {"begun", "done"}


def _stage(unit: Unit) -> str:
    """Whether a unit says that something is begun, or done; "" when it does not say."""
    if _BEGUN.search(unit.quote):
        return "begun"
    return "done" if _DONE.search(unit.quote) else ""


def same_thing(best: Unit, unit: Unit, asked: Asked, missed: float = _MISSED) -> bool:
    """Whether `unit` speaks of what `best` speaks of: of the question nearly as much, and in the words of `best`.

    `missed` is the share of what `best` itself says of the question that `unit` may leave unsaid.
    """
    said = [need for need in asked.needs if _says(best.quote, need.spellings)]
    unsaid = sum(need.weight for need in said if not _says(unit.quote, need.spellings))
    if not said or unsaid > missed * sum(need.weight for need in said):
        return False
    one, other = _words(best), _words(unit)
    shared = len(one & other)
    return shared >= _FEWEST and shared >= _SHARED * min(len(one), len(other))


def _words(unit: Unit) -> frozenset[str]:
    """What a unit is about: its words without months and years."""
    return frozenset(term for term in term_set(unit.quote) - ASKING - _MONTHS if not _YEAR.match(term))


def _alike(best: Unit, unit: Unit) -> float:
    one, other = _words(best), _words(unit)
    return len(one & other) / len(one | other)


def _says(text: str, spellings: Sequence[frozenset[str]]) -> bool:
    words = term_set(text)
    return any(spelling <= words for spelling in spellings)


def _same_period(best: Unit, unit: Unit, query: Query, documents: Mapping[str, Document]) -> bool:
    """Whether two units may hold at the same time: so may their documents, and no year in one stands against another's.

    Years are the answer itself when a date is asked for.
    """
    if not _overlap(documents[best.paragraph.document], documents[unit.paragraph.document]):
        return False
    one, other = ({*financial_years(text), *calendar_years(text)} for text in map(_normal, (best, unit)))
    return query.wanted is Wanted.DATE or not one or not other or bool(one & other)


def _normal(unit: Unit) -> str:
    return normalised(unit.quote)


def _overlap(one: Document, other: Document) -> bool:
    """Whether two documents apply at the same time, as far as the library tells."""
    if one.period_start is None or other.period_start is None:
        return True
    last = "9999"
    return one.period_start <= (other.period_end or last) and other.period_start <= (one.period_end or last)


def told_figures(unit: Unit, query: Query) -> set[str]:
    """The figures that a unit tells, dates when a date is asked for; of a row those of the asked cells."""
    cells = cells_of(unit, query)
    words = unit.quote if cells is None else "; ".join(value for _, value in cells.values)
    if query.wanted is Wanted.DATE:
        return {f"{day} {month} {year}".casefold().strip() for day, month, year in _DATE.findall(words)}
    return figures(without_numbers_of_places(_DATE.sub(" ", words)))


def _kind(told: set[str]) -> str:
    """The unit of a figure: "m" and "bn" are one."""
    return re.sub(r"[\d.,]", "", next(iter(told))).replace("bn", "m") if told else ""
