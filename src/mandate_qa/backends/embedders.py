"""What an embedder is, and the one door to all of them.

Knows names and how they are resolved; each embedder has a file of its own and brings its heavy imports with it.
Embedders of other packages register under the entry point group `mandate_qa.embedders` and are found by that name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from mandate_qa.errors import UnknownBackendError
from mandate_qa.files import sha256
from mandate_qa.types import Progress

Vectors = npt.NDArray[np.float32]
"""One unit-length row a text, so that the inner product of two rows is their cosine."""

ENTRY_POINTS = "mandate_qa.embedders"
DEFAULT = "all-MiniLM-L6-v2"
BUILT_IN = {
    DEFAULT: "mandate_qa.backends.minilm:load_minilm",
    "hashing": "mandate_qa.backends.hashing_embedder:HashingEmbedder",
}
"""Name → "module:callable" that makes the embedder without arguments."""


class QueryEncoder(Protocol):
    """What turns a question into a vector."""

    @property
    def name(self) -> str:
        """Name of the embedder whose vectors it gives."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""

    def embed_query(self, text: str) -> Vectors:
        """The question's vector: shape (dimension,), float32, unit length."""


class Embedder(QueryEncoder, Protocol):
    """What turns passages and questions into vectors of one space."""

    def embed_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Shape (len(texts), dimension), float32, unit rows, in the order of `texts`; (0, dimension) for none."""


def load_embedder(name: str) -> Embedder:
    """The embedder called `name`: a built-in, a registered one, or a sentence-transformers folder.

    Raises UnknownBackendError, naming the nearest known one; BackendNotInstalledError with the pip line;
    ModelFileError when the weights are not the pinned ones.
    """
    if name in BUILT_IN:
        module, _, attribute = BUILT_IN[name].partition(":")
        made: Embedder = getattr(import_module(module), attribute)()
        return made
    if registered := _registered(name):
        return registered()
    if Path(name).is_dir():
        from mandate_qa.backends.transformer_embedder import TransformerEmbedder

        return TransformerEmbedder(Path(name), name)
    raise UnknownBackendError("embedder", name, known_embedders())


def known_embedders() -> tuple[str, ...]:
    """Names that `load_embedder` knows besides folders, sorted."""
    return tuple(sorted({*BUILT_IN, *(point.name for point in entry_points(group=ENTRY_POINTS))}))


def embedder_fingerprint(name: str) -> str:
    """What identifies the vectors an embedder gives, told without loading it: hexadecimal, or "" when it cannot be.

    Two indexes whose embedders share a fingerprint may share vectors.
    """
    if name == DEFAULT:
        from mandate_qa.backends.minilm import PINNED

        return PINNED["model.safetensors"]
    if name in BUILT_IN:
        return hashlib.sha256(name.encode()).hexdigest()
    return folder_fingerprint(Path(name)) if Path(name).is_dir() else ""


def folder_fingerprint(folder: Path) -> str:
    """SHA-256 over the names and contents of the weights, tokenizer and configuration in a model's folder."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".safetensors", ".bin", ".json", ".txt", ".model"}:
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(sha256(path).encode())
    return total.hexdigest()


def _registered(name: str) -> Callable[[], Embedder] | None:
    """What another package registered under this name, or None."""
    for point in entry_points(group=ENTRY_POINTS, name=name):
        maker: Callable[[], Embedder] = point.load()
        return maker
    return None
