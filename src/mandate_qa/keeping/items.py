"""Feedback turned into items of a question set, in the form of eval/SCHEMA.md.

An answer that a reader found right gives the paragraphs and figures that a right answer must have; one that should
have been refused gives an unanswerable question. What a reader found wrong says `to_complete`: a person must fill in
what is right before it can be graded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from mandate_qa.evaluation.cases import Kind
from mandate_qa.evaluation.marks import words
from mandate_qa.keeping.facts import facts_of
from mandate_qa.keeping.values import Feedback, Verdict
from mandate_qa.types import Status
from mandate_qa.types.records import AnswerRecord, CitationRecord

Item = dict[str, Any]

MAX_WORDS = {Kind.LIST: 220, Kind.COMPARISON: 160, Kind.CONFLICT: 160, Kind.FOLLOWUP: 90}
"""As eval/SCHEMA.md has them; the rest have FEWEST."""
FEWEST = 80
SHORTEST, LONGEST = 30, 200
"""Characters of a quote."""

TO_COMPLETE = {
    Verdict.WRONG: "A reader says that this answer is wrong. Fill in kind, evidence and must_include",
    Verdict.CITATION_WRONG: "A reader says that a citation is wrong. Fill in evidence, and check must_include",
}
AND_THEN = ", then take this field away."


def to_jsonl(items: Iterable[Item]) -> str:
    """Items as the lines of a question file."""
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def item_of(feedback: Feedback) -> Item:
    """A verdict as an item of a question set."""
    if feedback.verdict in TO_COMPLETE:
        return unfinished_item(feedback)
    if feedback.verdict is Verdict.SHOULD_HAVE_REFUSED or not feedback.answer.answered:
        return {**common(feedback, Kind.UNANSWERABLE), "answerable": False}
    places = list(places_of(feedback.answer.citations))
    if not places:
        return unfinished_item(feedback)
    return {**common(feedback, kind_of(feedback)), "evidence": places, "must_include": facts(feedback)}


def unfinished_item(feedback: Feedback) -> Item:
    """An item that a person must complete, with what the answer told and cited."""
    answer = feedback.answer
    right_facts = feedback.verdict is not Verdict.WRONG and answer.answered
    return {
        **common(feedback, kind_of(feedback)),
        "must_include": facts(feedback) if right_facts else [],
        "to_complete": TO_COMPLETE.get(feedback.verdict, "This answer cites nothing. Fill in evidence") + AND_THEN,
        "told": answer.text,
        "cited": [f"{cited.paragraph_id}: {' '.join(cited.quote.split())}" for cited in answer.citations],
    }


def common(feedback: Feedback, kind: Kind) -> Item:
    """What every item has, with nothing filled in that depends on the verdict."""
    most = max(MAX_WORDS.get(kind, FEWEST), words(feedback.answer.text))
    return {
        "id": f"feedback-{feedback.id}",
        "kind": kind.value,
        "turns": [*feedback.earlier, feedback.answer.question],
        "evidence": [],
        "must_include": [],
        "must_not_include": [],
        "max_words": most,
        "answerable": True,
        "reader": feedback.words,
    }


def kind_of(feedback: Feedback) -> Kind:
    """What sort of question it was, as far as its answer shows; never one that is unanswerable."""
    answer = feedback.answer
    if answer.status is Status.CONFLICTING:
        return Kind.CONFLICT
    if feedback.earlier and answer.understood != answer.question:
        return Kind.FOLLOWUP
    if len({cited.source.key for cited in answer.citations}) > 1:
        return Kind.COMPARISON
    if any("\t" in cited.quote for cited in answer.citations):
        return Kind.TABLE
    return Kind.LIST if is_list(answer) else Kind.FACT


def is_list(answer: AnswerRecord) -> bool:
    """Whether an answer tells several things, a line each."""
    return sum(line.lstrip().startswith("- ") for line in answer.text.splitlines()) > 1


def facts(feedback: Feedback) -> list[list[str]]:
    """The groups of `must_include`: the figures that the answer adds to the question."""
    asked = " ".join((*feedback.earlier, feedback.answer.question))
    citations = feedback.answer.citations
    named = "\n".join(name for cited in citations for name in (cited.label, cited.source.title, *cited.section))
    quoted = "\n".join(cited.quote for cited in citations)
    return [list(group) for group in facts_of(feedback.answer.text, asked, named, quoted)]


def places_of(citations: Sequence[CitationRecord]) -> Iterator[Item]:
    """The places of the cited words, each once."""
    seen: set[tuple[str, str | None, str]] = set()
    for cited in citations:
        for quote in quotes_of(cited.quote):
            if (place := (cited.source.key, cited.number, quote)) not in seen:
                seen.add(place)
                section = cited.section[-1] if cited.section else ""
                yield {
                    "document": cited.source.key,
                    "number": cited.number,
                    "section": section,
                    "quote": quote,
                    "grade": 2,
                }


def quotes_of(words: str) -> list[str]:
    """Cited words as short quotes: a bullet or row each where they are long enough, else all on one line."""
    lines = [line.strip().removeprefix("- ") for line in words.splitlines()]
    long = [line for line in lines if len(line) >= SHORTEST]
    return [shortened(line) for line in long or [" ".join(line for line in lines if line)] if line]


def shortened(line: str) -> str:
    """A line cut after a word when it is longer than a quote should be."""
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(None, 1)[0]
