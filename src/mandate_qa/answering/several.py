"""Whether a question wants several things or one: a few signs in its grammar, weighed, not one wording looked for.

What the signs count for is a logistic regression over 499 questions (`eval/fit_choosing.py`): does a list answer?
"""

from __future__ import annotations

import re

from mandate_qa.answering.wanted import asked_count

COUNTS = {
    "plural": 1.51,
    "singular": -1.18,
    "they are": 1.25,
    "every": 1.59,
    "how much": -2.53,
    "plurals": 0.58,
    "count": 1.12,
    "yes or no": -2.52,
    "no what": -0.17,
}
"""What each sign counts for, in log-odds."""
START = -2.02
"""The log-odds when there is no sign."""
_BE = "is|are|was|were|be|do|does|did|will|would|should|must|can|could|may|have|has|had"
_ASKED = re.compile(rf"\b(?:what|which|who)\b(?P<thing>.*?)(?:\b(?:{_BE})\b|$)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PLURAL = re.compile(r"[^\W\d_]{2,}[^\W\d_suSU'’][sS]")
_LITTLE = frozenset(
    "what which who whose where when why how is are was were be been do does did will would should must can could may "
    "have has had and or but not no the a an of in on for by to from with under at as that this these those they them "
    "its their it all each every any both other others apart list name give break down line tell me i please pls need "
    "want get got there here some several main key two three four five six seven eight nine ten things thing kinds "
    "sorts types ways if after before much many long often far old so then than up out into".split()
)
_THEY_ARE = re.compile(r"\b(?:what|which) (?:are|were)\b", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:all|every|everything|each|list|name|break|apart|besides|others?)\b", re.IGNORECASE)
_HOW_MUCH = re.compile(r"\bhow (?:many|much|long|often|far|old)\b", re.IGNORECASE)
_YES_NO = re.compile(r"^\W*(?:is|are|was|were|do|does|did|has|have|can|will)\b", re.IGNORECASE)


def wants_several(question: str) -> float:
    """The log-odds that `question` asks for several things."""
    return START + sum(COUNTS[name] for name, holds in signs(question).items() if holds)


def signs(question: str) -> dict[str, bool]:
    """The signs by name, as in `COUNTS`."""
    found = _ASKED.search(question)
    thing = _subjects(found["thing"])[-1:] if found else []
    return {
        "plural": bool(thing) and _is_plural(thing[0]),
        "singular": bool(thing) and not _is_plural(thing[0]),
        "they are": _THEY_ARE.search(question) is not None,
        "every": _EVERY.search(question) is not None,
        "how much": _HOW_MUCH.search(question) is not None,
        "plurals": any(map(_is_plural, _subjects(question))),
        "count": asked_count(question) is not None,
        "yes or no": _YES_NO.search(question) is not None,
        "no what": found is None,
    }


def _subjects(words: str) -> list[str]:
    return [word for word in _WORD.findall(words) if word.casefold() not in _LITTLE]


def _is_plural(word: str) -> bool:
    return _PLURAL.fullmatch(word) is not None
