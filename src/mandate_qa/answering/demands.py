"""What a question demands of the words that answer it, besides being about the same thing.

A near miss shares all words with a question but the one that matters: another year, another grade, another body, a
figure that the question holds itself, an aim where what was reached is asked. Each demand is one such thing, read from
the question; a unit meets it in its own words or in what stands around it (lead-in, headings, column headings, its
paragraph, its document). What a question does not name is not demanded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from mandate_qa.answering.gazetteer import places_in
from mandate_qa.answering.holding import figures_in, holds_wanted
from mandate_qa.answering.timely import dated, names_month, run_out, years_in
from mandate_qa.answering.units import Unit
from mandate_qa.answering.wanted import figure_wanted
from mandate_qa.periods import MONTHS, calendar_years, covers, financial_years, normalised
from mandate_qa.reading.passages import lead_in
from mandate_qa.reading.tables import is_figure
from mandate_qa.reading.terms import initials
from mandate_qa.searching.coverage import ASKING, Asked
from mandate_qa.searching.tokens import terms, terms_of_all
from mandate_qa.types import Document, Query, Wanted

_NAME = re.compile(
    r"\b[A-Z][a-z’'&]+(?:[ -](?:of|for|and|the|in|&|[A-Z][\w’'&]*))*[ -][A-Z][\w’'&]*|\b[A-Z]{3,6}s?\b(?!-)"
)
"""Names of several capitalised words, and short forms."""
_GRADE = re.compile(r"\b(cat(?:egory)?|tier|type|stage|band|grade|phase|level|class)\s+(\d|[A-E])\b", re.IGNORECASE)
"""A grade that a question names: what holds for another grade is no answer."""
_CONSEQUENCE = re.compile(
    r"\bwhat (?:happens|will happen|would happen|if)\b|"
    r"^(?!.*\b(?:under|against|appeal\w*) (?:an? |the )?(?:penalt|sanction|fine)).*"
    r"\b(?:penalt(?:y|ies)|sanctions?|fined?|fines|punish\w*|consequences?)\b",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\b(?:if|where|unless|fail\w*|miss(?:es|ed|ing)?|breach\w*|sanction\w*|penal\w*|fine[sd]?|withh[eo]ld\w*|"
    r"interven\w+|consequence\w*|recover\w*|lose[sd]?|otherwise|escalat\w*|not met|forfeit\w*)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:so far|already|to date|up to now|right now|currently|at present|at the moment|today|been (?:spent|raised|"
    r"recruited|built|delivered|opened|saved))\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:will|shall|must|should|aim\w*|goal|target|by (?:the end of )?\w* ?20\d\d)\b", re.IGNORECASE)
_REACHED = re.compile(r"\b(?:has|have|had|was|were|already|current(?:ly)?|up from|down from)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Setting:
    """A unit with what stands around it."""

    unit: Unit
    document: Document

    @cached_property
    def near(self) -> str:
        """Its words with its lead-in, the items that it announces, and what names it if it is a row."""
        return " ".join(self._near)

    @cached_property
    def around(self) -> str:
        """All of that with its paragraph, headings and document."""
        return " ".join([self.near, *self._told])

    @cached_property
    def near_terms(self) -> frozenset[str]:
        """The terms of `near`."""
        return terms_of_all(self._near)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms of `around`."""
        return self.near_terms | terms_of_all(self._told)

    @cached_property
    def _near(self) -> tuple[str, ...]:
        paragraph, n = self.unit.paragraph, self.unit.part
        announced = [part.text for part in paragraph.parts if part.lead == n]
        return (*lead_in(paragraph, paragraph.parts[n]), self._naming, self.unit.quote, *announced)

    @property
    def _told(self) -> tuple[str, ...]:
        paragraph, document = self.unit.paragraph, self.document
        return (paragraph.text, *paragraph.section, document.title, document.short_title, document.publisher)

    @property
    def _naming(self) -> str:
        table, row = self.unit.paragraph.table, self.unit.row
        if table is None:
            return ""
        return " ".join([table.caption, table.unit, *table.columns, *([row.group, row.label] if row else [])])


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that what answers must have."""

    name: str
    """For people: "the year 2015-16", "category 2"."""
    met: Callable[[Setting], bool]
    of_time: bool = False
    """Whether it is a month or a year."""


def demands_of(query: Query, asked: Asked) -> tuple[Demand, ...]:
    """What `query` demands."""
    words = query.focus or query.text
    return (
        *_grades(words),
        *_months(words, query.wanted),
        *_single_years(words, query.wanted),
        *_years(query),
        *_names(query, asked),
        *_places(words),
        *_figures(query),
        *_outcomes(query),
    )


def unmet(demands: Sequence[Demand], unit: Unit, documents: Mapping[str, Document]) -> tuple[Demand, ...]:
    """The demands that a unit does not meet."""
    setting = Setting(unit, documents[unit.paragraph.document])
    return tuple(demand for demand in demands if not demand.met(setting))


def _grades(words: str) -> Iterator[Demand]:
    for noun, grade in _GRADE.findall(words):
        yield Demand(f"{noun} {grade}", partial(_has_grade, rf"\b{noun[:3]}\w*\s+{grade}\b"))


def _has_grade(pattern: str, setting: Setting) -> bool:
    return re.search(pattern, setting.around, re.IGNORECASE) is not None


def _months(words: str, wanted: Wanted) -> Iterator[Demand]:
    """A month of a year: a unit that names months must name this one, or a span of months that holds it.

    One that names none must stand in a document that had not run out by then, or beside a year as late.
    """
    if wanted is not Wanted.DATE:
        for month, year in dated(words):
            name = f"{MONTHS[month - 1]} {year}"
            yield Demand(name, partial(_speaks_of_month, month, year), of_time=True)


def _speaks_of_month(month: int, year: int, setting: Setting) -> bool:
    if dated(setting.near):
        return names_month(month, year, setting.near)
    return _still_runs(month, year, setting)


def _single_years(words: str, wanted: Wanted) -> Iterator[Demand]:
    """A year by or in which something is so: what a document says that had run out before it is not of it."""
    if wanted in (Wanted.FIGURE, Wanted.STATEMENT, Wanted.PERSON):
        for year in years_in(words):
            yield Demand(str(year), partial(_still_runs, 1, year), of_time=True)


def _still_runs(month: int, year: int, setting: Setting) -> bool:
    paragraph = setting.unit.paragraph
    return not run_out(setting.document, month, year, " ".join([setting.near, paragraph.text, *paragraph.section]))


def _years(query: Query) -> Iterator[Demand]:
    """A financial year: a unit that names years must name this one."""
    if query.periods and query.wanted in (Wanted.FIGURE, Wanted.STATEMENT, Wanted.PERSON):
        yield Demand(f"the year {' or '.join(query.periods)}", partial(_speaks_of_year, query), of_time=True)


def _speaks_of_year(query: Query, setting: Setting) -> bool:
    words = normalised(setting.near)
    years, single = financial_years(words), calendar_years(words)
    starts = {int(period[:4]) for period in query.periods}
    if set(years) & set(query.periods) or any(year in single or year + 1 in single for year in starts):
        return True
    own = any(covers(setting.document, period) for period in query.periods)
    return not years and (own or not single or query.wanted is not Wanted.FIGURE)


def _names(query: Query, asked: Asked) -> Iterator[Demand]:
    """A body, fund, programme or place by its name or short form; a question all in capitals shows none."""
    question = "" if query.question.isupper() else _without_scope(query)
    for match in _NAME.finditer(question):
        own = frozenset(term for term in terms(match.group()) if len(term) > 1) - ASKING
        known = [spelling for need in asked.needs if need.spellings[0] == own for spelling in need.spellings]
        spellings = [spelling for spelling in (own, *known) if spelling]
        if own:
            yield Demand(match.group(), partial(_has_one, match.group(), spellings))


def _places(words: str) -> Iterator[Demand]:
    for place in places_in(words):
        yield Demand(place, partial(_is_named, place))


def _is_named(place: str, setting: Setting) -> bool:
    return place in places_in(setting.around)


def _without_scope(query: Query) -> str:
    """The question, capitals kept, with a bar for each word that only names its scope."""
    kept = set(re.findall(r"[\w&’'-]+", (query.focus or query.text).casefold()))
    words = query.question.split()
    return " ".join(word if re.sub(r"[^\w&’'-]", "", word).casefold() in kept else "|" for word in words)


def _has_one(name: str, spellings: list[frozenset[str]], setting: Setting) -> bool:
    return any(spelling <= setting.terms for spelling in spellings) or _spelt_by_initials(name, setting.around)


def _spelt_by_initials(name: str, text: str) -> bool:
    """Whether words that follow each other begin with the letters of a short form: IAF, "assessment framework"."""
    return name.isupper() and name.lower() in initials(re.findall(r"[A-Za-z]+", text)).lower()


def _figures(query: Query) -> Iterator[Demand]:
    """A figure that the question does not hold itself, of the kind that it names."""
    if query.wanted is Wanted.FIGURE:
        own, counted = figures_in(query.question), figure_wanted(query.question)
        kind = counted if counted in ("share", "frequency") else ""
        yield Demand("a figure", lambda setting: _has_figure(setting, own, kind))


def _has_figure(setting: Setting, own: frozenset[str], kind: str) -> bool:
    row = setting.unit.row
    if row is not None and any(is_figure(cell) for cell in row.cells):
        return True
    new = kind == "frequency" or bool(figures_in(setting.near) - own)
    return new and holds_wanted(setting.near, Wanted.FIGURE, kind)


def _outcomes(query: Query) -> Iterator[Demand]:
    """A consequence, or what has been reached so far."""
    if _CONSEQUENCE.search(query.question):
        yield Demand("a consequence", lambda setting: _THEN.search(setting.near) is not None)
    if _DONE.search(query.question) and query.wanted is Wanted.FIGURE:
        yield Demand("what was reached", lambda setting: not _only_ahead(setting.near))


def _only_ahead(text: str) -> bool:
    """Whether a text speaks of what is to come and of nothing that was reached."""
    return _AHEAD.search(text) is not None and _REACHED.search(text) is None
