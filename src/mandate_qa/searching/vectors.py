"""The passages nearest in meaning: unit vectors in a FAISS file for each segment.

Every cosine is worked out from the vectors as they were stored. A large segment has `cells` that say which rows come
into question; a smaller one, and a small scope within a large one, is compared whole. Knows rows and vectors, and
nothing of passages. The files are mapped into memory, so opening costs the same however large they are. Cosine is the
inner product, since every vector has length one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from mandate_qa.errors import BackendNotInstalledError, IndexDamagedError
from mandate_qa.searching.within import Allowed, Part, part_of

if TYPE_CHECKING:
    from mandate_qa.searching.cells import Cells
    from mandate_qa.searching.rows import RowMap

FEW = 50_000
"""Rows that are compared whole where a scope leaves no more of them: as long as looking through cells takes."""
DEEPER = 4
"""Candidates taken from cells for each row that is wanted, so that what their rounding swaps is put right."""

SMALL = 8
"""A scope of less than one row in so many is compared row by row; in a larger one all are passed over."""

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]
Vectors = npt.NDArray[np.float32]


class VectorIndex:
    """The vectors of all segments of an index, by its rows. Thread-safe."""

    def __init__(self, segments: Sequence[VectorFile], rows: RowMap) -> None:
        self._segments = tuple(segments)
        self._map = rows

    def __len__(self) -> int:
        return len(self._map)

    def rows(self, rows: Rows) -> Vectors:
        """The stored vectors of `rows`, in that order: shape (len(rows), dimension)."""
        rows = np.asarray(rows, dtype=np.int64)
        result = np.empty((len(rows), self._segments[0].dimension if self._segments else 0), dtype=np.float32)
        for segment, places, inner in self._map.split(rows):
            result[places] = self._segments[segment].rows(inner)
        return result

    def exact(self) -> VectorIndex:
        """The same vectors, every one of which is compared, for measuring what cells miss."""
        return VectorIndex([segment.exact() for segment in self._segments], self._map)

    def search(self, vector: Vectors, k: int, allowed: Allowed | None = None) -> tuple[Rows, Scores]:
        """The `k` nearest rows and their cosines, best first, equal ones by row; fewer when fewer are allowed.

        `allowed` limits the search to those rows exactly: no other is found, and where no segment has cells the result
        is the one that an index of them alone gives.
        """
        if allowed is None:
            chosen = {segment: self._map.live(segment) for segment in range(len(self._segments))}
        else:
            chosen = dict(self._map.within(allowed).parts)
        found = [(segment, *self._segments[segment].search(vector, k, part)) for segment, part in chosen.items()]
        rows = np.concatenate([np.empty(0, np.int64), *(self._map.outer(n, inner) for n, inner, _ in found)])
        scores = np.concatenate([np.empty(0, np.float32), *(scores for _, _, scores in found)])
        order = np.lexsort((rows, -scores))[:k]
        return rows[order], scores[order]


class VectorFile:
    """The vectors of one segment, by its rows. Thread-safe for searching."""

    def __init__(self, index: Any, cells: Cells | None = None) -> None:
        self._index = index
        self._cells = cells

    @classmethod
    def build(cls, vectors: Vectors) -> VectorFile:
        """An index of `vectors`, unit rows of shape (n, dimension); row numbers are theirs."""
        index = load_faiss().IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def open(cls, path: Path, cells: Cells | None = None) -> VectorFile:
        """The index in `path`, mapped into memory, with its cells where it has some. Raises IndexDamagedError."""
        faiss = load_faiss()
        try:  # IO_FLAG_MMAP maps inverted lists only; this flag maps a flat index as well
            return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC), cells)
        except RuntimeError as error:
            raise IndexDamagedError(f"{path} is no vector file that can be read; run: mandate-qa index") from error

    def save(self, path: Path) -> None:
        """Write the index to `path`."""
        load_faiss().write_index(self._index, str(path))

    def exact(self) -> VectorFile:
        """The same vectors without cells."""
        return VectorFile(self._index)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def in_cells(self) -> int | None:
        """Rows that its cells hold; None without any."""
        return None if self._cells is None else len(self._cells)

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self._index.d)

    def rows(self, rows: Rows) -> Vectors:
        """The stored vectors of `rows`, in that order: shape (len(rows), dimension)."""
        found: Vectors = self._index.reconstruct_batch(np.ascontiguousarray(rows, dtype=np.int64))
        return found

    def search(self, vector: Vectors, k: int, allowed: Part | Rows | None = None) -> tuple[Rows, Scores]:
        """The `k` nearest rows and their cosines, best first; fewer when fewer are allowed.

        `allowed` limits the search to those rows exactly. Without cells the result is the one that an index of those
        rows alone gives; so it is with cells where no more than `FEW` rows are allowed.
        """
        load_faiss().omp_set_num_threads(1)  # a thread's own setting; one scan a question, many questions side by side
        part = part_of(allowed, len(self))
        within = len(self) if part is None else len(part)
        if min(k, within) <= 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        query = vector.reshape(1, -1).astype(np.float32)
        if part is not None and within <= min(FEW, len(self) // SMALL):
            return self._one_by_one(query, k, part.rows)
        selector = None if part is None else load_faiss().IDSelectorBitmap(part.bits)
        if self._cells is None or within <= FEW:
            return self._compared(query, min(k, within), selector)
        return self._ordered(query, k, self._cells.candidates(query, DEEPER * k, selector, within))

    def _one_by_one(self, query: Vectors, k: int, rows: Rows) -> tuple[Rows, Scores]:
        """The nearest of a few rows, so that the others are not even passed over; scores as `_compared` has them."""
        pointer = load_faiss().swig_ptr
        rows, scores = np.ascontiguousarray(rows, dtype=np.int64), np.empty(len(rows), dtype=np.float32)
        self._index.compute_distance_subset(1, pointer(query), len(rows), pointer(scores), pointer(rows))
        return nearest(rows, scores, k)

    def _compared(self, query: Vectors, k: int, selector: Any) -> tuple[Rows, Scores]:
        """The nearest of all rows that are let through."""
        chosen = None if selector is None else load_faiss().SearchParameters(sel=selector)
        scores, rows = self._index.search(query, k, params=chosen)
        return rows[0], scores[0]

    def _ordered(self, query: Vectors, k: int, candidates: Rows) -> tuple[Rows, Scores]:
        """The nearest of some rows, by their exact cosines."""
        return nearest(candidates, (self.rows(candidates) @ query[0]).astype(np.float32), k)


def nearest(rows: Rows, scores: Scores, k: int) -> tuple[Rows, Scores]:
    """The `k` of `rows` with the highest scores, best first, equal ones by row."""
    if k < len(rows):
        enough = np.flatnonzero(scores >= np.partition(scores, -k)[-k])
        rows, scores = rows[enough], scores[enough]
    order = np.lexsort((rows, -scores))[:k]
    return rows[order], scores[order]


def best_rows(rows: Rows, scores: Scores, k: int) -> tuple[Rows, Scores]:
    """The `k` of `rows` with the highest scores above 0, best first, equal ones by row."""
    found = np.flatnonzero(scores >= _least(scores, k))
    order = found[np.lexsort((rows[found], -scores[found]))][:k]
    return rows[order], scores[order]


def _least(scores: Scores, k: int) -> float:
    """The k-th highest of the scores, or the least above 0; found without sorting a million of them."""
    positive = float(np.finfo(np.float32).tiny)  # not a smaller one: some libraries have those count as 0
    if not 0 < k < len(scores):
        return positive
    return max(positive, float(np.partition(scores, -k)[-k]))


def load_faiss() -> Any:
    """FAISS. Raises BackendNotInstalledError."""
    try:
        import faiss
    except ImportError as error:
        raise BackendNotInstalledError("Searching needs faiss; run: pip install faiss-cpu") from error
    return faiss
