"""Answers that stay the extractive composer's although there is a language model, because it does better on them.

One table, to be changed by measurement alone.
"""

from __future__ import annotations

from collections.abc import Callable

from mandate_qa.answering.confidence import CERTAIN
from mandate_qa.answering.verification import Source
from mandate_qa.types import Draft, PartKind, Query, Status

Fits = Callable[[Draft, Query, Source], bool]


def _cell(draft: Draft, query: Query, source: Source) -> bool:
    return any(
        evidence.part is not None and source.paragraph(evidence.paragraph_id).parts[evidence.part].kind is PartKind.ROW
        for statement in draft.statements
        for evidence in statement.evidence
    )


def _conflict(draft: Draft, query: Query, source: Source) -> bool:
    return draft.status is Status.CONFLICTING


def _comparison(draft: Draft, query: Query, source: Source) -> bool:
    return bool(query.sides) or any(statement.derived for statement in draft.statements)


def _recital(draft: Draft, query: Query, source: Source) -> bool:
    return draft.confidence == CERTAIN


KINDS: dict[str, Fits] = {
    "table cell": _cell,
    "conflict": _conflict,
    "comparison": _comparison,
    "recited paragraph": _recital,
}
"""Kind → whether a draft is of it. No model of up to 1.5 billion parameters read a table right, and a comparison holds
figures that were worked out, which a model's own may not.

With one of 1.5 billion asked for the rest, no kind had fewer right answers, so none is added; but of 22 texts one stood
(eval/baseline/language-models.md), which says more of the checks than of the kinds.
"""


def kept(draft: Draft, query: Query, source: Source) -> str:
    """Name of the kind for which the extractive draft stays; "" when a model may write the answer."""
    return next((name for name, fits in KINDS.items() if fits(draft, query, source)), "")
