"""Lines that point back: "Makers may apply for it", where the sentence before says what "it" is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mandate_qa.answering.generating.lines import Line
from mandate_qa.searching.tokens import STOP_WORDS, term_set, terms

_VERBS = (
    "must should may might will shall could would can cannot is are was were be been has have had does do did not"
).split()
_VERB = rf"\b(?:{'|'.join(_VERBS)})\b"
_POINTING = re.compile(rf"\b(?:it|they|them|he|she|him|(?:this|these|those)(?=\s+{_VERB}))(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"[\w£%][\w'’&.%-]*(?<!\.)")
_LONGEST = 3
"""Words that say something in a phrase that a pronoun may stand for."""


def resolved(text: str, line: Line) -> str | None:
    """The line with a phrase of the sentence before in the place of a pronoun, when `text` says it so; else None.

    It must be a noun phrase as far as can be told: short, without verb or figure, and ending where a phrase may.
    """
    known = term_set(f"{line.text}\n{line.around}")
    taken = [term for term in terms(text) if term not in known]
    if not 0 < len(taken) <= _LONGEST or any(any(map(str.isdigit, term)) for term in taken):
        return None
    phrase = next(_phrases(line.before, taken), None)
    if phrase is None:
        return None
    for pronoun in _POINTING.finditer(line.text):
        said, there = (len(re.findall(rf"\b{pronoun.group()}\b", words, re.I)) for words in (text, line.text))
        if said < there:
            return f"{line.text[: pronoun.start()]}{phrase}{line.text[pronoun.end() :]}"
    return None


def _phrases(before: str, taken: list[str]) -> Iterator[str]:
    """Stretches of the sentence before that are `taken` and nothing else, and end where a phrase may."""
    words = list(_WORD.finditer(before))
    for n, first in enumerate(words):
        for last in words[n : n + 2 * _LONGEST]:
            phrase = before[first.start() : last.end()]
            if terms(phrase) == taken and _is_noun_phrase(phrase, before[last.end() :]):
                yield phrase


def _is_noun_phrase(phrase: str, after: str) -> bool:
    following = _WORD.search(after)
    ends = following is None or following.start() > 1 or following.group().casefold() in STOP_WORDS
    ends = ends or re.match(_VERB, following.group() if following else "", re.IGNORECASE) is not None
    return ends and not re.search(_VERB, phrase, re.IGNORECASE)
