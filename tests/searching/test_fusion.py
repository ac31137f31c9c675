from __future__ import annotations

import pytest

from mandate_qa.searching.fusion import fuse


def test_a_row_scores_the_sum_of_its_reciprocal_ranks() -> None:
    assert fuse([([5, 7], 1.0), ([7, 9], 2.0)], constant=10) == [
        (7, pytest.approx(1 / 12 + 2 / 11)),
        (9, pytest.approx(2 / 12)),
        (5, pytest.approx(1 / 11)),
    ]


def test_equal_scores_are_ordered_by_row() -> None:
    assert [row for row, _ in fuse([([8], 1.0), ([3], 1.0)], constant=20)] == [3, 8]


def test_a_ranking_without_weight_adds_nothing() -> None:
    assert fuse([([1, 2], 1.0), ([3], 0.0)], constant=20) == fuse([([1, 2], 1.0)], constant=20)


def test_nothing_found_gives_nothing() -> None:
    assert fuse([([], 1.0), ([], 1.0)], constant=20) == []
