"""Whether what the search brought up holds the evidence; the same for our hits and for a baseline's chunks."""

from __future__ import annotations

from collections.abc import Sequence

from mandate_qa.evaluation.cases import Case, Place
from mandate_qa.evaluation.matching import holds
from mandate_qa.evaluation.records import Found
from mandate_qa.evaluation.scores import Scores, Share

DEPTHS = (1, 5, 10)


def shows(hit: Found, place: Place) -> bool:
    """Whether a hit is of the right document and holds the place's words."""
    return hit.document == place.document and holds(hit.text, place.quote)


def reached(case: Case, hits: Sequence[Found]) -> bool:
    """Whether every side of the question has one of its places among `hits`."""
    return bool(case.sides) and all(any(shows(hit, place) for place in side for hit in hits) for side in case.sides)


def covered(case: Case, hits: Sequence[Found]) -> float:
    """Share, 0 to 1, of the places among `hits`; where any one place will do, 1 when there is one."""
    if not case.wants_all:
        return float(reached(case, hits))
    found = [any(shows(hit, place) for hit in hits) for place in case.answers]
    return sum(found) / len(found)


def retrieval_scores(case: Case, hits: Sequence[Found]) -> Scores:
    """hit@k and recall@k of an answerable case; nothing for an unanswerable one."""
    if not case.answerable:
        return {}
    at = {f"hit@{k}": Share(float(reached(case, hits[:k])), 1) for k in DEPTHS}
    recall = {f"recall@{k}": Share(covered(case, hits[:k]), 1) for k in DEPTHS if k > 1}
    return at | recall
