"""What the tests of indexing ask of an index."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mandate_qa.backends.query_encoders import load_query_encoder
from mandate_qa.indexing import BuildReport
from mandate_qa.searching.retriever import Retriever
from mandate_qa.searching.store import Index
from mandate_qa.settings import Settings
from mandate_qa.types import Query

SETTINGS = Settings(embedder="hashing")
QUESTION = "How many wooden blocks should a nursery have?"

Build = Callable[..., BuildReport]


def first_hit(home: Path) -> str:
    """Open the index in `home`, ask it the question and give the best passage's words."""
    index = Index.open(home)
    encoder, _ = load_query_encoder(index.encoder, index.manifest.embedder)
    return Retriever(index, encoder, SETTINGS.retrieval).search(Query(QUESTION, QUESTION))[0].passage.text


def folders(home: Path) -> list[str]:
    """Names of the builds' folders."""
    return sorted(path.name for path in home.iterdir() if path.is_dir())
