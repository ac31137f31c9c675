"""How much of a question a text speaks to: its words, weighted by how much each says, other words for them included."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from mandate_qa.searching.tokens import term_set, terms, terms_of_all
from mandate_qa.types import Query

Rarity = Callable[..., float]
"""How much terms say together: the inverse document frequency of texts that hold all of them, 0 when none does."""
_OTHER_WORDS = 0.8
"""What another word for the asked one counts for."""
_UNKNOWN = 4.0
"""What a word that no passage has says: as much as a middling one, since nothing can be known of it."""
_AROUND = 0.3
"""What a word counts for that only names the scope or was carried over from an earlier turn."""
ASKING = frozenset(
    term
    for word in (
        "about according actually all also anything apart approximately ask asked basically big both call called come "
        "could exactly explain far figure find get gets getting give given go goes going happen happened has how isnt "
        "doesnt didnt whats thats wheres whos kind know large let like list long look made make many mean means meant "
        "mention mentioned mentions much name named off often okay one ones other out own owner owns please pls "
        "point quite really roughly said "
        "say saying says see set should sit sort stand state states supposed talk talked talks tell there "
        "thing things think trying want wanted wants way would you their they it he she"
    ).split()
    for term in terms(word)
)
"""Words that shape a question and say nothing of its subject."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing the question names: a word, or words with others for them."""

    weight: float
    spellings: tuple[frozenset[str], ...]
    """Terms that must all stand in a text; the first is the question's own."""


class Asked:
    """What a query asks for, taken apart once to be held against many texts."""

    def __init__(self, query: Query, rarity: Rarity) -> None:
        focus = dict.fromkeys(term for term in terms(query.focus or query.text) if term not in ASKING)
        around = [term for term in terms(query.sought or query.text) if term not in ASKING and term not in focus]
        words = dict.fromkeys(focus, 1.0) | dict.fromkeys(around, _AROUND)
        needs = []
        for concept in query.concepts:
            spellings = tuple(map(_spelling, concept))
            spellings = tuple(spelling for spelling in spellings if spelling)
            if not spellings:
                continue
            share = max((words.pop(term, 0.0) for term in spellings[0]), default=0.0)
            known = [rarity(*spelling) for spelling in spellings]
            needs.append(Need((known[0] or max(known)) * share, spellings))
        needs += [Need((rarity(term) or _UNKNOWN) * share, (frozenset([term]),)) for term, share in words.items()]
        self._take(needs)

    def coverage(self, text: str, heading: str = "") -> float:
        """Share of what is asked that stands in `text` (whole) or only in `heading` (half), 0–1."""
        return self.covered(term_set(text), term_set(heading))

    def together(self, texts: Iterable[str], heading: str = "") -> float:
        """The same for several texts that stand for one."""
        return self.covered(terms_of_all(texts), term_set(heading))

    def covered(self, text: frozenset[str], heading: frozenset[str]) -> float:
        """The same for the terms of a text and of its heading."""
        if not self.total:
            return 0.0
        inside = self._terms & text
        key = inside, inside | (self._terms & heading)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._spoken(*key) / self.total
        return found

    def _spoken(self, inside: frozenset[str], both: frozenset[str]) -> float:
        """The weight of what stands in a text, by its asked terms and by those of it and its heading together."""
        total = 0.0
        for need in self.needs:
            worth = 1.0
            for spelling in need.spellings:
                if spelling <= both:
                    total += need.weight * (worth if spelling <= inside else worth / 2)
                    break
                worth = _OTHER_WORDS
        return total

    def apart_from(self, others: Iterable[Asked]) -> Asked:
        """What only this query asks for, and none of the others."""
        theirs = {need.spellings[0] for other in others for need in other.needs if need.weight}
        return self.of([need for need in self.needs if need.spellings[0] not in theirs])

    def of(self, needs: Iterable[Need]) -> Asked:
        """Only these of its needs."""
        some = copy(self)
        some._take(needs)
        return some

    def _take(self, needs: Iterable[Need]) -> None:
        self.needs = tuple(needs)
        self.total = sum(need.weight for need in self.needs)
        self._terms = frozenset(term for need in self.needs for spelling in need.spellings for term in spelling)
        self._known: dict[tuple[frozenset[str], frozenset[str]], float] = {}
        """Coverage by the asked terms that stand in a text, and in it or its heading; most texts share theirs."""


@lru_cache(maxsize=20_000)
def _spelling(words: str) -> frozenset[str]:
    """The terms that must stand in a text for `words`: of "how many staff" the staff."""
    found = frozenset(terms(words))
    return found - ASKING or found
