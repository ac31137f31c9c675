"""Token vectors of passages: kept without headings, taken over, and left out of a library too large for them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from indexed import SETTINGS, Build, first_hit, folders

from mandate_qa import indexing
from mandate_qa.backends.hashing_embedder import HashingEmbedder
from mandate_qa.backends.query_encoders import Provided
from mandate_qa.backends.token_vectors import Tokens, in_eight_bits
from mandate_qa.building import planning
from mandate_qa.errors import SearchIndexError
from mandate_qa.indexing import build_index
from mandate_qa.searching.late import FILES, TokenFile
from mandate_qa.searching.store import Index


class SpellingEmbedder(HashingEmbedder):
    """One token a word, whose vector is the word's own."""

    vocabulary = 1000

    def encode_query(self, text: str) -> tuple[np.ndarray, Tokens]:
        words = tuple(text.split())
        pieces = np.array([len(word) for word in words], dtype=np.int32)
        return self.embed_query(text), Tokens(pieces, self.embed_documents(words), words)

    def encode_documents(self, texts: list[str], skipped: list[int], progress: object = None) -> tuple:
        own = [self.encode_query(text[start:])[1] for text, start in zip(texts, skipped, strict=True)]
        return self.embed_documents(texts), [Tokens(one.pieces, in_eight_bits(one.vectors)) for one in own]


class TestTokens:
    @pytest.fixture(autouse=True)
    def _with_tokens(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(indexing, "provide_encoder", lambda *_: Provided(SpellingEmbedder()))

    def test_a_passages_own_words_are_kept_without_its_heading(self, build: Build, out: Path) -> None:
        build()
        index = Index.open(out)
        assert index.tokens is not None
        for row, passage in enumerate(index.library.passages()):
            assert index.tokens.tokens(row).pieces.tolist() == [len(word) for word in passage.text.split()]

    def test_only_new_words_are_run_and_the_rest_taken_over(
        self, build: Build, toy_library: Path, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = build()
        before = Index.open(out)
        run: list[str] = []
        real = SpellingEmbedder.encode_documents

        def watched(self: SpellingEmbedder, texts: list[str], skipped: list[int], progress: object = None) -> tuple:
            run.extend(texts)
            return real(self, texts, skipped)

        monkeypatch.setattr(SpellingEmbedder, "encode_documents", watched)
        toy = toy_library / "toy-plan-2024.txt"
        toy.write_text(toy.read_text().replace("2. Money", "1.3 Teddy bears are exempt.\n\n2. Money"))
        assert build().embedded == len(run) > 0
        assert all("Teddy bears" in text for text in run)
        after = tokens_by_words(Index.open(out))
        assert tokens_by_words(before).items() <= after.items()
        assert len(after) == first.passages + len(run)

    def test_an_index_built_on_another_is_the_one_built_afresh(
        self, build: Build, toy_library: Path, out: Path, tmp_path: Path
    ) -> None:
        build()
        toy = toy_library / "toy-plan-2024.txt"
        toy.write_text(toy.read_text() + "\n2.2 Teddy bears are exempt.\n")
        build()
        build_index(toy_library, tmp_path / "afresh", SETTINGS)
        one, two = Index.open(out), Index.open(tmp_path / "afresh")
        for name in FILES:
            assert one.manifest.segments[0].files[name] == two.manifest.segments[0].files[name]

    def test_an_index_without_tokens_is_not_taken_over(
        self, build: Build, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(indexing, "provide_encoder", lambda *_: Provided(HashingEmbedder()))
            build()
            assert Index.open(out).tokens is None
        report = build(fresh=True)
        assert report.embedded == report.passages
        assert Index.open(out).tokens is not None

    def test_a_library_too_large_for_them_has_none_and_takes_over_the_rest(
        self, build: Build, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = build()
        monkeypatch.setattr(planning, "MOST_PASSAGES", first.passages - 1)
        assert build(fresh=True).embedded == 0
        assert Index.open(out).tokens is None
        assert "wooden blocks" in first_hit(out)

    def test_a_disk_that_fills_while_they_are_written_leaves_the_old_index_in_force(
        self, build: Build, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        build()
        old = Index.open(out)

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(TokenFile, "save", full)
        with pytest.raises(SearchIndexError, match="No space left on device"):
            build(fresh=True)
        assert folders(out) == sorted(old.manifest.folders)
        assert tokens_by_words(Index.open(out)) == tokens_by_words(old)


def tokens_by_words(index: Index) -> dict[str, bytes]:
    """Words of each passage → its token vectors."""
    assert index.tokens is not None
    passages = index.library.passages()
    return {p.search_text: index.tokens.tokens(row).vectors.tobytes() for row, p in enumerate(passages)}
