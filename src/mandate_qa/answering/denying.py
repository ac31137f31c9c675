"""Questions that take for granted what the documents deny: "when will it be rolled out?" – "It will not be adopted".

The sentence that denies goes before those that only speak of the same thing. It must stand where the best unit stands,
deny in the question's own mood ("will" by "will not"), and share with the question the words that it denies, or refer
back to what does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mandate_qa.answering.holding import holds_wanted
from mandate_qa.answering.units import Unit
from mandate_qa.searching.coverage import ASKING
from mandate_qa.searching.tokens import terms
from mandate_qa.types import Query, Wanted

_PRESUMING = (Wanted.DATE, Wanted.FIGURE, Wanted.REASON, Wanted.PERSON)
"""Kinds of question that take something for granted."""
_NEGATED = re.compile(r"\b(?:not|no|never|nor|neither|without|none|nobody|nothing)\b|n['’]t\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?P<mood>will|would|is|are|was|were|do|does|did|has|have|had|can|must|should|may) (?:not|never)\s+"
    r"(?P<denied>.+)|\bcannot (?P<unable>.+)|"
    r"\b[Nn]o (?:further|more|new|other|additional|longer)\s+(?P<none>.+)|"
    r"\b[Tt]here (?:is|are|was|were|will be) no\s+(?P<absent>.+)"
)
_SCOPE = 5
"""Words after a negation that it denies."""
_THING = 2
"""Words after "there is no" that name what is not there; all must be asked about."""
_EARLY = 12
"""Words before it at most: it must be the sentence's main word, not one of an aside."""
_NEARLY = 0.9
"""A denial must score at least this share of the best unit."""
_POINTS = re.compile(r"^(?:it|they|this|these|that|those)\b", re.IGNORECASE)
_FUTURE = re.compile(r"\b(?:will|going to|'ll|shall|due to)\b", re.IGNORECASE)


def denial(query: Query, found: Sequence[Unit]) -> Unit | None:
    """The unit that denies what the question takes for granted, of the best one's paragraph; None when none does.

    A question that is itself negative is left alone, and so is a unit that holds the very figure or date asked for.
    """
    if query.wanted not in _PRESUMING or not found or _NEGATED.search(query.question):
        return None
    near = [unit for unit in found if unit.paragraph.id == found[0].paragraph.id]
    near = [unit for unit in near if unit.row is None and unit.score >= max(u.score for u in near) * _NEARLY]
    return next((unit for unit in near if _denies(unit, query, near[0])), None)


def _denies(unit: Unit, query: Query, best: Unit) -> bool:
    words = _DENIES.search(unit.quote)
    if words is None or len(unit.quote[: words.start()].split()) > _EARLY:
        return False
    if query.wanted in (Wanted.DATE, Wanted.FIGURE) and holds_wanted(unit.quote, query.wanted):
        return False
    said = words["denied"] or words["unable"] or words["none"] or words["absent"]
    denied = terms(" ".join(said.split()[:_SCOPE]))
    asked = {term for term in terms(query.focus or query.text) if term not in ASKING}
    if words["absent"] and not asked.issuperset(denied[:_THING]):
        return False
    if asked.intersection(denied):
        return words["mood"] is None or _same_mood(words["mood"], query)
    return words["mood"] == "will" and _same_mood("will", query) and _goes_on(unit, best)


def _same_mood(mood: str, query: Query) -> bool:
    """Whether the question speaks of the future as the denial does; what denies the present may answer any."""
    return (mood == "will") == (_FUTURE.search(query.question) is not None)


def _goes_on(unit: Unit, best: Unit) -> bool:
    """Whether a unit speaks of what the sentence right before it, the best one, is about."""
    between = unit.paragraph.text[best.end : unit.start]
    return best.end <= unit.start and not between.strip() and _POINTS.match(unit.quote) is not None
