"""A question asked again where the reader chose to look, as if the words that name its scope had been others.

Knows which words of a query say where to look, and what becomes of them, of the years and of the kind of answer when
the reader chooses documents or years instead. What a choice in an earlier turn means for a follow-up is here too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mandate_qa.answering.naming import DocumentNames
from mandate_qa.answering.scope import read_scope, without
from mandate_qa.answering.sides import without_setting
from mandate_qa.answering.wanted import wanted_of
from mandate_qa.answering.wording import ALL_DOCUMENTS, ANY_YEAR, CHOSEN, INSTEAD, NO_DOCUMENT_OF
from mandate_qa.codec import decode
from mandate_qa.errors import UsageError
from mandate_qa.periods import MONTHS, calendar_years, covers, covers_year, financial_years
from mandate_qa.types import Document, Query, Scope, Wanted

_DATING = "|".join((*MONTHS, "by", "since", "until", "before", "after"))
"""What stands before a year that is part of a date."""
_APPENDED = re.compile(r" \([^()]*\)$")
"""The year that a follow-up has from the turn before it."""
_PLURAL = {"does": "do", "is": "are", "has": "have"}
_BEFORE = "in|for|of|from|to|by|during|over|under"

YearsOf = Callable[[str], Collection[str]]
"""The financial years that head columns of a document's tables, by its key."""


def scope_given(value: Scope | Mapping[str, Any] | None) -> Scope | None:
    """A choice as a program or a browser gives it, its years written "2021-22"; None when nothing is chosen.

    Raises UsageError for what is no choice, and for a year that is no financial year.
    """
    if value is None or value == Scope():
        return None
    try:
        scope = value if isinstance(value, Scope) else decode(Scope, dict(value))
        given = (*(scope.documents or ()), *(scope.periods or ()))
        if not all(isinstance(word, str) for word in given) or isinstance(scope.documents, str):
            raise TypeError
    except (TypeError, ValueError, KeyError) as error:
        raise UsageError(f"{value!r} is no scope; give documents and periods, each a list of words or None.") from error
    periods = None if scope.periods is None else tuple(dict.fromkeys(map(_period, scope.periods)))
    documents = None if scope.documents is None else tuple(dict.fromkeys(scope.documents))
    return None if documents is None and periods is None else Scope(documents, periods)


def _period(words: str) -> str:
    found = financial_years(words)
    if len(found) != 1:
        raise UsageError(f"{words!r} is no financial year; write one as 2021-22.")
    return found[0]


def still_there(scope: Scope | None, documents: Mapping[str, Document]) -> Scope | None:
    """A choice of an earlier turn without documents that have left the library since."""
    if scope is None or not scope.documents:
        return scope
    known = tuple(key for key in scope.documents if key in documents)
    return replace(scope, documents=known or None)


def carrying_on(query: Query, before: Query, documents: Sequence[Document]) -> Query:
    """A follow-up in the documents that the reader chose a turn before, where it names no others itself."""
    chosen = before.scope.documents if before.scope else ()
    if not chosen or query.documents != before.documents:
        return query
    titles = ", ".join(document.short_title for document in documents if document.key in chosen)
    notes = (*query.notes, CHOSEN.format(scope=titles, instead=""))
    return replace(query, scope=Scope(documents=chosen), within=before.within, notes=notes)


def rescoped(query: Query, scope: Scope, names: DocumentNames, years_of: YearsOf) -> Query:
    """`query` as if it had named the documents and years of `scope` and not its own; notes say what was done.

    Documents that were chosen stand in `within`; whether several are compared is for the caller to settle. A year that
    only named an edition goes when other documents are chosen, and a document of other years when years are.
    """
    known = {document.key: document for document in names.documents}
    named = read_scope(query.text, names).named
    documents = _documents_kept(query, scope, known, years_of)
    rest = without(query.text, named)
    periods = _periods_kept(query, scope, financial_years(_APPENDED.sub("", rest)), known, years_of)
    old = [period for period in financial_years(rest) if period not in periods]
    old += _years_of_editions(rest, scope, known)
    new = [period for period in scope.periods or () if period not in rest]
    gone, stay = (named, ()) if documents != query.documents else ((), named)
    if _compared_before(query, documents, scope, gone):
        query = _of_one(query, (*gone, *old))
    words, title = _Words(gone, stay, old, new), _title(scope, known)
    left = [known[key].short_title for key in query.documents if key not in (*documents, *(scope.documents or ()))]
    left += [year for year in old if not any(year in title for title in left)]
    return replace(
        query,
        text=words.changed(query.text, title),
        focus=words.changed(query.focus),
        sought=words.changed(query.sought),
        documents=documents,
        within=scope.documents or (),
        periods=periods or (financial_years(title) if gone else ()),
        scope=scope,
        notes=(*query.notes, *_notes(scope, documents, left, known, years_of)),
    )


def _documents_kept(query: Query, scope: Scope, known: Mapping[str, Document], years_of: YearsOf) -> tuple[str, ...]:
    """Of the documents that a query names those still meant: none when the reader chose, those of the chosen years."""
    if scope.documents is not None:
        return ()
    if not scope.periods:
        return query.documents
    return tuple(key for key in query.documents if any(_is_of(known[key], p, years_of) for p in scope.periods))


def _periods_kept(
    query: Query, scope: Scope, free: Sequence[str], known: Mapping[str, Document], years_of: YearsOf
) -> tuple[str, ...]:
    """The years that are meant: those chosen, or those of the query that did not only tell editions apart.

    `free` are the years that stand outside the names of documents.
    """
    if scope.periods is not None or scope.documents is None:
        return query.periods if scope.periods is None else scope.periods
    chosen, named = scope.documents, query.documents

    def meant(period: str) -> bool:
        if period not in free or not chosen:
            return not any(covers(known[key], period) for key in named)
        return any(period in years_of(key) for key in chosen) or not any(covers(d, period) for d in known.values())

    return tuple(p for p in query.periods if meant(p) or any(covers(known[key], p) for key in chosen))


def _is_of(document: Document, period: str, years_of: YearsOf) -> bool:
    return covers(document, period) or period in years_of(document.key)


def _years_of_editions(rest: str, scope: Scope, known: Mapping[str, Document]) -> list[str]:
    """The single years in a wording that tell editions apart, where others were chosen; years of dates are none."""
    chosen = [known[key] for key in scope.documents or ()]
    meant = {int(period[:4]) + more for period in scope.periods or () for more in (0, 1)}
    return [
        str(year)
        for year in calendar_years(rest)
        if year not in meant
        and not any(covers_year(document, year) for document in chosen)
        and any(covers_year(document, year) for document in known.values())
        and not re.search(rf"\b(?:{_DATING})\s+{year}\b", rest, re.IGNORECASE)
    ]


def _compared_before(query: Query, documents: Sequence[str], scope: Scope, gone: Sequence[str]) -> bool:
    """Whether a query sets several documents side by side and fewer than two are left."""
    if query.wanted is not Wanted.COMPARISON or len(query.documents) < 2:
        return False
    left = documents if scope.documents is None else scope.documents
    return len(left) == 1 or (not left and bool(gone))


def _of_one(query: Query, named: Sequence[str]) -> Query:
    """A comparison as a question about one document."""
    kind = wanted_of(without_setting(without(query.question, named)))
    return replace(
        query,
        text=without_setting(query.text),
        focus=without_setting(query.focus),
        sought=without_setting(query.sought),
        wanted=Wanted.STATEMENT if kind is Wanted.COMPARISON else kind,
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """What becomes of the words that say where to look."""

    gone: Sequence[str]
    """Names of documents that are no longer meant."""
    stay: Sequence[str]
    """Those of documents that are; years in them are let be."""
    old: Sequence[str]
    """Years that are no longer meant."""
    new: Sequence[str]

    def changed(self, text: str, title: str = "") -> str:
        """`text` with `title` in place of a name that goes, and the new years in place of the old."""
        if title and len(self.gone) == 1:
            text = re.sub(re.escape(self.gone[0]), lambda match: title, text, count=1, flags=re.IGNORECASE)
            kept = [*self.stay, *([title] if financial_years(title) or calendar_years(title) else [])]
        else:
            text, kept = without(text, self.gone), list(self.stay)
        for n, name in enumerate(kept):
            text = re.sub(re.escape(name), f"<{n}>", text, flags=re.IGNORECASE)
        text = _tidy(self._in_other_years(text))
        for n, name in enumerate(kept):
            text = text.replace(f"<{n}>", name)
        return text

    def _in_other_years(self, text: str) -> str:
        told, old = " and ".join(self.new), list(self.old)
        if told and old and old[0] in text:
            text, told = text.replace(old.pop(0), told, 1), ""
        for year in old:
            text = re.sub(rf"\b(?:{_BEFORE})\s+(?:the\s+)?{year}(?=\W*$|[,?.!)]|\s+(?:{_BEFORE}|and|or)\b)", " ", text)
            text = re.sub(rf"(?<![\w-]){year}(?:'s)?(?![\w-])", " ", text)
        return f"{text} ({told})" if told and text else text


def _tidy(text: str) -> str:
    """`text` without what is left where words were taken out: empty brackets, a joining word at the end."""
    text = " ".join(re.sub(r"\([\s,]*\)", " ", text).split())
    text = re.sub(
        r"\b(does|is|has)(?= the documents\b)", lambda verb: _PLURAL[verb[0].lower()], text, flags=re.IGNORECASE
    )
    text = re.sub(rf"(?:\s+(?:{_BEFORE}|between|and|or|with|the))+(?=\s*[?.!,]*$)", "", text, flags=re.IGNORECASE)
    return re.sub(r"\s+(?=[?.!,])", "", text)


def _title(scope: Scope, known: Mapping[str, Document]) -> str:
    """What stands for the document that was named: the one that was chosen, or the documents."""
    return known[scope.documents[0]].short_title if scope.documents and len(scope.documents) == 1 else "documents"


def _notes(
    scope: Scope, kept: Sequence[str], left: Sequence[str], known: Mapping[str, Document], years_of: YearsOf
) -> tuple[str, ...]:
    """What was chosen in place of what, and years that no document is of."""
    told = [] if scope.documents is None else [known[key].short_title for key in scope.documents] or [ALL_DOCUMENTS]
    told += [] if scope.periods is None else scope.periods or [ANY_YEAR]
    instead = INSTEAD.format(left=", ".join(dict.fromkeys(left))) if left else ""
    tabled = {period for key in (*kept, *(scope.documents or ())) for period in years_of(key)}
    strange = [p for p in scope.periods or () if p not in tabled and not any(covers(d, p) for d in known.values())]
    unknown = (NO_DOCUMENT_OF.format(period=period) for period in strange)
    return (CHOSEN.format(scope=", ".join(told), instead=instead), *unknown)
