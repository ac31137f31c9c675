"""From a query to its hits: both searchers, fused, ranked, cut.

Knows the order of the steps and why a hit is set aside. What the words of a query are is settled before; what the
hits say is for the composer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import zip_longest

import numpy as np

from mandate_qa.backends.embedders import QueryEncoder
from mandate_qa.backends.token_vectors import Tokens, reader_of
from mandate_qa.errors import IndexMismatchError
from mandate_qa.searching.fusion import fuse
from mandate_qa.searching.late import for_words, similarity, whole_words
from mandate_qa.searching.ranking import Scored
from mandate_qa.searching.store import Index
from mandate_qa.searching.tokens import terms
from mandate_qa.searching.vectors import Rows, Scores, Vectors
from mandate_qa.searching.within import Within
from mandate_qa.settings import RetrievalSettings
from mandate_qa.types import Hit, Query

Rerank = Callable[[Query, tuple[Hit, ...]], Sequence[Scored]]
"""A step between fusing and cutting: takes hits best first and gives them in its own order with the scores that made
it, none added."""
Found = tuple[Rows, Scores]
Question = tuple[str, Tokens | None]
"""What the searchers read, and its word pieces where there are any."""
Words = tuple[tuple[str, float], ...]
Read = Callable[[str], tuple[Vectors, Tokens | None]]
"""Gives the vector of what is asked, and its word pieces."""


class Retriever:
    """Finds passages for queries. Thread-safe when `rerank` is."""

    def __init__(
        self, index: Index, encoder: QueryEncoder, settings: RetrievalSettings, rerank: Rerank | None = None
    ) -> None:
        """Raises IndexMismatchError when the encoder's vectors are not of the index's kind."""
        if (encoder.name, encoder.dimension) != (index.manifest.embedder, index.manifest.dimension):
            wanted = f"{index.manifest.embedder!r} ({index.manifest.dimension} numbers)"
            found = f"{encoder.name!r} ({encoder.dimension} numbers)"
            raise IndexMismatchError(f"The index was built with {wanted}, not {found}; run: mandate-qa index")
        self.index = index
        self.encoder = encoder
        self._read = reader_of(encoder)
        self.settings = settings
        self.rerank = rerank

    def search(self, query: Query, k: int | None = None) -> tuple[Hit, ...]:
        """Hits for `query`, best first: the best `k` kept (`settings.kept` by default), the rest with their reasons.

        Only passages of `query.searched` are searched, all when it is empty. Raises UnknownDocumentError.
        """
        read = cache(self._read)  # sides that are documents ask in the same words
        sides = [self._side(side, read) for side in query.sides or (query,)]
        return cut(in_turns(sides), self.settings.kept if k is None else k)

    def found(self, query: Query) -> Sequence[Scored]:
        """The hits of one side of a query with their scores, best first. Raises UnknownDocumentError."""
        return self._side(query, self._read)

    def _side(self, query: Query, read: Read) -> Sequence[Scored]:
        allowed = self.index.within(query.searched) if query.searched else None
        text = query.sought or query.text
        vector, words = read(text)
        by_meaning = self.index.vectors.search(vector, self.settings.candidates, allowed)
        by_words = self._by_words(query, allowed)
        hits = self._fused(vector, (text, words), by_meaning, by_words)
        return self.rerank(query, hits) if self.rerank else [(hit, hit.score) for hit in hits]

    def _by_words(self, query: Query, allowed: Within | None) -> Found:
        weights = term_weights(query, self.settings.expansion_weight)
        return self.index.keywords.search(weights, self.settings.candidates, allowed)

    def _fused(self, vector: Vectors, question: Question, by_meaning: Found, by_words: Found) -> tuple[Hit, ...]:
        """At most `candidates` hits with their ranks from both searchers; every hit has its cosine."""
        vectors, keywords = places(by_meaning), places(by_words)
        weighted = [(vectors, self.settings.vector_weight), (keywords, self.settings.keyword_weight)]
        fused = fuse([(list(found), weight) for found, weight in weighted], self.settings.fusion_constant)
        fused = fused[: self.settings.candidates]
        rows = np.array([row for row, _ in fused], dtype=np.int64)
        cosines, late = self.index.vectors.rows(rows) @ vector, self._late(question, rows)
        hits = []
        for rank, ((row, score), cosine, (near, words)) in enumerate(zip(fused, cosines, late, strict=True), start=1):
            vector_rank, vector_score = vectors.get(row, (None, float(cosine)))
            keyword_rank, keyword_score = keywords.get(row, (None, None))
            passage = self.index.library.passage(row)
            ranks = (vector_rank, vector_score, keyword_rank, keyword_score)
            hits.append(Hit(passage, rank, score, *ranks, late_score=near, words=words))
        return tuple(hits)

    def _late(self, question: Question, rows: Rows) -> Sequence[tuple[float | None, Words]]:
        """How near each row comes to the question and to its words; nothing where it does not count or is unknown."""
        (text, words), tokens = question, self.index.tokens
        if words is None or tokens is None or not self.settings.late_share:
            return [(None, ())] * len(rows)
        nearest = tokens.nearest(words.vectors, rows)
        scores: list[float] = similarity(nearest, tokens.weights(words)).tolist()
        whole = whole_words(words, text)
        by_word = for_words(nearest, whole.values()).tolist()
        return [(score, tuple(zip(whole, near, strict=True))) for score, near in zip(scores, by_word, strict=True)]


def term_weights(query: Query, expansion_weight: float) -> dict[str, float]:
    """Each term once: 1 for those of the question, less for those that only its expansions have."""
    weights = dict.fromkeys((term for words in query.expansions for term in terms(words)), expansion_weight)
    return weights | dict.fromkeys(terms(query.sought or query.text), 1.0)


def places(found: Found) -> dict[int, tuple[int, float]]:
    """Row → (rank from 1, score), best first."""
    rows, scores = found
    return {int(row): (rank, float(score)) for rank, (row, score) in enumerate(zip(rows, scores, strict=True), start=1)}


def in_turns(sides: Sequence[Sequence[Scored]]) -> tuple[Scored, ...]:
    """The best hit of each side first, then the second of each …"""
    return tuple(hit for turn in zip_longest(*sides) for hit in turn if hit is not None)


def cut(hits: Sequence[Scored], kept: int) -> tuple[Hit, ...]:
    """The hits ranked and scored anew as given, with the best `kept` kept and the rest set aside, with the reason.

    Of two passages with the same words from the same paragraph the better one stands for both.
    """
    result: list[Hit] = []
    seen: set[tuple[tuple[str, ...], str]] = set()
    left = kept
    for rank, (hit, score) in enumerate(hits, start=1):
        words = (hit.passage.paragraph_ids, _flat(hit.passage.text))
        reason = hit.reason
        if words in seen:
            reason = reason or "the same words as a better hit"
        elif not reason and left <= 0:
            reason = f"below the first {kept}"
        seen.add(words)
        left -= not reason
        ranks = (hit.vector_rank, hit.vector_score, hit.keyword_rank, hit.keyword_score)
        result.append(Hit(hit.passage, rank, score, *ranks, hit.late_score, not reason, reason, hit.words))
    return tuple(result)


@lru_cache(maxsize=20_000)
def _flat(text: str) -> str:
    """The words of a passage with one blank between them; remembered, since passages are found again and again."""
    return " ".join(text.split())
