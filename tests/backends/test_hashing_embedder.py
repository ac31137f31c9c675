from __future__ import annotations

import hashlib

import numpy as np

from mandate_qa.backends.hashing_embedder import HashingEmbedder


def test_a_word_is_one_signed_place() -> None:
    vector = HashingEmbedder(64).embed_query("budget")
    place = int.from_bytes(hashlib.blake2b(b"budget", digest_size=8).digest(), "big")
    expected = np.zeros(64)
    expected[place % 64] = 1 if place >> 63 else -1
    assert np.array_equal(vector, expected)


def test_cosine_is_the_share_of_common_words() -> None:
    embedder = HashingEmbedder(4096)  # wide enough that no two of these words share a place
    assert np.isclose(embedder.embed_query("Budget, target!") @ embedder.embed_query("target budget"), 1)
    assert np.isclose(embedder.embed_query("budget target") @ embedder.embed_query("budget plan"), 0.5)
    assert embedder.embed_query("budget") @ embedder.embed_query("plan") == 0


def test_words_that_cancel_out_still_give_a_unit_vector() -> None:
    embedder = HashingEmbedder(1)
    signs = {word: embedder.embed_query(word)[0] for word in "a b c d e f g h".split()}
    plus = next(word for word, sign in signs.items() if sign > 0)
    minus = next(word for word, sign in signs.items() if sign < 0)
    assert abs(embedder.embed_query(f"{plus} {minus}")[0]) == 1
