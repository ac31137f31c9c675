from __future__ import annotations

from functools import lru_cache

from mandate_qa.keyed import Keyed


class Counted:
    """A value that notes how often it is compared with another."""

    def __init__(self, held: str) -> None:
        self.held = held
        self.compared = 0

    def __hash__(self) -> int:
        raise AssertionError("it is dear to hash")

    def __eq__(self, other: object) -> bool:
        self.compared += 1
        return isinstance(other, Counted) and self.held == other.held


def test_values_of_one_name_are_told_apart_by_what_they_hold() -> None:
    keys = [Keyed("1.1", Counted("old")), Keyed("1.1", Counted("new")), Keyed("1.1", Counted("new"))]
    assert len(set(keys)) == 2
    assert keys[0] != keys[0].value


def test_a_value_is_not_compared_with_itself() -> None:
    value = Counted("words")
    assert Keyed("1.1", value) == Keyed("1.1", value)
    assert value.compared == 0


def test_what_was_read_anew_is_remembered_already() -> None:
    asked: list[Counted] = []

    @lru_cache(maxsize=8)
    def length(found: Keyed[Counted]) -> int:
        asked.append(found.value)
        return len(found.value.held)

    assert [length(Keyed("1.1", Counted("words"))) for _ in range(3)] == [5, 5, 5]
    assert len(asked) == 1
