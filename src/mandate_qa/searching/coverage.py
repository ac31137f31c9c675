"""How much of a question a text speaks to: its words, weighted by how much each says, other words for them included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mandate_qa.searching.tokens import terms
from mandate_qa.types import Query

Rarity = Callable[[str], float]
"""How much a term says: its inverse document frequency in the index, 0 for a term that is not in it."""
_OTHER_WORDS = 0.8
"""What another word for the asked one counts for."""
_UNKNOWN = 6.0
"""What a word that no passage has says: more than most, since nothing can be known of it."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing the question names: a word, or words with others for them."""

    weight: float
    spellings: tuple[frozenset[str], ...]
    """Terms that must all stand in a text; the first is the question's own."""


class Asked:
    """What a query asks for, taken apart once to be held against many texts."""

    def __init__(self, query: Query, rarity: Rarity) -> None:
        words = dict.fromkeys(terms(query.text))
        needs = []
        for concept in query.concepts:
            spellings = tuple(frozenset(terms(spelling)) for spelling in concept)
            spellings = tuple(spelling for spelling in spellings if spelling)
            if not spellings:
                continue
            weight = max(max(map(rarity, spelling)) for spelling in spellings[:1])
            known = [max(map(rarity, spelling)) for spelling in spellings]
            needs.append(Need(weight or max(known), spellings))
            for term in spellings[0]:
                words.pop(term, None)
        needs += [Need(rarity(term) or _UNKNOWN, (frozenset([term]),)) for term in words]
        self.needs = tuple(needs)
        self.total = sum(need.weight for need in needs)

    def coverage(self, text: str, heading: str = "") -> float:
        """Share of what is asked that stands in `text` (whole) or only in `heading` (half), 0–1."""
        if not self.total:
            return 0.0
        inside = frozenset(terms(text))
        both = inside | frozenset(terms(heading)) if heading else inside
        return sum(need.weight * _met(need, inside, both) for need in self.needs) / self.total


def _met(need: Need, inside: frozenset[str], both: frozenset[str]) -> float:
    for n, spelling in enumerate(need.spellings):
        worth = _OTHER_WORDS if n else 1.0
        if spelling <= inside:
            return worth
        if spelling <= both:
            return worth / 2
    return 0.0
