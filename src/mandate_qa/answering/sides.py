"""The sides of a comparison: what is asked of each document, said for that document alone.

"Health budgets: 2017-18 against the 2021-22 mandate" asks each of two documents about health budgets. The years that
tell the documents apart, and the words that only set them side by side, say nothing of what stands in either.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from mandate_qa.answering.naming import KINDS
from mandate_qa.answering.wanted import wanted_of
from mandate_qa.periods import calendar_years, covers, covers_year
from mandate_qa.searching.editions import chain
from mandate_qa.types import Document, Query, Wanted

MOST = 6
"""Documents that are set side by side; of more no reader could keep track, and each costs a search of its own."""
_SETTING = re.compile(
    r"\b(?:compar(?:e|es|ed|ing|ison)(?: (?:to|with|between))?|versus|vs?|v\.|against|rather than|as opposed to|"
    r"differ(?:s|ed|ence|ences|ent|ently)?(?: (?:from|between))?|how far (?:apart|off)|apart|in common|"
    r"(?:did|has|have|does|do|is|are) (?:it|they|this|that) chang\w+|"
    r"(?:as )?(?:in |of |from )?(?:the )?(?:two|both|each|either)(?: of)?(?: the)? "
    rf"(?:{'|'.join(KINDS)})s?(?:'s?)?(?: own)?|"
    r"contrast(?:s|ed)?|agrees?(?: with)?|the same(?: as)?|both|respectively|in turn|than|between|then|each)\b",
    re.IGNORECASE,
)
"""Words that set two things side by side."""

_CHANGING = re.compile(
    r"\b(?:still|now|chang\w+|before|last year|between|each|both|same|used to|previous(?:ly)?|earlier|than|up|down)\b",
    re.IGNORECASE,
)
"""Words that ask what has become of a thing."""

_TOPIC = re.compile(r"^((?:[^\s:–]+ ){0,6}[^\s:–]+)(?::| [-–]) +(?=\S+ \S+)")
"""What a question is about, said first: "Cancer waits: what did …"; the rest is told apart by the documents."""


def sides_of(query: Query, documents: Mapping[str, Document]) -> tuple[Query, ...]:
    """A query for each document that `query` means, when it means a few; nothing otherwise.

    Where it means more than `MOST`, as a year does in a large library, they are searched as one.
    """
    if not 2 <= len(query.documents) <= MOST:
        return ()
    return tuple(_side(query, documents[key], documents) for key in query.documents)


def sides_of_editions(query: Query, key: str, documents: Mapping[str, Document]) -> tuple[Query, ...]:
    """A query for each edition of the document that says most, when `query` asks how they differ and names none."""
    editions = chain(key, documents)
    if query.sides or query.documents or len(editions) < 2 or not _asks_of_editions(query):
        return ()
    several = replace(query, documents=tuple(document.key for document in editions))
    sides = [_side(several, document, documents) for document in editions]
    if len(query.periods) == 1:  # one year is asked of each, whichever edition is of that year
        sides = [replace(side, periods=query.periods) for side in sides]
    return tuple(sides)


def _asks_of_editions(query: Query) -> bool:
    return query.wanted is Wanted.COMPARISON or len(query.periods) > 1 or _CHANGING.search(query.question) is not None


def _side(query: Query, document: Document, documents: Mapping[str, Document]) -> Query:
    of = {period: [covers(documents[key], period) for key in query.documents] for period in query.periods}
    telling = [period for period, covered in of.items() if any(covered) and not all(covered)]
    periods = tuple(p for p in query.periods if p not in telling or covers(document, p))
    words = [*telling, *(str(year) for year in calendar_years(query.focus) if _names(year, query, documents))]
    focus, sought = (_without(text, words) for text in (query.focus or query.text, query.sought or query.text))
    topic = _TOPIC.match(focus)
    return replace(
        query,
        documents=(document.key,),
        periods=periods,
        focus=topic[1] if topic else focus,
        sought=sought,
        wanted=side_wanted(query),
        sides=(),
    )


def side_wanted(query: Query) -> Wanted:
    """What each side is asked for: a date or a person when the question says so, else what can be compared."""
    kind = wanted_of(_SETTING.sub(" ", query.question))
    return kind if kind in (Wanted.DATE, Wanted.PERSON) else Wanted.COMPARISON


def _names(year: int, query: Query, documents: Mapping[str, Document]) -> bool:
    """Whether a year tells the documents apart: it is that of one of them, and not of all."""
    of = [covers_year(documents[key], year) for key in query.documents]
    return any(of) and not all(of)


def without_setting(text: str) -> str:
    """`text` without the words that only set things side by side; all of it when too little is left."""
    return _without(text, [])


def _without(text: str, words: list[str]) -> str:
    """`text` without `words` and those that only set things side by side; all of it when too little is left."""
    rest = text
    for word in words:
        rest = re.sub(rf"\b(?:in |for |of )?{re.escape(word)}\b", " ", rest)
    rest = " ".join(_SETTING.sub(" ", rest).split())
    return rest if re.search(r"[A-Za-z]{3}", rest) else text
