"""What stands together around the answer to each question, graded as if it were told: the data of `fit_choosing.py`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from fitting import LIBRARIES, Flags, Matrix, Vector, last_answer, strictly_right

from mandate_qa import Answer, Assistant, Settings
from mandate_qa.answering import several
from mandate_qa.answering.choosing import TOGETHER, alone_signs, together_signs, with_shares
from mandate_qa.answering.extractive import ExtractiveComposer
from mandate_qa.answering.siblings import Together
from mandate_qa.answering.units import Unit
from mandate_qa.answering.verification import verify
from mandate_qa.evaluation.cases import Case, Kind, read_cases
from mandate_qa.evaluation.citing import read_sources
from mandate_qa.searching.coverage import Asked
from mandate_qa.searching.store import Index
from mandate_qa.types import Draft, Query

UNTELLING = (Kind.UNANSWERABLE, Kind.FALSE_PREMISE)
"""Kinds of questions of which nobody said whether they want several things."""


@dataclass(frozen=True)
class Choice:
    """What could be told, and what of it would be strictly right."""

    alone: Vector
    """Signs of the draft, as in `ALONE`; here and below as if the question wanted several with log-odds of 1."""
    alone_right: bool
    together: Matrix
    """Shape (candidates, signs): the signs of what stands together, as in `TOGETHER`."""
    together_right: Flags


@dataclass(frozen=True)
class Example:
    """One question."""

    name: str
    """Of its question set: its file, and the letter that the ids of those begin with which were written together."""
    document: str
    """That holds its first evidence; "" for an unanswerable question."""
    grammar: Vector
    """Signs, as in `several.COUNTS`."""
    several: bool | None
    """Whether a list answers it; None when nobody said, or its words alone do not tell."""
    choice: Choice | None
    """None when there was nothing to choose."""


def asked(folder: Path) -> Iterator[Example]:
    """Every question of every set."""
    for seeds, sets in LIBRARIES:
        trying = Trying(seeds, folder / seeds.parent.name)
        for path in sets:
            for case in read_cases(path):
                yield trying.example(case, f"{path.parent.name}/{path.stem} {case.id[0]}")


class Trying:
    """A library, asked with what is told chosen from outside."""

    def __init__(self, seeds: Path, home: Path) -> None:
        self._assistant = Assistant.open(index=home, seeds=seeds, settings=Settings())
        self._sources = read_sources(seeds)
        self._composer = ExtractiveComposer(Index.open(home).keywords.rarity, Settings().answering, self._choose)
        self._seen: list[tuple[Draft, Sequence[Together], Query, Sequence[Unit], Asked]] = []
        self._taken: Draft | None = None

    def example(self, case: Case, name: str) -> Example:
        """One question with all that could be told."""
        answer = last_answer(self._assistant, case)
        told = case.kind not in UNTELLING and len(case.turns) == 1
        return Example(
            name,
            case.answers[0].document if case.answers else "",
            np.array([*several.signs(case.turns[-1]).values()], dtype=float),
            case.kind is Kind.LIST if told else None,
            self._choice(case, answer),
        )

    def _choice(self, case: Case, answer: Answer) -> Choice | None:
        """What could be told, each graded; None when the composer does not choose, or does so for parts."""
        self._seen.clear()
        alone_right = self._right(case, answer, None)
        if answer.query.parts or not self._seen:
            return None
        draft, every, query, found, words = self._seen[0]
        signs = [[*together_signs(one, draft, query, with_shares(found), words, 1.0).values()] for one in every]
        return Choice(
            np.array([*alone_signs(draft, query, words, 1.0).values()]),
            alone_right,
            np.array(signs).reshape(len(every), len(TOGETHER)),
            np.array([self._right(case, answer, one.draft) for one in every], dtype=bool),
        )

    def _right(self, case: Case, answer: Answer, taken: Draft | None) -> bool:
        """Whether the answer would be strictly right with `taken` in place of the draft."""
        self._taken = taken
        draft = self._composer.compose(answer.query, answer.hits, self._assistant.library)
        told = verify(draft, self._assistant.library, answer.query, answer.hits)
        return strictly_right(case, told, self._assistant, self._sources)

    def _choose(
        self, draft: Draft, every: Sequence[Together], query: Query, found: Sequence[Unit], words: Asked
    ) -> Draft | None:
        self._seen.append((draft, every, query, found, words))
        return self._taken
