"""The passages nearest in meaning: unit vectors in a FAISS file, compared exactly.

Knows rows and vectors, and nothing of passages. The file is mapped into memory, so opening costs the same however
large it is. Cosine is the inner product, since every vector has length one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from mandate_qa.errors import BackendNotInstalledError, IndexDamagedError

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]
Vectors = npt.NDArray[np.float32]


class VectorIndex:
    """All vectors of an index, by row. Thread-safe for searching."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> VectorIndex:
        """An index of `vectors`, unit rows of shape (n, dimension); row numbers are theirs."""
        index = _faiss().IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def open(cls, path: Path) -> VectorIndex:
        """The index in `path`, mapped into memory. Raises IndexDamagedError."""
        faiss = _faiss()
        try:  # IO_FLAG_MMAP maps inverted lists only; this flag maps a flat index as well
            return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))
        except RuntimeError as error:
            raise IndexDamagedError(f"{path} is no vector file that can be read; run: mandate-qa index") from error

    def save(self, path: Path) -> None:
        """Write the index to `path`."""
        _faiss().write_index(self._index, str(path))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self._index.d)

    def rows(self, rows: Rows) -> Vectors:
        """The stored vectors of `rows`, in that order: shape (len(rows), dimension)."""
        found: Vectors = self._index.reconstruct_batch(np.ascontiguousarray(rows, dtype=np.int64))
        return found

    def search(self, vector: Vectors, k: int, allowed: Rows | None = None) -> tuple[Rows, Scores]:
        """The `k` nearest rows and their cosines, best first; fewer when fewer are allowed.

        `allowed` limits the search to those rows exactly: the result is the one that an index of them alone gives.
        """
        faiss = _faiss()
        faiss.omp_set_num_threads(1)  # a thread's own setting; one scan a question, many questions side by side
        k = min(k, len(self) if allowed is None else len(allowed))
        if k <= 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        chosen = None if allowed is None else self._only(allowed)
        scores, rows = self._index.search(vector.reshape(1, -1).astype(np.float32), k, params=chosen)
        return rows[0], scores[0]

    def _only(self, allowed: Rows) -> Any:
        """FAISS search parameters that let through the rows in `allowed` alone."""
        faiss = _faiss()
        mask = np.zeros(len(self), dtype=bool)
        mask[allowed] = True
        return faiss.SearchParameters(sel=faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little")))


def _faiss() -> Any:
    try:
        import faiss
    except ImportError as error:
        raise BackendNotInstalledError("Searching needs faiss; run: pip install faiss-cpu") from error
    return faiss
