"""Editions: what a replaced document says comes after what the one in force says of the same, unless it was asked for.

A question asks for an edition when it names a document, or a year in which a replaced document came out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mandate_qa.answering.conflicts import same_thing, told_figures
from mandate_qa.answering.deciding import fits
from mandate_qa.answering.standing import which_holds
from mandate_qa.answering.telling import of_document, told
from mandate_qa.answering.units import Unit
from mandate_qa.answering.verification import Source
from mandate_qa.periods import calendar_years, normalised
from mandate_qa.searching.coverage import Asked
from mandate_qa.searching.editions import chain
from mandate_qa.types import Document, Draft, Query, Status

_NEARLY = 0.7
"""Score that what a later edition says must have, as a share of the best unit's."""
_REPLACED = 0.25
"""How much lower the score of what stands may be than that of what was replaced."""
_SLACK = 0.1
"""And how much less of the question it may speak to."""
_MISSED = 0.4
"""Share of what the best unit says of the question that a later edition may leave unsaid."""


def set_back(query: Query, found: Sequence[Unit], documents: Mapping[str, Document]) -> list[Unit]:
    """`found` with the best unit of a document that stands before a replaced one's, where it says about as much."""
    best = found[0]
    if documents[best.paragraph.document].superseded_by is None or asks_for_edition(query, documents):
        return list(found)
    for unit in found:
        standing = documents[unit.paragraph.document].superseded_by is None
        as_much = unit.score >= best.score - _REPLACED and unit.coverage >= best.coverage - _SLACK
        if standing and as_much and fits(query, unit):
            return [unit, *(other for other in found if other is not unit)]
    return list(found)


def in_force(query: Query, found: Sequence[Unit], source: Source, asked: Asked) -> Draft | None:
    """What the edition in force says, and what the replaced one said where its figures differ.

    None when the best unit is of no replaced document, when that was asked for, or when no later edition speaks of it.
    """
    best = found[0]
    later = _later(best.paragraph.document, source.documents)
    if not later or asks_for_edition(query, source.documents) or best.row is not None:
        return None
    near = [unit for unit in found if unit.score >= best.score * _NEARLY]
    for key in later:
        for unit in near:
            if unit.paragraph.document == key and same_thing(best, unit, asked, missed=_MISSED):
                return _told(unit, best, query, source, asked)
    return None


def _told(unit: Unit, older: Unit, query: Query, source: Source, asked: Asked) -> Draft:
    if told_figures(unit, query) == told_figures(older, query):
        return Draft(Status.ANSWERED, (told(unit, query, asked),))
    keys = [unit.paragraph.document, older.paragraph.document]
    lines = [of_document(one, query, source.documents[one.paragraph.document], asked) for one in (unit, older)]
    return Draft(Status.CONFLICTING, tuple(lines), (which_holds(keys, source.documents),))


def _later(key: str, documents: Mapping[str, Document]) -> list[str]:
    """The editions that came after a document, the latest first."""
    keys = [document.key for document in chain(key, documents)]
    return list(reversed(keys[keys.index(key) + 1 :]))


def asks_for_edition(query: Query, documents: Mapping[str, Document]) -> bool:
    """Whether a question names a document, or a year in which one that was replaced came out."""
    if query.documents:
        return True
    years = set(calendar_years(normalised(query.text)))
    replaced = (d for d in documents.values() if d.superseded_by is not None) if years else ()
    return any(int(document.published[:4]) in years for document in replaced)
