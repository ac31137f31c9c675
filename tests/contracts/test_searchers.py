"""What every searcher must do, whatever holds the vectors and words: the index's own files, or an engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from engines import Memory  # found beside this file

from mandate_qa import Assistant, build_index
from mandate_qa.backends.engines import engine_of
from mandate_qa.backends.query_encoders import load_query_encoder
from mandate_qa.searching.engine import Engine
from mandate_qa.searching.store import Index
from mandate_qa.searching.tokens import terms
from mandate_qa.settings import MilvusSettings, Settings

DOCUMENTS = {
    "blocks": "1.1 Every nursery must have 40 wooden blocks.\n\n1.2 Paint for blocks must be safe paint.",
    "money": "1.1 The budget is £3.5 million.\n\n1.2 Repairs cost £0.5 million.\n\n1.3 — 8 —",
    "paint": "1.1 Safe paint is red paint.\n\n1.2 The budget for paint is £2 million in every nursery.",
}
QUESTIONS = ("safe paint", "the budget of a nursery", "wooden blocks", "£3.5 million", "the")
FILES = Settings(embedder="hashing")


@dataclass
class Kept:
    """Documents, the index of them in its files, and the same index with another searcher."""

    seeds: Path
    files: Path
    home: Path
    settings: Settings
    engine: Engine | None

    def build(self) -> Index:
        build_index(self.seeds, self.files, FILES)
        build_index(self.seeds, self.home, self.settings)
        return self.open()

    def open(self) -> Index:
        return Index.open(self.home, self.engine)

    def write(self, key: str, text: str) -> None:
        (self.seeds / f"{key}.txt").write_text(f"The {key} plan\n\n1. Section\n\n{text}\n", "utf-8")


Make = Callable[[str], Kept]


@pytest.fixture
def make(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Make:
    """A function that gives the documents and where they are searched."""

    def kept(store: str) -> Kept:
        settings, engine = FILES, None
        if store == "memory":
            settings, engine = replace(FILES, store=store), Memory()
            engines = {"memory": engine, "files": None}
            monkeypatch.setattr("mandate_qa.indexing.engine_of", lambda settings: engines[settings.store])
        elif store == "milvus":
            place = MilvusSettings(uri=request.getfixturevalue("milvus"), collection=f"c{abs(hash(tmp_path))}")
            settings = replace(FILES, store=store, milvus=place)
            engine = engine_of(settings)
        found = Kept(tmp_path / "seeds", tmp_path / "files", tmp_path / "index", settings, engine)
        found.seeds.mkdir()
        for key, text in DOCUMENTS.items():
            found.write(key, text)
        return found

    return kept


def vector(text: str, index: Index) -> np.ndarray:
    encoder, _ = load_query_encoder(index.encoder, index.manifest.embedder)
    return encoder.embed_query(text)


def weights(text: str) -> dict[str, float]:
    return {term: 1 / n for n, term in enumerate(terms(text), start=1)}


def scopes(index: Index) -> list[np.ndarray | None]:
    """No scope, and the rows of every choice of documents, none among them."""
    keys = list(index.library.documents)
    chosen = [some for n in range(len(keys) + 1) for some in combinations(keys, n)]
    return [None, *(index.rows(some) for some in chosen)]


@pytest.mark.parametrize("store", ["files", "memory", "milvus"])
class TestEverySearcher:
    def test_vectors_are_given_back_as_they_were_put_in(self, store: str, make: Make) -> None:
        kept = make(store)
        index, files = kept.build(), Index.open(kept.files)
        rows = np.array([4, 0, 4, 6])
        assert len(index.vectors) == len(index.keywords) == len(files.vectors)
        assert np.array_equal(index.vectors.rows(rows), files.vectors.rows(rows))
        assert len(index.vectors.rows(rows[:0])) == 0

    def test_the_nearest_rows_of_any_scope_are_found(self, store: str, make: Make) -> None:
        kept = make(store)
        index, files = kept.build(), Index.open(kept.files)
        for question in QUESTIONS:
            for allowed in scopes(index):
                for k in (1, 3, 50):
                    asked = vector(question, index)
                    rows, scores = index.vectors.search(asked, k, allowed)
                    cosines = files.vectors.rows(np.arange(len(files.vectors))) @ asked
                    among = cosines if allowed is None else cosines[allowed]
                    assert np.allclose(scores, np.sort(among)[::-1][:k], atol=1e-6)
                    assert np.allclose(scores, cosines[rows], atol=1e-6)
                    assert allowed is None or set(rows.tolist()) <= set(allowed.tolist())

    def test_words_are_weighed_as_the_files_do(self, store: str, make: Make) -> None:
        kept = make(store)
        index, files = kept.build(), Index.open(kept.files)
        for question in (*QUESTIONS, "unheard", ""):
            for allowed in scopes(index):
                rows, scores = index.keywords.search(weights(question), 50, allowed)
                wanted = files.keywords.search(weights(question), 50, allowed)
                assert rows.tolist() == wanted[0].tolist()
                assert np.allclose(scores, wanted[1], atol=1e-6)
                assert len(index.keywords.search(weights(question), 1, allowed)[0]) == min(1, len(rows))

    def test_the_words_of_the_index_are_known(self, store: str, make: Make) -> None:
        kept = make(store)
        index, files = kept.build(), Index.open(kept.files)
        for term in ("paint", "budget", "unheard"):
            assert (term in index.keywords) == (term in files.keywords)
            assert index.keywords.rarity(term) == files.keywords.rarity(term)
            assert index.keywords.correction(f"{term}s") == files.keywords.correction(f"{term}s")
        assert index.keywords.rarity("paint", "safe") == files.keywords.rarity("paint", "safe") > 0

    def test_documents_come_go_and_change_and_those_who_read_on_find_their_own(self, store: str, make: Make) -> None:
        kept = make(store)
        before = kept.build()
        kept.write("paint", "1.1 Blue paint is safe, too.")
        kept.write("swings", "1.1 Swings must be painted in blue paint.")
        (kept.seeds / "money.txt").unlink()
        after = kept.build()
        assert list(after.library.documents) == ["blocks", "paint", "swings"]
        for index, files in ((after, Index.open(kept.files)), (before, before)):
            for question in (*QUESTIONS, "blue swings"):
                near, _ = index.vectors.search(vector(question, index), 50)
                assert sorted(near.tolist()) == list(range(len(index.vectors)))
                rows, scores = index.keywords.search(weights(question), 50)
                wanted = files.keywords.search(weights(question), 50)
                assert rows.tolist() == wanted[0].tolist()
                assert np.allclose(scores, wanted[1], rtol=0.1)
                held = [terms(index.library.passage(row).search_text) for row in rows.tolist()]
                assert all(set(terms(question)) & set(words) for words in held)

    def test_answers_are_those_of_the_files(self, store: str, make: Make) -> None:
        kept = make(store)
        index = kept.build()
        asked = Assistant(index, kept.settings)
        files = Assistant(Index.open(kept.files), FILES)
        for question in ("How many wooden blocks must a nursery have?", "What is the budget?", "Who may swim?"):
            ours, theirs = asked.ask(question), files.ask(question)
            assert (ours.text, ours.status) == (theirs.text, theirs.status)
            assert [hit.passage for hit in ours.hits] == [hit.passage for hit in theirs.hits]
