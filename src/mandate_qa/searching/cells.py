"""Which rows of a large segment come into question: its vectors in groups, each number of them in a byte.

The vectors are grouped around centres, and only the groups whose centres are nearest to a question are looked through
(Jégou, Douze and Schmid 2011, "Product quantization for nearest neighbor search", without the product; FAISS's
IndexIVFScalarQuantizer). What comes out are candidates; their cosines are for `vectors` to work out. Knows rows and
vectors, and nothing of passages.
"""

from __future__ import annotations

from math import ceil
from pathlib import Path
from typing import Any

import numpy as np

from mandate_qa.errors import IndexDamagedError
from mandate_qa.searching.vectors import Rows, Vectors, load_faiss

MANY = 100_000
"""Rows from which on a segment has cells; comparing fewer takes some 7 ms."""
IN_A_CELL = 1000
"""Rows of a cell, on average."""
SAMPLE = 64
"""Rows a cell that centres are found from."""
PROBES = 48
"""Cells that are looked through where every row is allowed; more in a scope, so that as many rows are compared."""
ROUNDS = 10
"""Rounds in which centres are moved to the middle of their rows."""
SEED = 1234
AT_ONCE = 50_000
"""Vectors that are put into their groups at a time."""


class Cells:
    """The rows of one segment in groups. Thread-safe."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> Cells | None:
        """The groups of `vectors`, unit rows of shape (n, dimension); None when they are few. Same in, same out."""
        return cls.of(vectors, len(vectors) // IN_A_CELL) if len(vectors) >= MANY else None

    @classmethod
    def of(cls, vectors: Vectors, count: int) -> Cells:
        """So many groups of `vectors`."""
        faiss, dimension = load_faiss(), vectors.shape[1]
        index = faiss.IndexIVFScalarQuantizer(
            faiss.IndexFlatIP(dimension),
            dimension,
            count,
            faiss.ScalarQuantizer.QT_8bit,
            faiss.METRIC_INNER_PRODUCT,
        )
        index.cp.spherical, index.cp.niter, index.cp.seed = True, ROUNDS, SEED
        index.cp.max_points_per_centroid = SAMPLE
        index.train(sample(vectors, SAMPLE * count))
        for start in range(
            0, len(vectors), AT_ONCE
        ):  # which may lie in a file, and are not read into memory as a whole
            index.add(np.ascontiguousarray(vectors[start : start + AT_ONCE], dtype=np.float32))
        return cls(index)

    @classmethod
    def open(cls, path: Path) -> Cells:
        """The groups in `path`, mapped into memory. Raises IndexDamagedError."""
        faiss = load_faiss()
        try:
            return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))
        except RuntimeError as error:
            raise IndexDamagedError(f"{path} holds no cells that can be read; run: mandate-qa index") from error

    def save(self, path: Path) -> None:
        """Write the groups to `path`."""
        load_faiss().write_index(self._index, str(path))

    def __len__(self) -> int:
        """Rows."""
        return int(self._index.ntotal)

    def candidates(self, query: Vectors, k: int, selector: Any, within: int) -> Rows:
        """Up to `k` rows that are likely the nearest to a question, shape (1, dimension).

        `selector` lets rows through, all for None; `within` tells how many that are.
        """
        probes = min(self._index.nlist, ceil(PROBES * len(self) / within))
        chosen = load_faiss().SearchParametersIVF(sel=selector, nprobe=probes)
        _, rows = self._index.search(query, k, params=chosen)
        found: Rows = rows[0][rows[0] >= 0]
        return found


def sample(vectors: Vectors, size: int) -> Vectors:
    """So many of `vectors`, spread evenly, so that every document has its share."""
    step = max(1.0, len(vectors) / size)
    return np.ascontiguousarray(vectors[np.arange(0, len(vectors), step).astype(np.int64)], dtype=np.float32)
