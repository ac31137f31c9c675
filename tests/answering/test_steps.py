from __future__ import annotations

import pytest

from mandate_qa.answering.steps import (
    end_asked,
    names_month,
    step_asked,
    stepped_month,
    stepped_reference,
    without_steps,
)


@pytest.mark.parametrize(
    ("question", "end"),
    [
        ("and in the last year of that table?", "last"),
        ("the final column?", "last"),
        ("and in the first year shown?", "first"),
        ("and the year after?", ""),
        ("what was it last year?", ""),
    ],
)
def test_the_end_of_a_table_that_is_asked_for_is_told(question: str, end: str) -> None:
    assert end_asked(question) == end


@pytest.mark.parametrize(
    ("question", "step"),
    [
        ("and the month before?", -1),
        ("and the one before that?", -1),
        ("the next month?", 1),
        ("and the one after that?", 1),
        ("and the next objective", 1),
        ("and the year before?", 0),
        ("who came before that?", 0),
    ],
)
def test_a_step_in_a_series_other_than_of_years_is_told(question: str, step: int) -> None:
    assert step_asked(question) == step


def test_a_month_moves_on_and_takes_its_year_along() -> None:
    assert stepped_month("the share in July 2021", -1) == "the share in June 2021"
    assert stepped_month("the share in December 2021", 1) == "the share in January 2022"
    assert stepped_month("between May and July", 1) == "between May and August"
    assert stepped_month("the share", 1) == "the share"
    assert names_month("by May")
    assert not names_month("it may")


def test_a_printed_number_moves_on() -> None:
    assert stepped_reference("objective 2", 1) == "objective 3"
    assert stepped_reference("1.9", 1) == "1.10"
    assert stepped_reference("objective 1", -1) == ""
    assert stepped_reference("annex a", 1) == ""


def test_words_that_only_place_what_is_asked_are_left_out() -> None:
    assert without_steps("and other transfers, same year?").split() == ["and", "other", "transfers", "?"]
    assert without_steps("in the last year of that table?").split() == ["?"]
