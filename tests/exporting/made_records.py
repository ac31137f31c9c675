"""Answers made by hand, as they leave the program."""

from __future__ import annotations

from typing import Any

from mandate_qa.types import Status
from mandate_qa.types.records import AnswerRecord, CitationRecord, ScopeRecord, SourceRecord

PLAN = SourceRecord("plan-2021-22", "The plan for England", "2021-22 plan", "Office", "2022-03-31", "final", None)
OLD = SourceRecord("plan-2017-18", "The plan", "2017-18 plan", "Office", "2017-03", "final", "2021-22 plan")

HOSTILE = (
    "<script>alert(1)</script>",
    "![x](http://evil.example/y.png) [click](javascript:alert(1)) <b>*bold*</b> `code`",
    "~~no~~ | cell | $x$ &amp; www.a.b",
    "# heading",
    "1. item",
    "- bullet\n    code\n> quote\n===\n---\n+ plus\n[^1]: note\n: term",
    "\x00\x01\x08\x0b\x0c\x1b\x7f\ufffe\uffff",
    "\ud800 lone",
    "\u202eesrever \u2066isolate",
    "العربية עברית",
    "x" * 100_000,
    "=HYPERLINK(1)",
    "]]> <!-- --> <?xml?> %s {0} \\ \\n",
    "[1][2][99] [not a mark]",
)
"""Words that something might take for more than words."""


def cited(marker: int = 1, quote: str = "95% by March 2022", **given: Any) -> CitationRecord:
    """A citation; the quote is its whole paragraph unless told otherwise."""
    told: dict[str, Any] = {
        "marker": marker, "source": PLAN, "paragraph_id": f"plan-2021-22 ¶1.{marker}", "number": f"1.{marker}",
        "label": f"2021-22 plan, para 1.{marker}", "section": ("Part 1",), "page": 7, "quote": quote, "text": quote,
        "start": 0, "end": len(quote), "checked": True,
    }  # fmt: skip
    return CitationRecord(**told | given)


def answered(text: str = "95% by March 2022. [1]", *citations: CitationRecord, **given: Any) -> AnswerRecord:
    """An answer; it cites `cited()` unless told otherwise."""
    told: dict[str, Any] = {
        "question": "what is the target", "understood": "what is the target", "asked_at": "2026-03-01T12:30:00+00:00",
        "text": text, "status": Status.ANSWERED, "answered": True, "confidence": 0.9, "notes": (),
        "scope": ScopeRecord((), (), ()), "citations": citations or (cited(),), "hits": (), "story": (),
        "timings": {"total": 0.01}, "composer": "extractive", "fingerprint": "abc",
    }  # fmt: skip
    return AnswerRecord(**told | given)


def hostile(words: str) -> AnswerRecord:
    """An answer that has `words` in every field that a file tells."""
    source = SourceRecord(words, words, words, words, words, words, words)
    citation = cited(1, words, source=source, paragraph_id=words, number=words, label=words, section=(words,))
    text = f"{words} [1]\n- {words} [1]\n| {words} | b |\n|---|---|\n| {words} | c [1] |"
    return answered(text, citation, question=words, understood=words, notes=(words,))
