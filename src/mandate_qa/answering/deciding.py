"""Whether the documents say: the decision to answer or to refuse, from what was found.

Two readings of the best unit decide: how much of what is asked stands in it, and how near in meaning its passage is.
Either alone misleads: a paraphrase shares no words, a near miss shares all but the one that matters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mandate_qa.answering.demands import Demand, demands_of, unmet
from mandate_qa.answering.pieces import named_by
from mandate_qa.answering.units import Unit, answers_kind
from mandate_qa.periods import MONTHS, calendar_years, covers, financial_years, normalised
from mandate_qa.reading.passages import lead_in
from mandate_qa.searching.coverage import Asked
from mandate_qa.searching.tokens import term_set
from mandate_qa.settings import AnsweringSettings
from mandate_qa.types import Document, Query, Status, Wanted

_NOT_A_QUESTION = re.compile(
    r"^\W*(?:hi|hello|hey|thanks?|thank you|good (?:morning|afternoon|evening)|bye|ok(?:ay)?|test)"
    r"(?:\W+(?:there|again|how (?:are|is|was|were) (?:you|your)\b.*|what'?s up))?\W*$|"
    r"^\W*how (?:are|were) you\b.*$",
    re.IGNORECASE,
)
_BODY = (
    "knee|back|head|chest|throat|stomach|tooth|teeth|leg|arm|foot|heart|skin|eye|ear|baby|child|son|daughter|mum|dad"
)
_ADVICE = re.compile(
    r"\b(?:(?<!how (?:long|much|many) )should i (?:take|see|get|eat|vote|invest|rest|go|have)|"
    r"my (?:symptoms?|doctor|pain|rash|test results?)|"
    rf"my (?:{_BODY})\b.*\b(?:hurts?|aches?|pains?|sore|bleed\w*|swollen|ill|sick|fever)|"
    r"(?:i'?m|i am|am i|i have|i've got)\b.*\b(?:pregnant|symptoms?|ill|sick|in pain|a rash|a fever|side effects?)|"
    r"diagnose me|write (?:me )?(?:a|an|some) (?:poem|song|story|joke|email|code)|tell me a joke|what do you think|"
    r"your opinion|weather|who (?:are|made) you|ignore (?:all|your|previous|the above))\b",
    re.IGNORECASE,
)
_TIMES = term_set(" ".join([*MONTHS, *map(str, range(2000, 2100))]))
"""Words that only name a time."""
_TYPED = (Wanted.FIGURE, Wanted.DATE)
_SURELY = 0.75
"""What speaks to this share of a question goes before what only ranks higher."""
_NEARLY = 0.8
"""What speaks for the asked year must score at least this share of the best for any year, or only that is known."""


def chosen(
    query: Query, units: Sequence[Unit], settings: AnsweringSettings, documents: Mapping[str, Document], asked: Asked
) -> Sequence[Unit] | Status:
    """The units an answer may be made of, best first, or why the question is not answered.

    Only units may lead that meet what the question demands: when a figure or a date is asked for, those that hold one;
    when a year is named, those that name it or stand in a document of that year.
    """
    if _NOT_A_QUESTION.match(query.question) or not re.search(r"[^\W_]{2}", query.question):
        return Status.UNCLEAR
    if _ADVICE.search(query.question):
        return Status.OUTSIDE_SCOPE
    if not units or query.unknown:
        return Status.NOT_IN_DOCUMENTS
    near = [unit for unit in units if unit.score >= units[0].score * settings.min_share]
    demands = demands_of(query, asked)
    like = [unit for unit in near if fits(query, unit)]
    lacking = {id(unit): unmet(demands, unit, documents) for unit in like}
    fit = [unit for unit in like if not lacking[id(unit)]]
    late = next((unit for unit in like if _of_time(lacking[id(unit)])), None)
    refusal = Status.OTHER_PERIOD_ONLY if late else Status.NOT_IN_DOCUMENTS
    if not fit or sureness(fit[0]) < settings.min_confidence:
        return refusal
    if late and late.score > fit[0].score and _only_of_that_time(fit[0], late, asked):
        return refusal
    if query.wanted in _TYPED:
        fit = _speaking(query, fit, near, settings)
    if not fit:
        return refusal
    spoken = [unit for unit in units if spoken_of(query, unit, documents[unit.paragraph.document])]
    fitting = {id(unit) for unit in fit}
    leading = [unit for unit in spoken if id(unit) in fitting and unit.score >= fit[0].score * _NEARLY]
    if not leading or sureness(leading[0]) < settings.min_confidence:
        return Status.OTHER_PERIOD_ONLY
    first = {id(unit) for unit in leading}
    return [*leading, *(unit for unit in spoken if id(unit) not in first)]


def _of_time(lacking: Sequence[Demand]) -> bool:
    """Whether a month or a year is all that is lacking, and something is."""
    return bool(lacking) and all(demand.of_time for demand in lacking)


def _only_of_that_time(unit: Unit, late: Unit, asked: Asked) -> bool:
    """Whether a unit names the time that another lacks, and speaks to nothing else that is asked as that one does."""
    subject = asked.of(need for need in asked.needs if not need.spellings[0] <= _TIMES)
    return not subject.coverage(_told(unit)) and subject.coverage(_told(late)) > 0


def _told(unit: Unit) -> str:
    """A unit's words with its lead-in and what names it."""
    paragraph, n = unit.paragraph, unit.part
    return " ".join(
        [*lead_in(paragraph, paragraph.parts[n]), named_by(paragraph, n, unit.start, unit.quote), unit.quote]
    )


def _speaking(query: Query, fit: list[Unit], near: Sequence[Unit], settings: AnsweringSettings) -> list[Unit]:
    """`fit` when its first speaks to about as much of the question as any near it, else those that speak to most of it.

    A follow-up may take what stands where the last answer stood when there is none.
    """
    least = max(unit.coverage for unit in near[:5]) * settings.min_spoken
    if fit[0].coverage >= least:
        return fit
    better = [unit for unit in fit if unit.coverage >= _SURELY and unit.score >= fit[0].score * _NEARLY]
    return better or [unit for unit in fit if query.follows and unit.paragraph.id in query.anchors]


def fits(query: Query, unit: Unit) -> bool:
    """Whether a unit holds the kind of thing that was asked for, of the year that was named."""
    return query.wanted not in _TYPED or (answers_kind(unit, query) and of_period(query, unit))


def of_period(query: Query, unit: Unit) -> bool:
    """Whether a table row has a column for a year that was named; true for what has no columns of years."""
    table = unit.paragraph.table
    if table is None or unit.row is None or not query.periods:
        return True
    years = {year for column in table.columns for year in financial_years(normalised(column))}
    return not years or bool(years & set(query.periods))


def spoken_of(query: Query, unit: Unit, document: Document) -> bool:
    """Whether a unit may speak for a year that was named: its document is of that year, or its paragraph names it."""
    if not query.periods or query.wanted is Wanted.COMPARISON or len(query.documents) > 1:
        return True
    if any(covers(document, period) for period in query.periods):
        return True
    table = unit.paragraph.table
    columns = table.columns if table else ()
    words = normalised(" ".join([unit.paragraph.text, *unit.paragraph.section, *columns]))
    named, single = financial_years(words), calendar_years(words)
    return any(p in named or int(p[:4]) in single or int(p[:4]) + 1 in single for p in query.periods)


def sureness(unit: Unit) -> float:
    """How surely a unit answers: its coverage and its similarity, each 0–1, averaged."""
    return (unit.coverage + max(unit.similarity, 0.0)) / 2
