from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandate_qa.periods import (
    asked_shift,
    calendar_years,
    covers,
    covers_year,
    financial_years,
    months_in_full,
    normalised,
    shift,
    without_shift,
    year_name,
)
from mandate_qa.types import Document


@pytest.mark.parametrize(
    "written",
    ["2021-22", "2021/22", "2021–22", "2021-2022", "2021/2022", "2021 to 2022", "2021 - 22", "2021 / 22"],
)
def test_a_year_written_in_full_is_read_however_it_is_joined(written: str) -> None:
    assert financial_years(f"the {written} mandate") == ("2021-22",)
    assert normalised(f"the {written} mandate") == "the 2021-22 mandate"


@pytest.mark.parametrize("written", ["21/22", "21-22", "21–22", "FY21/22", "FY 21-22"])
def test_a_year_written_short_is_read(written: str) -> None:
    assert financial_years(f"budget {written}?") == ("2021-22",)
    assert normalised(f"budget {written}?") == "budget 2021-22?"


@pytest.mark.parametrize("written", ["FY22", "FY 22", "FY2022", "fy22"])
def test_a_fiscal_year_is_named_after_the_year_it_ends_in(written: str) -> None:
    assert financial_years(f"budget for {written}") == ("2021-22",)


@pytest.mark.parametrize(
    "words",
    [
        "people aged 35-50",
        "children aged 13-16",
        "children aged 12-13 years",
        "care 24/7",
        "paragraph 7.2",
        "paragraphs 1.15-1.16",
        "from 10-15%",
        "between 15-16%",
        "12-13 weeks",
        "2013-16",
        "20,121",
        "2021-24",
        "2021",
        "31/12/20",
        "",
    ],
)
def test_other_pairs_of_numbers_are_no_years(words: str) -> None:
    assert financial_years(words) == ()
    assert normalised(words) == words


def test_several_years_come_in_order_each_once() -> None:
    text = "From 22/23 back to 2017-18, then 2022-23 again and FY21"
    assert financial_years(text) == ("2022-23", "2017-18", "2020-21")


@given(st.integers(2000, 2098), st.sampled_from(["-", "/", "–", " to "]))
def test_every_year_of_the_century_is_read_back(start: int, joined: str) -> None:
    name = year_name(start)
    assert financial_years(f"in {start}{joined}{(start + 1) % 100:02d}") == (name,)
    assert financial_years(name) == (name,)
    assert normalised(normalised(name)) == name


@given(st.integers(2001, 2080), st.integers(-1, 15))
def test_a_shift_there_and_back_is_none(start: int, years: int) -> None:
    assert shift(shift(year_name(start), years), -years) == year_name(start)


def test_shifts_go_over_the_turn_of_a_decade() -> None:
    assert shift("2019-20", 1) == "2020-21"
    assert shift("2009-10", -1) == "2008-09"
    assert year_name(2009) == "2009-10"


def test_single_years_are_told_from_financial_ones_and_from_numbers() -> None:
    assert calendar_years("the 2013 plan, published in 2012, and 2013 again") == (2013, 2012)
    assert calendar_years("2013-14 and 2013/14") == ()
    assert calendar_years("2,013 items; 2020 patients; 2050 staff; 1999") == ()


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("and the year after?", 1),
        ("what about the following year", 1),
        ("the next year?", 1),
        ("and the year before?", -1),
        ("what was it in the previous year", -1),
        ("a year earlier?", -1),
        ("what is the budget this year", 0),
        ("over the next five years", 0),
        ("and capital?", 0),
    ],
)
def test_a_question_may_ask_for_the_year_before_or_after(question: str, years: int) -> None:
    assert asked_shift(question) == years
    assert asked_shift(without_shift(question)) == 0


def document(published: str, start: str | None, end: str | None) -> Document:
    return Document("key", "Title", "Short", "Publisher", published, start, end)


def test_a_document_covers_the_years_from_its_first_to_its_last_day() -> None:
    plan = document("2013-03", "2013-04-01", "2016-03-31")
    assert [y for y in range(2010, 2020) if covers(plan, year_name(y))] == [2013, 2014, 2015]


def test_an_open_end_covers_the_year_it_began() -> None:
    mandate = document("2023-06-15", "2023-06-15", None)
    assert covers(mandate, "2023-24")
    assert not covers(mandate, "2022-23")
    assert not covers(mandate, "2024-25")


def test_a_day_before_april_belongs_to_the_year_that_began_the_april_before() -> None:
    assert covers(document("2022", "2022-02-01", None), "2021-22")
    assert not covers(document("2022", "2022-02-01", None), "2022-23")


def test_a_document_without_a_period_covers_nothing() -> None:
    undated = document("", None, None)
    assert not covers(undated, "2021-22")
    assert not covers_year(undated, 2021)


def test_a_document_is_of_the_calendar_year_it_was_published_or_begins_in() -> None:
    plan = document("2013-03", "2014-04-01", "2016-03-31")
    assert [year for year in range(2010, 2020) if covers_year(plan, year)] == [2013, 2014]


def test_years_of_a_school_are_no_financial_year() -> None:
    assert financial_years("and for years 10-11?") == ()
    assert financial_years("in financial years 10-11 and 11-12") == ("2010-11", "2011-12")
    assert financial_years("for year 10/11") == ("2010-11",)


def test_months_are_written_in_full() -> None:
    assert months_in_full("Apr-Sept 2021 and 3 dec.") == "April to September 2021 and 3 December"
    assert months_in_full("April–October, may, second") == "April to October, may, second"
