"""What the tests of indexing ask of an index."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from mandate_qa.backends.query_encoders import load_query_encoder
from mandate_qa.indexing import BuildReport
from mandate_qa.searching.retriever import Retriever
from mandate_qa.searching.store import Index
from mandate_qa.settings import Settings
from mandate_qa.types import Hit, Query

SETTINGS = Settings(embedder="hashing")
QUESTION = "How many wooden blocks should a nursery have?"

SUBJECTS = ("Paint", "Wooden blocks", "Teddy bears", "Swings", "The sand pit", "Board games (BG)")
QUESTIONS = ("How safe must paint be?", "How many swings are there?", "BG", "teddy bears and the sand pit in 2024-25")

Build = Callable[..., BuildReport]


def first_hit(home: Path) -> str:
    """Open the index in `home`, ask it the question and give the best passage's words."""
    index = Index.open(home)
    encoder, _ = load_query_encoder(index.encoder, index.manifest.embedder)
    return Retriever(index, encoder, SETTINGS.retrieval).search(Query(QUESTION, QUESTION))[0].passage.text


def folders(home: Path) -> list[str]:
    """Names of the builds' folders."""
    return sorted(path.name for path in home.iterdir() if path.is_dir())


def write(folder: Path, name: str, seed: int, size: int = 6) -> None:
    """A document of numbered paragraphs about toys, the same for the same `seed`."""
    chance = random.Random(seed)
    lines = [f"The plan of {name}", "", "1. Toys", ""]
    for n in range(1, size + 1):
        subject, count = chance.choice(SUBJECTS), chance.randint(2, 99)
        lines += [f"1.{n} {subject} must number {count} by 2024-25 and be {chance.choice(['safe', 'new', 'red'])}.", ""]
    (folder / f"{name}.txt").write_text("\n".join(lines))


def everything(home: Path) -> list[object]:
    """All that can be asked of an index."""
    index = Index.open(home)
    encoder, _ = load_query_encoder(index.encoder, index.manifest.embedder)
    found: list[object] = [*index.library.documents.values(), *index.library.paragraphs(), *index.library.passages()]
    found += [index.library.counts, index.library.terms, index.fingerprint]
    for question in QUESTIONS:
        found.append(
            [told(hit) for hit in Retriever(index, encoder, SETTINGS.retrieval).search(Query(question, question))]
        )
        found.append([part.tolist() for part in index.keywords.search(dict.fromkeys(question.lower().split(), 1.0), 9)])
    found += [index.keywords.rarity("paint"), list(index.library.numbered("1.2"))]
    return found


def told(hit: Hit) -> tuple[object, ...]:
    """A hit down to the last digit that does not depend on how many rows a library compares at a time."""
    return hit.passage.id, hit.rank, hit.keyword_score, round(hit.vector_score or 0, 5)
