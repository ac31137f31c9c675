"""What the answers of a language model cost, and whether its text stood.

Knows what a recorded answer tells of both. The words for why a text did not stand are those of its notes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from mandate_qa.answering.generating.notes import lost_sentences, reason_of
from mandate_qa.answering.generating.offering import MOST
from mandate_qa.answering.generating.replying import read
from mandate_qa.evaluation.cases import Case
from mandate_qa.evaluation.faults import says_one
from mandate_qa.evaluation.records import Given, Record
from mandate_qa.types import Usage

STOOD = "in the model's words"
STOOD_IN_PART = "in the model's words, sentences left out"
INSTEAD = "extractive instead"
KEPT = "model not asked, extractive answer"
REFUSED = "model not asked, refused"
CRASHED = "crashed"

MARKS = range(1, MOST + 1)
"""Marks that a reply may hold."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What some answers cost together, and how many came about in which way."""

    answers: int
    usage: Usage
    fates: Mapping[str, int]
    """Answers by what became of the model's text, most first."""
    stated: int = 0
    """Answers of which the model's first reply said every wanted fact, before anything was checked."""

    @property
    def stood(self) -> int:
        """Answers in the model's words, in whole or in part."""
        return self.fates.get(STOOD, 0) + self.fates.get(STOOD_IN_PART, 0)

    @property
    def asked(self) -> int:
        """Answers that the model was asked to write."""
        return self.answers - sum(self.fates.get(fate, 0) for fate in (KEPT, REFUSED, CRASHED))

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON."""
        return {
            "answers": self.answers,
            "asked": self.asked,
            "stated": self.stated,
            **asdict(self.usage),
            "fates": dict(self.fates),
        }


def cost(asked: Iterable[tuple[Case, Record]]) -> Cost:
    """The cost of recorded answers, crashes included."""
    every = tuple(asked)
    given = [record.given for _, record in every]
    fates = Counter(map(fate, given))
    usage = sum((one.usage for one in given if one), Usage())
    stated = sum(states(record.given, case) for case, record in every if record.given)
    return Cost(len(every), usage, dict(fates.most_common()), stated)


def states(given: Given, case: Case) -> bool:
    """Whether the first reply of a model says a fact of every group that is wanted."""
    if not given.raw or not case.must_include:
        return False
    first = replace(given, text=" ".join(said.text for said in read(given.raw[0], MARKS)))
    return all(says_one(first, group) for group in case.must_include)


def fate(given: Given | None) -> str:
    """What became of the model's text in one answer."""
    if given is None:
        return CRASHED
    if given.composer not in ("", "extractive"):
        return STOOD_IN_PART if lost_sentences(given.notes) else STOOD
    if reason := reason_of(given.notes):
        return f"{INSTEAD}: {reason}"
    return KEPT if given.answered else REFUSED
