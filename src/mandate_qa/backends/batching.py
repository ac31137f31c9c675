"""Texts through a model in small batches of similar length, shown as they go.

A batch is padded to its longest text, so sorting by length saves most of the padding; on a CPU batches of eight are
faster than larger ones. What the model is does not matter here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from mandate_qa.backends.embedders import Vectors
from mandate_qa.types import Progress

BATCH_SIZE = 8


def in_batches(
    texts: Sequence[str],
    dimension: int,
    embed: Callable[[list[str]], Vectors],
    progress: Progress | None = None,
    size: int = BATCH_SIZE,
) -> Vectors:
    """`embed` applied to `texts` batch by batch, longest first: shape (len(texts), dimension), in the order given."""
    vectors = np.zeros((len(texts), dimension), dtype=np.float32)
    for chosen in batches(texts, progress, size):
        vectors[chosen] = embed([texts[index] for index in chosen])
    return vectors


def batches(texts: Sequence[str], progress: Progress | None = None, size: int = BATCH_SIZE) -> Iterator[list[int]]:
    """Places in `texts`, batch by batch, longest first; `progress` is told of each batch when the next is asked for."""
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]), reverse=True)
    for start in range(0, len(order), size):
        yield order[start : start + size]
        if progress:
            progress("embedding", min(start + size, len(texts)), len(texts))


def unit(vectors: Vectors) -> Vectors:
    """`vectors` with every row divided by its length; a row of zeros stays as it is."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    result: Vectors = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return result
