"""What a replaced document says comes after what the one in force says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mandate_qa.answering.in_force import in_force, set_back
from mandate_qa.types import Query, Status, Wanted

OLD = """\
    1.1 The kite fund pays for 120 kites of paper a month in parks.

    1.2 There are 30 kite makers in the country.

    1.3 Every kite shop must have at least two doors that open outwards.
    """
NEW = """\
    1.1 The kite fund now pays for 160 kites of paper a month.

    1.2 Blocks are painted every year by the makers of blocks.

    1.3 Every kite shop must have at least two doors that open outwards, as before.
    """


@pytest.fixture
def shelf(toys: Any) -> Any:
    """A plan, and the one that replaces it."""
    old = toys.document("old", "2021-03", superseded_by="new", period_end="2027-03-31")
    return toys.shelf((old, OLD), (toys.document("new", "2023-03", replaces="old", period_end="2027-03-31"), NEW))


def query(text: str, **given: Any) -> Query:
    return Query(text, text, wanted=Wanted.FIGURE, **given)


def test_both_figures_are_given_and_the_one_in_force_first(shelf: Any, toys: Any) -> None:
    asked = "kites of paper a month"
    draft = in_force(query(asked), [shelf.unit("120"), shelf.unit("160", 0.8)], shelf, toys.asked(asked))
    assert draft is not None
    assert draft.status is Status.CONFLICTING
    assert ["160" in statement.text for statement in draft.statements] == [True, False]
    assert "replaces the 2021-22 toy plan" in draft.notes[0]


def test_what_both_say_is_cited_from_the_one_in_force(shelf: Any, toys: Any) -> None:
    asked = "doors of a kite shop"
    first, second = (shelf.unit(words) for words in ("that open outwards.", "that open outwards, as"))
    draft = in_force(query(asked), [first, second], shelf, toys.asked(asked))
    assert draft is not None
    assert draft.status is Status.ANSWERED
    assert [e.paragraph_id for s in draft.statements for e in s.evidence] == ["new ¶1.3"]


@pytest.mark.parametrize("asked", ["kites of paper a month in 2021", "kites of paper a month"])
def test_an_edition_that_was_asked_for_stands(shelf: Any, toys: Any, asked: str) -> None:
    found = [shelf.unit("120"), shelf.unit("160")]
    given = {} if "2021" in asked else {"documents": ("old",)}
    assert in_force(query(asked, **given), found, shelf, toys.asked(asked)) is None
    assert set_back(query(asked, **given), found, shelf.documents) == found


def test_another_thing_is_not_told_in_its_place(shelf: Any, toys: Any) -> None:
    found = [shelf.unit("30 kite makers"), shelf.unit("Blocks are")]
    assert in_force(query("how many kite makers"), found, shelf, toys.asked("how many kite makers")) is None


def test_the_edition_in_force_needs_nothing(shelf: Any, toys: Any) -> None:
    found = [shelf.unit("160"), shelf.unit("120")]
    assert in_force(query("kites of paper"), found, shelf, toys.asked("kites of paper")) is None
    assert set_back(query("kites of paper"), found, shelf.documents) == found


def test_what_stands_goes_before_what_was_replaced_when_it_says_as_much(shelf: Any) -> None:
    old, new = shelf.unit("120"), shelf.unit("160", 0.9)
    assert set_back(query("kites of paper"), [old, new], shelf.documents) == [new, old]
    less = replace(new, coverage=0.5)
    assert set_back(query("kites of paper"), [old, less], shelf.documents) == [old, less]
