from __future__ import annotations

import numpy as np

from mandate_qa.backends.batching import in_batches, unit


def test_texts_of_similar_length_share_a_batch_and_come_back_in_order() -> None:
    batches: list[list[str]] = []

    def embed(texts: list[str]) -> np.ndarray:
        batches.append(texts)
        return np.array([[len(text)] for text in texts], dtype=np.float32)

    vectors = in_batches(["a", "dddd", "bb", "ccc"], 1, embed, size=2)
    assert batches == [["dddd", "ccc"], ["bb", "a"]]
    assert vectors.ravel().tolist() == [1, 4, 2, 3]


def test_a_row_of_zeros_stays() -> None:
    assert unit(np.array([[3, 4], [0, 0]], dtype=np.float32)).tolist() == [[np.float32(0.6), np.float32(0.8)], [0, 0]]
