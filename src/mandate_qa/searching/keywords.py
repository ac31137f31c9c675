"""The passages that share words with a question: BM25 over the words of each segment, kept on disk.

A segment keeps how often each word stands in each row and how long each row is; what a word says and how long a row
usually is are counted over the whole index when it is opened. So scores are the same to the last bit whether documents
were indexed at once or one by one. The weighting is that of Lucene (Kamphuis and others 2020, "Which BM25 do you
mean?").
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from mandate_qa.errors import IndexDamagedError
from mandate_qa.searching.remembering import remembered
from mandate_qa.searching.rows import RowMap
from mandate_qa.searching.spelling import Spelling
from mandate_qa.searching.vectors import Rows, Scores, best_rows
from mandate_qa.searching.within import Allowed, Part
from mandate_qa.searching.word_scores import Said, contenders, held, scored, scores_of
from mandate_qa.searching.words import Words

STARTS, ROWS, COUNTS, LENGTHS = "starts.npy", "rows.npy", "counts.npy", "lengths.npy"

K1, B = 1.5, 0.75
"""How soon a word's repetitions stop to count, and how much a row's length does."""
FEW = 20_000
"""Rows of a scope that are scored one by one; among more of them the words' rows are gone through."""
SMALL = 20_000
"""Rows of a segment that are all scored: as many take less time than finding out which need not be."""
OFTEN = 65_535
"""Times that a word is counted in one row at most: what two bytes hold."""
REMEMBERED = 20_000
"""Words, and groups of words, whose number of rows is kept."""


class Postings:
    """How often each word stands in each row of one segment. Thread-safe."""

    def __init__(
        self,
        vocabulary: Words,
        starts: Rows,
        rows: npt.NDArray[np.int32],
        counts: npt.NDArray[np.uint16],
        lengths: npt.NDArray[np.int32],
    ) -> None:
        self.vocabulary = vocabulary
        self.lengths = lengths
        """Words of each row."""
        self._starts, self._rows, self._counts = starts, rows, counts

    @classmethod
    def open(cls, folder: Path) -> Postings:
        """The postings in `folder`, mapped into memory. Raises IndexDamagedError when their parts disagree."""
        try:
            vocabulary = Words.open(folder)
            arrays = [np.asarray(np.load(folder / name, mmap_mode="r")) for name in (STARTS, ROWS, COUNTS, LENGTHS)]
        except (OSError, ValueError, EOFError) as error:
            raise IndexDamagedError(f"{folder} holds no keywords that can be read; run: mandate-qa index") from error
        starts, rows, counts, lengths = arrays
        if len(vocabulary) + 1 != len(starts) or not starts[-1] == len(rows) == len(counts):
            raise IndexDamagedError(f"The keyword files in {folder} do not belong together; run: mandate-qa index")
        return cls(vocabulary, starts, rows, counts, lengths)

    @classmethod
    def build(cls, terms: Sequence[Sequence[str]]) -> Postings:
        """The postings of `terms`, one sequence a row."""
        held: dict[str, tuple[list[int], list[int]]] = {}
        for row, words in enumerate(terms):
            for word, count in Counter(words).items():
                rows, counts = held.setdefault(word, ([], []))
                rows.append(row)
                counts.append(min(count, OFTEN))
        words = sorted(held)
        return cls(
            Words.of(words),
            np.cumsum([0, *(len(held[word][0]) for word in words)], dtype=np.int64),
            np.array([row for word in words for row in held[word][0]], dtype=np.int32),
            np.array([count for word in words for count in held[word][1]], dtype=np.uint16),
            np.array([len(words) for words in terms], dtype=np.int32),
        )

    def save(self, folder: Path) -> None:
        """Write the postings into `folder`, which is made; the same words give the same files."""
        folder.mkdir()
        self.vocabulary.save(folder)
        arrays: dict[str, npt.NDArray[Any]] = {
            STARTS: self._starts,
            ROWS: self._rows,
            COUNTS: self._counts,
            LENGTHS: self.lengths,
        }
        for name, array in arrays.items():
            np.save(folder / name, array)

    @property
    def arrays(self) -> tuple[Rows, npt.NDArray[np.int32], npt.NDArray[np.uint16]]:
        """Where the rows of each word begin, and where the last end; the rows; how often the word stands in each."""
        return self._starts, self._rows, self._counts

    def of(self, term: str) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint16]]:
        """The rows that `term` stands in, ascending, and how often it does."""
        place = self.vocabulary.place(term)
        part = slice(0, 0) if place is None else slice(self._starts[place], self._starts[place + 1])
        return self._rows[part], self._counts[part]


class KeywordIndex:
    """BM25 over all segments of an index, by its rows. Thread-safe."""

    def __init__(self, segments: Sequence[Postings], rows: RowMap) -> None:
        self._segments = tuple(segments)
        self._map = rows
        live = [rows.live(n) for n in range(len(segments))]
        lengths = [segment.lengths for segment in segments]
        self._alive = [None if part is None else part.mask for part in live]
        kept = [length if part is None else length[part.rows] for length, part in zip(lengths, live, strict=True)]
        mean = sum(int(length.sum(dtype=np.int64)) for length in kept) / max(len(rows), 1) or 1.0
        self._counted = remembered(REMEMBERED, self._rows_with)
        self._norms = [np.asarray(K1 * (1 - B + B * length / mean), dtype=np.float32) for length in lengths]

    def __len__(self) -> int:
        return len(self._map)

    def __contains__(self, term: str) -> bool:
        return any(term in segment.vocabulary for segment in self._segments)

    def rarity(self, *terms: str) -> float:
        """Inverse document frequency of the rows that hold all of `terms`, as BM25 weighs one (natural logarithm).

        0 when no row does.
        """
        count = self._counted(*terms)
        return math.log(1 + (len(self) - count + 0.5) / (count + 0.5)) if count else 0.0

    def correction(self, term: str) -> str | None:
        """The word of the index that `term` is most likely a misspelling of; None when it is known or like none."""
        return None if term in self else self._spelling.nearest(term)

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(segment.vocabulary for segment in self._segments)

    def search(self, weights: Mapping[str, float], k: int, allowed: Allowed | None = None) -> tuple[Rows, Scores]:
        """The `k` rows with the highest weighted sums of BM25 scores, best first, equal ones by row.

        A row that has none of the words is never among them. `weights` gives each term its weight (1 for a word of
        the question, less for an expansion). `allowed` limits the search to those rows exactly; a word's rarity is
        still counted over all of them.
        """
        idf = {term: np.float32(weight * self.rarity(term)) for term, weight in weights.items()}
        if allowed is None:
            found = [self._best(n, idf, k, alive) for n, alive in enumerate(self._alive)]
        else:
            found = [self._among(n, idf, k, part) for n, part in self._map.within(allowed).parts.items()]
        rows = np.concatenate([np.empty(0, dtype=np.int64), *(rows for rows, _ in found)])
        scores = np.concatenate([np.empty(0, dtype=np.float32), *(scores for _, scores in found)])
        return best_rows(rows, scores, k)

    def scores(self, weights: Mapping[str, float]) -> Scores:
        """Weighted BM25 of every row: shape (rows,), 0 where no word of it stands."""
        rows, scores = self.search(weights, len(self))
        total = np.zeros(len(self), dtype=np.float32)
        total[rows] = scores
        return total

    def _best(
        self, n: int, idf: Mapping[str, np.float32], k: int, alive: npt.NDArray[np.bool_] | None
    ) -> tuple[Rows, Scores]:
        """Rows of the index that may be among the best `k`, of those of a segment that are alive, and their scores."""
        said, norms = self._said(n, idf), self._norms[n]
        if len(norms) <= SMALL:
            rows, scores = scored(said, norms, alive)
            return self._map.outer(n, rows), scores
        rows = contenders(said, norms, k, alive)
        return self._map.outer(n, rows), scores_of(said, norms, rows)

    def _among(self, n: int, idf: Mapping[str, np.float32], k: int, part: Part) -> tuple[Rows, Scores]:
        """The same of these rows of a segment."""
        if len(part) > FEW:
            return self._best(n, idf, k, part.mask)
        scores = scores_of(self._said(n, idf), self._norms[n], part.rows)
        found = np.flatnonzero(scores)
        return self._map.outer(n, part.rows[found]), scores[found]

    def _said(self, n: int, idf: Mapping[str, np.float32]) -> list[Said]:
        """Where the words that count stand in a segment."""
        said = [Said(weight, *self._segments[n].of(term)) for term, weight in idf.items() if weight]
        return [word for word in said if len(word.rows)]

    def _rows_with(self, *terms: str) -> int:
        """How many rows hold all of `terms`; 0 for none."""
        return sum(len(self._holding(n, terms)) for n in range(len(self._segments))) if terms else 0

    def _holding(self, n: int, terms: Sequence[str]) -> npt.NDArray[np.int32]:
        """The live rows of a segment that hold all of `terms`."""
        segment, alive = self._segments[n], self._alive[n]
        found, *others = sorted((segment.of(term)[0] for term in terms), key=len)
        for rows in others:
            found = found[held(rows, found)[1]]
        return found if alive is None else found[alive[found]]
