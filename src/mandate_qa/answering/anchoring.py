"""What a follow-up question stands beside: the paragraphs that answered the turn before, and those around them.

A follow-up rarely names its subject again, so what it asks for mostly stands where the last answer stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from mandate_qa.searching.coverage import ASKING
from mandate_qa.searching.tokens import term_set, terms
from mandate_qa.types import Draft, Hit, Paragraph, PassageKind, Query

_SAME = 0.5
"""What standing in a paragraph that answered the turn before adds to a hit's score."""
_BESIDE = 0.25
"""And in one right before or after it, in its section."""
_NAMED = 1.0
"""And in a row of its table whose words are all that the follow-up names: "and operations?"."""


class Places(Protocol):
    """Where paragraphs lie; the library of an index knows."""

    def paragraph(self, paragraph_id: str) -> Paragraph: ...  # noqa: D102

    def neighbours(self, paragraph_id: str, before: int = 1, after: int = 1) -> tuple[Paragraph, ...]: ...  # noqa: D102


def anchors(draft: Draft) -> tuple[str, ...]:
    """Ids of the paragraphs that a draft rests on, in order; () when it answers nothing."""
    if not draft.status.answered:
        return ()
    ids = (evidence.paragraph_id for statement in draft.statements for evidence in statement.evidence)
    return tuple(dict.fromkeys(ids))


def cited(draft: Draft) -> tuple[str, ...]:
    """The words that a draft rests on, in order; () when it answers nothing."""
    if not draft.status.answered:
        return ()
    return tuple(dict.fromkeys(evidence.quote for s in draft.statements for evidence in s.evidence))


def anchored(query: Query, hits: Sequence[Hit], places: Places) -> tuple[Hit, ...]:
    """`hits` with those in or beside the anchors of `query` kept and moved up, ranked anew, best first."""
    if not query.anchors:
        return tuple(hits)
    worth = _worth(query.anchors, places)
    asked = {term for term in terms(query.focus) if term not in ASKING}
    moved = [_moved(hit, worth.get(hit.passage.paragraph_ids[0], 0.0) + _row(hit, query, asked)) for hit in hits]
    moved.sort(key=lambda hit: -hit.score)
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(moved, start=1))


def _worth(ids: Sequence[str], places: Places) -> dict[str, float]:
    """What each paragraph in or beside `ids` adds."""
    worth = dict.fromkeys(ids, _SAME)
    for paragraph_id in ids:
        section = places.paragraph(paragraph_id).section
        for other in places.neighbours(paragraph_id):
            if other.section == section:
                worth.setdefault(other.id, _BESIDE)
    return worth


def _row(hit: Hit, query: Query, asked: set[str]) -> float:
    """What being the row that is asked for adds: of a table that answered before, and named by the follow-up.

    Where the follow-up asks for the end of a table, every row of the document that is spoken of may be it.
    """
    if hit.passage.kind is not PassageKind.ROW:
        return 0.0
    if query.end and hit.passage.document in query.documents and asked & term_set(hit.passage.text):
        return _NAMED
    of_table = hit.passage.paragraph_ids[0] in query.anchors
    return _NAMED if of_table and asked and asked <= term_set(hit.passage.text) else 0.0


def _moved(hit: Hit, worth: float) -> Hit:
    if not worth:
        return hit
    same_words = hit.reason.startswith("the same words")
    return replace(hit, score=hit.score + worth, kept=not same_words, reason=hit.reason if same_words else "")
