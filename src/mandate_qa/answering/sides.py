"""The sides of a comparison: what is asked of each document, said for that document alone.

"Health budgets: 2017-18 against the 2021-22 mandate" asks each of two documents about health budgets. The years that
tell the documents apart, and the words that only set them side by side, say nothing of what stands in either.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from mandate_qa.periods import calendar_years, covers, covers_year
from mandate_qa.types import Document, Query

_SETTING = re.compile(
    r"\b(?:compar(?:e|es|ed|ing|ison)(?: (?:to|with|between))?|versus|vs|v\.|against|rather than|as opposed to|"
    r"differ(?:s|ed|ence|ences|ent|ently)?(?: (?:from|between))?|how far (?:apart|off)|apart|in common|"
    r"contrast(?:s|ed)?|agrees?(?: with)?|the same(?: as)?|both|respectively|in turn|than|between|then|each)\b",
    re.IGNORECASE,
)
"""Words that set two things side by side."""


def sides_of(query: Query, documents: Mapping[str, Document]) -> tuple[Query, ...]:
    """A query for each document that `query` means, when it means several; nothing otherwise."""
    if len(query.documents) < 2:
        return ()
    return tuple(_side(query, documents[key], documents) for key in query.documents)


def _side(query: Query, document: Document, documents: Mapping[str, Document]) -> Query:
    others = [documents[key] for key in query.documents if key != document.key]
    own = tuple(period for period in query.periods if covers(document, period))
    foreign = tuple(p for p in query.periods if p not in own and any(covers(other, p) for other in others))
    periods = tuple(period for period in query.periods if period not in foreign)
    naming = (*own, *foreign) if foreign else ()
    words = [*naming, *(str(year) for year in calendar_years(query.focus) if _names(year, query, documents))]
    focus, sought = (_without(text, words) for text in (query.focus or query.text, query.sought or query.text))
    return replace(query, documents=(document.key,), periods=periods, focus=focus, sought=sought, sides=())


def _names(year: int, query: Query, documents: Mapping[str, Document]) -> bool:
    """Whether a year tells the documents apart: it is that of one of them, and not of all."""
    of = [covers_year(documents[key], year) for key in query.documents]
    return any(of) and not all(of)


def _without(text: str, words: list[str]) -> str:
    """`text` without `words` and those that only set things side by side; all of it when too little is left."""
    rest = text
    for word in words:
        rest = re.sub(rf"\b(?:in |for |of )?{re.escape(word)}\b", " ", rest)
    rest = " ".join(_SETTING.sub(" ", rest).split())
    return rest if re.search(r"[A-Za-z]{3}", rest) else text
