from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mandate_qa.backends.hashing_embedder import HashingEmbedder
from mandate_qa.backends.token_vectors import Tokens, in_eight_bits
from mandate_qa.errors import IndexMismatchError, UnknownDocumentError
from mandate_qa.searching.late import TokenFile
from mandate_qa.searching.ranking import Scored
from mandate_qa.searching.retriever import Retriever, cut, term_weights
from mandate_qa.searching.store import Index
from mandate_qa.settings import RetrievalSettings
from mandate_qa.types import Hit, Passage, PassageKind, Query

MakeIndex = Callable[..., Path]

TEXTS = {
    "plan-2021": ["The elective recovery target is 95%.", "The budget is £3.5 million.", "Staff will be trained."],
    "plan-2022": ["The elective recovery target is 98%.", "Paint must be safe."],
}
"""What the index of the fixtures holds."""


def query(text: str, **given: object) -> Query:
    """A query that stands alone as it is."""
    return Query(text, text, **given)  # type: ignore[arg-type]


@pytest.fixture
def retriever(index: Index) -> Retriever:
    return Retriever(index, HashingEmbedder(), RetrievalSettings(kept=2))


def test_the_best_are_kept_and_the_rest_set_aside_with_the_reason(retriever: Retriever) -> None:
    hits = retriever.search(query("What is the elective recovery target?"))
    assert [hit.rank for hit in hits] == [1, 2, 3, 4, 5]
    assert [hit.kept for hit in hits] == [True, True, False, False, False]
    assert {hit.reason for hit in hits[2:]} == {"below the first 2"}
    assert {hit.passage.paragraph_ids[0] for hit in hits[:2]} == {"plan-2021 ¶1.1", "plan-2022 ¶1.1"}


def test_a_hit_carries_what_each_searcher_thought(retriever: Retriever) -> None:
    best = retriever.search(query("safe paint"))[0]
    assert best.passage.text == "Paint must be safe."
    assert (best.vector_rank, best.keyword_rank) == (1, 1)
    assert best.vector_score == pytest.approx(2 / (2 * 5) ** 0.5, abs=0.3)
    assert best.keyword_score is not None
    assert best.keyword_score > 0
    assert best.score == pytest.approx(2 / 21)


def test_a_passage_that_only_one_searcher_found_says_so(retriever: Retriever) -> None:
    hits = retriever.search(query("safe paint"))
    assert all(hit.keyword_rank is None and hit.keyword_score is None for hit in hits[1:])


def test_only_the_documents_meant_are_searched(retriever: Retriever) -> None:
    hits = retriever.search(query("the elective recovery target", documents=("plan-2022",)))
    assert {hit.passage.document for hit in hits} == {"plan-2022"}
    assert len(hits) == 2


def test_an_unknown_document_is_the_callers_mistake(retriever: Retriever) -> None:
    with pytest.raises(UnknownDocumentError, match="plan-2022"):
        retriever.search(query("target", documents=("plan-2023",)))


def test_k_takes_the_place_of_the_setting(retriever: Retriever) -> None:
    assert sum(hit.kept for hit in retriever.search(query("target"), k=4)) == 4
    assert sum(hit.kept for hit in retriever.search(query("target"), k=0)) == 0


def test_no_more_than_the_candidates_are_given(index: Index) -> None:
    retriever = Retriever(index, HashingEmbedder(), RetrievalSettings(candidates=3))
    assert len(retriever.search(query("target budget staff paint"))) == 3


def test_a_searcher_without_weight_does_not_count(index: Index) -> None:
    words_only = Retriever(index, HashingEmbedder(), RetrievalSettings(vector_weight=0))
    assert [hit.passage.text for hit in words_only.search(query("paint"))] == ["Paint must be safe."]


def test_expansions_find_what_the_question_does_not_say(index: Index) -> None:
    words_only = Retriever(index, HashingEmbedder(), RetrievalSettings(vector_weight=0))
    assert words_only.search(query("emulsion")) == ()
    found = words_only.search(query("emulsion", concepts=(("emulsion", "paint"),)))
    assert [hit.passage.text for hit in found] == ["Paint must be safe."]


def test_an_expansion_weighs_less_unless_the_question_says_it_too() -> None:
    weights = term_weights(query("paint budget", concepts=(("budget", "paint", "emulsion paints"),)), 0.25)
    assert weights == {"paint": 1, "budget": 1, "emuls": 0.25}


def test_a_step_can_be_put_between_fusing_and_cutting(index: Index) -> None:
    def backwards(_: Query, hits: tuple[Hit, ...]) -> list[Scored]:
        return [(found, float(n)) for n, found in reversed(list(enumerate(hits)))]

    plain = Retriever(index, HashingEmbedder(), RetrievalSettings(kept=2))
    turned = Retriever(index, HashingEmbedder(), RetrievalSettings(kept=2), rerank=backwards)
    there, back = plain.search(query("target")), turned.search(query("target"))
    assert [hit.passage for hit in back] == [hit.passage for hit in there][::-1]
    assert [hit.rank for hit in back] == [1, 2, 3, 4, 5]
    assert [hit.score for hit in back] == [4, 3, 2, 1, 0]
    assert [hit.kept for hit in back] == [True, True, False, False, False]


def test_a_repeat_within_a_paragraph_is_set_aside_and_does_not_take_a_place() -> None:
    first, repeat = hit("a#0", "a", "The  target."), hit("a#1", "a", "The target.")
    elsewhere, last = hit("b#0", "b", "The target."), hit("c#0", "c", "Another.")
    hits = cut(scored(first, repeat, elsewhere, last), kept=2)
    assert [found.kept for found in hits] == [True, False, True, False]
    assert [found.reason for found in hits] == ["", "the same words as a better hit", "", "below the first 2"]


def test_what_a_step_has_set_aside_stays_so() -> None:
    dropped = replace(hit("a#0", "a", "Text."), kept=False, reason="another period")
    first, second = cut(scored(dropped, hit("b#0", "b", "Text.")), kept=1)
    assert first.reason == "another period"
    assert second.kept


class SpellingEmbedder(HashingEmbedder):
    """One token a word, whose vector is the word's own; every run is noted."""

    vocabulary = 1000

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[str] = []

    def encode_query(self, text: str) -> tuple[Any, Tokens]:
        self.runs.append(text)
        words = tuple(text.split())
        numbers = np.array([len(word) for word in words], dtype=np.int32)
        return super().embed_query(text), Tokens(numbers, self.embed_documents(words), words)

    def encode_documents(self, texts: list[str], skipped: list[int], progress: object = None) -> Any:
        own = [text[start:] for text, start in zip(texts, skipped, strict=True)]
        tokens = [self.encode_query(text)[1] for text in own]
        return self.embed_documents(texts), [Tokens(t.pieces, in_eight_bits(t.vectors)) for t in tokens]

    def embed_query(self, text: str) -> Any:
        pytest.fail("the question was embedded apart from its tokens")


@pytest.fixture
def spelt(make_index: MakeIndex) -> Index:
    """The index of the plain texts, with their words as tokens."""
    texts = [text for found in TEXTS.values() for text in found]
    _, tokens = SpellingEmbedder().encode_documents(texts, [0] * len(texts))
    return Index.open(make_index(TEXTS, tokens=TokenFile.build(tokens, SpellingEmbedder.vocabulary)))


def test_hits_say_how_near_their_words_are_to_the_questions(spelt: Index) -> None:
    encoder = SpellingEmbedder()
    hits = Retriever(spelt, encoder, RetrievalSettings()).search(query("safe.", sought="Paint safe."))
    assert encoder.runs == ["Paint safe."]
    near = {hit.passage.text: hit.late_score for hit in hits}
    assert near["Paint must be safe."] == pytest.approx(1, abs=0.02)
    assert all(score is not None and score < 0.5 for text, score in near.items() if "Paint" not in text)


def test_hits_say_how_near_they_come_to_each_word_that_says_something(spelt: Index) -> None:
    hits = Retriever(spelt, SpellingEmbedder(), RetrievalSettings()).search(
        query("is paint safe", sought="is paint safe")
    )
    near = {hit.passage.text: dict(hit.words) for hit in hits}
    assert all(list(words) == ["paint", "safe"] for words in near.values())
    assert near["Paint must be safe."]["paint"] > 0.9
    assert any(words["paint"] < 0.5 for words in near.values())


def test_each_hit_has_the_score_of_its_own_row(spelt: Index) -> None:
    hits = Retriever(spelt, SpellingEmbedder(), RetrievalSettings()).search(query("budget staff recovery"))
    assert spelt.tokens is not None
    _, tokens = SpellingEmbedder().encode_query("budget staff recovery")
    alone = spelt.tokens.similarity(tokens.vectors, spelt.tokens.weights(tokens), np.arange(5))
    by_text = {spelt.library.passage(row).id: float(alone[row]) for row in range(5)}
    assert {hit.passage.id: hit.late_score for hit in hits} == pytest.approx(by_text)


def test_where_nearness_word_by_word_counts_for_nothing_it_is_not_worked_out(spelt: Index) -> None:
    hits = Retriever(spelt, SpellingEmbedder(), RetrievalSettings(late_share=0)).search(query("safe paint"))
    assert {hit.late_score for hit in hits} == {None}


def test_without_tokens_on_either_side_hits_have_no_such_score(index: Index, spelt: Index) -> None:
    for opened, encoder in ((index, SpellingEmbedder()), (spelt, HashingEmbedder())):
        hits = Retriever(opened, encoder, RetrievalSettings()).search(query("safe paint"))
        assert {hit.late_score for hit in hits} == {None}


def test_an_encoder_of_another_kind_is_refused(index: Index) -> None:
    with pytest.raises(IndexMismatchError, match=r"built with 'hashing' \(256 numbers\), not 'hashing' \(8 numbers\)"):
        Retriever(index, HashingEmbedder(8), RetrievalSettings())


def scored(*hits: Hit) -> list[Scored]:
    """Hits with scores that say nothing new of them."""
    return [(found, found.score) for found in hits]


def hit(passage_id: str, paragraph_id: str, text: str) -> Hit:
    """A hit of which only the passage matters."""
    return Hit(Passage(passage_id, "plan", PassageKind.PARAGRAPH, text, "", (paragraph_id,)), 1, 1.0)


def test_sides_are_searched_each_for_itself_and_take_turns(index: Index) -> None:
    retriever = Retriever(index, HashingEmbedder(), RetrievalSettings())
    sides = (query("budget", documents=("plan-2021",)), query("paint", documents=("plan-2022",)))
    both = query("budget and paint", documents=("plan-2021", "plan-2022"), sides=sides)
    found = retriever.search(both)
    alone = [retriever.search(side) for side in sides]
    assert [hit.passage.id for hit in found[:2]] == ["plan-2021 ¶1.2#0", "plan-2022 ¶1.2#0"]
    assert [hit.passage.id for hit in found if hit.passage.document == "plan-2021"] == [h.passage.id for h in alone[0]]
    assert [hit.rank for hit in found] == list(range(1, len(found) + 1))
