"""What a question demands, and near misses that do not have it."""

from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.demands import demands_of, unmet
from mandate_qa.types import Query, Wanted

TEXT = """
1. Blocks

1.1 In 2023-24 nurseries bought 40 wooden blocks, up from 31 in March 2022.

1.2 Systems should reach 70% in April 2024, 75% in May and 85% between July and September 2024.

1.3 For Category 2 toys the limit is 18 minutes.

1.4 The aim is for 50,000 more toys by March 2026. A workshop that misses it loses its grant.

1.5 The Toy Safety Board (TSB) meets monthly with 12 members.

1.6 About a third of the toys are red.
"""


def missing(toys: Any, question: str, words: str, wanted: Wanted = Wanted.FIGURE, *periods: str) -> tuple[str, ...]:
    """What the unit that holds `words` lacks."""
    shelf = toys.shelf((toys.document("plan", "2024-03"), TEXT))
    query = Query(question, question, wanted=wanted, periods=periods, focus=question)
    lacking = unmet(demands_of(query, toys.asked(question)), shelf.unit(words), shelf.documents)
    return tuple(demand.name for demand in lacking)


@pytest.mark.parametrize(
    ("question", "words", "lacking"),
    [
        ("what share was wanted in April 2024?", "70%", ()),
        ("what share is wanted in august 2024?", "85%", ()),
        ("what share was wanted in November 2024?", "70%", ("November 2024",)),
        ("what share was wanted in April 2025?", "70%", ("April 2025",)),
        ("how many blocks in March 2022?", "31 in March", ()),
        ("how many minutes in March 2022?", "18 minutes", ()),
    ],
)
def test_a_month_that_is_named(toys: Any, question: str, words: str, lacking: tuple[str, ...]) -> None:
    assert missing(toys, question, words) == lacking


@pytest.mark.parametrize(
    ("question", "words", "lacking"),
    [
        ("what share of toys is red in May 2024?", "third of the toys", ()),
        ("what share of toys is red in March 2025?", "third of the toys", ()),
        ("what share of toys should be red by April 2025?", "third of the toys", ("April 2025",)),
        ("what share of toys should be red by 2025?", "third of the toys", ()),
        ("what share of toys should be red by 2026?", "third of the toys", ("2026",)),
        ("what share of toys is red in the 2026 plan?", "third of the toys", ()),
        ("which grant is lost by March 2026?", "loses its grant", ()),
        ("which grant is lost by March 2027?", "loses its grant", ("March 2027",)),
    ],
)
def test_what_names_no_time_is_of_none_after_its_document_ran_out(
    toys: Any, question: str, words: str, lacking: tuple[str, ...]
) -> None:
    named = [name for name in missing(toys, question, words) if name != "a figure"]
    assert tuple(named) == lacking


def test_when_a_date_is_asked_for_a_month_demands_nothing(toys: Any) -> None:
    assert missing(toys, "after April 2025, when is 70% due?", "70%", Wanted.DATE) == ()


@pytest.mark.parametrize(
    ("period", "words", "lacking"),
    [
        ("2023-24", "40 wooden", ()),
        ("2018-19", "40 wooden", ("the year 2018-19",)),
        ("2030-31", "40 wooden", ("the year 2030-31",)),
        ("2030-31", "18 minutes", ()),
        ("2030-31", "70%", ("the year 2030-31",)),
    ],
)
def test_a_year_that_is_named(toys: Any, period: str, words: str, lacking: tuple[str, ...]) -> None:
    assert missing(toys, f"how many blocks in {period}?", words, Wanted.FIGURE, period) == lacking


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("what is the limit for category 2 toys?", ()),
        ("what is the limit for cat 2 toys?", ()),
        ("what is the limit for category 1 toys?", ("category 1",)),
    ],
)
def test_a_grade_that_is_named(toys: Any, question: str, lacking: tuple[str, ...]) -> None:
    assert missing(toys, question, "18 minutes") == lacking


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("how many members has the Toy Safety Board?", ()),
        ("how many members has the TSB?", ()),
        ("how many members has the Toy Makers Council?", ("Toy Makers Council",)),
        ("how many members has the TMC?", ("TMC",)),
        ("how many members has the SB?", ()),
        ("how many members has the Toy Office?", ()),
        ("HOW MANY MEMBERS HAS THE TOY OFFICE", ()),
        ("What I ask is how many members it has", ()),
    ],
)
def test_a_body_that_is_named_stands_somewhere_around(toys: Any, question: str, lacking: tuple[str, ...]) -> None:
    assert missing(toys, question, "12 members") == lacking


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("how many members in Cornwall?", ("cornwall",)),
        ("how many members in northern ireland", ("northern ireland",)),
        ("how many members in England?", ()),
        ("how many members in all?", ()),
    ],
)
def test_a_place_that_is_named(toys: Any, question: str, lacking: tuple[str, ...]) -> None:
    assert missing(toys, question, "12 members") == lacking


@pytest.mark.parametrize(
    ("question", "words", "lacking"),
    [
        ("how many members?", "12 members", ()),
        ("which 12 members, and how many more?", "12 members", ("a figure",)),
        ("how many are red?", "third", ()),
        ("what % are members?", "12 members", ("a figure",)),
        ("what % are red?", "third", ()),
    ],
)
def test_a_figure_that_the_question_does_not_hold_itself(
    toys: Any, question: str, words: str, lacking: tuple[str, ...]
) -> None:
    assert missing(toys, question, words) == lacking


@pytest.mark.parametrize(
    ("question", "words", "lacking"),
    [
        ("how many more toys have been built so far?", "50,000", ("what was reached",)),
        ("how many blocks have been bought so far?", "40 wooden", ()),
        ("what happens to a workshop that misses it?", "loses its grant", ()),
        ("what is the penalty for too few members?", "12 members", ("a consequence",)),
        ("how many members hear an appeal against a penalty?", "12 members", ()),
    ],
)
def test_what_was_reached_and_what_follows(toys: Any, question: str, words: str, lacking: tuple[str, ...]) -> None:
    wanted = Wanted.FIGURE if question.startswith("how many") else Wanted.STATEMENT
    assert missing(toys, question, words, wanted) == lacking


def test_nothing_is_demanded_that_is_not_named(toys: Any) -> None:
    assert missing(toys, "what about the toys?", "12 members", Wanted.STATEMENT) == ()
