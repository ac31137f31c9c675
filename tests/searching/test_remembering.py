"""Results are remembered, and nothing is kept alive for it."""

from __future__ import annotations

import gc
import weakref

from mandate_qa.searching.remembering import remembered


class Squares:
    """Squares, with what was worked out."""

    def __init__(self) -> None:
        self.worked_out: list[int] = []
        self.square = remembered(2, self._square)

    def _square(self, number: int) -> int:
        self.worked_out.append(number)
        return number * number


def test_the_last_results_are_kept() -> None:
    squares = Squares()
    assert [squares.square(n) for n in (2, 3, 3, 2, 4, 2, 3)] == [4, 9, 9, 4, 16, 4, 9]
    assert squares.worked_out == [2, 3, 4, 3]


def test_each_object_has_its_own() -> None:
    one, other = Squares(), Squares()
    assert one.square(2) == other.square(2) == 4
    assert one.worked_out == other.worked_out == [2]


def test_an_object_goes_with_its_last_holder() -> None:
    gc.disable()
    try:
        squares = Squares()
        squares.square(2)
        gone = weakref.ref(squares)
        del squares
        assert gone() is None
    finally:
        gc.enable()
