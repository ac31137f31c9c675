"""Vectors for made-up passages, since embedding a million of them takes hours.

Each of the base sentences of `made_corpus` is embedded once and kept; a passage made from it gets its vector plus a
random part, the same for the same words, at length one. So made passages lie in as many clusters as there are base
sentences; that random part has no direction of its own, as the differences of real words have. Other words are
embedded as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
from made_corpus import BASES, base_of

from mandate_qa.backends.embedders import Embedder, Vectors
from mandate_qa.backends.query_encoders import Provided
from mandate_qa.types import Progress

APART = 0.65
"""Length of the random part beside a base vector of length one: a passage's cosine with its base is about .84, and two
passages of one base have about .70, as bullets of one list have."""


class MadeEmbedder:
    """Real vectors for real words, made ones for made ones."""

    def __init__(self, real: Embedder, kept: Path) -> None:
        self._real = real
        self.name, self.dimension = real.name, real.dimension
        self._bases = base_vectors(real, kept)

    def embed_query(self, text: str) -> Vectors:
        """The real vector of a question."""
        return self._real.embed_query(text)

    def embed_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Shape (len(texts), dimension), unit rows."""
        found = np.empty((len(texts), self.dimension), dtype=np.float32)
        real = []
        for n, text in enumerate(texts):
            base = base_of(text.partition("\n")[2])
            if base is None:
                real.append(n)
            else:
                found[n] = self._made(base, text)
            if progress and n % 1000 == 0:
                progress("embedding", n, len(texts))
        found[real] = self._real.embed_documents([texts[n] for n in real])
        return found

    def _made(self, base: int, text: str) -> Vectors:
        chance = np.random.Generator(np.random.SFC64(crc32(text.encode())))
        apart = chance.standard_normal(self.dimension, dtype=np.float32)
        vector: Vectors = self._bases[base] + apart * np.float32(APART / np.sqrt(self.dimension))
        return vector / np.linalg.norm(vector)


def base_vectors(real: Embedder, kept: Path) -> Vectors:
    """The vectors of all base sentences, read from the file `kept` when it is there."""
    if not kept.is_file():
        texts = [f"{subject} {action}".capitalize() for subject, action in BASES]
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.save(kept, real.embed_documents(texts))
    found: Vectors = np.load(kept)
    return found


def making(provide: Callable[..., Provided], kept: Path) -> Callable[..., Provided]:
    """`provide_encoder` with an embedder that makes vectors; questions go through the real encoder."""

    def provided(*given: object) -> Provided:
        found = provide(*given)
        return Provided(MadeEmbedder(found.embedder, kept), found.folder, found.note)

    return provided
