"""A plain LlamaIndex pipeline as its quick start gives it: what everything here is measured against.

Whole files through SimpleDirectoryReader, SentenceSplitter, the same embedder from the same folder, a flat FAISS index,
the ten nearest chunks. Nothing of ours is used but the embedder's weights. Run as a program it is the new process
whose start is timed: `python -m mandate_qa.evaluation.plain_pipeline FOLDER QUESTION` loads a persisted index, asks
it one question and prints the file of each chunk found.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mandate_qa.errors import BackendNotInstalledError

TOP = 10
"""Chunks retrieved for a question."""


@dataclass(frozen=True, slots=True)
class Splitting:
    """How the files are cut, in tokens of LlamaIndex's own counting."""

    size: int
    overlap: int

    @property
    def name(self) -> str:
        """For reports: "1024/200"."""
        return f"{self.size}/{self.overlap}"


def build(seeds: Path, splitting: Splitting, folder: Path) -> Any:
    """A retriever over the text files of `seeds`, its index persisted to `folder`."""
    require_llama_index()
    import faiss
    from llama_index.core import SimpleDirectoryReader, StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.vector_stores.faiss import FaissVectorStore

    embedder = load_embedder()
    documents = SimpleDirectoryReader(str(seeds), required_exts=[".txt"]).load_data()
    store = FaissVectorStore(faiss_index=faiss.IndexFlatIP(len(embedder.get_query_embedding("dimension"))))
    index = VectorStoreIndex.from_documents(
        documents,
        storage_context=StorageContext.from_defaults(vector_store=store),
        transformations=[SentenceSplitter(chunk_size=splitting.size, chunk_overlap=splitting.overlap)],
        embed_model=embedder,
    )
    index.storage_context.persist(str(folder))
    return index.as_retriever(similarity_top_k=TOP)


def load(folder: Path) -> Any:
    """A retriever over an index that `build` persisted."""
    require_llama_index()
    from llama_index.core import StorageContext, load_index_from_storage
    from llama_index.vector_stores.faiss import FaissVectorStore

    store = FaissVectorStore.from_persist_dir(str(folder))
    context = StorageContext.from_defaults(vector_store=store, persist_dir=str(folder))
    index = load_index_from_storage(context, embed_model=load_embedder())
    return index.as_retriever(similarity_top_k=TOP)


def load_embedder() -> Any:
    """LlamaIndex's wrapper around the default embedder, from disk alone."""
    from mandate_qa.backends.minilm import minilm_folder

    os.environ["HF_HUB_OFFLINE"] = "1"  # read when the hub library is imported; the weights are on disk
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    return HuggingFaceEmbedding(model_name=str(minilm_folder()))


def require_llama_index() -> None:
    """Raises BackendNotInstalledError with the pip line when a library of the baseline is missing."""
    needed = "llama-index-core llama-index-embeddings-huggingface llama-index-vector-stores-faiss faiss-cpu"
    try:
        import faiss  # noqa: F401
        import llama_index.embeddings.huggingface
        import llama_index.vector_stores.faiss  # noqa: F401
    except ImportError as error:
        message = f"The plain pipeline cannot start ({error}); run: pip install {needed}"
        raise BackendNotInstalledError(message, backend="llama-index") from error


def main(folder: str, question: str) -> None:
    """Loads the index in `folder`, asks one question and writes the file of each chunk, nearest first."""
    for chunk in load(Path(folder)).retrieve(question):
        sys.stdout.write(f"{chunk.node.metadata['file_name']}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
