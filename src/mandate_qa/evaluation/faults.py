"""Everything that keeps an answer from being strictly right, in words, with the step that lost it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from mandate_qa.evaluation.cases import Case, Place
from mandate_qa.evaluation.citing import (
    Sources,
    far_fetched,
    is_own,
    is_too_long,
    uncited_sides,
    unknown_marks,
    unmarked,
)
from mandate_qa.evaluation.hollow import hollow
from mandate_qa.evaluation.marks import without_marks, words
from mandate_qa.evaluation.matching import says
from mandate_qa.evaluation.records import Given, Record
from mandate_qa.evaluation.retrieval import reached
from mandate_qa.evaluation.support import unborne

SPARE = 4
"""Citations that may be of paragraphs which the case does not name: it may miss some that also say it."""


class Step(StrEnum):
    """What lost a right answer."""

    CRASHED = "crashed"
    REFUSED = "wrongly refused"
    NOT_REFUSED = "not refused"
    NOT_RETRIEVED = "not retrieved"
    NOT_COMPOSED = "retrieved but not composed"
    WITHHELD = "composed but withheld"
    FALSE_FACT = "says what is wrong"
    HOLLOW = "says nothing"
    TOO_LONG = "too long"
    CITATION = "wrong citation"
    FIGURE = "figure not in the cited paragraph"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with an answer."""

    step: Step
    reason: str
    """In words, with what was looked for."""


def says_one(given: Given, group: tuple[str, ...]) -> bool:
    """Whether the answer says one of a group of alternatives."""
    return any(says(without_marks(given.text), wanted) for wanted in group)


def find_faults(case: Case, record: Record, given: Given, sources: Sources) -> Iterator[Fault]:
    """Everything that keeps an answer from being strictly right, the step that lost most first."""
    if not case.answerable:
        yield from unanswerable_faults(given)
    elif not given.answered:
        retrieved = "retrieved" if was_retrieved(case, record) else "not retrieved"
        yield Fault(Step.REFUSED, f"refused an answerable question; the evidence was {retrieved}")
    else:
        yield from fact_faults(case, record, given)
        yield from hollow_faults(case, given)
        yield from length_faults(case, given)
        yield from citation_faults(case, given)
        yield from surplus_faults(case, given)
        yield from source_faults(given, sources)
        yield from figure_faults(record, given)
    yield from false_facts(case, given)


def unanswerable_faults(given: Given) -> Iterator[Fault]:
    """An answer to what the documents do not say."""
    if given.answered:
        yield Fault(Step.NOT_REFUSED, "the documents do not say, but it answered")


def hollow_faults(case: Case, given: Given) -> Iterator[Fault]:
    """An answer that says nothing of its own."""
    if reason := hollow(case, given.text):
        yield Fault(Step.HOLLOW, f"it {reason}")


def fact_faults(case: Case, record: Record, given: Given) -> Iterator[Fault]:
    """Facts that the answer does not state, with the step that lost them."""
    for group in case.must_include:
        if not says_one(given, group):
            yield Fault(losing_step(case, record, group), f"does not say {' or '.join(map(repr, group[:3]))}")


def losing_step(case: Case, record: Record, group: tuple[str, ...]) -> Step:
    """Where a fact was lost on its way from the documents to the answer."""
    if record.given and any(says(record.given.composed, wanted) for wanted in group):
        return Step.WITHHELD
    return Step.NOT_COMPOSED if was_retrieved(case, record) else Step.NOT_RETRIEVED


def was_retrieved(case: Case, record: Record) -> bool:
    """Whether the evidence was among what the composer was handed or, where that is not told, among the hits."""
    handed = record.given.kept if record.given and record.given.kept else record.hits
    return reached(case, handed)


def length_faults(case: Case, given: Given) -> Iterator[Fault]:
    """An answer longer than the case allows."""
    if words(given.text) > case.max_words:
        yield Fault(Step.TOO_LONG, f"{words(given.text)} words, where {case.max_words} are enough")


def citation_faults(case: Case, given: Given) -> Iterator[Fault]:
    """Marks that lead nowhere, and sides of the question to which no citation leads."""
    for marker in unknown_marks(given):
        yield Fault(Step.CITATION, f"mark [{marker}] leads to no citation")
    for side in uncited_sides(case, given):
        yield Fault(Step.CITATION, f"no citation leads to {' or '.join(dict.fromkeys(map(where, side)))}")


def surplus_faults(case: Case, given: Given) -> Iterator[Fault]:
    """Citations that no mark leads to, and more of other paragraphs than a reader should have to check."""
    for citation in unmarked(given):
        yield Fault(Step.CITATION, f"nothing in the text is marked [{citation.marker}]")
    others = far_fetched(case, given)
    if len(others) > SPARE:
        yield Fault(Step.CITATION, f"{len(others)} citations are of other paragraphs, where {SPARE} may be")


def source_faults(given: Given, sources: Sources) -> Iterator[Fault]:
    """Citations of a document that is not there, of a text that is not their document's, or of most of a document."""
    for citation in given.citations:
        if not sources:
            continue
        if citation.document not in sources:
            yield Fault(Step.CITATION, f"[{citation.marker}] cites {citation.document}, which is no document")
        elif sources[citation.document] and not is_own(citation, sources):
            yield Fault(Step.CITATION, f"what [{citation.marker}] cites does not stand in {citation.document}")
        elif is_too_long(citation, sources):
            yield Fault(Step.CITATION, f"what [{citation.marker}] cites is too long to be a paragraph")


def where(place: Place) -> str:
    """A place for people, such as `mandate-2021-22 1.15`."""
    return f"{place.document} {place.number or f'“{place.section}” (unnumbered)'}"


def figure_faults(record: Record, given: Given) -> Iterator[Fault]:
    """Figures that the paragraphs cited for them do not bear."""
    missing, _ = unborne(given.text, given.citations, record.published)
    for figure in dict.fromkeys(missing):
        yield Fault(Step.FIGURE, f"{figure} does not stand in the paragraph cited for it")


def false_facts(case: Case, given: Given) -> Iterator[Fault]:
    """Words that make the answer wrong."""
    for wrong in case.must_not_include:
        if says(without_marks(given.text), wrong):
            yield Fault(Step.FALSE_FACT, f"says {wrong!r}")
