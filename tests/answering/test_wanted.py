from __future__ import annotations

from dataclasses import replace

import pytest

from mandate_qa.answering.wanted import (
    asked_count,
    count_word,
    doings_wanted,
    figure_of,
    figure_wanted,
    wanted_of,
    whole_wanted,
)
from mandate_qa.types import Query, Wanted

QUESTIONS = {
    Wanted.FIGURE: [
        "How much is the repairs grant?",
        "fine for a broken kite",
        "Toy plan - max to be won back from makers who should pay",
        "what is the pass mark",
        "what's the late fee for makers?",
        "how many people had an operation last year",
        "what was the 2021-22 elective recovery target",
        "What percentage of cancers should be found early?",
        "what is the capital budget for 2022-23?",
        "what proportion of patients wait",
        "how long may a patient wait for a test?",
        "what level of activity is expected",
        "how much are the rates of the levy",
        "how frequently are the results published?",
        "at what intervals must the kites be checked",
        "value of the contracts that the office lets itself",
        "Kites: how many are there?",
    ],
    Wanted.DATE: [
        "When must trusts adopt scanning?",
        "by when should every trust have a record",
        "What is the deadline for the plan?",
        "by what date must reports be in?",
        "when will the contract be issued",
        "what period does the plan cover?",
        "when is the report due?",
        "when were the findings on paint published",
    ],
    Wanted.PERSON: [
        "Who signed the foreword?",
        "who is responsible for screening",
        "Which minister wrote the mandate?",
        "and who leads it?",
        "which body sets the tariff?",
    ],
    Wanted.LIST: [
        "List the objectives of the mandate",
        "what are the three priorities",
        "name the key activities",
        "Which services are offered?",
        "what are the steps",
        "give me the conditions in full",
        "what four things have changed since the last plan",
        "Which 3 funds may schools use?",
        "names of the 4 funds for roads",
        "what are the things a maker must do",
        "the new register - what opens when",
        "who does what under the plan",
        "what hurdles must a bid clear",
        "aims of the Toy Office",
        "main risks in the plan",
        "what are the 2020 goals for paint",
        "what may the grant be spent on?",
        "what are the offers in the plan",
        "all the headings of annex A",
    ],
    Wanted.DEFINITION: [
        "What is the Better Care Fund?",
        "what does A&E stand for",
        "what is meant by parity of esteem",
        "explain the quality premium",
        "What is an integrated care system",
    ],
    Wanted.COMPARISON: [
        "Compare the two mandates on cancer",
        "how does the 2023 mandate differ from the 2017-18 one?",
        "NHSE capital: 2017-18 against 2021-22",
        "is the 2023 target higher than the 2017-18 one?",
        "revenue in 2021-22 versus 2022-23",
        "what has changed since the last mandate",
    ],
    Wanted.YES_NO: [
        "Is dentistry mentioned?",
        "must trusts publish waiting lists",
        "Does the mandate cover schools?",
        "are pharmacies part of it?",
        "can patients choose?",
    ],
    Wanted.REASON: [
        "Why was the mandate revised?",
        "so why did it change?",
        "why is the new plan longer than the old one?",
        "why does the plan name three more areas?",
        "what was the reason for the delay",
    ],
    Wanted.STATEMENT: [
        "dental services in prisons",
        "tell me about winter pressures",
        "what happens to patients who move",
    ],
}


@pytest.mark.parametrize(
    ("wanted", "question"), [(wanted, question) for wanted, asked in QUESTIONS.items() for question in asked]
)
def test_the_wording_tells_the_kind_of_answer(wanted: Wanted, question: str) -> None:
    assert wanted_of(question) is wanted
    assert wanted_of(f"  {question.upper()}  ") is wanted


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("how much money is there", "money"),
        ("what is the capital budget", "money"),
        ("who got the £3 note", "money"),
        ("what percentage of the budget is spent", "share"),
        ("what % of patients", "share"),
        ("how many blocks", "count"),
        ("how many posts are paid for", "count"),
        ("how quickly should they come", "duration"),
        ("how long does it last", "duration"),
        ("when is it due", ""),
    ],
)
def test_a_figure_counts_money_or_shares_or_anything(question: str, counted: str) -> None:
    assert figure_wanted(question) == counted


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("what are the five themes", 5),
        ("list the 8 key activities of the office", 8),
        ("name the Two aims", 2),
        ("what are the thirteen commitments", 13),
        ("what are the themes", None),
        ("what happened in 2013", None),
        ("what will it do in 2013/14 to support makers", None),
    ],
)
def test_a_question_may_say_how_many_items_it_wants(question: str, count: int | None) -> None:
    assert asked_count(question) == count


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("list the paints", True),
        ("the paints in bullets", True),
        ("all the steps", True),
        ("what are the three aims", True),
        ("which age groups may join", False),
    ],
)
def test_a_question_may_want_a_list_whole(question: str, whole: bool) -> None:
    assert whole_wanted(question) is whole


@pytest.mark.parametrize(
    ("question", "doings"),
    [
        ("what must makers do about lead", True),
        ("what are workshops expected to do", True),
        ("how will the Office keep its makers", True),
        ("what happens next", True),
        ("how many makers are there", False),
        ("what is the repairs grant", False),
        ("what colour are the blocks", False),
    ],
)
def test_a_question_may_ask_what_somebody_does(question: str, doings: bool) -> None:
    assert doings_wanted(question) is doings


@pytest.mark.parametrize(
    "question",
    [
        "interim kite aims, what are they?",
        "paint plan - what are its strands",
        "pls can you give me the paint outcomes, in bullets",
        "toy funds: name them and say what each pays for",
        "safety commitment: everything it counts",
        "which paint tests does the plan follow",
        "annex A of the plan: all actions",
        "the four tests a kite must pass",
    ],
)
def test_several_things_are_asked_for_in_any_order_of_words(question: str) -> None:
    assert wanted_of(question) is Wanted.LIST


@pytest.mark.parametrize("question", ["what are its rates", "and kites, which ages are counted", "tell me the budget"])
def test_figures_in_the_plural_are_no_list(question: str) -> None:
    assert wanted_of(question) is not Wanted.LIST


@pytest.mark.parametrize("question", ["Staff - how were makers told to rest", "repairs: what must makers do"])
def test_what_somebody_does_may_be_asked_after_the_subject(question: str) -> None:
    assert doings_wanted(question)


def test_a_count_is_said_as_a_word() -> None:
    assert [count_word(n) for n in (0, 1, 2, 13, 14)] == ["", "", "two", "thirteen", ""]
    assert wanted_of("what are the rates for makers") is not Wanted.LIST


def test_a_follow_up_that_asks_how_much_takes_no_count_over() -> None:
    query = Query("how much does each get?", "how many hubs are there — how much?", focus="how many hubs", follows=True)
    assert figure_of(query) == ""
    assert figure_of(replace(query, question="and the boats?")) == "count"
    assert figure_of(replace(query, question="and the boats?", focus="", text="what share of boats?")) == "share"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how often is it checked", "frequency"),
        ("how much of its pot may it spend", ""),
        ("how much is the pot", "money"),
    ],
)
def test_how_often_is_a_frequency_and_how_much_of_it_may_be_a_share(question: str, kind: str) -> None:
    assert figure_wanted(question) == kind


def test_a_topic_said_first_does_not_say_what_is_asked() -> None:
    assert wanted_of("ICS governance arrangements for 21/22: when are they due?") is Wanted.DATE
