"""Words and their contraries: a question why something was cut may have its answer where it says that it grew.

A reason is asked for what is taken for granted; when the documents say the contrary, that sentence holds the contrary
word where the question has its own. It is looked for along with the question's words, and told as a correction.
"""

from __future__ import annotations

import re

from mandate_qa.searching.tokens import term_set, terms
from mandate_qa.types import Query, Wanted

_PAIRS = (
    ("longer", "shorter"),
    ("more extra additional", "fewer less"),
    ("larger bigger higher greater", "smaller lower"),
    (
        "increase increased raise raised rise rose grow grew expand expanded",
        "reduce reduced cut fall fell lower lowered",
    ),
    ("faster sooner quicker", "slower later"),
    ("optional voluntary", "mandatory compulsory must"),
    ("drop dropped scrap scrapped abandon abandoned", "remain remains stand stands continue keep retained"),
    ("ban banned forbid forbidden", "allow encourage"),
    ("include included", "exclude excluded"),
    ("accept accepted", "reject rejected"),
    ("centralise centralised", "devolve devolved"),
    ("weaken weakened", "strengthen strengthened"),
    ("earlier", "later"),
    ("before ahead", "after"),
)
_TAKEN = re.compile(r"^\W*(?:and |but |so )?(?:why|since|given that|seeing that)\b|\bwhat explains\b", re.IGNORECASE)


def contraries_of(query: Query) -> tuple[tuple[str, ...], ...]:
    """Words of `query` with their contraries, where it takes something for granted; () otherwise."""
    if query.follows or not (query.wanted is Wanted.REASON or _TAKEN.search(query.question)):
        return ()
    words = query.focus.casefold().split()
    found = []
    for word in (word.strip(".,;:?!\"'()") for word in words):
        others = _others(word)
        if others:
            found.append((word, *others))
    return tuple(found)


def with_contraries(
    concepts: tuple[tuple[str, ...], ...], contraries: tuple[tuple[str, ...], ...]
) -> tuple[tuple[str, ...], ...]:
    """`concepts` with the contraries added to the words they are of, or as concepts of their own."""
    of = {word: others for word, *others in contraries}
    merged = [(*concept, *of.pop(concept[0], ())) for concept in concepts]
    return (*merged, *((word, *others) for word, others in of.items()))


def contradicts(text: str, query: Query) -> bool:
    """Whether `text` has the contrary of a word of `query` and not the word itself."""
    held = term_set(text)
    return any(
        not set(terms(word)) & held and any(set(terms(other)) <= held for other in others)
        for word, *others in contraries_of(query)
    )


def _others(word: str) -> tuple[str, ...]:
    for pair in _PAIRS:
        for own, other in (pair, pair[::-1]):
            if word in own.split():
                return tuple(other.split())
    return ()
