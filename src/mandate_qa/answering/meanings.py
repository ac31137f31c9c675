"""Questions that ask what something is: the term they name, and whether its letters, meaning or task is wanted.

Works from wording alone, whatever its order ("what is X for?", "X - meaning?", "X?? what do they do") and politeness.
Which words of the documents explain a term is left to `defining`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Way(StrEnum):
    """What a question wants to know of a term."""

    LETTERS = "letters"
    """What it stands for."""
    TEST = "test"
    """What counts as one."""
    MEANING = "meaning"
    """What it means, asked outright."""
    ROLE = "role"
    """What it does or is for."""
    ANY = "any"
    """What it is."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A term whose meaning a question asks."""

    term: str
    """As typed, without what stands around it."""
    way: Way
    surely: bool
    """Whether the wording cannot ask for anything else; "what is the X" can."""


_A = r"(?:an? |the |this |these |those |being |all )*"
_TERM = rf"{_A}(?P<term>[^?]{{2,80}}?)"
_FIRST = r"^(?P<term>[^?]{2,60}?)"
_GAP = r"(?:\s*[:;,?!=…]+|\s+[-–—]+|\s*\.{2,})[\s:;,?!=…–—-]*"
_REALLY = r"(?: exactly| precisely| actually| really| on earth| in the world| the (?:hell|heck))?"
_WHAT = rf"(?:who or what|what or who|what|who){_REALLY}(?:\s?['’]?s|\s(?:is|are|was|were))\b{_REALLY}"
_DO = r"(?:do|does|did)"
_IT = r"(?:it|that|this|they|those|these|them|he|she)"
_END = r"(?=\W*$|\s*[,;?]|\s+(?:and|in (?:practice|plain|simple|short|english|one|a nutshell))\b)"
_SIGNIFY = r"(?:mean|stand for|refer to|denote|signify)"
_ASKS = "what|whats|who|whos|when|where|why|how"
_TASK = r"(?:purpose|role|point|aim|function|job|remit|mission|task|idea)"

_FORMS: tuple[tuple[Way, bool, str], ...] = (
    (Way.LETTERS, True, rf"{_FIRST}{_GAP}(?:what )?(?:{_DO} )?(?:{_IT}{_REALLY} )?(?:stands? for|short for|in full)\b"),
    (Way.LETTERS, True, rf"{_FIRST}{_GAP}{_WHAT} {_IT} (?:short for|(?:abbreviations?|acronyms?|letters|initials)\b)"),
    (
        Way.LETTERS,
        True,
        rf"^what {_DO} (?:the )?(?:letters|initials|abbreviations?|acronyms?) {_TERM} (?:mean|stand for)\b",
    ),
    (Way.LETTERS, True, rf"\bwhat(?: words?)? {_DO} {_TERM}{_REALLY} stand for\b"),
    (Way.LETTERS, True, rf"\b{_WHAT} {_TERM} (?:short|an? (?:abbreviation|acronym)) (?:for|of)\b"),
    (Way.LETTERS, True, rf"^{_TERM} (?:is |are )?(?:stands?|short) for\W*$"),
    (Way.LETTERS, True, rf"\b(?:spell out|expand|full (?:name|form) (?:of|for)) {_TERM}\W*$"),
    (Way.TEST, True, rf"\b(?:what|who|which \w+) (?:would |does |do )?(?:counts?|qualif(?:y|ies)) as {_TERM}\W*$"),
    (Way.ROLE, True, rf"{_FIRST}{_GAP}(?:so |and )?what {_DO} {_IT}(?: actually| really)? do\b"),
    (Way.ROLE, True, rf"{_FIRST}{_GAP}(?:{_WHAT} (?:its|their|the) )?{_TASK}\W*$"),
    (
        Way.MEANING,
        True,
        rf"{_FIRST}{_GAP}(?:so |and )?what {_DO} (?:(?:they|you|we|people) mean by {_IT}|{_IT}{_REALLY} mean)\b",
    ),
    (Way.MEANING, True, rf"{_FIRST}(?:{_GAP}| )(?:meaning|definition|defined)\W*$"),
    (
        Way.ANY,
        True,
        rf"{_FIRST}{_GAP}(?:so |and )?{_WHAT} (?:(?:in|on|behind) )?{_IT}\b(?! \w+ (?:of|for|in)\b| \w+ to (?!do\b))",
    ),
    (Way.ANY, True, rf"{_FIRST}{_GAP}(?:explained|explain)\W*$"),
    (Way.ANY, True, rf"^(?P<term>[^?=]{{2,40}}?)\s*=\s*(?:what{_REALLY})?\W*$"),
    (Way.MEANING, True, rf"\b{_WHAT} meant by {_TERM}\W*$"),
    (Way.MEANING, True, rf"\bwhat {_DO} (?:they|you|we|people|it) mean by {_TERM}\W*$"),
    (Way.MEANING, True, rf"\b(?:define|definitions? of|meaning of) {_TERM}\W*$"),
    (
        Way.MEANING,
        True,
        rf"\bhow (?:{_DO}|would|is|are|was|were) (?:[^?]{{2,40}}? (?:define|understand) )?{_TERM}(?: defined)\W*$",
    ),
    (Way.MEANING, True, rf"\bhow (?:{_DO}|would) [^?]{{2,40}}? define {_TERM}\W*$"),
    (Way.MEANING, True, rf"\bwhat {_DO} {_TERM}{_REALLY} {_SIGNIFY}\b(?! for\b| to\b)"),
    (Way.ANY, True, rf"\b(?:who or what|what or who){_REALLY}(?: is| are| was| were| exactly)* {_TERM}\W*$"),
    (Way.ROLE, True, rf"^what {_DO} {_TERM}(?<! to)(?: actually| really)? do{_END}"),
    (Way.ROLE, True, rf"\b{_WHAT} (?:the )?(?:purpose|role|function|remit|mission) of {_TERM}{_END}"),
    (Way.ROLE, False, rf"(?:^|\b{_WHAT} )(?:the )?{_TASK} (?:of|behind) {_TERM}{_END}"),
    (Way.ROLE, False, rf"\bwhat role {_DO} {_TERM} (?:play|have)\b"),
    (Way.ROLE, True, rf"^(?!who){_WHAT} {_TERM} (?:(?:supposed|meant|there) to do|(?:there )?for|all about){_END}"),
    (Way.MEANING, True, rf"^{_WHAT} {_TERM} (?:supposed|meant|taken) to mean{_END}"),
    (Way.ANY, False, rf"\bwhat {_DO} {_TERM} (?:cover|involve|entail)\W*$"),
    (
        Way.ANY,
        False,
        rf"^(?:(?:in|under|from) [^,?]{{3,40}}?,? )?{_WHAT} {_TERM}(?<! for)(?: about)?(?=\W*$|,? and (?:{_ASKS})\b)",
    ),
    (Way.ANY, True, rf"\b(?:explain|tell me|know) (?:what|who) {_TERM} (?:is|are|means?)(?=\W*$|,)"),
    (Way.ANY, False, rf"\bexplain (?:to me )?(?:what )?{_TERM}(?=\W*$|,)"),
)
"""How it is asked, in the order that the forms are tried."""
_PATTERNS = tuple((way, surely, re.compile(form, re.IGNORECASE)) for way, surely, form in _FORMS)
_COURTESY = re.compile(
    r"^(?:\W|(?:and|so|but|ok(?:ay)?|hi|hello|hey|sorry|please|pls|right|quick (?:q|question))\b|"
    r"(?:can|could|would) (?:you|someone|anyone)(?: please)? (?=tell|explain|define|spell)|"
    r"(?:the )?(?:term|phrase|word|expression|abbreviation|acronym)s? (?=[\"“‘']))*",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    r"(?<!\W)(?:\W++(?:please|pls|thanks|thank you|then|again|exactly|in (?:plain|simple|short|one|a) (?:terms|"
    r"english|words|line|sentence|word|nutshell)|for (?:me|dummies)))+\W*$",
    re.IGNORECASE,
)
_ITEMS = re.compile(
    r"£|\b(?:objectives|priorities|principles|aims|steps|areas|themes|tests|commitments|measures|metrics|requirements|"
    r"ways|actions|conditions|elements|criteria|goals|risks|rules|findings|reasons|factors|milestones|figures|targets|"
    r"numbers|rates|dates|deadlines|budgets)\b",
    re.IGNORECASE,
)
"""What is told one by one, and not explained."""
_POINTS = re.compile(
    r"^(?:it|its|that|this|they|those|these|them|he|she|there|one|ones|you|we|i)\b|^(?:of|for|in)\b", re.I
)
"""What a term does not begin with: "what do they do?" names none."""


@lru_cache(maxsize=1024)
def asked_meaning(question: str) -> Meaning | None:
    """The term whose meaning a question asks; None when it asks for something else."""
    text = _AFTERWARDS.sub("", _COURTESY.sub("", question.strip(), count=1))
    for way, surely, pattern in _PATTERNS:
        match = pattern.search(text)
        if match is not None:
            term = match["term"].strip(" ?.,:;-–—!")
            return Meaning(term, way, surely and not _ITEMS.search(term)) if term and not _POINTS.match(term) else None
    return None
