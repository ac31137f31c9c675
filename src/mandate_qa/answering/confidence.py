"""How likely an answer is right: a few signs of it, and what each counts for.

The signs say how the best unit stands to the question and to the other hits. What they count for is fitted as a
logistic regression over graded questions (`eval/fit_confidence.py`, which also tells how well that holds for questions
and documents it was not fitted on). Nothing here reads for sense: an answer about the right thing that leaves out
what was asked of it looks as good as one that tells it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mandate_qa.answering.demands import Setting
from mandate_qa.answering.units import Unit
from mandate_qa.searching.coverage import ASKING, Asked, Need
from mandate_qa.searching.tokens import term_set, terms_of_all
from mandate_qa.types import Document, Draft, Hit, Query, Wanted

COUNTS = {
    "margin": 0.30,
    "spoken": 0.57,
    "similarity": 2.16,
    "first": 0.27,
    "gap": -2.09,
    "row": 0.25,
    "parts": 0.86,
    "refused": -2.59,
    "reason": -1.06,
    "definition": 1.16,
    "statement": -0.28,
}
"""What each sign counts for, in log-odds for each unit of it."""
START = -1.75
"""The log-odds of a right answer when every sign is 0."""
CERTAIN = 1.0
"""The confidence of what was looked up by its printed number."""
_FRAMING = term_set(
    "row annex table per section page paragraph vs versus between compared against before after under like "
    "level rate target goal floor cap limit number share figure amount total percentage percent proportion standard "
    "pot cash money budget funding cost spend spent spending extra more less bigger smaller longer shorter higher "
    "lower year month week day date deadline period time long many much due first last next new old early late already "
    "now every another overall mandate plan document guidance note foreword briefing edition version revised original "
    "people person body group area place line sign do done hold held come came bring brought take took taken kick "
    "roll run ran sort part point main key change differ difference here work cover hi cut down"
)
"""Words that say what kind of thing is asked for, or where it stands; another word may well stand for them."""
_BY_PLACE = (1.0, 0.95, 0.85, 0.6)
"""How near a word counts that stands in the unit, beside it, in its paragraph, or only in what names its document."""

_NEAR = 0.35
"""A word to which no hit comes this near is spoken of by none."""
_MOST = 0.5
"""So much of what is asked, by weight, makes it a question about something else."""


@dataclass(frozen=True)
class Found:
    """What a question was answered from, or would have been."""

    query: Query
    asked: Asked
    hits: Sequence[Hit]
    """Kept ones only."""
    units: Sequence[Unit]
    """Best first."""
    documents: Mapping[str, Document]


def confidence(draft: Draft, found: Found) -> float:
    """How likely `draft` is right, 0–1; of a refusal, how likely an answer from the best unit would have been.

    There must be a unit.
    """
    odds = START + sum(COUNTS[name] * value for name, value in signs(draft, found).items())
    return 1 / (1 + math.exp(-odds))


def foreign(found: Found) -> bool:
    """Whether no hit comes near to most of what is asked, words that have others for them left out: another subject.

    False where hits do not tell of words.
    """
    nearest = {term: near for word, near in _by_word(found.hits).items() for term in term_set(word)}
    alone = [
        (need.weight, term) for need in found.asked.needs if len(need.spellings) == 1 for term in need.spellings[0]
    ]
    far = sum(weight for weight, term in alone if nearest.get(term, 1.0) < _NEAR)
    return far >= _MOST * found.asked.total > 0


def signs(draft: Draft, found: Found) -> dict[str, float]:
    """The signs by name, as in `COUNTS`."""
    query, unit = found.query, leading(draft, found.units)
    setting = Setting(unit, found.documents[unit.paragraph.document])
    places = _places(setting)
    beyond = [other.score for other in found.units if other.paragraph.id != unit.paragraph.id]
    spoken = sum(need.weight for need in found.asked.needs if _stands(need, places[2]))
    return {
        "margin": unit.score - max(beyond, default=0.0),
        "spoken": math.log1p(spoken),
        "similarity": unit.similarity,
        "first": _first(unit, found.hits),
        "gap": _gap(unit, places, found),
        "row": float(unit.row is not None),
        "parts": float(bool(query.parts)),
        "refused": float(not draft.status.answered),
        "reason": float(query.wanted is Wanted.REASON),
        "definition": float(query.wanted is Wanted.DEFINITION),
        "statement": float(query.wanted is Wanted.STATEMENT),
    }


def leading(draft: Draft, units: Sequence[Unit]) -> Unit:
    """The unit that the first statement with evidence rests on, or the best of its paragraph; else the best."""
    evidence = next((statement.evidence[0] for statement in draft.statements if statement.evidence), None)
    if evidence is None:
        return units[0]
    own = [unit for unit in units if unit.paragraph.id == evidence.paragraph_id]
    exact = [unit for unit in own if evidence.quote in unit.quote or unit.quote in evidence.quote]
    return next(iter([*exact, *own]), units[0])


def _places(setting: Setting) -> tuple[frozenset[str], ...]:
    """The terms of the unit, of it with what stands beside it, of its paragraph too, and of all that names it."""
    unit, near = setting.unit, setting.near_terms
    paragraph = terms_of_all([unit.paragraph.text, *unit.paragraph.section])
    return term_set(unit.quote), near, paragraph | near, setting.terms


def _stands(need: Need, inside: frozenset[str]) -> bool:
    return any(spelling <= inside for spelling in need.spellings)


def _first(unit: Unit, hits: Sequence[Hit]) -> float:
    """Of the two searchers, how many found the unit's paragraph first: 0–2."""
    by_meaning = min(hits, key=lambda hit: hit.vector_rank or len(hits) + hit.rank)
    by_words = min(hits, key=lambda hit: hit.keyword_rank or len(hits) + hit.rank)
    return float(sum(unit.paragraph.id in hit.passage.paragraph_ids for hit in (by_meaning, by_words)))


def _gap(unit: Unit, places: Sequence[frozenset[str]], found: Found) -> float:
    """How much nearer another hit comes to some word of the question than the unit's paragraph does: −1 to 2.

    A near miss has one word that others speak to and it does not. 0 where hits do not tell of words.
    """
    own = [hit for hit in found.hits if unit.paragraph.id in hit.passage.paragraph_ids]
    nearest = _by_word(found.hits)
    here = _by_word(own)
    gaps = [nearest[word] - max(here.get(word, 0.0), _lexical(word, places, found.asked)) for word in nearest]
    telling = [gap for word, gap in zip(nearest, gaps, strict=True) if _tells(word, found.query)]
    return max(telling or gaps, default=0.0)


def _by_word(hits: Sequence[Hit]) -> dict[str, float]:
    """By word of the question, how near the nearest hit comes."""
    nearest: dict[str, float] = {}
    for word, near in (pair for hit in hits for pair in hit.words):
        nearest[word] = max(near, nearest.get(word, near))
    return nearest


def _lexical(word: str, places: Sequence[frozenset[str]], asked: Asked) -> float:
    """How near a word counts that stands around the unit, or another word for it does; 0 for one that does not."""
    own = term_set(word)
    for need in asked.needs:
        if own & need.spellings[0]:
            return next((near for inside, near in zip(places, _BY_PLACE, strict=True) if _stands(need, inside)), 0.0)
    return 0.0


def _tells(word: str, query: Query) -> bool:
    """Whether a word is of the question's own subject, and not only of its scope or of the kind of thing asked for."""
    own = term_set(word) - ASKING - _FRAMING
    return bool(own & term_set(query.focus or query.text)) and any(letter.isalpha() for letter in word)
