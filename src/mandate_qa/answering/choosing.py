"""Whether what stands together in a document answers a question better than what would be told alone.

Both are weighed by how likely they are right: logistic regressions over graded answers (`eval/fit_choosing.py`, which
also tells how well that holds for documents and question sets it was not fitted on). Nothing is taken away from a draft
that says more than plain words of the documents, such as a correction.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mandate_qa.answering.several import wants_several
from mandate_qa.answering.siblings import Together
from mandate_qa.answering.units import Unit
from mandate_qa.searching.coverage import Asked
from mandate_qa.types import Draft, Query, Status, Wanted

TOGETHER = {
    "start": -4.33,
    "list": 0.27,
    "run": 0.43,
    "rows": 1.24,
    "near": 1.42,
    "held": 0.50,
    "gain": 0.22,
    "lead": 2.10,
    "holds": 2.75,
    "words": -0.78,
    "over": 0.13,
    "several": -0.45,
    "several words": 0.51,
    "asked": 0.47,
}
"""What each sign of something that stands together counts for, in log-odds for each unit of it."""
ALONE = {
    "start": -0.81,
    "several": -0.20,
    "asked": 0.22,
    "list": 1.06,
    "spoken": 1.69,
    "comparison": 0.46,
}
"""The same for the draft that would be told otherwise."""
MARGIN = 0.2
"""How much likelier, in log-odds, what stands together must be: the shorter is better when both may be right."""
_BEST = 5
_FORMS = {
    "list": ("list", "titles", "entries", "marks"),
    "run": ("sentences", "next", "onward"),
    "rows": ("table", "group", "alike"),
}
_BRIEF = 0.8
"""Hundreds of words that any question may be answered with."""
_LIST = 3
_OPEN = (Wanted.STATEMENT, Wanted.LIST, Wanted.COMPARISON, Wanted.DEFINITION)
"""Kinds of answers that may have several parts."""


def better_together(
    draft: Draft, every: Sequence[Together], query: Query, found: Sequence[Unit], asked: Asked
) -> Draft | None:
    """Of `every`, the draft that is likeliest right, when it is likelier than `draft`; else None."""
    if not every:
        return None
    several = wants_several(query.question)
    scored = with_shares(found)
    odds = [_weighed(TOGETHER, together_signs(one, draft, query, scored, asked, several)) for one in every]
    likeliest = max(odds)
    if likeliest <= _weighed(ALONE, alone_signs(draft, query, asked, several)) + MARGIN:
        return None
    return every[odds.index(likeliest)].draft


def may_be_several(query: Query, draft: Draft) -> bool:
    """Whether what answers `query` may have several parts, and `draft` holds nothing that would be lost with it."""
    return query.wanted in _OPEN and not query.sides and is_plain(draft)


def is_plain(draft: Draft) -> bool:
    """Whether a draft says nothing but words of one document, without a note."""
    documents = {e.paragraph_id.partition(" ")[0] for statement in draft.statements for e in statement.evidence}
    cited = all(statement.evidence for statement in draft.statements)
    return draft.status is Status.ANSWERED and not draft.notes and cited and len(documents) == 1


def with_shares(found: Sequence[Unit]) -> list[tuple[str, float]]:
    """The words of each unit with its share of the best score."""
    return [(_flat(unit.quote), unit.score / found[0].score) for unit in found]


def together_signs(
    one: Together, draft: Draft, query: Query, scored: Sequence[tuple[str, float]], asked: Asked, several: float
) -> dict[str, float]:
    """The signs by name, as in `TOGETHER`; `scored` is what `with_shares` gives for what was found."""
    quotes = _quotes(one.draft)
    whole = "\n".join(quotes)
    holding = [words in whole for words, _ in scored]
    words = one.words / 100
    spoken = asked.together([*_texts(one.draft), one.about], one.around)
    own = _quotes(draft)
    return {
        "start": 1.0,
        **{form: float(one.form in names) for form, names in _FORMS.items()},
        "near": max((share for (_, share), held in zip(scored, holding, strict=True) if held), default=0.0),
        "held": sum(holding[:_BEST]) / _BEST,
        "gain": spoken - asked.together(_texts(draft)),
        "lead": asked.coverage(one.about, one.around),
        "holds": sum(any(told in quote for quote in quotes) for told in own) / len(own),
        "words": words,
        "over": max(0.0, words - _BRIEF),
        "several": several,
        "several words": several * words,
        "asked": float(query.wanted is Wanted.LIST),
    }


def alone_signs(draft: Draft, query: Query, asked: Asked, several: float) -> dict[str, float]:
    """The signs by name, as in `ALONE`."""
    return {
        "start": 1.0,
        "several": several,
        "asked": float(query.wanted is Wanted.LIST),
        "list": float(len(draft.statements) >= _LIST),
        "spoken": asked.together(_texts(draft)),
        "comparison": float(query.wanted is Wanted.COMPARISON),
    }


def _weighed(counts: dict[str, float], signs: dict[str, float]) -> float:
    return sum(counts[name] * value for name, value in signs.items())


def _texts(draft: Draft) -> list[str]:
    return [statement.text for statement in draft.statements]


def _quotes(draft: Draft) -> list[str]:
    return [_flat(evidence.quote) for statement in draft.statements for evidence in statement.evidence]


@lru_cache(maxsize=20_000)
def _flat(words: str) -> str:
    return " ".join(words.split())
