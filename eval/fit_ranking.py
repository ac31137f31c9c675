"""What the signs of a hit should count for, fitted on graded questions: `python eval/fit_ranking.py`.

The shares of `searching/ranking.py` are fitted as a pairwise logistic regression: a passage that holds the evidence
should stand before one that does not. Figures are told held out by document: the questions of each document are ranked
by shares that were fitted without them. The shares fitted on everything are told last; whether they become the defaults
of the settings is decided by hand.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
from fitting import LIBRARIES, Matrix
from scipy.optimize import minimize

from mandate_qa import Settings, build_index
from mandate_qa.answering.understanding import Understanding
from mandate_qa.backends.query_encoders import load_query_encoder
from mandate_qa.evaluation.cases import Case, Place, read_cases
from mandate_qa.evaluation.matching import holds
from mandate_qa.searching.ranking import SIGNS, Ranking, spread
from mandate_qa.searching.retriever import Retriever, in_turns
from mandate_qa.searching.store import Index
from mandate_qa.settings import RetrievalSettings
from mandate_qa.types import Hit, Query

HARDEST = 30
"""Wrong passages that each right one is set against: those that stood highest."""
DEPTHS = (1, 5, 10)
PENALTY = 0.003
"""Keeps the shares small; from 0.003 to 0.1 the figures hardly move."""


@dataclass(frozen=True)
class Side:
    """What was found for one side of a question."""

    hits: tuple[Hit, ...]
    signs: Matrix
    right: npt.NDArray[np.bool_]
    """Shape (hits, sides of the case): whether a hit holds the evidence of each."""


@dataclass(frozen=True)
class Example:
    """A question with what was found for it."""

    name: str
    """Of its question set."""
    document: str
    """That holds its first evidence."""
    sides: tuple[Side, ...]


def main(argv: Sequence[str] | None = None) -> None:
    """Search every question, fit, and print the tables."""
    parser = argparse.ArgumentParser(description="fit the shares of the ranking, held out by document")
    parser.add_argument("--index", type=Path, help="folder for the two indexes (default: a temporary one)")
    given = parser.parse_args(argv)
    with TemporaryDirectory() as scratch:
        examples = list(searched(given.index or Path(scratch)))
    now = np.array([getattr(RetrievalSettings(), f"{sign}_share") for sign in SIGNS])
    sys.stdout.write(table(examples, "shares as they are set", [now] * len(examples)))
    sys.stdout.write(table(examples, "fitted, held out by document", held_out(examples)))
    fitted = fit(examples)
    told = ", ".join(f"{sign} {share:.2f}" for sign, share in zip(SIGNS, fitted / fitted[0], strict=True))
    sys.stdout.write(f"fitted on all, as multiples of the keyword share: {told}\n")


def searched(folder: Path) -> Iterator[Example]:
    """Every answerable question of every set, with its hits in the order that the searchers give."""
    for seeds, sets in LIBRARIES:
        home = folder / seeds.parent.name
        build_index(seeds, home)
        search = Search(Index.open(home))
        for path in sets:
            for case in read_cases(path):
                if case.answerable:
                    yield search.example(case, f"{path.parent.name}/{path.stem}")


class Search:
    """The way of a question as far as its hits."""

    def __init__(self, index: Index) -> None:
        settings, library, words = Settings(), index.library, index.keywords
        encoder, _ = load_query_encoder(index.encoder, index.manifest.embedder)
        self._retriever = Retriever(index, encoder, settings.retrieval)
        self._ranking = Ranking(library.documents, words.rarity, settings.retrieval)
        self._understanding = Understanding(library.documents, library.terms, words.correction, words.__contains__)

    def example(self, case: Case, name: str) -> Example:
        """One question, read in the light of its earlier turns, with its hits."""
        query = None
        for turn in case.turns:
            query = self._understanding.query(turn, query)
        assert query is not None
        sides = tuple(self._side(side, case) for side in query.sides or (query,))
        return Example(name, case.sides[0][0].document, sides)

    def _side(self, query: Query, case: Case) -> Side:
        hits = tuple(hit for hit, _ in self._retriever.found(query))
        right = [[any(shows(hit, place) for place in places) for places in case.sides] for hit in hits]
        return Side(hits, self._ranking.signs(query, hits), np.array(right, dtype=bool).reshape(len(hits), -1))


def shows(hit: Hit, place: Place) -> bool:
    """Whether a hit holds the words of a place of evidence."""
    return hit.passage.document == place.document and holds(hit.passage.text, place.quote)


def held_out(examples: Sequence[Example]) -> list[Matrix]:
    """For each example the shares fitted on the questions about other documents."""
    keys = {one.document for one in examples}
    without = {key: fit([one for one in examples if one.document != key]) for key in keys}
    return [without[one.document] for one in examples]


def fit(examples: Sequence[Example]) -> Matrix:
    """The shares that put right passages before wrong ones best."""
    pairs = [pair for one in examples for side in one.sides for pair in pairs_of(side)]
    differences = np.vstack([difference for difference, _ in pairs])
    weights = np.concatenate([weight for _, weight in pairs])
    scale = differences.std(axis=0) + 1e-9

    def loss(shares: Matrix) -> tuple[float, Matrix]:
        margins = differences / scale @ shares
        value = (weights * np.logaddexp(0, -margins)).sum() / weights.sum() + PENALTY * shares @ shares
        pull = -((differences / scale) * (weights / (1 + np.exp(margins)))[:, None]).sum(axis=0) / weights.sum()
        return float(value), pull + 2 * PENALTY * shares

    result: Matrix = minimize(loss, np.zeros(len(SIGNS)), jac=True, method="L-BFGS-B").x / scale
    return result


def pairs_of(side: Side) -> Iterator[tuple[Matrix, Matrix]]:
    """Signs of the best two right passages less those of the hardest wrong ones, with weights that add up to one."""
    right = side.right.any(axis=1)
    if not right.any() or right.all():
        return
    score = side.signs @ np.array([getattr(RetrievalSettings(), f"{sign}_share") for sign in SIGNS])
    wrong = np.flatnonzero(~right)
    wrong = wrong[np.argsort(-score[wrong])[:HARDEST]]
    best = np.flatnonzero(right)
    for place in best[np.argsort(-score[best])[:2]]:
        count = min(int(right.sum()), 2) * len(wrong)
        yield side.signs[place] - side.signs[wrong], np.full(len(wrong), 1 / count)


def table(examples: Sequence[Example], title: str, shares: Sequence[Matrix]) -> str:
    """hit@k by question set: whether every side of a question has a right passage among the first k."""
    lines = [title]
    for name in dict.fromkeys(one.name for one in examples):
        reached = [reached_at(one, with_) for one, with_ in zip(examples, shares, strict=True) if one.name == name]
        figures = "  ".join(f"hit@{k} {np.mean([at[k] for at in reached]):.3f}" for k in DEPTHS)
        lines.append(f"  {name:26} {len(reached):4} questions  {figures}")
    return "\n".join(lines) + "\n"


def reached_at(one: Example, shares: Matrix) -> dict[int, bool]:
    """By depth, whether every side of the question has a right passage that far up."""
    places = {id(hit.passage): row for side in one.sides for hit, row in zip(side.hits, side.right, strict=True)}
    orders = []
    for side in one.sides:
        scores = side.signs @ shares
        orders.append(spread([(side.hits[n], scores[n]) for n in np.argsort(-scores, kind="stable")]))
    merged = in_turns(orders)
    return {k: bool(np.any([places[id(hit.passage)] for hit, _ in merged[:k]], axis=0).all()) for k in DEPTHS}


if __name__ == "__main__":
    main()
