from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mandate_qa.answering.followups import carried_over, is_followup
from mandate_qa.answering.glossary import Glossary
from mandate_qa.types import Document, Query, Wanted

GLOSSARY = Glossary([["Better Care Fund", "BCF"]])
BEFORE = Query(
    "what was the revenue budget in the 2021-22 mandate?",
    "what was the revenue budget in the 2021-22 mandate?",
    documents=("mandate-2021",),
    periods=("2021-22",),
    wanted=Wanted.FIGURE,
    focus="what was the revenue budget",
)


@pytest.fixture
def shelf(toys: Any) -> list[Document]:
    return [toys.document("mandate-2021", "2021-03", short_title="2021-22 mandate"), toys.document("plan", "2022-03")]


def asked(question: str, **given: Any) -> Query:
    return Query(question, question, focus=given.pop("focus", question), **given)


@pytest.mark.parametrize(
    "question",
    [
        "and the year after?",
        "And capital?",
        "what about capital?",
        "how about maternity services",
        "ok, and for trusts?",
        "but who pays?",
        "same for 2022-23",
        "when is it due?",
        "who is responsible for that",
        "what are they?",
        "does this apply to them?",
        "why?",
        "how much?",
        "in 2022-23?",
        "and the previous year",
        "what was it the year before",
    ],
)
def test_what_leans_on_the_turn_before_is_a_follow_up(question: str) -> None:
    assert is_followup(asked(question), GLOSSARY)


@pytest.mark.parametrize(
    "question",
    [
        "what was the capital budget for NHS England in 2017-18?",
        "who is responsible for screening programmes in prisons?",
        "list the objectives of the 2023 mandate",
        "how many patients should have a cancer diagnosis within 28 days of an urgent referral",
        "BCF?",
        "what is the Better Care Fund?",
    ],
)
def test_a_question_that_stands_alone_is_none(question: str) -> None:
    assert not is_followup(asked(question), GLOSSARY)


def test_a_question_that_names_a_document_points_within_itself() -> None:
    question = "what does the mandate say about schools and their meals"
    assert not is_followup(asked(question, documents=("mandate-2021",)), GLOSSARY)


def test_subject_document_period_and_kind_are_carried_over(shelf: list[Document]) -> None:
    query = carried_over(asked("and for trusts?"), BEFORE, shelf)
    assert "revenue budget" in query.text
    assert "for trusts" in query.text
    assert (query.documents, query.periods, query.wanted) == (("mandate-2021",), ("2021-22",), Wanted.FIGURE)
    assert query.question == "and for trusts?"


def test_the_reader_is_told_what_was_carried_over(shelf: list[Document]) -> None:
    (note,) = carried_over(asked("and for trusts?"), BEFORE, shelf).notes
    assert "2021-22 mandate" in note


@pytest.mark.parametrize(("question", "period"), [("and the year after?", "2022-23"), ("the year before?", "2020-21")])
def test_a_year_later_or_earlier_is_worked_out(shelf: list[Document], question: str, period: str) -> None:
    query = carried_over(asked(question), BEFORE, shelf)
    assert query.periods == (period,)
    assert period in query.text
    assert "2021-22" not in query.text
    assert "revenue budget" in query.text


def test_years_can_be_gone_on_with(shelf: list[Document]) -> None:
    once = carried_over(asked("and the year after?"), BEFORE, shelf)
    twice = carried_over(asked("and the year after that?"), once, shelf)
    assert twice.periods == ("2023-24",)
    assert "2022-23" not in twice.text


def test_a_year_of_its_own_takes_the_place_of_the_old_one(shelf: list[Document]) -> None:
    query = carried_over(asked("and in 2018-19?", periods=("2018-19",)), BEFORE, shelf)
    assert query.periods == ("2018-19",)
    assert "2021-22" not in query.text


def test_capital_puts_revenue_out_of_play(shelf: list[Document]) -> None:
    query = carried_over(asked("what about capital?"), BEFORE, shelf)
    assert "capital" in query.text
    assert "revenue" not in query.text
    assert "budget" in query.text


def test_a_document_of_its_own_takes_the_place_of_the_old_one(shelf: list[Document]) -> None:
    query = carried_over(asked("and in the toy plan?", documents=("plan",)), BEFORE, shelf)
    assert query.documents == ("plan",)
    assert "revenue budget" in query.text


def test_a_kind_of_its_own_is_kept(shelf: list[Document]) -> None:
    query = carried_over(asked("and who set it?", wanted=Wanted.PERSON), BEFORE, shelf)
    assert query.wanted is Wanted.PERSON


def test_what_matters_most_is_what_the_follow_up_asks(shelf: list[Document]) -> None:
    assert "trusts" in carried_over(asked("and for trusts?"), BEFORE, shelf).focus
    assert "revenue" not in carried_over(asked("and for trusts?"), BEFORE, shelf).focus
    assert "revenue budget" in carried_over(asked("and the year after?"), BEFORE, shelf).focus


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        ("does the toy note say by when?", "does say by when?"),
        ("does the toy plan say more?", "does say more?"),
        ("what about the toy plan", "what about"),
    ],
)
def test_a_question_that_names_a_document_and_no_subject_is_a_follow_up(question: str, focus: str) -> None:
    assert is_followup(asked(question, focus=focus, documents=("plan",)), GLOSSARY)


def test_what_only_sets_documents_side_by_side_asks_for_the_same_kind(shelf: list[Document]) -> None:
    given = asked("does the plan say more?", focus="does say more?", documents=("plan",), wanted=Wanted.YES_NO)
    assert carried_over(given, BEFORE, shelf).wanted is Wanted.FIGURE


def test_the_other_year_of_a_document_is_moved_to(toys: Any) -> None:
    plans = [toys.document("plan-2021", "2021-03-01"), toys.document("plan-2023", "2023-03-01")]
    before = replace(BEFORE, documents=("plan-2021",), sought="revenue budget")
    query = carried_over(asked("and in the 2023 one?"), before, plans)
    assert (query.documents, query.periods, query.text) == (("plan-2023",), (), "revenue budget")


def test_a_month_is_moved_on_and_on(shelf: list[Document]) -> None:
    before = Query("in July 2021?", "what share in July 2021?", sought="what share in July 2021?")
    once = carried_over(asked("and the month before?"), before, shelf)
    assert once.focus == "what share in June 2021"
    assert carried_over(asked("and the one before that?"), once, shelf).focus == "what share in May 2021"


def test_the_one_after_is_a_number_or_a_year_where_there_is_no_month(shelf: list[Document]) -> None:
    numbered = replace(BEFORE, references=("objective 2",))
    assert carried_over(asked("and the next one?"), numbered, shelf).references == ("objective 3",)
    assert carried_over(asked("and the one after that?"), BEFORE, shelf).periods == ("2022-23",)


def test_the_last_year_of_a_table_is_no_year_of_the_turn_before(shelf: list[Document]) -> None:
    query = carried_over(asked("and in the last year of that table?"), BEFORE, shelf)
    assert (query.end, query.periods) == ("last", ())
    assert "table" not in query.text


def test_a_year_of_its_own_puts_the_single_year_out_of_play(shelf: list[Document]) -> None:
    before = Query("how many by 2020?", "how many homes by 2020?", sought="how many homes by 2020?")
    query = carried_over(asked("and just in 2017-18?", periods=("2017-18",)), before, shelf)
    assert "2020" not in query.text


class TestLongConversations:
    def test_turns_that_only_point_leave_nothing_behind(self, shelf: list[Document]) -> None:
        query = BEFORE
        for question in ["and the year after?", "and the year before?"] * 10:
            query = carried_over(asked(question), query, shelf)
        assert query.periods == ("2021-22",)
        assert "year" not in query.text
        assert query.text.count("budget") == 1

    def test_what_is_carried_does_not_grow(self, shelf: list[Document]) -> None:
        query, longest = BEFORE, 0
        for n in range(30):
            query = carried_over(asked(f"and what about topic{n} of the mandate?"), query, shelf)
            longest = max(longest, len(query.text.split()))
        assert longest < 60
        assert "topic29" in query.text
        assert "topic28" in query.text
        assert "topic5 " not in query.text
        assert (query.documents, query.periods) == (BEFORE.documents, BEFORE.periods)
