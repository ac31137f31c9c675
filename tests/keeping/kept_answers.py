"""Answers made by hand, for what is kept of them."""

from __future__ import annotations

from typing import Any

from mandate_qa.types import Status
from mandate_qa.types.records import AnswerRecord, CitationRecord, ScopeRecord, SourceRecord

PARAGRAPH = "2.1 The budget for 2024-25 is £3.5 million, of which £0.5 million is for repairs."
PLAN = SourceRecord("toy-plan-2024", "The plan", "2024-25 plan", "Toy Office", "2024-03-28", "final", None)


def citation(quote: str = "The budget for 2024-25 is £3.5 million", marker: int = 1, **given: Any) -> CitationRecord:
    """A citation of `quote`, whose paragraph is `text` or PARAGRAPH."""
    text = given.pop("text", PARAGRAPH)
    start = text.index(quote)
    values: dict[str, Any] = {
        "source": PLAN,
        "paragraph_id": "toy-plan-2024 ¶2.1",
        "number": "2.1",
        "label": "2024-25 plan, para 2.1",
        "section": ("Money",),
        "page": None,
        "checked": True,
    }
    return CitationRecord(marker=marker, quote=quote, text=text, start=start, end=start + len(quote), **values | given)


def answer(question: str = "what is the budget for 2024-25", **given: Any) -> AnswerRecord:
    """An answer to `question`; whatever is not given is about the budget of a toy plan."""
    values: dict[str, Any] = {
        "understood": question,
        "asked_at": "2026-03-01T12:30:00+00:00",
        "text": "The budget for 2024-25 is £3.5 million. [1]",
        "status": Status.ANSWERED,
        "confidence": 0.9,
        "notes": (),
        "scope": ScopeRecord((), ("2024-25",), ()),
        "citations": (citation(),),
        "hits": (),
        "story": (("Status", ("Answered",)),),
        "timings": {"total": 0.01},
        "composer": "extractive",
        "fingerprint": "abc123",
    }
    values |= given
    return AnswerRecord(question=question, answered=values["status"].answered, **values)


def full() -> AnswerRecord:
    """An answer with everything a page of it can hold, whose first citation is of a paragraph of the seeds."""
    stands = {"paragraph_id": "mandate-2021-22 ¶1.15", "label": "2021-22 mandate, para 1.15"}
    return answer(
        "and the year after, in the long-titled-programme-of-capital-investment-and-recovery?",
        understood="what is the budget for 2025-26",
        text=(
            "The budget is £3.5 million [1], of which: [2]\n- £0.5 million is for repairs [3]\n- the rest is [9]\n"
            "| Item | 2024-25 | 2025-26 |\n|---|---|---|\n| Capital budget, cash terms | 260 [1] | 305 [2] |"
        ),
        notes=("A later edition differs.", "Scope: 2024-25."),
        citations=(
            citation(**stands),
            citation("£0.5 million is for repairs", 2, checked=False),
            citation("Capital budget\t260\t305", 3, text="Capital budget\t260\t305", number=None, label="2024-25 plan"),
        ),
    )
