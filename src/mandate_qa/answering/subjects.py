"""Two subjects that a question sets side by side: what is asked of each, with the words that both share.

"The grant for kites compared with the one for blocks" asks for the grant for kites and for the grant for blocks.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mandate_qa.answering.sides import side_wanted
from mandate_qa.searching.coverage import ASKING
from mandate_qa.searching.tokens import terms
from mandate_qa.types import Query, Wanted

_PLACING = r"(?:on|for|of|in|by|at|from|to|under|per)"
_BETWEEN = re.compile(
    rf"\b(?:difference|gap|different|differ)s?\b(?: in (?P<shared>.+?))? between (?P<one>.+?) and (?P<other>.+?)"
    rf"(?P<tail> {_PLACING} .+)?$",
    re.IGNORECASE,
)
_COMPARE = re.compile(
    rf"\bcompare (?P<shared>)(?P<one>.+?) (?:and|with|to|against) (?P<other>.+?)(?P<tail> {_PLACING} .+)?$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"^(?P<shared>)(?P<one>.+?),? (?:(?:as )?compared (?:with|to)|versus|vs?\.?|as against|against) (?P<other>.+?)"
    r"(?P<tail>)$",
    re.IGNORECASE,
)
_STANDING_FOR = re.compile(rf"^(?:the )?(?:one|ones|that|those)\b(?= ({_PLACING}) )", re.IGNORECASE)
"""What stands for the words of the first subject: "the one on …"."""


def subjects_of(query: Query) -> tuple[Query, ...]:
    """A query for each of two subjects that `query` compares; nothing when it compares years or documents."""
    if query.wanted is not Wanted.COMPARISON or query.sides or len(query.documents) > 1 or len(query.periods) > 1:
        return ()
    text = (query.focus or query.text).strip(" ?.!")
    match = _BETWEEN.search(text) or _COMPARE.search(text) or _BESIDE.search(text)
    if match is None:
        return ()
    shared, tail = match["shared"] or "", match["tail"] or ""
    one, other = match["one"], _in_full(match["other"], match["one"])
    asked = tuple(" ".join(f"{shared} {subject}{tail}".split()) for subject in (one, other))
    if not all(_names_something(subject) for subject in (one, other)):
        return ()
    return tuple(replace(query, focus=words, sought=words, wanted=side_wanted(query)) for words in asked)


def _in_full(other: str, one: str) -> str:
    """The second subject with the words of the first that it only points to."""
    pointing = _STANDING_FOR.match(other)
    if pointing is None:
        return other
    head = re.split(rf" {pointing[1]} ", one, maxsplit=1, flags=re.IGNORECASE)[0]
    return f"{head} {other[pointing.end() :].strip()}"


def _names_something(subject: str) -> bool:
    return any(term not in ASKING for term in terms(subject))
