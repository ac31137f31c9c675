"""Follow-up questions: what they leave unsaid is carried over from the turn before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mandate_qa.answering.glossary import Glossary
from mandate_qa.answering.wanted import wanted_of
from mandate_qa.periods import asked_shift, normalised, shift, without_shift
from mandate_qa.searching.coverage import ASKING
from mandate_qa.searching.tokens import terms
from mandate_qa.types import Document, Query, Wanted

_OPENING = re.compile(
    r"^\W*(?:ok(?:ay)?|right|thanks|so)?[\s,]*"
    r"(?:and\b|what about\b|how about\b|but\b|also\b|or\b|then\b|same for\b|of (?:which|that|those)\b)",
    re.I,
)
_POINTING = re.compile(
    r"\b(?:it|its|that|those|these|they|them|their|he|she|his|her|him|there|ones?|the same|this)\b",
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


def is_followup(query: Query, glossary: Glossary) -> bool:
    """Whether a question leans on the turn before: it opens like one, points back, or is too short to stand alone."""
    words = terms(query.question)
    if _OPENING.match(query.question):
        return True
    if asked_shift(query.question) and not query.documents:
        return True
    if _POINTING.search(query.question) and len(words) <= 9 and not query.documents:
        return True
    return len(words) <= 2 and not glossary.concepts(query.question)


def carried_over(query: Query, before: Query, documents: Sequence[Document]) -> Query:
    """`query` made to stand alone: subject, documents and period of `before` where it names none of its own."""
    periods = query.periods or before.periods
    step = asked_shift(query.question)
    if step and not query.periods and before.periods:
        periods = (shift(before.periods[-1], step),)
    changed = periods != before.periods
    subject = _subject(before.text, before, query, changed=changed)
    year = f" ({', '.join(periods)})" if periods and not query.periods else ""
    text = _JOIN.join(filter(None, [subject, _own_words(query.text)])) + year
    searched = _subject(before.sought or before.text, before, query, changed=changed)
    sought = _JOIN.join(filter(None, [searched, _own_words(query.focus)])) + year
    scope = query.documents or before.documents
    wanted = query.wanted
    if wanted is Wanted.STATEMENT or (wanted is Wanted.DEFINITION and wanted_of(before.question) is not wanted):
        wanted = before.wanted
    titles = ", ".join(document.short_title for document in documents if document.key in scope)
    told = " and ".join(filter(None, [titles, ", ".join(periods)]))
    notes = (f"Read as a follow-up to your last question{f' ({told})' if told else ''}.",)
    references = query.references or before.references
    return replace(
        query,
        text=text,
        focus=_focus(query, searched),
        sought=sought,
        documents=scope,
        periods=periods,
        references=references,
        wanted=wanted,
        follows=True,
        notes=notes,
    )


def _own_words(text: str) -> str:
    """What a follow-up itself asks, without what only leans on the turn before; "" when nothing is left."""
    words = " ".join(_OPENING.sub(" ", without_shift(text)).split())
    return words if _says_something(_POINTING.sub(" ", words)) else ""


def _says_something(words: str) -> bool:
    return any(term not in ASKING for term in terms(words))


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
    asked = set(query.question.casefold().split())
    for rivals in _RIVALS:
        if any(rival in word for rival in rivals for word in asked):
            for rival in rivals:
                subject = re.sub(rf"\b{rival}\b", " ", subject, flags=re.IGNORECASE)
    turns = [" ".join(_EMPTY.sub(" ", turn).split()).rstrip(" ?.!") for turn in subject.split(_JOIN)]
    turns = [turn for turn in turns if _says_something(turn)]
    return _JOIN.join(turns[:1] + turns[1:][-_TURNS:])
