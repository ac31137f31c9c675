"""The order of hits: what the searchers' scores, the question's words and its period say together.

Takes fused hits and gives them in a better order. Scores are brought to 0–1 and added with the weights of the
settings, and one paragraph does not fill the first places alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from mandate_qa.periods import covers, normalised
from mandate_qa.searching.coverage import Asked, Rarity
from mandate_qa.settings import RetrievalSettings
from mandate_qa.types import Document, Hit, Passage, PassageKind, Query, Wanted

SIGNS = ("keyword", "vector", "coverage", "late", "period", "section", "reference")
"""What speaks for a hit; the setting `<sign>_share` says what each counts for."""
Scored = tuple[Hit, float]
"""A hit, and the score that it is ranked by."""
_SAME_PARAGRAPH = 2
"""Passages of one paragraph that may stand among the first hits before those of others."""


class Ranking:
    """Orders the hits of a query."""

    def __init__(self, documents: Mapping[str, Document], rarity: Rarity, settings: RetrievalSettings) -> None:
        self._documents = documents
        self._rarity = rarity
        self._shares = np.array([getattr(settings, f"{sign}_share") for sign in SIGNS])

    def __call__(self, query: Query, hits: tuple[Hit, ...]) -> list[Scored]:
        """`hits` best first, each with the weighted sum as its score."""
        scores = (self.signs(query, hits) @ self._shares).tolist()
        scored = sorted(zip(hits, scores, strict=True), key=lambda pair: -pair[1])
        return spread(scored)

    def signs(self, query: Query, hits: Sequence[Hit]) -> npt.NDArray[np.float64]:
        """What speaks for each hit: shape (hits, signs), columns as in `SIGNS`, each 0–1 or a cosine."""
        best = max((hit.keyword_score or 0.0 for hit in hits), default=0.0) or 1.0
        asked, listed = Asked(query, self._rarity), query.wanted is Wanted.LIST
        rows = [
            (
                (hit.keyword_score or 0.0) / best,
                hit.vector_score or 0.0,
                asked.coverage(hit.passage.text, hit.passage.heading),
                near,
                self._period(hit, query.periods) if query.periods else 0.0,
                listed and hit.passage.kind is PassageKind.SECTION,
                names_place(hit.passage, query.references) if query.references else False,
            )
            for hit, near in zip(hits, spoken_for(hits), strict=True)
        ]
        return np.array(rows, dtype=np.float64).reshape(len(hits), len(SIGNS))

    def _period(self, hit: Hit, periods: Sequence[str]) -> float:
        """0–1: half for a document of an asked period, half for a passage that names it."""
        document = self._documents[hit.passage.document]
        words = normalised(hit.passage.text)
        return 0.5 * any(covers(document, period) for period in periods) + 0.5 * any(p in words for p in periods)


def names_place(passage: Passage, references: Sequence[str]) -> bool:
    """Whether a printed number that the question names is the passage's own, or that of a heading above it."""
    number = passage.paragraph_ids[0].partition("¶")[2].casefold()
    headings = [heading.strip().casefold() for heading in re.split(r"[:›]", passage.heading)]
    return any(number == ref or number.endswith(f" {ref}") or ref in headings for ref in references)


def spoken_for(hits: Sequence[Hit]) -> list[float]:
    """The late score of each hit, 0 where it has none; a lead-in has the best of the bullets that it introduces.

    A bullet's passage begins with its lead-in, so word by word it is never further from a question, and the lead-in,
    which stands for the whole list, would always come behind.
    """
    family: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        family[hit.passage.paragraph_ids[0]].append(hit)
    return [_nearest(hit, family[hit.passage.paragraph_ids[0]]) for hit in hits]


def _nearest(hit: Hit, family: Sequence[Hit]) -> float:
    """The best late score of a hit and of those of its paragraph that begin with its words."""
    own = hit.late_score or 0.0
    if len(family) == 1:
        return own
    words = hit.passage.text.removeprefix("- ")
    return max(other.late_score or 0.0 for other in family if other is hit or other.passage.text.startswith(words))


def spread(hits: Sequence[Scored]) -> list[Scored]:
    """`hits` with the third and later passages of one paragraph behind the first two of every other."""
    seen: Counter[str] = Counter()
    first: list[Scored] = []
    late: list[Scored] = []
    for scored in hits:
        paragraph = scored[0].passage.paragraph_ids[0]
        seen[paragraph] += 1
        (first if seen[paragraph] <= _SAME_PARAGRAPH else late).append(scored)
    return first + late
