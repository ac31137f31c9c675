"""Several rankings of the same rows brought into one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence


def fuse(rankings: Iterable[tuple[Sequence[int], float]], constant: float) -> list[tuple[int, float]]:
    """Rows with their fused scores, best first, equal scores by row; each ranking is (rows best first, weight).

    Weighted reciprocal rank fusion: a row scores the sum of weight / (constant + rank) over the rankings that hold
    it, ranks from 1 (Cormack, Clarke and Büttcher 2009, "Reciprocal rank fusion outperforms Condorcet and individual
    rank learning methods"). Only ranks count, so the searchers' scores need not be comparable. A ranking without
    weight adds nothing, not even its rows.
    """
    scores: dict[int, float] = defaultdict(float)
    for rows, weight in rankings:
        if weight <= 0:
            continue
        for rank, row in enumerate(rows, start=1):
            scores[int(row)] += weight / (constant + rank)
    return sorted(scores.items(), key=lambda found: (-found[1], found[0]))
