from __future__ import annotations

from functools import lru_cache

from mandate_qa.identity import Identity


def test_equal_values_are_not_the_same() -> None:
    one, other = [1], [1]
    assert Identity(one) == Identity(one) != Identity(other)
    assert len({Identity(one), Identity(one), Identity(other)}) == 2
    assert Identity(one) != one


def test_what_follows_from_a_value_is_worked_out_once_and_the_value_kept() -> None:
    asked: list[list[int]] = []

    @lru_cache(maxsize=8)
    def length(found: Identity[list[int]]) -> int:
        asked.append(found.value)
        return len(found.value)

    for n in range(1, 5):  # each list would be gone, and its place in memory another's, if its key did not keep it
        assert [length(Identity(some)) for some in [[0] * n] * 2] == [n, n]
    assert len(asked) == 4
