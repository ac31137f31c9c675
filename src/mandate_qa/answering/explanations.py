"""How surely a sentence explains a term: "X is a…", "X will bring together…", "X, the regulator of…", "X (a pot of…)".

Scores a sentence by where the term stands in it and by what follows; which sentence is told is left to `defining`.
"""

from __future__ import annotations

import re
from functools import lru_cache

USED, SAYS, EXPLAINS = 0.5, 1.0, 1.6
"""A sentence whose subject is the term; one that says something of it; one that explains it."""
_TASK = 0.8
"""What a task counts for more where a task is asked."""

_BE = "is|are|was|were"
_DOES = (
    "pay|set|cover|give|provide|bring|measure|support|include|help|allow|ensure|aim|let|enable|offer|advise|oversee|"
    "lead|manage|represent|describe|act|decide|check|test|fund|tell|show|make|run|work|hold|relate|deal|appl|comprise|"
    "consist|link|draw|reward|publish|regulate|inspect|co-?ordinate|commission|deliver|monitor|review|host|promote|"
    "assure|gather|seek|exist|serve|take|drive|improve|develop|connect|protect|license|train|plan|report|audit|collect"
)
_VERB = rf"(?:{_DOES})(?:s|es|ies|y)?\b"
_FREELY = r"(?:(?:will|can|may|also|both|then|now|would|together|currently|already|shall|must|to)\s+){0,3}"
_RELATIVE = r"^\W*(?:(?!and|or)\w+\W+)?(?:which|who|whose|that|to be)\b(?!\s+(?:have|has|had)\b)"
_PHRASE = (
    r"(?!(?:(?!\b(?:of|for|that|which|who|to)\b)[^,.;()])*\b(?:and|or)\b)"
    r"(?=[^,.;()]*\s[^,.;()]*\s)"
)
"""Words in apposition, and no list: "the regulator of trusts" but not "the police and councils"."""

_SUBJECT = tuple(
    (worth, task, re.compile(form, re.IGNORECASE))
    for worth, task, form in (
        (3.0, False, rf"^(?:{_BE})\s+(?:also\s+)?(?:an?|the|those|any|all|one|what|where|when|who|how)\b"),
        (3.0, False, r"^(?:means?|refers? to|stands? for|describes?|when)\b"),
        (
            3.0,
            True,
            rf"^(?:{_BE}) (?:defined|intended|designed|used|meant|responsible|there|set up|established)"
            r" (?:as|to|for|by)\b",
        ),
        (3.0, False, r"^[:–—]\s+(?!(?:we|you|they|this|see)\b)\w"),
        (1.8, True, r"^(?:will|can|may|should|must|have|has|had)?\s*also\b"),
        (2.1, True, rf"^{_FREELY}{_VERB}"),
        (2.1, True, r"^(?:has|have|had)\s+(?:\w+\s+){0,2}(?:responsib\w+|dut(?:y|ies)|powers?|role|task|job)\b"),
        (2.0, False, rf"^(?:{_BE})\b(?!\s+(?:\w+\s+)?(?:not|\w+ed|being)\b)"),
        (1.7, True, r"^(?:should|must|will|can|to) be \w+ed (?:by|through|with)\b"),
        (SAYS, False, rf"^(?:{_BE}|will|should|must|can)\b"),
        (USED, False, r"^\W*\w"),
    )
)
"""What follows a term that a sentence begins with, what it is worth, and whether it tells a task."""
_WITHIN = tuple(
    (worth, task, re.compile(form))
    for worth, task, form in (
        (
            2.8,
            False,
            r"(?i)^\W*(?:(?!and|or)\w+\W+)?(?:this is|these are|which (?:is|are)|who (?:is|are))\s+(?:an?|the)\b",
        ),
        (2.0, True, rf"(?i){_RELATIVE}"),
        (2.6, False, rf"^,\s+(?:an?|the|our|its)\s(?!(?:[A-Z][\w’'-]*\s?)+){_PHRASE}"),
        (2.6, False, r"^(?:\w+\s+){0,2}\((?:an?|the|those|any|all|that is|i\.?e\.?,?|ie|or)\s[^()]*\s[^()]*\)"),
        (2.4, False, r"^(?:\w+\s+){0,2}\((?:which|who|what)\s"),
    )
)
"""The same for a term anywhere in a sentence."""
_NAMED = re.compile(
    r"(?:\b(?:known as|called|referred to as|termed|named)|\b(?:which|who|this) (?:is|are))\s+"
    r"(?:(?:the|an?)\s+)?\W*$",
    re.IGNORECASE,
)
"""What stands before a term that names what was just told."""
_BEFORE = re.compile(
    r"\W*(?:(?:an?|the|each|every|our|new|this|these|all|any)\s+|(?:(?:in|under|from|since|for|by|as)\b[^,.;]{2,60},\s+))*(?-i:[A-Z][\w’'-]*\s+){0,2}",
    re.IGNORECASE,
)
"""What may stand before the subject of a sentence."""
_IT = r"^(?:it|they|this|these|its|their)\s+(?:\w+\s+)?"
_NEXT = tuple(
    (worth, task, re.compile(form, re.IGNORECASE))
    for worth, task, form in (
        (2.6, False, rf"{_IT}(?:(?:{_BE})\s+)?(?:an?|the|to)\s"),
        (1.9, True, rf"{_IT}{_FREELY}{_VERB}"),
    )
)
"""How the next sentence goes on when it explains: "QSGs meet every month. They bring together…"."""


@lru_cache(maxsize=256)
def naming(name: str) -> re.Pattern[str]:
    """Finds a name in any case, in quotation marks or plural, with a short bracket behind it."""
    words = r"[\W_]+".join(map(re.escape, name.split()))
    return re.compile(
        rf"(?<!\w)[\"“‘'*]*{words}(?:’?s)?(?!\w)[\"”’'*]*(?:\s*\([^()\s]{{2,12}}\)(?!\w))?", re.IGNORECASE
    )


def explains(sentence: str, after: str, name: re.Pattern[str], *, task: bool = False) -> float:
    """How surely `sentence`, with what stands `after` it, explains what `name` finds; 0 when it only names it.

    With `task` what it does counts for more than what it is.
    """
    return max((_worth(sentence, after, match, task=task) for match in name.finditer(sentence)), default=0.0)


def _worth(sentence: str, after: str, match: re.Match[str], *, task: bool) -> float:
    before, rest = sentence[: match.start()], sentence[match.end() :].lstrip(" *")
    subject = _BEFORE.fullmatch(before) is not None
    quoted = match.group()[:1] in "\"“‘'"
    values = [worth + _TASK * (task and tells) for worth, tells, form in _WITHIN if form.search(rest)]
    if subject or quoted:
        values += [worth + _TASK * (task and tells) for worth, tells, form in _SUBJECT if form.search(rest)][:1]
    if _NAMED.search(before):
        values.append(2.2)
    if subject or not rest.strip(" ."):
        values += [worth + _TASK * (task and tells) for worth, tells, form in _NEXT if form.search(after)]
    return max(values, default=0.0)
