"""Two years of one row, and the change between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mandate_qa.answering.cells import cells_of
from mandate_qa.answering.years import across_years, change
from mandate_qa.types import Query, Statement, Wanted

TEXT = """\
    1.1 The toy budget grew in 2023-24 and will grow in 2025-26.

    Office budget (£m)\t2023-24\t2024-25\t2025-26
    Revenue\t110\t1,120\t110
    Capital\t(5)\tto be decided\t9
    """


def query(*periods: str, text: str = "compare the budgets", wanted: Wanted = Wanted.COMPARISON) -> Query:
    return Query(text, text, periods=periods, wanted=wanted)


@pytest.fixture
def plan(toys: Any) -> Any:
    return toys.shelf(TEXT)


@pytest.fixture
def told(plan: Any) -> Callable[..., tuple[Statement, ...]]:
    """The change between two years of a row."""

    def changed(row: str, asked: Query) -> tuple[Statement, ...]:
        cells = cells_of(plan.unit(row), asked)
        assert cells is not None
        return change(cells, asked)

    return changed


def test_the_row_that_has_both_years_goes_before_a_sentence(plan: Any) -> None:
    sentence, row = plan.unit("toy budget grew", 1.0), plan.unit("Revenue", 0.9)
    assert across_years(query("2023-24", "2025-26"), [sentence, row]) == [row, sentence]


@pytest.mark.parametrize(
    ("periods", "row", "score"),
    [
        (("2023-24",), "Revenue", 0.9),
        (("2023-24", "2026-27"), "Revenue", 0.9),
        (("2023-24", "2024-25"), "Capital", 0.9),
        (("2023-24", "2025-26"), "Revenue", 0.5),
    ],
)
def test_else_what_was_best_stays_first(plan: Any, periods: tuple[str, ...], row: str, score: float) -> None:
    found = [plan.unit("toy budget grew", 1.0), plan.unit(row, score)]
    assert across_years(query(*periods), found) == found


def test_the_change_is_worked_out_and_marked_as_ours(told: Any) -> None:
    (up,) = told("Revenue", query("2024-25", "2023-24"))
    assert "1,010 more in 2024-25 than in 2023-24" in up.text
    assert "worked out" in up.text
    assert up.derived
    (down,) = told("Revenue", query("2024-25", "2025-26"))
    assert "1,010 less in 2025-26 than in 2024-25" in down.text
    (negative,) = told("Capital", query("2023-24", "2025-26"))
    assert "14 more" in negative.text


def test_no_change_is_told_as_none(told: Any) -> None:
    (same,) = told("Revenue", query("2023-24", "2025-26"))
    assert same.text.endswith(": none.")


def test_without_two_figures_or_a_question_for_it_there_is_none(told: Any) -> None:
    assert told("Capital", query("2023-24", "2024-25")) == ()
    assert told("Revenue", query("2023-24")) == ()
    assert told("Revenue", query("2023-24", "2024-25", text="budget in both years", wanted=Wanted.FIGURE)) == ()
    (asked,) = told("Revenue", query("2023-24", "2024-25", text="is it higher?", wanted=Wanted.YES_NO))
    assert asked.derived
