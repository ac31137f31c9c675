"""Questions for how many there are of a thing that documents set out: what is counted, and which words count it."""

from __future__ import annotations

import re

from mandate_qa.answering.claims import NUMBER_WORDS
from mandate_qa.searching.tokens import terms

_ASKED = re.compile(r"\b(?:how many|number of)\s+(?:[a-z-]+\s+){0,2}?(?P<thing>[a-z]+s)\b", re.IGNORECASE)
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(NUMBER_WORDS[2:])})"
_BETWEEN = r"(?:[a-z-]+\s+){0,2}"
"""Words between a number and what it counts: "five headline objectives"."""


def counted_thing(question: str) -> str:
    """The term for what a question asks the number of ("object" of "how many objectives"), "" when it asks for none."""
    found = _ASKED.search(question)
    return next(iter(terms(found["thing"])), "") if found else ""


def counts(text: str, thing: str) -> bool:
    """Whether `text` gives a number of `thing`, a term."""
    said = re.finditer(rf"\b{_NUMBER}\s+{_BETWEEN}?(?P<thing>[a-z]+s)\b", text, re.IGNORECASE)
    return any(thing in terms(match["thing"]) for match in said)
