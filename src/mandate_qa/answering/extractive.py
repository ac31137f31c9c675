"""The extractive composer: the answer is made of the documents' own sentences, bullets and cells.

Needs no language model. It chooses by the kind of answer wanted: a comparison is a line a document, a table cell is
named by row and column, a list is whole, anything else is the shortest sentences that cover the question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mandate_qa.answering.bullets import TOGETHER, announces, as_draft, asked_as_whole, list_of, shared_by_all
from mandate_qa.answering.cells import cells_of
from mandate_qa.answering.choosing import better_together, may_be_several
from mandate_qa.answering.comparing import abreast, compared, same_in_others
from mandate_qa.answering.confidence import CERTAIN, Found, confidence
from mandate_qa.answering.conflicts import conflicting, differing
from mandate_qa.answering.contraries import contradicts
from mandate_qa.answering.deciding import chosen
from mandate_qa.answering.defining import Explanation, asks_outright, explained, spelt_differently
from mandate_qa.answering.denying import denial
from mandate_qa.answering.holding import holds_wanted
from mandate_qa.answering.in_force import in_force, set_back, with_replaced_note
from mandate_qa.answering.listing import doings, listed
from mandate_qa.answering.parts import beside, holding_both, not_told, plainly, tells_second, typed
from mandate_qa.answering.premises import changed
from mandate_qa.answering.reasons import reasoned
from mandate_qa.answering.reciting import recited
from mandate_qa.answering.siblings import TOLD_TOGETHER, gathered
from mandate_qa.answering.sides import sides_of_editions
from mandate_qa.answering.speaking import Side, alike
from mandate_qa.answering.telling import told
from mandate_qa.answering.units import Unit, responsible, units, whole_table, with_what_follows
from mandate_qa.answering.verification import Source
from mandate_qa.answering.wanted import doings_wanted
from mandate_qa.answering.wording import NOT_EXPLAINED, OTHERWISE
from mandate_qa.answering.years import across_years
from mandate_qa.searching.coverage import Asked, Rarity
from mandate_qa.settings import AnsweringSettings
from mandate_qa.types import Draft, Hit, Query, Statement, Status, Wanted

_NEARLY = 0.9
"""Where a thing is first spoken of must score at least this share of the best."""
_BESIDE = 0.8
"""A second sentence, of the section of the first, must score at least this share of it."""
_LOOKED_AT = 12
"""Units among which a second sentence is looked for."""
_SLACK = 0.05
"""A definition may speak to this much less of the question than the best unit."""
_GAIN = 0.12
"""And cover at least this much of the question that the first does not."""


class ExtractiveComposer:
    """Composes drafts from the words of the hits."""

    name = "extractive"

    def __init__(self, rarity: Rarity, settings: AnsweringSettings) -> None:
        self._rarity = rarity
        self._settings = settings

    def compose(self, query: Query, hits: Sequence[Hit], source: Source) -> Draft:
        """A draft that answers `query` from its kept hits, or one whose status says why there is none.

        The first shape that fits is taken: lines of a comparison, a list, a change, cells, figures that stand
        together, and else sentences.
        """
        recital = recited(query, source, self._settings.max_words)
        if recital is not None:
            return replace(recital, confidence=CERTAIN)
        found = self._found(query, hits, source)
        whole = self._composed(found, hits, source)
        draft = self._in_parts(query, whole, hits, source) if query.parts else whole
        return self._weighed(draft, found)

    def _found(self, query: Query, hits: Sequence[Hit], source: Source) -> Found:
        """The kept hits and their units, and what the question asks of them."""
        kept, asked = [hit for hit in hits if hit.kept], Asked(query, self._rarity)
        return Found(query, asked, kept, units(query, kept, source, asked), source.documents)

    def _weighed(self, draft: Draft, found: Found) -> Draft:
        """`draft` with how likely it is right, or a refusal when that is less than the settings ask for."""
        if not found.units or draft.status in (Status.UNCLEAR, Status.OUTSIDE_SCOPE):
            return draft if draft.status.answered else replace(draft, confidence=0.0)
        sure = confidence(draft, found)
        if draft.status.answered and sure < self._settings.refuse_below:
            return Draft(Status.NOT_IN_DOCUMENTS, confidence=sure)
        return replace(draft, confidence=sure)

    def _in_parts(self, query: Query, whole: Draft, hits: Sequence[Hit], source: Source) -> Draft:
        """What answers both parts of a question: a unit that holds both, or one draft and what it lacks beside it."""
        first, second = query.parts
        both = holding_both(self._chosen(first, hits, source), query.parts)
        if both is not None:
            return Draft(Status.ANSWERED, (told(both, query, Asked(query, self._rarity)),))
        lead = whole if whole.status.answered else self._composed(self._found(first, hits, source), hits, source)
        if not lead.status.answered or tells_second(lead, query.parts):
            return lead if lead.status.answered else whole
        asked = Asked(second, self._rarity)
        unit = beside(lead, units(second, hits, source, asked), second)
        others = self._chosen(second, hits, source) if unit is None and typed(second) else ()
        if unit is None and not others:
            return not_told(lead, second) if typed(second) else lead
        more = plainly(unit) if unit is not None else told(others[0], second, asked)
        return replace(lead, statements=(*lead.statements, more))

    def _chosen(self, query: Query, hits: Sequence[Hit], source: Source) -> Sequence[Unit]:
        """The units that may answer a query, best first; none when it is not answered."""
        asked = Asked(query, self._rarity)
        found = chosen(query, units(query, hits, source, asked), self._settings, source.documents, asked)
        return () if isinstance(found, Status) else found

    def _composed(self, known: Found, hits: Sequence[Hit], source: Source) -> Draft:
        """The draft for a question as a whole."""
        query, asked, all_units = known.query, known.asked, known.units
        comparison = compared([self._side(side, hits, source) for side in query.sides], source)
        comparison = comparison or abreast(query, all_units, asked)
        if comparison is not None:
            return comparison
        forms = spelt_differently(query, source)
        if forms:
            return differing(forms, query, source, asked)
        explanation = explained(query, hits, source, asked)
        if explanation is not None:
            return explaining(explanation, query, asked)
        if asks_outright(query):
            return Draft(Status.NOT_IN_DOCUMENTS)
        reason = reasoned(query, all_units)
        if reason is not None:
            return Draft(Status.ANSWERED, (told(reason, query, asked),))
        denied = denial(query, all_units)
        if denied is not None:
            return Draft(Status.ANSWERED, (Statement(OTHERWISE), told(denied, query, asked)))
        found = chosen(query, all_units, self._settings, source.documents, asked)
        if isinstance(found, Status):
            return Draft(found)
        editions = self._editions(query, found[0], hits, source)
        if editions is not None:
            return editions
        found = across_years(query, set_back(query, found, source.documents))
        return with_replaced_note(self._shaped(query, found, hits, source, asked), query, source)

    def _shaped(self, query: Query, found: Sequence[Unit], hits: Sequence[Hit], source: Source, asked: Asked) -> Draft:
        """The first shape that fits, or what stands together with it when that is likelier to answer."""
        draft = self._first_that_fits(query, found, hits, source, asked)
        if not may_be_several(query, draft):
            return draft
        every = gathered(query, found, hits, source, asked, min(self._settings.max_words, TOLD_TOGETHER))
        return better_together(draft, every, query, found, asked) or draft

    def _first_that_fits(
        self, query: Query, found: Sequence[Unit], hits: Sequence[Hit], source: Source, asked: Asked
    ) -> Draft:
        return (
            self._listed(query, found, hits, source, asked)
            or changed(query, found)
            or conflicting(query, found, source, asked)
            or in_force(query, found, source, asked)
            or same_in_others(query, found, source, asked)
            or self._together(query, found[0], asked)
            or sentences(query, found, asked)
        )

    def _editions(self, query: Query, best: Unit, hits: Sequence[Hit], source: Source) -> Draft | None:
        """What each edition of the document that answers best has to say, when the question asks how they differ."""
        editions = sides_of_editions(query, best.paragraph.document, source.documents)
        sides = [self._side(side, hits, source) for side in editions]
        return compared(sides, source) if sides and alike(sides) else None

    def _side(self, side: Query, hits: Sequence[Hit], source: Source) -> Side:
        """What the hits of one document, or all of them, say for a side of a comparison."""
        asked = Asked(side, self._rarity)
        own = [hit for hit in hits if not side.searched or hit.passage.document in side.searched]
        own = own if side.documents else [*own, *map(whole_table, own)]
        sought = replace(side, wanted=Wanted.COMPARISON)
        found = chosen(sought, units(side, own, source, asked), self._settings, source.documents, asked)
        return Side(side, asked, () if isinstance(found, Status) else found)

    def _listed(
        self, query: Query, found: Sequence[Unit], hits: Sequence[Hit], source: Source, asked: Asked
    ) -> Draft | None:
        """The list, when one was asked for or may be what was asked for."""
        if query.wanted is Wanted.LIST:
            return listed(query, found, hits, source, asked, self._settings.max_words)
        if query.wanted is Wanted.STATEMENT and doings_wanted(query.question):
            return doings(query, found, hits, source, asked, self._settings.max_words)
        return None

    def _together(self, query: Query, best: Unit, asked: Asked) -> Draft | None:
        """The list that the best unit announces, or the short one whose items all answer as it does.

        A lead-in that holds the asked figure itself needs no list.
        """
        items = list_of(best)
        if items is None:
            return None
        brief = len(" ".join(items.texts).split()) <= TOGETHER
        if query.wanted in (Wanted.FIGURE, Wanted.DATE) and holds_wanted(best.quote, query.wanted):
            return as_draft(items, self._settings.max_words) if brief and shared_by_all(items, best, asked) else None
        if best.part == items.lead and announces(best):
            return as_draft(items, self._settings.max_words)
        if not brief:
            return None
        if not (shared_by_all(items, best, asked) or asked_as_whole(items, best, asked)):
            return None
        return as_draft(items, self._settings.max_words)


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


def explaining(explanation: Explanation, query: Query, asked: Asked) -> Draft:
    """What explains a term, with a note when it does not do so outright."""
    query = replace(query, wanted=Wanted.DEFINITION)
    statements = (
        plainly(with_what_follows(unit)) if unit.row else told(unit, query, asked) for unit in explanation.units
    )
    return Draft(Status.ANSWERED, tuple(statements), () if explanation.surely else (NOT_EXPLAINED,))


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
        gain = asked.coverage(f"{first.quote} {second.quote}") - asked.coverage(first.quote)
        if gain >= _GAIN and len(f"{first.quote} {second.quote}".split()) <= 75:
            return [first, second]
    return [first]


def _same_section(one: Unit, other: Unit) -> bool:
    """Whether two units stand under the same headings: what goes on from an answer stands near it."""
    places = [(unit.paragraph.document, unit.paragraph.section) for unit in (one, other)]
    return places[0] == places[1]


def _inside(unit: Unit, other: Unit) -> bool:
    return unit.paragraph.id == other.paragraph.id and other.start <= unit.start < other.end
