"""The extractive composer: the answer is made of the documents' own sentences, bullets and cells.

Needs no language model. It looks up what is asked by number, compares what has two sides, and else settles which units
may answer; the shapes that it gives them are those of `shapes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mandate_qa.answering.choosing import better_together
from mandate_qa.answering.comparing import abreast, compared
from mandate_qa.answering.confidence import CERTAIN, Found, confidence, foreign
from mandate_qa.answering.deciding import chosen
from mandate_qa.answering.elsewhere import elsewhere
from mandate_qa.answering.in_force import set_back
from mandate_qa.answering.parts import beside, holding_both, not_told, plainly, tells_second, typed
from mandate_qa.answering.reciting import recited
from mandate_qa.answering.shapes import Choose, Matter, meaning, outright, shaped
from mandate_qa.answering.sides import sides_of_editions
from mandate_qa.answering.speaking import Side, alike
from mandate_qa.answering.telling import told
from mandate_qa.answering.units import Unit, units, whole_table
from mandate_qa.answering.verification import Source
from mandate_qa.answering.years import across_years
from mandate_qa.searching.coverage import Asked, Rarity
from mandate_qa.settings import AnsweringSettings
from mandate_qa.types import Draft, Hit, Query, Status, Wanted


class ExtractiveComposer:
    """Composes drafts from the words of the hits.

    `choose` settles whether what stands together in a document is told; it is given only to look at what it may choose.
    """

    name = "extractive"

    def __init__(self, rarity: Rarity, settings: AnsweringSettings, choose: Choose = better_together) -> None:
        self._rarity = rarity
        self._settings = settings
        self._choose = choose

    def compose(self, query: Query, hits: Sequence[Hit], source: Source) -> Draft:
        """A draft that answers `query` from its kept hits, or one whose status says why there is none."""
        recital = recited(query, source, self._settings.max_words)
        if recital is not None:
            return replace(recital, confidence=CERTAIN)
        found = self._found(query, hits, source)
        whole = self._composed(found, hits, source)
        draft = self._in_parts(query, whole, hits, source) if query.parts else whole
        draft = self._weighed(draft, found)
        return replace(draft, elsewhere=elsewhere(draft, found))

    def _composed(self, known: Found, hits: Sequence[Hit], source: Source) -> Draft:
        """The draft for a question as a whole: what has two sides, what a term means, what is said outright, or else
        the units that may answer, in the shape that fits them."""
        query, asked = known.query, known.asked
        draft = (
            compared([self._side(side, hits, source) for side in query.sides], source)
            or abreast(query, known.units, asked)
            or meaning(query, hits, source, asked)
            or outright(query, known.units, asked)
        )
        if draft is not None:
            return draft
        found = chosen(query, known.units, self._settings, source.documents, asked)
        if isinstance(found, Status):
            return Draft(found)
        editions = self._editions(query, found[0], hits, source)
        if editions is not None:
            return editions
        found = across_years(query, set_back(query, found, source.documents))
        matter = Matter(query, found, hits, source, asked, self._settings.max_words)
        return shaped(matter, self._choose)

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

    def _weighed(self, draft: Draft, found: Found) -> Draft:
        """`draft` with how likely it is right; a refusal when that is too little, or a figure or date of what no hit
        speaks of is asked for."""
        if not found.units or draft.status in (Status.UNCLEAR, Status.OUTSIDE_SCOPE):
            return draft if draft.status.answered else replace(draft, confidence=0.0)
        sure = confidence(draft, found)
        strange = found.query.wanted in (Wanted.FIGURE, Wanted.DATE) and foreign(found)
        if draft.status.answered and (strange or sure < self._settings.refuse_below):
            return Draft(Status.NOT_IN_DOCUMENTS, confidence=sure)
        return replace(draft, confidence=sure)

    def _found(self, query: Query, hits: Sequence[Hit], source: Source) -> Found:
        """The kept hits and their units, and what the question asks of them."""
        kept, asked = [hit for hit in hits if hit.kept], Asked(query, self._rarity)
        return Found(query, asked, kept, units(query, kept, source, asked), source.documents)

    def _chosen(self, query: Query, hits: Sequence[Hit], source: Source) -> Sequence[Unit]:
        """The units that may answer a query, best first; none when it is not answered."""
        asked = Asked(query, self._rarity)
        found = chosen(query, units(query, hits, source, asked), self._settings, source.documents, asked)
        return () if isinstance(found, Status) else found

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
