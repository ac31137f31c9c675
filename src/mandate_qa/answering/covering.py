"""The shortest sentences that cover a question: the shape an answer takes when no other fits."""

from __future__ import annotations

from collections.abc import Sequence

from mandate_qa.answering.cells import cells_of
from mandate_qa.answering.contraries import contradicts
from mandate_qa.answering.holding import holds_wanted
from mandate_qa.answering.neighbouring import responsible
from mandate_qa.answering.telling import told
from mandate_qa.answering.units import Unit
from mandate_qa.answering.wording import OTHERWISE
from mandate_qa.searching.coverage import Asked
from mandate_qa.types import Draft, Query, Statement, Status, Wanted

_NEARLY = 0.9
"""Where a thing is first spoken of must score at least this share of the best."""
_SLACK = 0.05
"""And may speak to this much less of the question."""
_BESIDE = 0.8
"""A second sentence, of the section of the first, must score at least this share of it."""
_GAIN = 0.12
"""And cover at least this much of the question that the first does not."""
_LOOKED_AT = 12
"""Units among which a second sentence is looked for."""
_LONG = 75
"""Words of both sentences at most."""


def sentences(query: Query, found: Sequence[Unit], asked: Asked) -> Draft:
    """The shortest sentences that cover the question; for a definition, where the thing is first spoken of."""
    if query.wanted is Wanted.DEFINITION:
        return Draft(Status.ANSWERED, (told(first_spoken(found), query, asked),))
    every = [told(unit, query, asked) for unit in completed(covering(found, query, asked), query)]
    statements = tuple(one for one in every if not any(one.text != s.text and one.text in s.text for s in every))
    correction = (Statement(OTHERWISE),) if contradicts(found[0].quote, query) else ()
    return Draft(Status.ANSWERED, (*correction, *statements))


def completed(chosen_units: Sequence[Unit], query: Query) -> list[Unit]:
    """The units; when it is asked who, and the best does not say, the line of its paragraph that does goes with it."""
    best = chosen_units[0]
    if query.wanted is not Wanted.PERSON or holds_wanted(best.quote, query.wanted):
        return list(chosen_units)
    named = responsible(best)
    return [best, named] if named else list(chosen_units)


def first_spoken(found: Sequence[Unit]) -> Unit:
    """Of the units that are nearly as good as the best, and of its document, the one that stands first."""
    best = found[0]
    near = [
        unit
        for unit in found
        if unit.score >= best.score * _NEARLY
        and unit.coverage >= best.coverage - _SLACK
        and unit.paragraph.document == best.paragraph.document
    ]
    return min(near, key=lambda unit: (unit.paragraph.position, unit.start))


def covering(found: Sequence[Unit], query: Query, asked: Asked) -> list[Unit]:
    """The best unit, and a second of its section when it is nearly as good and covers more of the question."""
    first = found[0]
    for second in found[1:_LOOKED_AT]:
        if second.score < first.score * _BESIDE or cells_of(second, query) is not None:
            continue
        if not _same_section(first, second) or _inside(second, first):
            continue
        gain = asked.together([first.quote, second.quote]) - asked.coverage(first.quote)
        if gain >= _GAIN and len(f"{first.quote} {second.quote}".split()) <= _LONG:
            return [first, second]
    return [first]


def _same_section(one: Unit, other: Unit) -> bool:
    """Whether two units stand under the same headings: what goes on from an answer stands near it."""
    places = [(unit.paragraph.document, unit.paragraph.section) for unit in (one, other)]
    return places[0] == places[1]


def _inside(unit: Unit, other: Unit) -> bool:
    return unit.paragraph.id == other.paragraph.id and other.start <= unit.start < other.end
