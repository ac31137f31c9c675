"""Vectors of the word pieces that a text is made of, for the embedders that give them besides the text's own.

Knows what they are, and how an encoder that has none is asked all the same. Comparing them is `searching.late`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from mandate_qa.backends.embedders import Embedder, QueryEncoder, Vectors
from mandate_qa.types import Progress

SCALE = 127
"""What one is, where vectors are kept as whole numbers of eight bits."""


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The word pieces of one text in reading order, those left out that only the model needs."""

    pieces: npt.NDArray[np.int32]
    """Numbers in the encoder's vocabulary."""
    vectors: npt.NDArray[Any]
    """One row a piece: for a question unit rows, float32; for a passage the same times `SCALE`, int8."""
    words: tuple[str, ...] = ()
    """What each stands for in the text; for a question only."""


@runtime_checkable
class TokenEncoder(Embedder, Protocol):
    """An embedder that gives, in the same run, a text's vector and those of its word pieces."""

    @property
    def vocabulary(self) -> int:
        """How many word pieces it knows; their numbers lie below."""

    def encode_query(self, text: str) -> tuple[Vectors, Tokens]:
        """What `embed_query` gives, and the word pieces of `text`."""

    def encode_documents(
        self, texts: Sequence[str], skipped: Sequence[int], progress: Progress | None = None
    ) -> tuple[Vectors, list[Tokens]]:
        """What `embed_documents` gives, and each text's word pieces after its first `skipped` characters."""


def reader_of(encoder: QueryEncoder) -> Callable[[str], tuple[Vectors, Tokens | None]]:
    """What gives the vector of a question, shape (dimension,), and its word pieces where `encoder` has them."""
    if isinstance(encoder, TokenEncoder):
        return encoder.encode_query
    return lambda text: (encoder.embed_query(text), None)


def in_eight_bits(vectors: Vectors) -> npt.NDArray[np.int8]:
    """Unit rows times `SCALE`, rounded: a quarter of the space, and cosines that differ by less than 0.01."""
    return np.rint(vectors * SCALE).astype(np.int8)
