"""Follow-up questions: what they leave unsaid is carried over from the turn before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mandate_qa.answering.glossary import Glossary
from mandate_qa.answering.stand_ins import document_meant, without_stand_in
from mandate_qa.answering.steps import (
    end_asked,
    names_month,
    step_asked,
    stepped_month,
    stepped_reference,
    without_steps,
)
from mandate_qa.answering.wanted import wanted_of
from mandate_qa.periods import asked_shift, calendar_years, covers, normalised, shift, without_shift
from mandate_qa.searching.coverage import ASKING
from mandate_qa.searching.tokens import terms
from mandate_qa.types import Document, Query, Wanted

_OPENING = re.compile(
    r"^\W*(?:ok(?:ay)?|right|thanks|so)?[\s,]*"
    r"(?:and\b|what about\b|how about\b|but\b|also\b|or\b|then\b|same for\b|of (?:which|that|those)\b)",
    re.I,
)
_POINTING = re.compile(
    r"\b(?:it|its|that|those|these|they|them|their|he|she|his|her|him|there|ones?|the same|this|"
    r"(?:each|both)(?=\W*(?:$|(?:gets?|got|costs?|ha[sd]|have|of|receives?|pays?|paid|worth|be|is|are|was|were)\b)))\b",
    re.I,
)
_RIVALS = (
    ("revenue", "capital"),
    ("interim", "final"),
    ("online", "video", "face-to-face"),
    ("inpatient", "outpatient"),
    ("minimum", "maximum"),
)
"""Words of which one puts the others out of play: asked for capital, the revenue of the turn before is left behind."""

_JOIN = " — "
_TURNS = 2
"""Turns before the last that are carried over, besides the one that began."""
_EMPTY = re.compile(r"\([\s,]*\)")
_YEAR = re.compile(r"\b(?:(?:by|in|for|from|since|until)\s+)?20\d\d\b(?!\s?-\s?\d)")
_LIKE = frozenset(terms("more less same again too different otherwise note"))
"""Words that only set what is asked beside the turn before: "does the note say the same?"."""


def is_followup(query: Query, glossary: Glossary) -> bool:
    """Whether a question leans on the turn before: it opens like one, points back, or is too short to stand alone."""
    words = terms(query.question)
    if _OPENING.match(query.question):
        return True
    if asked_shift(query.question) and not query.documents:
        return True
    scope_only = query.documents or without_stand_in(query.text) != query.text
    if scope_only and query.wanted is not Wanted.DEFINITION and not _asks_more(without_stand_in(query.focus)):
        return True
    if _POINTING.search(query.question) and len(words) <= 9 and not query.documents:
        return True
    return len(words) <= 2 and not glossary.concepts(query.question)


def carried_over(query: Query, before: Query, documents: Sequence[Document]) -> Query:
    """`query` made to stand alone: subject, documents and period of `before` where it names none of its own."""
    query, before = _moved(query, before, documents)
    scope = query.documents or before.documents
    moved = scope != before.documents
    periods = query.periods or (_kept(before, scope, documents) if moved else before.periods)
    step = _years_moved(query, before)
    if step and not query.periods and before.periods:
        periods = (shift(before.periods[-1], step),)
    end = end_asked(query.question)
    if end:
        periods = ()
    changed = periods != before.periods
    own = _own_words(query.focus if moved else query.text)
    year = f" ({', '.join(periods)})" if periods and not query.periods else ""
    searched = _subject(before.sought or before.text, before, query, changed=changed)
    subject = searched if moved else _subject(before.text, before, query, changed=changed)
    text = _JOIN.join(filter(None, [subject, own])) + year
    sought = _JOIN.join(filter(None, [searched, _own_words(query.focus)])) + year
    titles = ", ".join(document.short_title for document in documents if document.key in scope)
    told = " and ".join(filter(None, [titles, ", ".join(periods)]))
    notes = (f"Read as a follow-up to your last question{f' ({told})' if told else ''}.",)
    return replace(
        query,
        text=text,
        focus=_focus(query, searched),
        sought=sought,
        documents=scope,
        periods=periods,
        references=query.references or (() if moved else before.references),
        wanted=_wanted(query, before, own),
        follows=True,
        end=end,
        notes=notes,
    )


def _moved(query: Query, before: Query, documents: Sequence[Document]) -> tuple[Query, Query]:
    """Both with what the follow-up steps to worked in: another document, the next month, the number before."""
    other = "" if query.documents else document_meant(query.question, before.documents, documents)
    if other:
        text, focus = without_stand_in(query.text), without_stand_in(query.focus)
        query = replace(query, text=text, focus=focus, documents=(other,), periods=())
    step = step_asked(query.question)
    if step and not query.references and (before.references or names_month(before.text)):
        places = tuple(filter(None, (stepped_reference(reference, step) for reference in before.references)))
        before = replace(before, references=places)
        if not places:
            text, sought = (stepped_month(words, step) for words in (before.text, before.sought))
            before = replace(before, text=text, sought=sought)
    return query, before


def _years_moved(query: Query, before: Query) -> int:
    """How many years later or earlier is asked; "the one before that" steps by years where nothing else can."""
    if before.references or names_month(before.text):
        return asked_shift(query.question)
    return asked_shift(query.question) or step_asked(query.question)


def _kept(before: Query, scope: Sequence[str], documents: Sequence[Document]) -> tuple[str, ...]:
    """The periods of the turn before that are still meant in other documents: not those that only named its own."""
    new = [document for document in documents if document.key in scope]
    old = [document for document in documents if document.key in before.documents]
    return tuple(
        period
        for period in before.periods
        if any(covers(document, period) for document in new) or not any(covers(document, period) for document in old)
    )


def _wanted(query: Query, before: Query, own: str) -> Wanted:
    """The kind of answer: that of the turn before where the follow-up's wording gives none of its own."""
    bare = query.wanted is Wanted.STATEMENT or (query.wanted is Wanted.YES_NO and not _asks_more(own))
    if bare or (query.wanted is Wanted.DEFINITION and wanted_of(before.question) is not query.wanted):
        return before.wanted
    return query.wanted


def _own_words(text: str) -> str:
    """What a follow-up itself asks, without what only leans on the turn before; "" when nothing is left."""
    words = " ".join(_OPENING.sub(" ", without_shift(without_steps(text))).split())
    return words if _says_something(words) else ""


def _says_something(words: str) -> bool:
    return bool(_content(words))


def _asks_more(words: str) -> bool:
    """Whether `words` say something besides setting what was asked side by side with another document."""
    return not set(_content(words)) <= _LIKE


def _content(words: str) -> list[str]:
    """The terms of `words` that say something of a subject."""
    return [term for term in terms(_POINTING.sub(" ", words)) if term not in ASKING]


def _focus(query: Query, subject: str) -> str:
    """What the follow-up itself asks; the subject when it only points to another year."""
    words = _POINTING.sub(" ", _own_words(query.focus))
    return words or subject


def _subject(subject: str, before: Query, query: Query, *, changed: bool) -> str:
    """The words of the turns before (`subject`), without those that the new question replaces.

    Of a long conversation the question that began it and the last turns are kept, so that it never grows.
    """
    if changed:
        subject = normalised(subject)
        for period in before.periods:
            subject = subject.replace(period, " ")
    if query.periods or calendar_years(query.question):
        subject = _YEAR.sub(" ", subject)
    asked = set(query.question.casefold().split())
    for rivals in _RIVALS:
        if any(rival in word for rival in rivals for word in asked):
            for rival in rivals:
                subject = re.sub(rf"\b{rival}\b", " ", subject, flags=re.IGNORECASE)
    turns = [" ".join(_EMPTY.sub(" ", turn).split()).rstrip(" ?.!") for turn in subject.split(_JOIN)]
    turns = [turn for turn in turns if _says_something(turn)]
    return _JOIN.join(turns[:1] + turns[1:][-_TURNS:])
