"""Months and years that words name, and documents that had run out before them."""

from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.timely import dated, names_month, run_out, years_in


def test_months_are_named_with_their_year() -> None:
    assert dated("up from June 2021, and by Sep 24") == [(6, 2021), (9, 2024)]
    assert dated("in June and in 2021") == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("what is due by 2026 and in 2027?", (2026, 2027)),
        ("by the end of 2026, or by 2026", (2026,)),
        ("the 2026 plan", ()),
        ("what was spent in 2026/27?", ()),
    ],
)
def test_single_years_are_those_by_or_in_which_something_is_so(text: str, years: tuple[int, ...]) -> None:
    assert years_in(text) == years


def test_a_span_of_months_holds_those_between() -> None:
    text = "85% between July and September 2024"
    assert names_month(8, 2024, text)
    assert not names_month(10, 2024, text)
    assert not names_month(8, 2025, text)


@pytest.mark.parametrize(
    ("month", "year", "around", "over"),
    [
        (3, 2025, "a third of the toys", False),
        (4, 2025, "a third of the toys", True),
        (4, 2025, "Goals for 2030: a third of the toys", False),
        (3, 2026, "in 2025-26 a third of the toys", False),
        (4, 2027, "in 2025-26 a third of the toys", True),
    ],
)
def test_a_document_runs_out_unless_a_year_as_late_stands_by(
    toys: Any, month: int, year: int, around: str, over: bool
) -> None:
    assert run_out(toys.document("plan", "2024-03"), month, year, around) is over


def test_a_document_without_an_end_never_runs_out(toys: Any) -> None:
    assert not run_out(toys.document("plan", "2024-03", period_end=None), 4, 2040, "a third of the toys")
