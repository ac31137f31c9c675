"""Rows that are left out can never be among the best, and scores are those that every row would have had."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandate_qa.searching import keywords
from mandate_qa.searching.keywords import K1, B, KeywordIndex, Postings
from mandate_qa.searching.rows import RowMap, Span
from mandate_qa.searching.vectors import best_rows
from mandate_qa.searching.word_scores import Said, contenders

WORDS = st.sampled_from("abcdefgh")
ROWS = st.lists(st.lists(WORDS, max_size=12), min_size=1, max_size=60)
WEIGHTS = st.dictionaries(WORDS, st.sampled_from([0.2, 0.5, 1.0]), max_size=6)


def every_score(rows: list[list[str]], weights: dict[str, float], index: KeywordIndex) -> np.ndarray:
    """The score of each row, word after word over all rows."""
    lengths = np.array([len(row) for row in rows], dtype=np.int32)
    norms = np.asarray(K1 * (1 - B + B * lengths / (int(lengths.sum()) / len(rows) or 1.0)), dtype=np.float32)
    total = np.zeros(len(rows), dtype=np.float32)
    for word, weight in weights.items():
        times = np.array([row.count(word) for row in rows], dtype=np.float32)
        held = np.flatnonzero(times)
        total[held] += np.float32(weight * index.rarity(word)) * (times[held] / (times[held] + norms[held]))
    return total


@contextmanager
def limits(small: int, few: int) -> Iterator[None]:
    """Segments up to `small` rows, and scopes up to `few`, are scored row by row."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keywords, "SMALL", small)
        patch.setattr(keywords, "FEW", few)
        yield


@pytest.mark.parametrize("small", [0, 20_000])
@settings(deadline=None, max_examples=200)
@given(rows=ROWS, weights=WEIGHTS, k=st.integers(0, 70))
def test_the_best_are_those_of_all_scores_to_the_last_bit(
    small: int, rows: list[list[str]], weights: dict[str, float], k: int
) -> None:
    index = KeywordIndex([Postings.build(rows)], RowMap([Span(0, 0, len(rows))], [len(rows)]))
    scores = every_score(rows, weights, index)
    expected = best_rows(np.arange(len(rows)), scores, k)
    with limits(small, 20_000):
        assert [part.tolist() for part in index.search(weights, k)] == [part.tolist() for part in expected]


@pytest.mark.parametrize(("small", "few"), [(0, 0), (0, 20_000), (20_000, 0)])
@settings(deadline=None)
@given(rows=ROWS, weights=WEIGHTS, data=st.data())
def test_a_scope_gives_the_best_of_its_own_rows(
    small: int, few: int, rows: list[list[str]], weights: dict[str, float], data: st.DataObject
) -> None:
    allowed = np.array(sorted(data.draw(st.sets(st.integers(0, len(rows) - 1)))), dtype=np.int64)
    index = KeywordIndex([Postings.build(rows)], RowMap([Span(0, 0, len(rows))], [len(rows)]))
    expected = best_rows(allowed, every_score(rows, weights, index)[allowed], 5)
    with limits(small, few):
        found = index.search(weights, 5, allowed)
    assert [part.tolist() for part in found] == [part.tolist() for part in expected]


def test_a_common_word_is_not_gone_through_where_a_rare_one_decides() -> None:
    rare = Said(np.float32(9), np.arange(0, 100, dtype=np.int32), np.full(100, 3, dtype=np.uint16))
    common = Said(np.float32(0.1), np.arange(0, 100_000, dtype=np.int32), np.ones(100_000, dtype=np.uint16))
    norms = np.full(100_000, 1.5, dtype=np.float32)
    assert contenders([common, rare], norms, 10, None).tolist() == list(range(100))
    alive = np.zeros(100_000, dtype=bool)
    alive[50:200] = True
    assert contenders([common, rare], norms, 10, alive).tolist() == list(range(50, 100))
