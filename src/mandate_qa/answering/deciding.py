"""Whether the documents say: the decision to answer or to refuse, from what was found.

Two readings of the best unit decide: how much of what is asked stands in it, and how near in meaning its passage is.
Either alone misleads: a paraphrase shares no words, a near miss shares all but the one that matters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mandate_qa.answering.units import Unit, answers_kind
from mandate_qa.settings import AnsweringSettings
from mandate_qa.types import Query, Status, Wanted

_NOT_A_QUESTION = re.compile(
    r"^\W*(?:hi|hello|hey|thanks?|thank you|good (?:morning|afternoon|evening)|bye|ok(?:ay)?|test)\W*$", re.IGNORECASE
)
_ADVICE = re.compile(
    r"\b(?:should i (?:take|see|get|eat|vote|invest)|my (?:symptoms?|doctor|pain|rash|child|test results?)|"
    r"diagnose me|write (?:me )?(?:a|an|some) (?:poem|song|story|joke|email|code)|tell me a joke|what do you think|"
    r"your opinion|weather|who (?:are|made) you|ignore (?:all|your|previous|the above))\b",
    re.IGNORECASE,
)


def chosen(query: Query, units: Sequence[Unit], settings: AnsweringSettings) -> Sequence[Unit] | Status:
    """The units an answer may be made of, best first, or why the question is not answered.

    When a figure or a date is asked for, only units that hold one may lead; when a year is named, only those that
    name it or stand in a document of that year.
    """
    if _NOT_A_QUESTION.match(query.question) or not re.search(r"[^\W_]{2}", query.question):
        return Status.UNCLEAR
    if _ADVICE.search(query.question):
        return Status.OUTSIDE_SCOPE
    if not units:
        return Status.NOT_IN_DOCUMENTS
    fit = [unit for unit in units if fits(query, unit) and unit.score >= units[0].score * settings.min_share]
    if not fit or confidence(fit[0]) < settings.min_confidence:
        return Status.NOT_IN_DOCUMENTS
    return [*fit, *(unit for unit in units if unit not in fit)]


def fits(query: Query, unit: Unit) -> bool:
    """Whether a unit holds the kind of thing that was asked for."""
    return query.wanted not in (Wanted.FIGURE, Wanted.DATE) or answers_kind(unit, query)


def confidence(unit: Unit) -> float:
    """How surely a unit answers: its coverage and its similarity, each 0–1, averaged."""
    return (unit.coverage + max(unit.similarity, 0.0)) / 2
