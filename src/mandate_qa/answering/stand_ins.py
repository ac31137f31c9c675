"""Words that stand for another document in a follow-up: "and in the 2023 one?", "what did the previous mandate say?".

Which one is meant follows from the document of the turn before: those of its kind, by year or by order in time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mandate_qa.answering.naming import KINDS, document_kinds
from mandate_qa.periods import calendar_years, covers, covers_year, normalised
from mandate_qa.searching.tokens import term_set
from mandate_qa.types import Document

_EARLIER = "previous|earlier|older|old|original|last|preceding"
_LATER = "next|later|newer|new|newest|refreshed|revised|updated|latest|current|following"
_STANDS_IN = re.compile(
    rf"\b(?:(?:in|for|of|from|under|by)\s+)?(?:the|that)\s+(?P<which>20\d\d(?:-\d\d)?|other|{_EARLIER}|{_LATER})(?:'s)?\s+"
    rf"(?P<what>one|version|edition|text|document|{'|'.join(KINDS)})\b",
    re.IGNORECASE,
)


def document_meant(question: str, last: Sequence[str], documents: Sequence[Document]) -> str:
    """The key of the document that `question` stands words in for, after one of `last`; "" for none or several."""
    match = _STANDS_IN.search(normalised(question))
    known = [document for document in documents if document.key in last]
    if match is None or len(known) != 1:
        return ""
    own = known[0]
    what = match["what"].casefold()
    kinds = {what} if what in KINDS else set(document_kinds(own.short_title) or document_kinds(own.title))
    kin = [d for d in documents if d is not own and kinds & set(document_kinds(f"{d.title} {d.short_title}"))]
    found = _of(match["which"].casefold(), own, kin)
    return found[0].key if len(found) == 1 else ""


def without_stand_in(text: str) -> str:
    """`text` without the words that stand for another document."""
    return _STANDS_IN.sub(" ", normalised(text))


def _nearest(own: Document, kin: Sequence[Document]) -> list[Document]:
    """Those that share as much of their title with `own` as any does, or its publisher."""
    shared = {d.key: len(term_set(d.title) & term_set(own.title)) for d in kin}
    most = max(shared.values(), default=0)
    return [d for d in kin if shared[d.key] == most or (d.publisher and d.publisher == own.publisher)]


def _of(which: str, own: Document, kin: Sequence[Document]) -> list[Document]:
    """Of the documents like `own` those that a year or a place in time picks out."""
    if which.startswith("20"):
        fits = [document for document in kin if _is_of(document, which)]
        named = [document for document in fits if which in normalised(document.short_title)]
        return _nearest(own, named or fits)
    near = _nearest(own, kin)
    if which == "other":
        return near
    dated = sorted((d for d in near if d.published or d.period_start), key=_day)
    if re.fullmatch(_EARLIER, which):
        return [document for document in dated if _day(document) < _day(own)][-1:]
    return [document for document in dated if _day(document) > _day(own)][:1]


def _is_of(document: Document, year: str) -> bool:
    if "-" in year:
        return covers(document, year)
    return covers_year(document, int(year)) or int(year) in calendar_years(document.title)


def _day(document: Document) -> str:
    return document.period_start or document.published
