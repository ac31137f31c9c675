"""The passages that share words with a question: BM25, kept on disk.

bm25s computes every score when the index is built and writes them as one sparse matrix, words by rows. Reading it
needs numpy alone: a search adds up the columns of its words. No corpus is saved beside the scores, since a row that
bm25s cannot save would shift all later ones; which passage a row is stands in the library alone.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mandate_qa.errors import BackendNotInstalledError, IndexDamagedError
from mandate_qa.searching.vectors import Rows, Scores

VOCABULARY = "vocab.index.json"
PARAMETERS = "params.index.json"
SCORES = "data.csc.index.npy"
ROWS = "indices.csc.index.npy"
STARTS = "indptr.csc.index.npy"


class KeywordIndex:
    """BM25 scores by word and row. Thread-safe."""

    def __init__(
        self, size: int, vocabulary: dict[str, int], starts: Rows, rows: npt.NDArray[np.int32], scores: Scores
    ) -> None:
        self._size = size
        self._vocabulary = vocabulary
        self._starts, self._rows, self._scores = starts, rows, scores

    @classmethod
    def open(cls, folder: Path) -> KeywordIndex:
        """The index in `folder`, its arrays mapped into memory. Raises IndexDamagedError when its parts disagree."""
        try:
            size = int(json.loads((folder / PARAMETERS).read_text("utf-8"))["num_docs"])
            vocabulary = json.loads((folder / VOCABULARY).read_text("utf-8"))
            starts, rows, scores = (np.load(folder / name, mmap_mode="r") for name in (STARTS, ROWS, SCORES))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexDamagedError(f"{folder} holds no keywords that can be read; run: mandate-qa index") from error
        if not len(vocabulary) + 1 >= len(starts) >= 2 or not starts[-1] == len(rows) == len(scores):
            raise IndexDamagedError(f"The keyword files in {folder} do not belong together; run: mandate-qa index")
        return cls(size, vocabulary, starts, rows, scores)

    def __len__(self) -> int:
        return self._size

    def __contains__(self, term: str) -> bool:
        return term in self._vocabulary

    def rarity(self, *terms: str) -> float:
        """Inverse document frequency of the rows that hold all of `terms`, as BM25 weighs one (natural logarithm).

        0 when no row does.
        """
        found: npt.NDArray[np.int32] | None = None
        for term in terms:
            column = self._vocabulary.get(term)
            if column is None or column + 1 >= len(self._starts):
                return 0.0
            rows = self._rows[self._starts[column] : self._starts[column + 1]]
            found = rows if found is None else np.intersect1d(found, rows, assume_unique=True)
        count = 0 if found is None else len(found)
        return math.log(1 + (self._size - count + 0.5) / (count + 0.5)) if count else 0.0

    def correction(self, term: str) -> str | None:
        """The word of the index that `term` is most likely a misspelling of; None when it is known or like none."""
        if term in self:
            return None
        alike = [word for word in self._vocabulary if word[:1] == term[:1] and abs(len(word) - len(term)) <= 2]
        close = get_close_matches(term, alike, n=1, cutoff=0.8)
        return close[0] if close else None

    def search(self, weights: Mapping[str, float], k: int, allowed: Rows | None = None) -> tuple[Rows, Scores]:
        """The `k` rows with the highest weighted sums of BM25 scores, best first, equal ones by row.

        A row that has none of the words is never among them. `weights` gives each term its weight (1 for a word of
        the question, less for an expansion). `allowed` limits the search to those rows exactly; a word's rarity is
        still counted over all of them.
        """
        scores = self.scores(weights)
        if allowed is None:
            return _best(np.arange(self._size), scores, k)
        return _best(allowed, scores[allowed], k)

    def scores(self, weights: Mapping[str, float]) -> Scores:
        """Weighted BM25 of every row: shape (rows,), 0 where no word of it stands."""
        total = np.zeros(self._size, dtype=np.float32)
        for term, weight in weights.items():
            column = self._vocabulary.get(term)
            if column is not None and column + 1 < len(self._starts):
                part = slice(self._starts[column], self._starts[column + 1])
                total[self._rows[part]] += np.float32(weight) * self._scores[part]
        return total


def build_keywords(terms: Sequence[Sequence[str]], folder: Path) -> None:
    """Write the index of `terms`, one sequence a row, into `folder`; the same words give the same files."""
    try:
        from bm25s import BM25
    except ImportError as error:
        raise BackendNotInstalledError("Building an index needs bm25s; run: pip install bm25s") from error
    vocabulary: dict[str, int] = {}
    ids = [[vocabulary.setdefault(term, len(vocabulary)) for term in row] for row in terms]
    if not vocabulary:  # bm25s needs at least one word
        vocabulary[""], ids = 0, [[0], *ids[1:]]
    index = BM25(method="lucene")
    index.index((ids, vocabulary), show_progress=False)
    index.save(folder, show_progress=False)


def _least(scores: Scores, k: int) -> float:
    """The k-th highest of the scores, or the least above 0; found without sorting a million of them."""
    positive = float(np.finfo(np.float32).tiny)  # not a smaller one: some libraries have those count as 0
    if not 0 < k < len(scores):
        return positive
    return max(positive, float(np.partition(scores, -k)[-k]))


def _best(rows: Rows, scores: Scores, k: int) -> tuple[Rows, Scores]:
    """The `k` rows with the highest scores above 0, best first, equal ones by row."""
    found = np.flatnonzero(scores >= _least(scores, k))
    order = found[np.lexsort((rows[found], -scores[found]))][:k]
    return rows[order], scores[order]
