"""The same thing said with another figure or date."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mandate_qa.answering.conflicts import conflicting
from mandate_qa.types import Draft, Query, Status, Wanted

Find = Callable[..., Draft | None]

PLAN = """\
    1.1 A bid to the kite fund may be for no more than £2 million and must show £3 of play for every £1 spent.

    1.2 The average queue at toy shops will fall to 12 children by March 2025.

    1.3 The kite fund will pay for 40 kites a month in parks.

    1.4 The kite fund will pay for 60 kites a month in schools in 2026-27.

    - train 20 makers of wooden toys
    - train 30 makers of wooden toys abroad

    Deliverables\tTimelines
    Average queue at toy shops down to 12\tMarch 2026
    Kites repaired\tMarch 2027
    """
NOTE = """\
    Bids to the kite fund of up to £2.5m are allowed and must show £3 of play for each £1 spent.

    The kite fund pays for 40 kites a month in parks.
    """


@pytest.fixture
def find(toys: Any) -> Find:
    """The conflict among the units that hold some words, all found equally well."""

    def found(question: str, *words: str, wanted: Wanted = Wanted.FIGURE, **note: Any) -> Draft | None:
        plan = toys.document("plan")
        given = {"short_title": "makers' note", "status": "summary by a third party"} | note
        shelf = toys.shelf((plan, PLAN), (toys.document("note", "2024-06", **given), NOTE))
        query = Query(question, question, wanted=wanted)
        return conflicting(query, [shelf.unit(one) for one in words], shelf, toys.asked(question))

    return found


def test_another_figure_for_one_thing_is_a_conflict_and_the_original_goes_first(find: Find) -> None:
    draft = find("largest bid to the kite fund", "£2.5m", "£2 million")
    assert draft is not None
    assert draft.status is Status.CONFLICTING
    first, second = draft.statements
    assert "£2 million" in first.text
    assert second.text.startswith("makers' note: ")
    assert "summary by a third party" in draft.notes[0]


def test_two_dates_within_one_document_are_a_conflict(find: Find) -> None:
    question = "when will the average queue at toy shops be 12"
    draft = find(question, "down to 12", "fall to 12", wanted=Wanted.DATE)
    assert draft is not None
    assert "March 2026" in draft.statements[0].text
    assert "March 2025" in draft.statements[1].text
    assert "gives both" in draft.notes[0]


def test_the_same_figure_twice_is_none(find: Find) -> None:
    assert find("how many kites a month in parks", "pay for 40", "pays for 40") is None


def test_another_thing_or_year_is_none(find: Find) -> None:
    assert find("how many kites a month in parks", "pay for 40", "60 kites") is None
    assert find("how many kites a month from the kite fund", "60 kites", "fall to 12") is None


def test_items_of_one_list_are_none(find: Find) -> None:
    assert find("how many makers of wooden toys", "train 20", "train 30") is None


def test_documents_for_different_years_are_none(find: Find) -> None:
    other = {"period_start": "2020-04-01", "period_end": "2021-03-31"}
    assert find("largest bid to the kite fund", "£2.5m", "£2 million", **other) is None


def test_what_was_found_far_less_well_is_none(toys: Any) -> None:
    shelf = toys.shelf(PLAN, (toys.document("note", "2024-06"), NOTE))
    question = "largest bid to the kite fund"
    units = [shelf.unit("£2 million"), shelf.unit("£2.5m", 0.5)]
    assert conflicting(Query(question, question, wanted=Wanted.FIGURE), units, shelf, toys.asked(question)) is None


def test_only_figures_dates_and_plain_questions_have_any(find: Find) -> None:
    assert find("largest bid to the kite fund", "£2.5m", "£2 million", wanted=Wanted.LIST) is None


DATED = """\
    2.1 We will publish in June 2025 a strategy for kite lending services in parks, setting a standard.

    2.2 We will deliver 70% of the actions in the Wooden Toys charter by April 2025.

    2.3 We will deliver all of the actions in the Safe Swings accord in 2024-25.

    2.4 Spinning top training will begin in schools in May 2024.

    2.5 Puppet checks will reach 60% of puppet theatres by May 2024.

    Deliverables\tTimelines
    Final strategy for kite lending services published\tNovember 2025
    Commencement of 70% of the actions in the Wooden Toys charter\tApril 2025
    Delivery of 100% of actions in the Safe Swings accord\tJune 2025
    Spinning top training completed in schools\tMarch 2025
    Puppet checks reach 90% of puppet theatres\tMarch 2025
    """


@pytest.fixture
def within(toys: Any) -> Find:
    """The conflict among the units of one plan that hold some words, all found equally well."""

    def found(question: str, *words: str, wanted: Wanted = Wanted.DATE) -> Draft | None:
        shelf = toys.shelf((toys.document("plan"), DATED))
        query = Query(question, question, wanted=wanted)
        return conflicting(query, [shelf.unit(one) for one in words], shelf, toys.asked(question))

    return found


def test_another_month_or_another_year_is_a_conflict(within: Find) -> None:
    draft = within("when will the strategy for kite lending services be published", "Final strategy", "a strategy for")
    assert draft is not None
    assert "November 2025" in draft.statements[0].text
    assert "June 2025" in draft.statements[1].text
    assert within("by when are the Safe Swings accord actions delivered", "all of the actions", "100% of") is not None


def test_begun_and_done_are_a_conflict_when_that_is_asked(within: Find) -> None:
    words = ("deliver 70%", "Commencement of 70%")
    question = "are 70% of the actions in the Wooden Toys charter to be started or done by April 2025"
    assert within(question, *words, wanted=Wanted.STATEMENT) is not None
    other = "what of the actions in the Wooden Toys charter by April 2025"
    assert within(other, *words, wanted=Wanted.STATEMENT) is None


def test_stages_of_one_thing_are_none(within: Find) -> None:
    assert (
        within("when is spinning top training in schools", "Spinning top training will", "training completed") is None
    )
    assert within("by when puppet checks reach puppet theatres", "Puppet checks will", "Puppet checks reach") is None
