"""The shapes that a draft may take, once it is settled which units may answer: the first that fits is taken.

What explains a term and what says outright why or that not go before all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from mandate_qa.answering.bullets import TOGETHER, announces, as_draft, asked_as_whole, list_of, shared_by_all
from mandate_qa.answering.choosing import better_together, may_be_several
from mandate_qa.answering.comparing import same_in_others
from mandate_qa.answering.conflicts import conflicting, differing
from mandate_qa.answering.covering import sentences
from mandate_qa.answering.defining import Explanation, asks_outright, explained, spelt_differently
from mandate_qa.answering.denying import denial
from mandate_qa.answering.holding import holds_wanted
from mandate_qa.answering.in_force import in_force
from mandate_qa.answering.listing import doings, listed
from mandate_qa.answering.neighbouring import with_what_follows
from mandate_qa.answering.parts import plainly
from mandate_qa.answering.premises import changed
from mandate_qa.answering.reasons import reasoned
from mandate_qa.answering.siblings import TOLD_TOGETHER, Together, gathered
from mandate_qa.answering.telling import told
from mandate_qa.answering.units import Unit
from mandate_qa.answering.verification import Source
from mandate_qa.answering.wanted import doings_wanted
from mandate_qa.answering.wording import NOT_EXPLAINED, OTHERWISE
from mandate_qa.searching.coverage import Asked
from mandate_qa.types import Draft, Hit, Query, Statement, Status, Wanted

Choose = Callable[[Draft, Sequence[Together], Query, Sequence[Unit], Asked], Draft | None]
"""Of what stands together, the draft that answers better than the one given; None when none does."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a draft is made of."""

    query: Query
    units: Sequence[Unit]
    """That may answer, best first; at least one."""
    hits: Sequence[Hit]
    source: Source
    asked: Asked
    max_words: int
    """Of a list."""


def meaning(query: Query, hits: Sequence[Hit], source: Source, asked: Asked) -> Draft | None:
    """What a term means, or stands for in each document, or that this is not told; None when it is not asked."""
    forms = spelt_differently(query, source)
    if forms:
        return differing(forms, query, source, asked)
    explanation = explained(query, hits, source, asked)
    if explanation is not None:
        return explaining(explanation, query, asked)
    return Draft(Status.NOT_IN_DOCUMENTS) if asks_outright(query) else None


def explaining(explanation: Explanation, query: Query, asked: Asked) -> Draft:
    """What explains a term, with a note when it does not do so outright."""
    query = replace(query, wanted=Wanted.DEFINITION)
    statements = (
        plainly(with_what_follows(unit)) if unit.row else told(unit, query, asked) for unit in explanation.units
    )
    return Draft(Status.ANSWERED, tuple(statements), () if explanation.surely else (NOT_EXPLAINED,))


def outright(query: Query, units: Sequence[Unit], asked: Asked) -> Draft | None:
    """The sentence that gives the reason asked for, or denies what the question takes for granted; None without one."""
    reason = reasoned(query, units)
    if reason is not None:
        return Draft(Status.ANSWERED, (told(reason, query, asked),))
    denied = denial(query, units)
    if denied is not None:
        return Draft(Status.ANSWERED, (Statement(OTHERWISE), told(denied, query, asked)))
    return None


def shaped(matter: Matter, choose: Choose = better_together) -> Draft:
    """The first shape that fits, or what stands together with it when that is likelier to answer."""
    draft = first_that_fits(matter)
    query, units, asked = matter.query, matter.units, matter.asked
    if not may_be_several(query, draft):
        return draft
    most = min(matter.max_words, TOLD_TOGETHER)
    every = gathered(query, units, matter.hits, matter.source, asked, most)
    return choose(draft, every, query, units, asked) or draft


def first_that_fits(matter: Matter) -> Draft:
    """A list, a change, documents that differ, what is in force, a list around the best unit, else sentences."""
    query, units, source, asked = matter.query, matter.units, matter.source, matter.asked
    return (
        _listed(matter)
        or changed(query, units)
        or conflicting(query, units, source, asked)
        or in_force(query, units, source, asked)
        or same_in_others(query, units, source, asked)
        or _together(matter)
        or sentences(query, units, asked)
    )


def _listed(matter: Matter) -> Draft | None:
    """The list, when one was asked for or may be what was asked for."""
    query = matter.query
    known = (query, matter.units, matter.hits, matter.source, matter.asked, matter.max_words)
    if query.wanted is Wanted.LIST:
        return listed(*known)
    if query.wanted is Wanted.STATEMENT and doings_wanted(query.question):
        return doings(*known)
    return None


def _together(matter: Matter) -> Draft | None:
    """The list that the best unit announces, or the short one whose items all answer as it does.

    A lead-in that holds the asked figure itself needs no list.
    """
    best, asked, wanted = matter.units[0], matter.asked, matter.query.wanted
    items = list_of(best)
    if items is None:
        return None
    brief = len(" ".join(items.texts).split()) <= TOGETHER
    if wanted in (Wanted.FIGURE, Wanted.DATE) and holds_wanted(best.quote, wanted):
        whole = brief and shared_by_all(items, best, asked)
    elif best.part == items.lead and announces(best):
        whole = True
    else:
        whole = brief and (shared_by_all(items, best, asked) or asked_as_whole(items, best, asked))
    return as_draft(items, matter.max_words) if whole else None
