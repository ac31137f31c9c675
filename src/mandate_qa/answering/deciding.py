"""Whether the documents say: the decision to answer or to refuse, from what was found.

Two readings of the best unit decide: how much of what is asked stands in it, and how near in meaning its passage is.
Either alone misleads: a paraphrase shares no words, a near miss shares all but the one that matters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mandate_qa.answering.units import Unit
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


def refused(query: Query, units: Sequence[Unit], settings: AnsweringSettings) -> Status | None:
    """Why the question is not answered; None when it is."""
    if _NOT_A_QUESTION.match(query.question) or not re.search(r"[^\W_]{2}", query.question):
        return Status.UNCLEAR
    if _ADVICE.search(query.question):
        return Status.OUTSIDE_SCOPE
    if not units:
        return Status.NOT_IN_DOCUMENTS
    return None if confidence(query, units) >= settings.min_confidence else Status.NOT_IN_DOCUMENTS


def confidence(query: Query, units: Sequence[Unit]) -> float:
    """How surely the best unit answers: its coverage and its similarity, each 0–1, averaged.

    A figure or date that was asked for and is not there takes a fifth away.
    """
    best = units[0]
    value = (best.coverage + max(best.similarity, 0.0)) / 2
    if query.wanted in (Wanted.FIGURE, Wanted.DATE) and not re.search(r"\d|half|third|quarter", best.quote):
        value -= 0.1
    return value
