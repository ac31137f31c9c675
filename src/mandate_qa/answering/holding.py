"""What kind of thing words hold: a figure and of what, a date, a person or body, a definition.

Reads words alone. What a question wants is read in `wanted`; where the words stand is for `units`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mandate_qa.types import Wanted

_FIGURE = re.compile(
    r"£|%|\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|halv\w+|doubl\w+|third|thirds|quarter|million|billion)\b",
    re.IGNORECASE,
)
_NO_FIGURE = re.compile(
    r"\b(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?\b|\b[012]?\d\s?[-–/]\s?[0-3]\d\b|"
    r"(?<![£\d.])\b\d+[a-z]?\.\d+\b(?!\s?(?:%|bn|m\b|billion|million|per cent))|"
    r"\b(?:objective|commitment|annex|paragraph|section|table|domain|stages?|part|offer|priority)s? \d+(?:\.\d+)*|"
    r"\bcovid-19\b",
    re.IGNORECASE,
)
"""Years, paragraph numbers and names that hold digits: no figures in the sense of a question."""
_MONEY = re.compile(r"£\s?(?:\d|m\b|bn\b|k\b|thousand|million|billion)|\d\s?(?:bn|billion|million)\b|\(£\)|£ per\b")
_SHARE = re.compile(r"\d\s?(?:%|per cent)|\b(?:half|thirds?|quarters?|fifth|tenth)\b", re.IGNORECASE)
_DURATION = re.compile(
    r"\b(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half an?)[\s-]+(?:\w+[\s-]+)?"
    r"(?:minute|hour|day|week|month|year)s?\b|\bwithin \d+\b|\buntil\b|\bfrom\b.*\bto\b",
    re.IGNORECASE,
)
_FREQUENCY = re.compile(
    r"\b(?:hourly|daily|nightly|weekly|fortnightly|(?:bi-?)?monthly|quarterly|termly|(?:bi|half-?|six-?)?-?"
    r"(?:annual|year)(?:ly)?(?=\W)|annually|biennial(?:ly)?|once|twice|continuous(?:ly)?|in real[ -]time|"
    r"(?:a|(?:every|each|per)(?: \w+){0,2}?) (?:hour|day|night|week|fortnight|month|quarter|term|year)s?)\b",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(
    r"£\s?[\d.,]+(?:\s?(?:bn|billion|m|million|k)\b)?|\d[\d.,]*\s?(?:%|per cent)|"
    r"\b\d{1,2}(?:st|nd|rd|th)?(?= (?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December))",
    re.IGNORECASE,
)
"""Money, shares and days of a month: nothing that is counted."""
_DATE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|"
    r"winter|q[1-4]|(?:first|second|third|fourth|last|final|each|every|next|this) quarter|quarter (?:[1-4]|of 20))\b|"
    r"\b20\d\d\b|\blater in\b|\bby the end of\b",
    re.IGNORECASE,
)
_LAW = re.compile(r"\b(?:Act|Regulations|Order|Rules|Directions|Bill),? (?:19|20)\d\d\b")
"""A law with its year, which dates nothing."""
_PERSON = re.compile(
    r"\b(?:[A-Z][a-z]+ (?:Director|Officer|Board|Groups?|Team|Council|Academy|Agency|Authority|MP|QC)|NHS [A-Z]\w+|"
    r"Secretary of State|Chair|Department|National Director|programme board|[A-Z]{3,5})\b"
)
_DEFINING = re.compile(
    r"\b(?:is|are|was|were|means|refers to|sets out|aims to|intended to|brings? together|this is)\b|\(", re.I
)


@lru_cache(maxsize=20_000)
def holds_wanted(text: str, wanted: Wanted, counted: str = "") -> bool:
    """Whether `text` holds the kind of thing that is wanted: a figure, a date, a person or body, a definition.

    `counted` is what a figure must count, as `figure_wanted` names it; "" for any.
    """
    if wanted in (Wanted.FIGURE, Wanted.COMPARISON):
        if counted == "frequency":
            return bool(_FREQUENCY.search(text) or _SHARE.search(text))
        kind = {"money": _MONEY, "share": _SHARE, "duration": _DURATION}.get(counted, _FIGURE)
        plain = without_numbers_of_places(text)
        return bool(kind.search(_NO_COUNT.sub(" ", plain) if counted == "count" else plain))
    if wanted is Wanted.DATE:
        text = _LAW.sub(" ", text)
    sign = {Wanted.DATE: _DATE, Wanted.PERSON: _PERSON, Wanted.DEFINITION: _DEFINING}.get(wanted)
    return sign is not None and bool(sign.search(text))


@lru_cache(maxsize=20_000)
def without_numbers_of_places(text: str) -> str:
    """`text` without years, paragraph numbers and names that hold digits."""
    return _NO_FIGURE.sub(" ", text)


def figures_in(text: str) -> frozenset[str]:
    """The figures of `text` as printed or in words, years and the numbers of paragraphs left out."""
    return frozenset(re.findall(r"\d+(?:[.,]\d+)*", without_numbers_of_places(text))) | frozenset(
        word.lower() for word in _FIGURE.findall(text) if word.isalpha()
    )


def figure_kinds(text: str) -> frozenset[str]:
    """The kinds of figures that `text` holds: "money", "share", "duration", "count"."""
    kinds = {"money": _MONEY, "share": _SHARE, "duration": _DURATION}
    plain = _NO_COUNT.sub(" ", _DURATION.sub(" ", without_numbers_of_places(text)))
    found = [kind for kind, words in kinds.items() if words.search(text)]
    return frozenset([*found, "count"] if re.search(r"\d", plain) else found)
