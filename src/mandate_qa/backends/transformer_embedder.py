"""Any sentence-transformers model that lies in a folder, run from disk alone.

Knows how to load and call it; importing the library costs seconds, so that happens when an embedder is made. The
light way for questions is in `onnx_encoder`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mandate_qa.backends.batching import in_batches, unit
from mandate_qa.backends.embedders import Vectors
from mandate_qa.errors import BackendNotInstalledError, ModelFileError
from mandate_qa.types import Progress

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class TransformerEmbedder:
    """Embeds with a sentence-transformers model, with its own prompts for queries and documents where it has them."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.folder = folder
        self.model = load_model(folder, name)
        self.dimension = int(self.model.encode([""]).shape[1])

    def embed_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Unit rows of shape (len(texts), dimension), in order."""
        return in_batches(texts, self.dimension, lambda batch: self._run(self.model.encode_document, batch), progress)

    def embed_query(self, text: str) -> Vectors:
        """Unit vector of shape (dimension,)."""
        result: Vectors = self._run(self.model.encode_query, [text])[0]
        return result

    def _run(self, encode: Any, texts: list[str]) -> Vectors:
        return unit(encode(texts, batch_size=len(texts), show_progress_bar=False, convert_to_numpy=True))


def load_model(folder: Path, name: str) -> SentenceTransformer:
    """The model in `folder`, on the CPU, without a look at any hub. Raises BackendNotInstalledError, ModelFileError."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # read once, when the hub's library is first imported
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as console
    except ImportError as error:
        raise BackendNotInstalledError(
            f"The embedder {name!r} needs sentence-transformers; run: pip install sentence-transformers", backend=name
        ) from error
    console.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except Exception as error:  # the library raises many kinds for a folder that holds no model
        raise ModelFileError(
            f"{folder} holds no sentence-transformers model that can be loaded ({type(error).__name__}: "
            f"{_first_line(error)}); give the folder that has its modules.json.",
            backend=name,
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["no details"])[0]
