from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.choosing import (
    ALONE,
    TOGETHER,
    alone_signs,
    better_together,
    is_plain,
    may_be_several,
    together_signs,
    with_shares,
)
from mandate_qa.answering.siblings import gathered
from mandate_qa.types import Draft, Statement, Status, Wanted

TEXT = """\
    The Toy Office's plan

    1. Playing

    1.1 What the Toy Office will test in the toy fair:

    - paints on kites;
    - strings of kites; and
    - tails of kites.

    2. Stopping

    2.1 The Toy Office closes at noon.
    """


@pytest.fixture(scope="module")
def shelf(toys: Any) -> Any:
    return toys.shelf(TEXT)


@pytest.fixture
def chosen(shelf: Any, toys: Any) -> Any:
    def chosen(question: str, draft: Draft, *words: str, wanted: Wanted = Wanted.STATEMENT) -> Draft | None:
        query, asked = toys.query(question, wanted=wanted), toys.asked(question)
        units = [shelf.unit(some) for some in words]
        return better_together(draft, gathered(query, units, (), shelf, asked, 100), query, units, asked)

    return chosen


@pytest.fixture
def first(shelf: Any) -> Draft:
    return Draft(Status.ANSWERED, (shelf.statement("paints on kites"),))


def test_a_question_for_several_gets_the_whole_list(chosen: Any, first: Draft) -> None:
    found = chosen("Which things will be tested in the toy fair?", first, "paints on", "strings of")
    assert [s.text for s in found.statements[1:]] == ["paints on kites", "strings of kites", "tails of kites."]


def test_nothing_is_taken_from_a_draft_that_corrects_or_holds_a_note(toys: Any, first: Draft) -> None:
    query = toys.query("Which things will be tested?", wanted=Wanted.LIST)
    assert may_be_several(query, first)
    assert not may_be_several(query, Draft(Status.ANSWERED, (Statement("It says otherwise."), *first.statements)))
    assert not may_be_several(query, Draft(Status.ANSWERED, first.statements, ("A note.",)))
    assert not is_plain(Draft(Status.NOT_IN_DOCUMENTS))


@pytest.mark.parametrize("wanted", [Wanted.FIGURE, Wanted.DATE, Wanted.PERSON])
def test_what_one_thing_answers_is_told_alone(toys: Any, first: Draft, wanted: Wanted) -> None:
    assert not may_be_several(toys.query("Which things will be tested?", wanted=wanted), first)


def test_a_list_that_leads_away_from_the_answer_is_not_told(chosen: Any, shelf: Any) -> None:
    draft = Draft(Status.ANSWERED, (shelf.statement("The Toy Office closes at noon."),))
    assert chosen("What does the Toy Office do at noon?", draft, "closes at noon", "paints on") is None


def test_every_sign_has_a_count(shelf: Any, toys: Any, first: Draft) -> None:
    query, asked, unit = toys.query("paints"), toys.asked("paints"), shelf.unit("paints on")
    one = gathered(query, [unit], (), shelf, asked, 100)[0]
    assert together_signs(one, first, query, with_shares([unit]), asked, 0.0).keys() == TOGETHER.keys()
    assert alone_signs(first, query, asked, 0.0).keys() == ALONE.keys()
