"""BM25 of a question's words in one segment, worked out for the rows that can be among the best.

Words are gone through from the one that says most. Once the best rows so far have more than all words that are left
could give, no row without a word seen so far can be among them, and common words need not be gone through (Turtle and
Flood 1995, "Query evaluation: strategies and optimizations", MaxScore). Scores are sums in the order of the question's
words, so they are the same to the last bit whichever rows were left out. Knows rows of one segment, and no words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mandate_qa.searching.vectors import Rows, Scores

SLACK = np.float32(1 - 1e-5)
"""What sums in another order may differ by; rows that near to the last of the best are scored as well."""

QUICKER = 10
"""Rows of a word that are added to in the time that one row takes to be looked up among them."""


@dataclass(frozen=True, slots=True)
class Said:
    """Where a word of the question stands in a segment."""

    weight: np.float32
    """Its rarity times its weight in the question: more than it can give any row."""
    rows: npt.NDArray[np.int32]
    """Ascending."""
    counts: npt.NDArray[np.uint16]
    """How often it stands in each."""


def scores_of(words: Sequence[Said], norms: Scores, rows: Rows) -> Scores:
    """The scores of `rows`, ascending, in their order; 0 for a row without any of the words."""
    total = np.zeros(len(rows), dtype=np.float32)
    for word in words:
        places, found = held(word.rows, rows)
        total[found] += gain(word, norms, places[found])
    return total


def scored(words: Sequence[Said], norms: Scores, alive: npt.NDArray[np.bool_] | None) -> tuple[Rows, Scores]:
    """All rows that hold a word, ascending, of those that are `alive`, with their scores."""
    total = np.zeros(len(norms), dtype=np.float32)
    for word in words:
        total[word.rows] += gain(word, norms, slice(None))
    rows = np.flatnonzero(total if alive is None else total * alive)
    return rows, total[rows]


def contenders(words: Sequence[Said], norms: Scores, k: int, alive: npt.NDArray[np.bool_] | None) -> Rows:
    """Rows that hold a word, ascending, all of the best `k` among them; of those that are `alive`, all for None."""
    total = np.zeros(len(norms), dtype=np.float32)  # memory that is not touched is not taken
    rows = np.empty(0, dtype=np.int32)
    seen, left, closed = 0.0, sum(float(word.weight) for word in words), False
    for word in sorted(words, key=lambda word: -word.weight):
        enough = _last_of_the_best(total[rows], k) if seen > left else np.float32(0)  # no row has more than was seen
        closed = closed or bool(enough > left)
        if closed:
            rows = rows[total[rows] + np.float32(left) >= enough]
            _add(word, norms, rows, total)
        else:
            living, places = _living(word.rows, alive)
            rows = np.concatenate([rows, living[total[living] == 0]])
            total[living] += gain(word, norms, places)
        seen, left = seen + float(word.weight), left - float(word.weight)
    return np.sort(rows[total[rows] >= _last_of_the_best(total[rows], k)]).astype(np.int64)


def gain(word: Said, norms: Scores, places: Rows | slice) -> Scores:
    """What a word gives the rows at these places of its own."""
    times = word.counts[places].astype(np.float32)
    result: Scores = word.weight * (times / (times + norms[word.rows[places]]))
    return result


def held(among: npt.NDArray[np.int32], rows: npt.NDArray[np.integer]) -> tuple[Rows, npt.NDArray[np.bool_]]:
    """Where each of `rows` stands `among` others, ascending and at least one, and whether it does."""
    places = np.minimum(np.searchsorted(among, rows.astype(np.int32)), len(among) - 1)
    return places, among[places] == rows


def _living(
    rows: npt.NDArray[np.int32], alive: npt.NDArray[np.bool_] | None
) -> tuple[npt.NDArray[np.int32], Rows | slice]:
    """The rows that are alive, and their places among `rows`."""
    if alive is None:
        return rows, slice(None)
    places = np.flatnonzero(alive[rows])
    return rows[places], places


def _add(word: Said, norms: Scores, rows: npt.NDArray[np.int32], total: Scores) -> None:
    """Add what a word gives to `rows`, and to others where that is quicker than looking each up."""
    if len(word.rows) < QUICKER * len(rows):
        total[word.rows] += gain(word, norms, slice(None))
    elif len(rows):
        places, found = held(word.rows, rows)
        total[rows[found]] += gain(word, norms, places[found])


def _last_of_the_best(scores: Scores, k: int) -> np.float32:
    """A little less than the last of the best `k` scores, 0 when there are fewer."""
    return np.float32(np.partition(scores, -k)[-k] * SLACK) if 0 < k < len(scores) else np.float32(0)
