"""Late interaction: how well the words of a passage, each in its context, match those of a question.

Every word piece of the question takes the passage's piece that is nearest to it, and the cosines are averaged by what
each piece says (MaxSim; Khattab and Zaharia 2020, "ColBERT"). The vectors are those of the encoder that embeds whole
texts, so they come at no further run of it. Knows rows and pieces, and nothing of passages.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from mandate_qa.backends.products import products
from mandate_qa.backends.token_vectors import SCALE, Tokens
from mandate_qa.errors import IndexDamagedError
from mandate_qa.searching.coverage import ASKING
from mandate_qa.searching.rows import RowMap
from mandate_qa.searching.tokens import terms
from mandate_qa.searching.vectors import Rows, Scores

FILES = ("tokens.npy", "tokens-pieces.npy", "tokens-offsets.npy", "tokens-held.npy")
"""Vectors and numbers of all pieces; where each passage begins; by piece, in how many passages it stands."""
MOST_PASSAGES = 50_000
"""A larger index has no token vectors: they take some 22 kB a passage, all of which is hashed when it is opened."""
_SHAPING = 0.1
"""What a piece counts for that is a common word, a mark, or a word that only shapes a question."""
Weights = npt.NDArray[np.float32]
Nearest = npt.NDArray[np.float32]
"""Shape (passages, pieces of the question): cosines."""
Held = npt.NDArray[np.int64]
"""By word piece: in how many passages it stands."""


class TokenFile:
    """The word pieces of the passages of one segment, by its rows. Thread-safe."""

    def __init__(self, vectors: npt.NDArray[np.int8], pieces: npt.NDArray[np.int32], offsets: Rows, held: Held) -> None:
        self._vectors = vectors
        self._pieces = pieces
        self._offsets = offsets
        self._held = held

    @classmethod
    def build(cls, passages: Sequence[Tokens], vocabulary: int) -> TokenFile:
        """The pieces of `passages` in row order, at least one, cut from `vocabulary` word pieces."""
        offsets = np.cumsum([0, *(len(passage.pieces) for passage in passages)], dtype=np.int64)
        vectors = np.concatenate([passage.vectors for passage in passages])
        pieces = np.concatenate([passage.pieces for passage in passages])
        return cls(vectors, pieces, offsets, passages_holding(passages, vocabulary))

    @classmethod
    def open(cls, folder: Path) -> TokenFile:
        """The pieces whose files lie in `folder`, mapped into memory. Raises IndexDamagedError."""
        try:
            found = cls(*(np.asarray(np.load(folder / name, mmap_mode="r")) for name in FILES))
        except (OSError, ValueError, EOFError) as error:
            raise IndexDamagedError(f"The token files in {folder} cannot be read; run: mandate-qa index") from error
        rows, pieces, last = len(found._vectors), len(found._pieces), int(found._offsets[-1])
        if not rows == pieces == last:
            counts = f"{rows} token vectors, {pieces} word pieces and passages that end at {last}"
            raise IndexDamagedError(f"{folder} has {counts}; run: mandate-qa index")
        return found

    def save(self, folder: Path) -> None:
        """Write `FILES` to `folder`."""
        arrays: tuple[npt.NDArray[Any], ...] = (self._vectors, self._pieces, self._offsets, self._held)
        for name, array in zip(FILES, arrays, strict=True):
            np.save(folder / name, array)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self._vectors.shape[1])

    def tokens(self, row: int) -> Tokens:
        """The word pieces of one passage, as they were given to `build`."""
        start, end = self._offsets[row], self._offsets[row + 1]
        return Tokens(self._pieces[start:end], self._vectors[start:end])

    def held(self, live: Rows | None) -> Held:
        """In how many of the `live` rows each word piece stands; in how many of all rows for None."""
        if live is None:
            return self._held
        return passages_holding([self.tokens(int(row)) for row in live], len(self._held))

    def nearest(self, vectors: npt.NDArray[np.float32], rows: Rows) -> Nearest:
        """See `TokenIndex.nearest`."""
        found = np.zeros((len(rows), len(vectors)), dtype=np.float32)
        lengths = self._offsets[rows + 1] - self._offsets[rows]
        filled = lengths > 0
        if filled.any() and vectors.size:
            begins = np.cumsum(lengths) - lengths
            cosines = products(self._pieces_of(rows[filled]), vectors.T / np.float32(SCALE))
            found[filled] = np.maximum.reduceat(cosines, begins[filled], axis=0)
        return found

    def _pieces_of(self, rows: Rows) -> npt.NDArray[np.int8]:
        """The vectors of the pieces of these passages, end to end."""
        starts, ends = self._offsets[rows].tolist(), self._offsets[rows + 1].tolist()
        return np.concatenate([self._vectors[start:end] for start, end in zip(starts, ends, strict=True)])


class TokenIndex:
    """The word pieces of all passages of an index, by its rows. Thread-safe."""

    def __init__(self, segments: Sequence[TokenFile], rows: RowMap) -> None:
        self._segments = tuple(segments)
        self._map = rows

    def tokens(self, row: int) -> Tokens:
        """The word pieces of one passage."""
        ((segment, _, inner),) = self._map.split(np.array([row], dtype=np.int64))
        return self._segments[segment].tokens(int(inner[0]))

    def weights(self, question: Tokens) -> Weights:
        """What each piece of a question counts for: its inverse document frequency, little for a shaping word."""
        shares = [_SHAPING if shapes(word) else 1.0 for word in question.words]
        result: Weights = self._idf[question.pieces] * np.array(shares, dtype=np.float32)
        return result

    def nearest(self, vectors: npt.NDArray[np.float32], rows: Rows) -> Nearest:
        """How near each passage of `rows` comes to each of these unit rows, the pieces of a question.

        The highest cosine with a piece of the passage; 0 for a passage without pieces.
        """
        found = np.zeros((len(rows), len(vectors)), dtype=np.float32)
        for segment, places, inner in self._map.split(rows):
            found[places] = self._segments[segment].nearest(vectors, inner)
        return found

    def similarity(self, vectors: npt.NDArray[np.float32], weights: Weights, rows: Rows) -> Scores:
        """How well each passage of `rows` matches a question with these unit rows, in the order of `rows`."""
        return similarity(self.nearest(vectors, rows), weights)

    @cached_property
    def _idf(self) -> Weights:
        live = (self._map.live(n) for n in range(len(self._segments)))
        kept = (None if part is None else part.rows for part in live)
        counts = [segment.held(rows) for segment, rows in zip(self._segments, kept, strict=True)]
        return inverse_document_frequency(np.sum(counts, axis=0), len(self._map))


def similarity(nearest: Nearest, weights: Weights) -> Scores:
    """How well each passage matches a question, −1 to 1: the mean of its nearness to the pieces, by `weights`.

    0 for a question without any piece that counts.
    """
    total = weights.sum()
    scores: Scores = nearest @ (weights / total) if total > 0 else np.zeros(len(nearest), dtype=np.float32)
    return scores


def for_words(nearest: Nearest, words: Collection[Sequence[int]]) -> Nearest:
    """How near each passage comes to each word, whose pieces are given by place: shape (passages, words)."""
    found = np.zeros((len(nearest), len(words)), dtype=np.float32)
    for n, places in enumerate(words):
        found[:, n] = nearest[:, places].mean(axis=1)
    return found


def whole_words(tokens: Tokens, text: str) -> dict[str, list[int]]:
    """The words of a question that say something, each with the places of its pieces, in reading order.

    Pieces that stand in `text` without a gap are of one word; of a word that is said twice the first counts.
    """
    words: list[tuple[str, list[int]]] = []
    end = 0
    for n, piece in enumerate(tokens.words):
        start = text.find(piece, end)
        if words and start == end and piece[:1].isalnum() and words[-1][0][-1:].isalnum():
            words[-1] = (words[-1][0] + piece, [*words[-1][1], n])
        else:
            words.append((piece, [n]))
        end = max(start, end) + len(piece) if start >= 0 else end
    found: dict[str, list[int]] = {}
    for word, own in words:
        if not shapes(word):
            found.setdefault(word, own)
    return found


def passages_holding(passages: Sequence[Tokens], vocabulary: int) -> Held:
    """In how many of `passages` each word piece stands: shape (vocabulary,)."""
    counts = np.zeros(vocabulary, dtype=np.int64)
    for passage in passages:
        counts[np.unique(passage.pieces)] += 1
    return counts


def inverse_document_frequency(held: Held, passages: int) -> Weights:
    """What each word piece says, shape (vocabulary,): the rarer among `passages`, the more (Robertson 2009, BM25)."""
    result: Weights = np.log1p((passages - held + 0.5) / (held + 0.5)).astype(np.float32)
    return result


@lru_cache(maxsize=20_000)
def shapes(word: str) -> bool:
    """Whether a word or piece of one says nothing of what is asked about: "the", "?", "tell"."""
    return ASKING.issuperset(terms(word))
