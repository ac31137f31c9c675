"""An embedder without a model: words hashed to signed places of a short vector.

For tests and very small machines. It knows which words two texts share and nothing of what they mean.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from mandate_qa.backends.batching import in_batches, unit
from mandate_qa.backends.embedders import Vectors
from mandate_qa.types import Progress

WORD = re.compile(r"\w+")


class HashingEmbedder:
    """Signed feature hashing (Weinberger et al. 2009, "Feature hashing for large scale multitask learning").

    Each word adds +1 or −1 at one place; place and sign come from its BLAKE2b hash, so that they are the same on
    every machine and in every run.
    """

    name = "hashing"

    def __init__(self, dimension: int = 256) -> None:
        self.dimension = dimension

    def embed_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Unit rows of shape (len(texts), dimension), in order."""
        return in_batches(texts, self.dimension, self._embed, progress, size=256)

    def embed_query(self, text: str) -> Vectors:
        """Unit vector of shape (dimension,), the same that the text gets as a document."""
        result: Vectors = self._embed([text])[0]
        return result

    def _embed(self, texts: list[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in WORD.findall(text.casefold()):
                place, sign = self._place(word)
                vectors[row, place] += sign
            if not vectors[row].any():  # no word, or words that cancel out: one fixed direction, never a zero vector
                vectors[row, self._place("")[0]] = 1.0
        return unit(vectors)

    def _place(self, word: str) -> tuple[int, float]:
        """Index into the vector, and +1 or −1."""
        number = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")
        return number % self.dimension, 1.0 if number >> 63 else -1.0
