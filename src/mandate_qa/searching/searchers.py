"""What a question needs of whatever searches: passages near in meaning, and passages that share words.

Knows signatures alone. Rows are those of the index (`rows`), whoever searches. The files of the segments are one way
(`vectors`, `keywords`), an engine on other machines another (`engine`); the same tests go over both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from mandate_qa.searching.vectors import Rows, Scores, Vectors
from mandate_qa.searching.within import Allowed


class MeaningSearcher(Protocol):
    """Finds passages by their vectors. Thread-safe."""

    def __len__(self) -> int:
        """Rows of the index."""

    def rows(self, rows: Rows) -> Vectors:
        """The stored vectors of `rows`, in that order: shape (len(rows), dimension)."""

    def search(self, vector: Vectors, k: int, allowed: Allowed | None = None) -> tuple[Rows, Scores]:
        """The `k` nearest rows and their cosines, best first, equal ones by row; fewer when fewer are allowed.

        `allowed` are the rows of whole documents, as `Index.rows` gives them; no other row is found.
        """


class WordSearcher(Protocol):
    """Finds passages by BM25, and knows the words of the index. Thread-safe."""

    def __len__(self) -> int:
        """Rows of the index."""

    def __contains__(self, term: str) -> bool:
        """Whether the index has this word."""

    def rarity(self, *terms: str) -> float:
        """Inverse document frequency of the rows that hold all of `terms`, 0 when no row does."""

    def correction(self, term: str) -> str | None:
        """The word of the index that `term` is most likely a misspelling of; None when it is known or like none."""

    def search(self, weights: Mapping[str, float], k: int, allowed: Allowed | None = None) -> tuple[Rows, Scores]:
        """The `k` rows with the highest weighted sums of BM25 scores, best first, equal ones by row.

        A row that has none of the words is never among them, nor is one that is not in `allowed`, which are rows of
        whole documents. A word's rarity is counted over all rows.
        """
