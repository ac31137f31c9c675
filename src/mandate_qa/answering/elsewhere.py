"""Who else speaks of what an answer tells, and what a reader must know of the documents that it rests on.

Knows which paragraphs of other documents say of the same thing about as much as the answer's own, and puts into notes
that a default was taken, that a source was replaced, and that it is another's account. The answer itself stays as it
is: what it tells is settled by who composed it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from mandate_qa.answering.confidence import Found, leading
from mandate_qa.answering.conflicts import same_thing
from mandate_qa.answering.deciding import fits, spoken_of
from mandate_qa.answering.standing import by_standing, replaced_note, third_party
from mandate_qa.answering.units import Unit
from mandate_qa.answering.wording import ACCOUNT, ALSO, DEFAULT_BEST, DEFAULT_LATEST, the
from mandate_qa.types import Answer, Document, Draft, Paragraph, Query, Status, Wanted

_NEARLY = 0.75
"""Score that what another document says must have, as a share of what leads the answer."""
_MOST = 3
"""Other documents that a note names."""


class Shelf(Protocol):
    """Documents and paragraphs by key and by id; the library of an index is one."""

    documents: dict[str, Document]

    def paragraph(self, paragraph_id: str) -> Paragraph: ...  # noqa: D102


def elsewhere(draft: Draft, found: Found) -> tuple[str, ...]:
    """Ids of paragraphs of other documents that speak of what `draft` tells, one a document, by their standing.

    Nothing where a question singles documents out, compares, or is not plainly answered.
    """
    query = found.query
    compares = query.wanted is Wanted.COMPARISON or query.sides
    if draft.status is not Status.ANSWERED or compares or query.documents or not found.units:
        return ()
    own = {evidence.paragraph_id.partition(" ")[0] for statement in draft.statements for evidence in statement.evidence}
    lead = leading(draft, found.units)
    first: dict[str, Unit] = {}
    for unit in found.units:
        key = unit.paragraph.document
        if key not in own and key not in first and _speaks(unit, lead, found):
            first[key] = unit
    return tuple(first[key].paragraph.id for key in by_standing(first, found.documents)[:_MOST])


def _speaks(unit: Unit, lead: Unit, found: Found) -> bool:
    """Whether a unit of another document speaks of the same, of the asked kind and year."""
    if unit.score < lead.score * _NEARLY or not fits(found.query, unit) or (unit.row is None) != (lead.row is None):
        return False
    timely = spoken_of(found.query, unit, found.documents[unit.paragraph.document])
    return timely and same_thing(lead, unit, found.asked)


def provenance(answer: Answer, shelf: Shelf) -> tuple[str, ...]:
    """Notes on the documents that an answer rests on; none for a refusal."""
    own = tuple(dict.fromkeys(citation.document for citation in answer.citations))
    if not answer.answered or not own:
        return ()
    others = [shelf.paragraph(found) for found in answer.draft.elsewhere]
    others = [paragraph for paragraph in others if paragraph.document not in own]
    return (*_scope(answer.query, own, others, shelf.documents), *_standing(answer, own, shelf.documents))


def _scope(
    query: Query, own: Sequence[str], others: Sequence[Paragraph], documents: dict[str, Document]
) -> tuple[str, ...]:
    """Which document was taken where none was named, and who else speaks of the same."""
    if not others:
        return ()
    also = "; ".join(paragraph.label for paragraph in others)
    if query.periods or query.within or len(own) > 1:
        return (ALSO.format(also=also),)
    keys = by_standing([*own, *(paragraph.document for paragraph in others)], documents)
    default = DEFAULT_LATEST if keys[0] in own else DEFAULT_BEST
    return (default.format(title=documents[own[0]].short_title, also=also),)


def _standing(answer: Answer, own: Sequence[str], documents: dict[str, Document]) -> tuple[str, ...]:
    """What was replaced by a document that is not cited beside it, and what alone is another's account."""
    replaced = [key for key in own if documents[key].superseded_by not in own]
    accounts = [documents[key] for key in own if third_party(documents[key])]
    told = accounts if len(own) == 1 and not answer.query.documents else []
    notes = (ACCOUNT.format(title=the(document.short_title, first=True), status=document.status) for document in told)
    return (*replaced_note(replaced, documents), *notes)
